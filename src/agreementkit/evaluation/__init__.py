"""Records scored against gold records, field by field.

Prose matches by CUAD's measure (word-set Jaccard of at least one half, Hendrycks et al. 2021), values by equality.
"""

from __future__ import annotations

from agreementkit.evaluation.report import Report, make_report
from agreementkit.evaluation.scoring import Tally, score_document, score_evidence

__all__ = ["Report", "Tally", "make_report", "score_document", "score_evidence"]

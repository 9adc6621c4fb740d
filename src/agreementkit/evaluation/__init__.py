"""Records scored against gold records, field by field.

Prose matches by CUAD's measure (word-set Jaccard of at least one half, Hendrycks et al. 2021), values by equality.
"""

from __future__ import annotations

from agreementkit.evaluation.comparison import Comparison, compare_reports
from agreementkit.evaluation.judgements import Judgement, Proof, Tally
from agreementkit.evaluation.report import Report, make_report
from agreementkit.evaluation.scoring import score_document, score_evidence
from agreementkit.evaluation.tables import comparison_as_text

__all__ = [
    "Comparison",
    "Judgement",
    "Proof",
    "Report",
    "Tally",
    "compare_reports",
    "comparison_as_text",
    "make_report",
    "score_document",
    "score_evidence",
]

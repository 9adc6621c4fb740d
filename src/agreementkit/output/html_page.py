"""The frame of our HTML pages: type, colours, print. No script, no font, no address: it opens offline."""

from __future__ import annotations

from html import escape

from agreementkit.output.shapes import Lang

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #dde2e8; --paper: #ffffff; --head: #f4f6f8;
  --accent: #0b6e75; --doubt: #8a5a00; --doubt-paper: #fff7e3; --mark: #ffe9a8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --soft: #9aa6b5; --line: #323b47; --paper: #171b21;
  --head: #1f252d; --accent: #5cc4cb; --doubt: #f0c36a; --doubt-paper: #2c2617; --mark: #6b5410; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem clamp(1rem, 3vw, 3rem); background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; font-weight: 650; letter-spacing: -.01em; }
p { margin: 0 0 1.25rem; color: var(--soft); font-size: .9rem; }
.frame { overflow: auto; max-height: calc(100vh - 9rem); border: 1px solid var(--line); border-radius: 10px; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .6rem .85rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; min-width: 5rem; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { position: sticky; top: 0; z-index: 2; background: var(--head); font-weight: 650; }
thead small { display: block; color: var(--soft); font-weight: 400; }
tbody th { font-weight: 600; background: var(--paper); }
.matrix th:first-child { position: sticky; left: 0; z-index: 1; min-width: 11rem; border-right: 1px solid var(--line); }
.matrix thead th:first-child { z-index: 3; }
.matrix td { min-width: 13rem; }
.differs th { box-shadow: inset 3px 0 0 var(--accent); }
cite { display: block; margin-top: .15rem; color: var(--soft); font-size: .82rem; font-style: normal; }
.silent { color: var(--soft); }
.doubtful { background: var(--doubt-paper); }
.doubtful .mark { color: var(--doubt); font-weight: 650; }
mark { background: var(--mark); color: inherit; border-radius: 3px; padding: 0 .1em; }
.number { text-align: right; }
.date, .id { white-space: nowrap; }
.id { font-family: ui-monospace, Consolas, monospace; font-size: .85em; color: var(--soft); }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --head: #fff; --doubt-paper: #fff; }
  body { padding: 0; font-size: 9.5pt; }
  .frame { overflow: visible; max-height: none; border: 0; border-radius: 0; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  thead th, .matrix th:first-child { position: static; }
  th, td, .matrix td, .matrix th:first-child { min-width: 0; padding: .35rem .5rem; }
}
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(title: str, note: str, body: str, lang: Lang) -> str:
    """A whole page.

    Args:
        title: Plain text.
        note: Plain text, below the title.
        body: HTML in which every text is escaped already.
        lang: Language of the page.
    """
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1>{escape(title)}</h1>\n<p>{escape(note)}</p>\n<div class="frame">\n{body}\n</div>\n</body>\n</html>\n'
    )

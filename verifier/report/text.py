"""The report for a terminal: readable at 80 columns, without colours and by a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from verifier.report.wordings import LABEL_WORDS, byline, counted, label_counts, one_line, selection_words

if TYPE_CHECKING:
    from rich.console import RenderableType

    from verifier.types import Article, Evidence, Label, Report, Verdict

_STYLES: Final[dict[Label, str]] = {
    "SUPPORTED": "bold green",
    "REFUTED": "bold red",
    "CONFLICTING": "bold yellow",
    "NOT_ENOUGH_EVIDENCE": "bold blue",
}
_EVIDENCE: Final = 2
"""Passages shown under a verdict; all of them stand in the JSON form and on the page."""
_INDENT: Final = (0, 0, 0, 4)
_SNAPSHOT_DIGITS: Final = 12


def text_report(report: Report) -> RenderableType:
    """All verdicts of an article, with a summary before and the provenance after them."""
    blocks: list[RenderableType] = [_heading(report), Text()]
    for number, verdict in enumerate(report.verdicts, start=1):
        blocks += [text_verdict(verdict, number=number), Text()]
    blocks.append(_footer(report))
    return Group(*blocks)


def text_verdict(verdict: Verdict, *, number: int | None = None) -> RenderableType:
    """One block: label, claim, the evidence it rests on and why."""
    head = Text("" if number is None else f"{number:>2}  ")
    head.append(LABEL_WORDS[verdict.label], style=_STYLES[verdict.label])
    head.append(f"  confidence {verdict.confidence:.2f}", style="dim")
    claim = Text(one_line(verdict.claim.text), style="bold")
    blocks: list[RenderableType] = [head, Padding(claim, _INDENT)]
    blocks += [Padding(_quotation(evidence), _INDENT) for evidence in _to_show(verdict)]
    blocks.append(Padding(_why(verdict), _INDENT))
    return Group(*blocks)


def _to_show(verdict: Verdict) -> tuple[Evidence, ...]:
    """The passages the label rests on stand first; where there is no such thing, the nearest one."""
    return verdict.evidence[: 1 if verdict.label == "NOT_ENOUGH_EVIDENCE" else _EVIDENCE]


def _quotation(evidence: Evidence) -> Text:
    sentences = " ".join(span.of(evidence.document.text) for span in evidence.sentences)
    stance = evidence.stance
    text = Text(f"“{one_line(sentences)}”", style="italic")
    text.append(f"\n  -- {one_line(byline(evidence.document))}", style="not italic")
    if evidence.part is not None:
        text.append(f"\n     on the part “{one_line(evidence.part)}”", style="not italic")
    text.append(
        f"\n     for {stance.entailment:.2f}, neutral {stance.neutral:.2f}, against {stance.contradiction:.2f}",
        style="not italic dim",
    )
    return text


def _why(verdict: Verdict) -> Text:
    text = Text("Why: ")
    text.append("; ".join(f"{one_line(reason.detail)} [{reason.code}]" for reason in verdict.reasons))
    for evidence in _to_show(verdict):
        for check in evidence.checks:
            if check.outcome != "not_comparable":
                text.append(f"\nCompared: {check.name} {check.outcome.replace('_', ' ')}: {one_line(check.detail)}")
    return text


def _heading(report: Report) -> Text:
    text = Text(one_line(report.article.title or "Article"), style="bold")
    source = _article_source(report.article)
    if source:
        text.append(f"\n{source}", style="not bold")
    counts = ", ".join(f"{count} {LABEL_WORDS[label].lower()}" for label, count in label_counts(report.verdicts))
    skipped = counted(len(report.skipped), "sentence")
    text.append(f"\n{counted(len(report.verdicts), 'claim')}: {counts}; {skipped} without a claim", style="not bold")
    selection = selection_words(report.verdicts)
    if selection:
        text.append(f"\n{selection}", style="not bold")
    return text


def _article_source(article: Article) -> str:
    day = article.published_at.isoformat() if article.published_at is not None else None
    return one_line(", ".join(part for part in (article.publisher, day, article.url) if part))


def _footer(report: Report) -> Text:
    provenance = report.provenance
    lines = [
        f"Collection snapshot {provenance.collection_snapshot[:_SNAPSHOT_DIGITS]}",
        f"Judge {provenance.nli}, embedder {provenance.embedder}",
    ]
    total = report.timings_s.get("total")
    if total is not None:
        lines.append(f"{total:.1f} s")
    return Text("\n".join(lines), style="dim")

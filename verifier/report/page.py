"""The report as one page: no script, no request to anywhere, every text escaped.

Nothing in an article or a document is trusted: the template escapes all of it, and an address becomes a link only
where its scheme is http or https.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from models.types import Span
from verifier.report.wordings import LABEL_WORDS, byline, counted, label_counts, selection_words, shown
from verifier.types import UNCALIBRATED

if TYPE_CHECKING:
    from verifier.types import Evidence, Label, Report, Verdict


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a text in one look. `number` is the claim it belongs to, `ends` are the claims that end with it."""

    text: str
    label: Label | None = None
    number: int | None = None
    ends: tuple[int, ...] = ()


def html_report(report: Report) -> str:
    """A complete HTML document that can be kept, sent and printed by itself."""
    return _template().render(
        report=report,
        title=report.article.title or "Verification report",
        article_url=safe_url(report.article.url),
        counts=label_counts(report.verdicts),
        label_words=LABEL_WORDS,
        selection_words=selection_words(report.verdicts),
        confidence_words=_confidence_words(report),
        segments=article_segments(report),
        cards=list(enumerate(report.verdicts, start=1)),
        skipped=[(one, one.span.of(report.article.text)) for one in report.skipped],
        labels_of={number: verdict.label for number, verdict in enumerate(report.verdicts, start=1)},
    )


def article_segments(report: Report) -> list[Segment]:
    """The article's text in order, nothing left out, cut where a claim begins or ends.

    Where claims overlap, the shortest one lends its look; each is linked where it ends.
    """
    text = report.article.text
    claims = [
        (verdict.claim.span, number, verdict.label)
        for number, verdict in enumerate(report.verdicts, start=1)
        if verdict.claim.span is not None
    ]
    cuts = sorted({0, len(text), *(edge for span, _, _ in claims for edge in (span.start, span.end))})
    segments: list[Segment] = []
    for start, end in pairwise(cuts):
        piece = Span(start, end)
        around = min(
            (one for one in claims if one[0].covers(piece)), key=lambda one: (len(one[0]), one[1]), default=None
        )
        ends = tuple(number for span, number, _ in claims if span.end == end)
        look = (None, None) if around is None else (around[2], around[1])
        segments.append(Segment(piece.of(text), look[0], look[1], ends))
    return segments


def passage_segments(evidence: Evidence) -> list[Segment]:
    """A passage's text in order, with the sentences that its stance rests on marked in the look of that stance."""
    stance = evidence.stance
    label: Label = "NOT_ENOUGH_EVIDENCE"
    if stance.neutral < max(stance.entailment, stance.contradiction):
        label = "SUPPORTED" if stance.entailment >= stance.contradiction else "REFUTED"
    text, whole = evidence.document.text, evidence.passage.span
    marked = [span for span in evidence.sentences if whole.covers(span)]
    cuts = sorted({whole.start, whole.end, *(edge for span in marked for edge in (span.start, span.end))})
    pieces = [Span(start, end) for start, end in pairwise(cuts)]
    return [Segment(piece.of(text), label if any(span.covers(piece) for span in marked) else None) for piece in pieces]


def safe_url(url: str | None) -> str | None:
    """The address where it is an http or https one with a host; None otherwise."""
    if url is None or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _confidence_words(report: Report) -> str:
    if report.provenance.calibration == UNCALIBRATED:
        return "confidence is not calibrated."
    return "confidence is the share of right labels among held-out claims that looked alike."


def _span_of(verdict: Verdict) -> Sequence[int]:
    span = verdict.claim.span
    return () if span is None else (span.start, span.end)


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("verifier", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(shown=shown)
    environment.globals.update(
        byline=byline, counted=counted, passage_segments=passage_segments, safe_url=safe_url, span_of=_span_of
    )
    return environment.get_template("report.html")

"""`verifier claims`: the checkable claims of a text."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Annotated

import typer

from verifier.cli.failures import one_line
from verifier.cli.inputs import dated, read_article
from verifier.cli.options import Fragment, Guard, Json, LeastWorth, ProfileFile, Published, Ready
from verifier.cli.output import print_block, print_json, stdout
from verifier.cli.parts import session
from verifier.cli.rank import rank_articles
from verifier.records import claim_record

ArticleFile = Annotated[
    str, typer.Argument(metavar="FILE", help="Text (.txt, .md) in UTF-8, or .html or .pdf; - is standard input.")
]


def claims(
    context: typer.Context,
    file: ArticleFile,
    *,
    published: Published = None,
    profile: ProfileFile = None,
    fragment: Fragment = None,
    guard: Guard = False,
    least_worth: LeastWorth = None,
    ready: Ready = False,
    json: Json = False,
) -> None:
    """Find the claims of an article: self-contained, with speaker, amounts and dates.

    Beside a claim stand the places of the article that explain it ("after:") and the sentence it was taken from
    ("in:"), each where it is needed first. A claim that is "ready" is likely to be taken over as it is; the others are
    to be looked at first, the less so the higher their readiness; where it is high, what hinders is told. JSON is a
    list of claims; offsets are in characters of the text. With --profile the claims are ranked for a desk, with the
    reason of each point, and JSON is what `verifier rank` writes.
    """
    if profile is not None:
        rank_articles(
            context,
            [file],
            published=published,
            fragment=fragment,
            profile=profile,
            top=None,
            guard=guard,
            least_worth=least_worth,
            ready=ready,
            json=json,
        )
        return
    from verifier.admission import require_article  # with the settings, too slow to import for --help
    from verifier.claims.readiness import is_ready, what_hinders
    from verifier.claims.standing import left_open
    from verifier.claims.worthwhile import HARDLY_WORTH
    from verifier.settings import VerificationSettings

    article = replace(dated(read_article(file), published), fragment=fragment)
    require_article(article, VerificationSettings())
    extraction = session(context).make_extractor(guard=guard, least_worth=least_worth, ready=ready).extract(article)
    if json:
        print_json([claim_record(claim, article_text=article.text) for claim in extraction.claims])
        return
    shown: set[str] = set()
    for number, claim in enumerate(extraction.claims, start=1):
        speaker = f", said by {claim.attribution.speaker}" if claim.attribution else ""
        kept = ", kept verbatim" if claim.kept_verbatim else ""
        unclear = f"; unclear: {left_open(claim)}" if claim.ambiguities else ""
        fit = (
            "" if claim.readiness is None else f", {'ready' if is_ready(claim) else 'readiness'} {claim.readiness:.2f}"
        )
        hindrance = what_hinders(claim)
        hindered = f"; {hindrance}" if hindrance else ""
        note = f"{claim.kind}, worth {claim.check_worthiness:.2f}{fit}{speaker}{kept}{unclear}{hindered}"
        before = [one_line(span.of(article.text)) for span in claim.context]
        beside = (_quoted("after", before, shown), _quoted("in", [one_line(claim.sentence)], {*shown, claim.text}))
        shown.update(before, [one_line(claim.sentence)])
        print_block(number, claim.text, *beside, note=note)
    open_claims = sum(bool(claim.ambiguities) for claim in extraction.claims)
    known = [is_ready(claim) for claim in extraction.claims if claim.readiness is not None]
    to_go = f" {sum(map(bool, known))} of them ready to be checked as they are," if known else ""
    hardly = sum(one.reason.startswith(HARDLY_WORTH) for one in extraction.skipped)
    more = f"; left out as hardly worth checking (--least-worth 0 shows it): {hardly}" if hardly else ""
    stdout().print(
        f"{len(extraction.claims)} claims,{to_go} {open_claims} of them unclear on their own;"
        f" {len(extraction.skipped) - hardly} sentences make none{more}."
    )


def _quoted(lead: str, texts: Sequence[str], known: Container[str]) -> str:
    """ "after: “...” “...”" of what is not known yet; nothing where all is."""
    words = " ".join(f"“{text}”" for text in texts if text not in known)
    return f"{lead}: {words}" if words else ""

"""`verifier claims`: the checkable claims of a text."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.failures import one_line
from verifier.cli.inputs import dated, read_article
from verifier.cli.options import Fragment, Guard, Json, LeastReadiness, LeastWorth, ProfileFile, Published, Ready
from verifier.cli.output import print_block, print_heading, print_json, stdout
from verifier.cli.parts import session
from verifier.cli.rank import rank_articles
from verifier.records import claim_record

if TYPE_CHECKING:
    from verifier.types import Article, Claim

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
    least_readiness: LeastReadiness = None,
    ready: Ready = False,
    json: Json = False,
) -> None:
    """Find the claims of an article: self-contained, with speaker, amounts and dates.

    Beside a claim stand the places of the article that explain it ("after:") and the sentence it was taken from
    ("in:"), each where it is needed first. Claims are what a fact-checker most likely takes over as it is; drafts come
    after them and want a look. What is hardly usable is left out and counted. JSON is one list of all in the order of
    the text, with `ready` for what is a claim here; offsets are in its characters. With --profile they are ranked for a
    desk, with the reason of each point, and JSON is what `verifier rank` writes.
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
            least_readiness=least_readiness,
            ready=ready,
            json=json,
        )
        return
    from verifier.admission import require_article  # with the settings, too slow to import for --help
    from verifier.claims.readiness import LEAST_READINESS, NOT_READY, is_hardly_usable, is_ready
    from verifier.claims.worthwhile import HARDLY_WORTH
    from verifier.settings import VerificationSettings

    article = replace(dated(read_article(file), published), fragment=fragment)
    require_article(article, VerificationSettings())
    extractor = session(context).make_extractor(guard=guard, least_worth=least_worth, ready=ready)
    extraction = extractor.extract(article)
    if json:
        print_json([claim_record(claim, article_text=article.text) for claim in extraction.claims])
        return
    least = LEAST_READINESS if least_readiness is None else least_readiness
    listed = [claim for claim in extraction.claims if not is_hardly_usable(claim, least)]
    known = any(claim.readiness is not None for claim in extraction.claims)
    fit = [claim for claim in listed if is_ready(claim) or not known]
    drafts = [claim for claim in listed if known and not is_ready(claim)]
    shown: set[str] = set()
    numbers = count(1)
    for heading, part in (("Claims", fit), ("Drafts, to be looked over before they are checked", drafts)):
        if drafts and part:
            print_heading(f"{heading} ({len(part)})")
        for claim in part:
            _print(next(numbers), claim, article, shown)
    unclear = sum(bool(claim.ambiguities) for claim in listed)
    besides = f" and {_counted(len(drafts), 'draft')}" if drafts else ""
    hardly = sum(one.reason.startswith(HARDLY_WORTH) for one in extraction.skipped)
    waiting = sum(one.reason.startswith(NOT_READY) for one in extraction.skipped)
    left = {
        "hardly worth checking (--least-worth 0 shows them)": hardly,
        "hardly usable as they are (--least-readiness 0 shows them)": len(extraction.claims) - len(listed),
        "not ready": waiting,
    }
    more = "".join(f"; left out as {words}: {number}" for words, number in left.items() if number)
    stdout().print(
        f"{_counted(len(fit), 'claim')}{besides}, {unclear} of them unclear on their own;"
        f" {len(extraction.skipped) - hardly - waiting} sentences make none{more}."
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _print(number: int, claim: Claim, article: Article, shown: set[str]) -> None:
    """A claim with the places that explain it, but for those that are `shown` already; they are added to these."""
    from verifier.claims.readiness import as_told
    from verifier.claims.standing import left_open

    speaker = f", said by {claim.attribution.speaker}" if claim.attribution else ""
    kept = ", kept verbatim" if claim.kept_verbatim else ""
    unclear = f"; unclear: {left_open(claim)}" if claim.ambiguities else ""
    note = f"{claim.kind}, worth {claim.check_worthiness:.2f}{as_told(claim)}{speaker}{kept}{unclear}"
    before = [one_line(span.of(article.text)) for span in claim.context]
    beside = (_quoted("after", before, shown), _quoted("in", [one_line(claim.sentence)], {*shown, claim.text}))
    shown.update(before, [one_line(claim.sentence)])
    print_block(number, claim.text, *beside, note=note)


def _quoted(lead: str, texts: Sequence[str], known: Container[str]) -> str:
    """ "after: “...” “...”" of what is not known yet; nothing where all is."""
    words = " ".join(f"“{text}”" for text in texts if text not in known)
    return f"{lead}: {words}" if words else ""

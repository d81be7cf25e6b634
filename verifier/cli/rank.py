"""`verifier rank`: the claims of many articles in one list, the first to be checked at its head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import UnsupportedLanguage
from verifier.cli.failures import warn
from verifier.cli.inputs import STANDARD_INPUT, dated, decode, read_article, read_bytes
from verifier.cli.options import Guard, Json, LeastReadiness, LeastWorth, ProfileFile, Published, Ready
from verifier.cli.output import print_block, print_json, stdout
from verifier.cli.parts import session
from verifier.cli.progress import progress
from verifier.errors import InputEmpty, VerifierError
from verifier.records import claim_record, rounded

if TYPE_CHECKING:
    from models.types import Span
    from verifier.claims.profile import Profile
    from verifier.claims.ranking import Placed, Ranked, Ranking
    from verifier.records import Record
    from verifier.types import Article

Read = dict[str, "Article"]
"""The articles that could be read, by name."""


def rank(
    context: typer.Context,
    articles: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="Files as of `verifier claims`; - is standard input.")
    ],
    *,
    published: Published = None,
    profile: ProfileFile = None,
    top: Annotated[int | None, typer.Option("--top", min=1, metavar="N", help="Only the first N claims.")] = None,
    guard: Guard = False,
    least_worth: LeastWorth = None,
    least_readiness: LeastReadiness = None,
    ready: Ready = False,
    json: Json = False,
) -> None:
    """Rank the claims of many articles for a desk: one list, with the reason of each point.

    Claims that say the same are one with several places; what is hardly usable as it is counts as left out. An article
    that cannot be read is told, and the rest is ranked. JSON is {"profile", "articles", "ranked", "left_out"}; offsets
    are in characters of the articles.
    """
    rank_articles(
        context,
        articles,
        published=published,
        fragment=None,
        profile=profile,
        top=top,
        guard=guard,
        least_worth=least_worth,
        least_readiness=least_readiness,
        ready=ready,
        json=json,
    )


def rank_articles(
    context: typer.Context,
    names: Sequence[str],
    *,
    published: date | None,
    fragment: Span | None,
    profile: str | None,
    top: int | None,
    guard: bool,
    least_worth: float | None,
    least_readiness: float | None,
    ready: bool,
    json: bool,
) -> None:
    """Reads, extracts, ranks and prints. The profile is read before any article is (ProfileInvalid)."""
    from verifier.claims import ranking  # with the parts, too slow to import for --help
    from verifier.claims.readiness import LEAST_READINESS, NOT_READY
    from verifier.claims.worthwhile import HARDLY_WORTH

    chosen = _read_profile(profile)
    articles: Read = {}
    placed: list[ranking.Placed] = []
    errors: dict[str, Exception] = {}
    extractor = session(context).make_extractor(guard=guard, least_worth=least_worth, ready=ready)
    distinct = list(dict.fromkeys(names))
    aside = 0  # claims that were not even laid before the profile
    with progress("extracting", total=len(distinct), unit="articles") as meter:
        for done, name in enumerate(distinct, start=1):
            try:
                article = _article(name, published, fragment)
                extraction = extractor.extract(article)
                placed += [ranking.Placed(name, claim) for claim in extraction.claims]
                aside += sum(one.reason.startswith((HARDLY_WORTH, NOT_READY)) for one in extraction.skipped)
                articles[name] = article
            except (VerifierError, UnsupportedLanguage) as error:
                if len(distinct) == 1:
                    raise
                errors[name] = error
            meter(done, failed=len(errors))
    for name, problem in errors.items():
        warn(f"left out {name}: {problem}")
    if not articles:
        raise InputEmpty(
            f"expected at least one article that can be read, found none among {len(distinct)}",
            hint="The warnings above say what is wrong with each.",
        )
    least = LEAST_READINESS if least_readiness is None else least_readiness
    found = ranking.rank(placed, chosen, least_readiness=least)
    if json:
        print_json(_record(found, chosen, articles, errors, top))
    else:
        _print(found, chosen, articles, top, aside)


def _read_profile(name: str | None) -> Profile:
    from verifier.claims.profile import Profile, parse_profile  # with the rules

    return Profile() if name is None else parse_profile(decode(read_bytes(name), name=name), name=name)


def _article(name: str, published: date | None, fragment: Span | None) -> Article:
    from verifier.admission import require_article  # with the settings, too slow to import for --help
    from verifier.settings import VerificationSettings

    article = replace(dated(read_article(name), published), fragment=fragment)
    require_article(article, VerificationSettings())
    return article


def _record(found: Ranking, profile: Profile, articles: Read, errors: dict[str, Exception], top: int | None) -> Record:
    return {
        "profile": profile.name,
        "articles": [{"article": name, "error": None} for name in articles]
        + [{"article": name, "error": str(error)} for name, error in errors.items()],
        "ranked": [_ranked_record(one, articles) for one in found.ranked[:top]],
        "left_out": [{**_place_record(one.place, articles), "reason": one.reason} for one in found.left_out],
    }


def _ranked_record(one: Ranked, articles: Read) -> Record:
    return {
        "score": rounded(one.score),
        "reasons": [
            {"criterion": reason.criterion, "points": rounded(reason.points), "detail": reason.detail}
            for reason in one.reasons
        ],
        "claim": claim_record(one.claim, article_text=articles[one.places[0].article].text),
        "places": [_place_record(place, articles) for place in one.places],
    }


def _place_record(place: Placed, articles: Read) -> Record:
    span = place.claim.span
    text = None if span is None else span.of(articles[place.article].text)
    offsets = None if span is None else {"start": span.start, "end": span.end}
    return {"article": place.article, "span": offsets, "text": text}


def _print(found: Ranking, profile: Profile, articles: Read, top: int | None, aside: int) -> None:
    from verifier.claims.readiness import as_told

    shown = found.ranked[:top]
    for number, one in enumerate(shown, start=1):
        reasons = "; ".join(f"{reason.criterion} {reason.points:+.2f} ({reason.detail})" for reason in one.reasons)
        speaker = f", said by {one.claim.attribution.speaker}" if one.claim.attribution else ""
        places = ", ".join(f"{_shown(place.article)}{_offsets(place)}" for place in one.places)
        note = f"{one.claim.kind}{as_told(one.claim)}{speaker}; {places}"
        print_block(number, one.claim.text, f"{one.score:.2f}: {reasons}", note=note)
    out = Counter(one.reason for one in found.left_out)
    stdout().print(
        f"{len(shown)} of {len(found.ranked)} claims of {len(articles)} articles, ranked for {profile.name}; "
        f"{len(found.left_out)} left out{f', {aside} more as hardly worth checking or not ready' if aside else ''}.",
        markup=False,
    )
    for reason, count in out.most_common():
        stdout().print(f"  {count}: {reason}", markup=False)


def _offsets(place: Placed) -> str:
    span = place.claim.span
    return "" if span is None else f" {span.start}-{span.end}"


def _shown(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else name

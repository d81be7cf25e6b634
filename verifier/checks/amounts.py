"""Quantities of a claim against those of evidence sentences.

Any agreement wins over any contradiction. `contradicted` needs the same unit (or one that converts), another value, the
same subject (no other names), at least half of the claim's other content words in the sentence, or hardly any other
words in it, and one of them near the number, and the same base ("of voters" against "of women", "a day" against "a
year" are not the same base).

A rate over something else and another part in a change ("by" against "to" or "from") are `not_comparable`, and a veto
where the number is the same: "$15 a day" does not bear out "$15 an hour".
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from verifier.checks.content import stems
from verifier.checks.derived import is_derived
from verifier.checks.figures import Figure
from verifier.checks.found import Found, in_sentence, nothing_of_claim, of_claim, quantities_of
from verifier.checks.given import is_given
from verifier.checks.intervals import Amount, allows, stand
from verifier.checks.kinds import Relation, is_human, relation
from verifier.checks.labels import is_label, is_same_token
from verifier.checks.made import made
from verifier.checks.none import nothings
from verifier.checks.numerals import name_around, named_otherwise
from verifier.checks.reader import Reader, Sentence
from verifier.checks.relations import base_factor, other_part
from verifier.claims.numbers import PLURAL_SCALES
from verifier.claims.surface import even
from verifier.types import Check, CheckEffect, CheckOutcome

_ENOUGH: Final = 0.5
_LITTLE: Final = 0.2
_PARTS: Final = 20
_OF: Final = re.compile(r" *of (?:\S+ ){0,3}?\S+", re.IGNORECASE)
_NOT: Final = re.compile(r"(?:\b(?:not|never)|n't)(?: only)?(?: an?| the)? $", re.IGNORECASE)
_COMPARED: Final = re.compile(r" (?:older|younger|apart|taller|shorter|longer|later|earlier)\b", re.IGNORECASE)
_SEVERAL: Final = 2
_AGREE: Final[frozenset[CheckOutcome]] = frozenset({"match", "within_rounding"})
_RANK: Final[dict[CheckOutcome, int]] = {"match": 0, "within_rounding": 1, "contradicted": 2, "not_comparable": 3}


@dataclass(frozen=True, slots=True)
class Comparison:
    """`share` is how near the evidence is in content, `agrees` says that its number is the claim's though it need not
    be said of the same, `excludes` that it is the claim's number and means another thing."""

    outcome: CheckOutcome
    found: Found
    share: float
    why: str
    agrees: bool = False
    excludes: bool = False


_Pair = tuple[Sentence, Found]


def compare_quantities(reader: Reader) -> list[Check]:
    """One check for each quantity of the claim, and for a "no one" of it that the evidence speaks of."""
    evidence = [(sentence, found) for sentence in reader.told for found in in_sentence(sentence)]
    around = [(sentence, found) for sentence in reader.told_around for found in in_sentence(sentence)]
    claimed = [of_claim(reader, quantity) for quantity in quantities_of(reader)]
    spoken_for = frozenset(
        found
        for one in claimed
        for sentence, found in evidence
        if _compared(reader, one, sentence, found, frozenset()).outcome in _AGREE
    )
    checks = [_check(reader, one, evidence, around, spoken_for) for one in claimed]
    none = [nothing_of_claim(reader, nothing) for nothing in nothings(even(reader.claim.text))]
    return checks + [
        check for one in none if (check := _check(reader, one, evidence, [], frozenset())).outcome != "not_comparable"
    ]


def _check(
    reader: Reader, claimed: Found, evidence: list[_Pair], around: list[_Pair], spoken_for: frozenset[Found]
) -> Check:
    """The best agreement, else the contradiction nearest in content, else the nearest that cannot be compared."""
    best = _best(reader, claimed, evidence, spoken_for)
    if best is None or best.outcome not in _AGREE:
        elsewhere = _best(reader, claimed, around, spoken_for)
        if elsewhere is not None and elsewhere.outcome in _AGREE:
            best = elsewhere
    if best is None:
        detail = f"claim says {claimed.place.text}, the evidence gives no amount of that kind"
        return made("quantity", "not_comparable", claimed.place, None, detail, effect=_effect(reader, claimed, best))
    detail = f"claim says {claimed.place.text}, evidence says {best.found.place.text}"
    if best.outcome != "not_comparable":
        return made("quantity", best.outcome, claimed.place, best.found.place, detail)
    detail += f", {best.why}"
    return made(
        "quantity", "not_comparable", claimed.place, best.found.place, detail, effect=_effect(reader, claimed, best)
    )


def _best(reader: Reader, claimed: Found, evidence: list[_Pair], spoken_for: frozenset[Found]) -> Comparison | None:
    compared = [_compared(reader, claimed, sentence, found, spoken_for) for sentence, found in evidence]
    compared = [_unless_named(reader, claimed, one, evidence) for one in compared if one.why != _OTHER_KIND]
    return min(
        compared,
        key=lambda one: (_RANK[one.outcome], not one.agrees, not one.excludes, -one.share),
        default=None,
    )


def _effect(reader: Reader, claimed: Found, best: Comparison | None) -> CheckEffect:
    """A veto, unless the evidence gives the number in another way, or it belongs to a name that is not spoken of."""
    if best is not None and best.excludes:
        return "veto"
    if claimed.nothing or (best is not None and best.agrees) or _says_little(reader, claimed):
        return "none"
    text = even(reader.source_text)
    if is_label(reader, text, claimed.start, claimed.end) or is_same_token(reader, text, claimed.start):
        return "none"
    countable = best is None or best.found.unit is None
    given = is_given(reader, claimed.amount, claimed.unit, after=claimed.after, countable=countable)
    if given or is_derived(reader, claimed):
        return "none"
    name = name_around(reader.source_text, claimed.start, claimed.end)
    if name is not None and not named_otherwise(reader, name, claimed.amount.centre):
        return "none"
    return "veto"


def _says_little(reader: Reader, claimed: Found) -> bool:
    """What no evidence needs to give in numbers: several ("at least two"), a number that is not so ("not a 3 player
    game"), and a scale that stands there alone ("billions")."""
    if claimed.amount.low <= _SEVERAL and math.isinf(claimed.amount.high):
        return True
    if _NOT.search(claimed.before):
        return True
    said = claimed.place.text.lower()
    return said in PLURAL_SCALES and any(said in one.surface.text.lower() for one in reader.evidence)


def _unless_named(reader: Reader, claimed: Found, one: Comparison, evidence: list[_Pair]) -> Comparison:
    """No contradiction where the evidence has the claim's very number with another unit ("eight awards, two wins"), or
    parts of it ("14 foreign and 31 local groups" for 45)."""
    if one.outcome != "contradicted":
        return one
    ours = claimed.amount
    if any(_same_number(ours, found) for _, found in evidence if relation(claimed.unit, found.unit) is None):
        return replace(one, outcome="not_comparable", why="and the claim's number of something else")
    if ours.counts and any(ours.low == other.value for other in _ordinals(reader)):
        return replace(one, outcome="not_comparable", why="and goes on to the claim's number")
    parts = [found.amount.centre for _, found in evidence if found.unit == claimed.unit and not found.nothing]
    pairs = list(combinations(parts[:_PARTS], 2)) if ours.low == ours.high else []
    if _COMPARED.match(claimed.after) and any(math.isclose(abs(first - second), ours.low) for first, second in pairs):
        return replace(one, outcome="not_comparable", why="which is that far from another", agrees=True)
    if any(math.isclose(sum(pair), ours.low) for pair in pairs):
        return replace(one, outcome="not_comparable", why="which may be a part of it")
    return one


def _ordinals(reader: Reader) -> Iterator[Figure]:
    """ "the fourth" after "the first three"."""
    return (figure for one in reader.evidence for figure in one.figures if figure.kind == "ordinal")


def _same_number(ours: Amount, found: Found) -> bool:
    return (ours.low, ours.high) == (found.amount.low, found.amount.high)


_OTHER_KIND: Final = "of another kind"


def _compared(
    reader: Reader, claimed: Found, sentence: Sentence, found: Found, spoken_for: frozenset[Found]
) -> Comparison:
    related = relation(claimed.unit, found.unit)
    if related is None:
        return Comparison("not_comparable", found, 0.0, _OTHER_KIND)
    kind, factor = related
    if found.margin and not _same_number(claimed.amount, found):
        return Comparison("not_comparable", found, 0.0, "which is the margin of another amount")
    unit_stems = stems(claimed.unit or "") | stems(found.unit or "")
    near = sentence.around(found.start, found.end) & (reader.stems - unit_stems)
    share = reader.share(sentence, without=unit_stems) + 0.1 * len(near)
    base = base_factor(claimed.per, found.per)
    theirs = found.amount.times(factor * (base or 1.0))
    outcome = stand(claimed.amount, theirs)
    other = "which is another rate" if base is None else other_part(claimed.change, found.change)
    if other is not None:
        return Comparison("not_comparable", found, share, other, excludes=outcome in _AGREE)
    if outcome in _AGREE:
        enough = _ENOUGH if kind == "near" and None in (claimed.unit, found.unit) else _LITTLE
        agrees = share >= enough or not reader.stems - unit_stems
        stands = outcome if agrees else "not_comparable"
        return Comparison(stands, found, share, "which is said of something else", agrees=True)
    if claimed.unit == found.unit == "percent" and math.isclose(claimed.amount.centre + found.amount.centre, 100.0):
        return Comparison("not_comparable", found, share, "which is the rest of the whole", agrees=True)
    if outcome == "not_comparable":
        borne_out = share >= _ENOUGH and allows(claimed.amount, theirs)
        return Comparison(outcome, found, share, "which neither confirms nor excludes it", agrees=borne_out)
    why = _why_not_contradicted(reader, claimed, sentence, found, kind)
    if why is None and (found in spoken_for or _is_told(reader, claimed, found)):
        why = "which another amount of the claim agrees with"
    return Comparison("not_comparable" if why else "contradicted", found, share, why or "")


def _is_told(reader: Reader, claimed: Found, found: Found) -> bool:
    """Whether the claim's text, in which words of the article may be written out, gives the evidence's amount too."""
    return not _same_number(claimed.amount, found) and any(
        _same_number(other.amount, found) and relation(other.unit, found.unit) is not None
        for sentence in reader.claimed_sentences
        for other in in_sentence(sentence)
    )


def _why_not_contradicted(
    reader: Reader, claimed: Found, sentence: Sentence, found: Found, kind: Relation
) -> str | None:
    """What speaks against taking two different amounts for a contradiction; None where nothing does."""
    if _NOT.search(claimed.before):
        return "which the claim denies"
    nothing = claimed.nothing or found.nothing
    unit_stems = stems(claimed.unit or "") | stems(found.unit or "")
    people = is_human(claimed.unit) and is_human(found.unit)
    if kind != "same" and not (nothing and (people or None in (claimed.unit, found.unit))):
        return "of a unit that need not be the same"
    if not reader.same_subject(sentence):
        return "which is said of others"
    if not reader.same_time(sentence):
        return "which is said of another time"
    wanted = reader.stems - unit_stems
    enough = reader.share(sentence, without=unit_stems) >= _ENOUGH or reader.is_retold(sentence, without=unit_stems)
    if wanted and not enough:
        return "which is said of something else"
    near = stems(_clause_after(found.after)) if found.nothing else sentence.around(found.start, found.end)
    if wanted and not wanted & near:
        return "which is said of something else"
    if not _same_base(claimed, found):
        return "which is a share of something else"
    if (claimed.per is None) != (found.per is None):
        return "which is another rate"
    if "by" in {claimed.change, found.change} and claimed.change != found.change:
        return "which plays another part in a change"
    return None


def _clause_after(after: str) -> str:
    return re.split(r"[,.;:]| but | while | and ", after, maxsplit=1)[0]


def _same_base(claimed: Found, found: Found) -> bool:
    """Whether two shares are shares of the same: "of voters" is not "of women"."""
    if claimed.unit != "percent":
        return True
    first, second = _OF.match(claimed.after), _OF.match(found.after)
    if first is None or second is None:
        return True
    ours, theirs = stems(first.group()), stems(second.group())
    return not ours or not theirs or bool(ours & theirs)

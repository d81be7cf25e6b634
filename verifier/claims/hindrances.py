"""What in the words of a claim speaks against taking it over as it is, beside what the model of readiness sees.

Each is a class of what strict readers would not take over, with at least one fault in six of the claims that have it
(`models/readiness/README.md`). Nothing is set aside by them: such a claim only wants a look first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from verifier.types import Claim, Hindrance

WORDS: Final[dict[Hindrance, str]] = {
    "introduction": "it only introduces somebody",
    "lead_in": "it leads to what somebody said, and does not tell it",
    "relative_time": "it leaves a time relative",
    "words_without_speaker": "its words are quoted, and not clearly from whom",
    "speaker_again": "who says it comes twice, or as a pronoun",
    "many_speakers": "it is of several speakers at once",
    "cut": "its sentence restricts it further",
    "compared": "it compares with what stands elsewhere",
    "long_sentence": "its sentence is long, and may be read wrongly",
}
"""In the order in which they are told."""

_LONG: Final = 45  # words
_INTRODUCTION: Final = 22
_KEPT: Final = 0.8  # of the characters of the sentence
_IS_SOMEBODY: Final = re.compile(r"(?:[A-Z][\w.’'-]* ){1,5}(?:is|was) (?:an?|the|married|now)\b")
_LEAD_IN: Final = re.compile(
    r"\b(?:t(?:ake|akes|ook|aken) (?:an? )?(?:shots?|aim|swipes?|jabs?)|sp(?:eaks?|oke|oken) (?:out|about)|"
    r"talk(?:s|ed)? about|respond(?:s|ed)?|reiterat\w+|address(?:es|ed)? the|tick(?:s|ed) off|dr[ae]w attention|"
    r"touch(?:es|ed) on|weigh(?:s|ed) in|impl(?:ies|ied|ying)|eviscerat\w+|(?:conclud|open)(?:es|ed) by|"
    r"in one breath|first reported|reported first)\b"
)
_RELATIVE: Final = re.compile(
    r"\b(?:recent|recently|latest|currently|current|today|tonight|yesterday|tomorrow|now|nowadays|still|so far|to date|"
    r"this (?:year|week|month|election|cycle|campaign|season|time|morning|afternoon|evening)|next (?:year|week|month)|"
    r"last (?:year|week|month|night)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yet to|during the month|ago|earlier|"
    r"at the time|upcoming|these days)\b"
)
_COMPARED: Final = re.compile(
    r"\b(?:both|either|two other|others?|another|same|the former(?! \w)|the latter|respectively)\b", re.IGNORECASE
)
_AGAIN: Final = re.compile(r"(?P<who>.{3,60}?) said (?:(?P=who)|s?he|they|it)\b")
_RELATIVE_CLAUSE: Final = re.compile(r", (?:who|which|where|when)\b")
_RESTRICTION: Final = re.compile(r"(?<!^)\b(?:but|although|though|however|while)\b", re.IGNORECASE)
_MANY: Final = re.compile(r"\w{3}s$")
_QUOTE: Final = re.compile(r"[“\"]|''")


def hindrances(claim: Claim) -> tuple[Hindrance, ...]:
    """What speaks against taking the claim over, in the order of `WORDS`."""
    return tuple(name for name in WORDS if _FOUND[name](claim))


def _introduces(claim: Claim) -> bool:
    amounts = claim.quantities or claim.times
    short = len(claim.text.split()) < _INTRODUCTION
    return claim.role is None and short and not amounts and _IS_SOMEBODY.match(claim.text) is not None


def _leads_in(claim: Claim) -> bool:
    return claim.sentence.rstrip().endswith(":") or (claim.role is None and _LEAD_IN.search(claim.text) is not None)


def _is_unattributed(claim: Claim) -> bool:
    """A sentence that opens with a quotation mark and has no speaker, or a claim with half a quotation."""
    if claim.role is None and _QUOTE.match(claim.sentence.lstrip()):
        return True
    text = claim.text
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1 or text.count("''") % 2 == 1


def _is_cut(claim: Claim) -> bool:
    short = len(claim.text) < _KEPT * len(claim.sentence)
    clause = short and _left_out(_RELATIVE_CLAUSE, claim)
    return clause or _left_out(_RESTRICTION, claim)


def _left_out(pattern: re.Pattern[str], claim: Claim) -> bool:
    return pattern.search(claim.sentence) is not None and pattern.search(claim.text) is None


def _has_many_speakers(claim: Claim) -> bool:
    return claim.attribution is not None and _MANY.search(claim.attribution.speaker) is not None


_FOUND: Final[dict[Hindrance, Callable[[Claim], bool]]] = {
    "introduction": _introduces,
    "lead_in": _leads_in,
    "relative_time": lambda claim: _RELATIVE.search(claim.text) is not None,
    "words_without_speaker": _is_unattributed,
    "speaker_again": lambda claim: _AGAIN.match(claim.text) is not None,
    "many_speakers": _has_many_speakers,
    "cut": _is_cut,
    "compared": lambda claim: _COMPARED.search(claim.text) is not None,
    "long_sentence": lambda claim: len(claim.sentence.split()) > _LONG,
}

"""What in the words of a claim speaks against taking it over as it is, beside what the model of readiness sees.

Each is a class of what strict readers would not take over: of the claims that have it more are at fault than of the
others (`models/readiness/README.md`). Nothing is set aside by them: such a claim only wants a look first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from verifier.claims.humans import names_somebody
from verifier.claims.timewords import WEEKDAY_NAME

if TYPE_CHECKING:
    from verifier.types import Claim, Hindrance

WORDS: Final[dict[Hindrance, str]] = {
    "introduction": "it only introduces somebody",
    "lead_in": "it leads to what somebody said, and does not tell it",
    "relative_time": "a time in it is told from the day of the article",
    "words_without_speaker": "its words may be a quotation, and not clearly whose",
    "speaker_again": "who says it comes twice, or as a pronoun",
    "many_speakers": "those who say it are not named",
    "cut": "its sentence goes on about it",
    "compared": "it may lean on what stands elsewhere",
    "long_sentence": "its sentence is long, and may be read wrongly",
}
"""In the order in which they are told."""

_LONG: Final = 45  # words
_INTRODUCTION: Final = 22
_KEPT: Final = 0.8  # of the characters of the sentence
_FOLLOWING: Final = 3  # words
_INCHES: Final = re.compile(r"(?<=\d)(?:\"|'')")
_IS_SOMEBODY: Final = re.compile(
    r"(?!It |This |That )(?:[A-Z][\w.’'-]* ){1,5}(?:is|was) (?:(?:an?|the|now) (?P<what>.+)|married\b)"
)
_OF_WHAT: Final = re.compile(r" (?:of|for|at|in|on|to|with|from|and|who|that)\b|[,;.]")
_RANKED: Final = re.compile(r"\b(?:first|only|last|\w+est|most|winner)\b")
_LEAD_IN: Final = re.compile(
    r"\b(?:t(?:ake|akes|ook|aken) (?:an? )?(?:shots?|aim|swipes?|jabs?)|sp(?:eaks?|oke|oken) (?:out|about)|"
    r"talk(?:s|ed)? about|respond(?:s|ed)?|reiterat\w+|tick(?:s|ed) off|dr[ae]w attention|"
    r"touch(?:es|ed) on|weigh(?:s|ed) in|impl(?:ies|ied|ying)|eviscerat\w+|(?:conclud|open)(?:es|ed) by|"
    r"in one breath|first reported|reported first)\b"
)
_RELATIVE: Final = re.compile(
    r"\b(?:recent|recently|latest|currently|current|today|tonight|yesterday|tomorrow|now|nowadays|still|so far|to date|"
    r"this (?:year|week|month|election|cycle|campaign|season|time|morning|afternoon|evening)|next (?:year|week|month)|"
    rf"last (?:year|week|month|night)|{WEEKDAY_NAME}(?!,? [A-Z][a-z]+\.? \d| Night Live)|yet to|during the month|ago|"
    r"earlier|at the time|upcoming|these days)\b",
    re.IGNORECASE,
)
_COMPARED: Final = re.compile(
    r"\b(?:both|either|two other|(?<!any )others?|another|(?<!-)same(?!-)|the former(?! \w)|the latter|respectively)\b",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(r"(?P<who>.{3,60}?) said (?:(?P=who)|s?he|they)\b")
_RELATIVE_CLAUSE: Final = re.compile(r", (?:who|which|where|when)\b")
_RESTRICTION: Final = re.compile(r"(?<!^)\b(?:but|although|though|however|while)\b", re.IGNORECASE)
_MANY: Final = re.compile(r"\b[a-z]\w{2,}s$")
_QUOTE: Final = re.compile(r"(?:[“\"]|'')(?!(?:[^“”\"' ]+ )?[^“”\"' ]+(?:[”\"]|''))")  # not of a name


def hindrances(claim: Claim) -> tuple[Hindrance, ...]:
    """What speaks against taking the claim over, in the order of `WORDS`."""
    return tuple(name for name in WORDS if _FOUND[name](claim))


def _introduces(claim: Claim) -> bool:
    told = claim.role is not None or claim.quantities or claim.times or len(claim.text.split()) >= _INTRODUCTION
    found = None if told else _IS_SOMEBODY.match(claim.text)
    if found is None or found["what"] is None:
        return found is not None
    what = _OF_WHAT.split(found["what"])[0]
    return names_somebody(what.split()[-1]) and _RANKED.search(what) is None if what.split() else False


def _leads_in(claim: Claim) -> bool:
    return claim.sentence.rstrip().endswith(":") or (claim.role is None and _LEAD_IN.search(claim.text) is not None)


def _is_unattributed(claim: Claim) -> bool:
    """A sentence that opens with a quotation mark and has no speaker, or a claim with half a quotation."""
    if claim.role is None and _QUOTE.match(claim.sentence.lstrip()):
        return True
    text = _INCHES.sub("", claim.text)
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1 or text.count("''") % 2 == 1


def _is_cut(claim: Claim) -> bool:
    short = len(claim.text) < _KEPT * len(claim.sentence)
    clause = short and _left_out(_RELATIVE_CLAUSE, claim)
    return clause or _left_out(_RESTRICTION, claim)


def _left_out(pattern: re.Pattern[str], claim: Claim) -> bool:
    """Whether the claim leaves out what follows these words in its sentence."""
    if pattern.search(claim.text) is not None:
        return False
    following = (claim.sentence[found.end() :].split()[:_FOLLOWING] for found in pattern.finditer(claim.sentence))
    return any(words and " ".join(words).rstrip(".,;") not in claim.text for words in following)


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

"""What a claim and a sentence speak of besides their numbers: stems of content words, and names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from models.types import ParsedSentence, Span, Token
from verifier.claims.numbers import NUMBER_WORDS, PLURAL_SCALES, SCALES, word_set
from verifier.claims.surface import Surface, surface_of
from verifier.claims.times import find_times
from verifier.types import Claim, TimeRange

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_STOP: Final = (
    word_set(
        "a an the this that these those it its he she they them his her their him we us our you your i me my who whom "
        "whose which what when where why how and or but nor so yet if then than as at by for from in into of off on "
        "onto out over to up with within without about above after against along among around before behind below "
        "between beyond down during near since through toward towards under until upon is are was were be been being "
        "am do does did done doing have has had having will would shall should can could may might must not no say "
        "says said tell tells told according also just only more most less fewer least very some any all each every "
        "both such other another many much several few there here now today yesterday tomorrow tonight total nearly "
        "almost exactly roughly approximately percent per cent percentage point points year years month months week "
        "weeks day days january february march april june july august september october november december jan feb mar "
        "apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday one's ago last "
        "next past early late earlier later mr mrs ms dr don didn doesn isn wasn t s re ve ll still even while because"
    )
    | NUMBER_WORDS
    | frozenset(SCALES)
    | frozenset(PLURAL_SCALES)
)
# Irregular forms whose stem a suffix rule misses.
_FORMS: Final = {
    form: base
    for base, forms in {
        "send": "sent",
        "rise": "rose risen rising", "fall": "fell fallen falling", "buy": "bought", "sell": "sold",
        "die": "died dies dying dead death deaths", "kill": "killed killing killings", "win": "won winning",
        "lose": "lost losing loss losses", "spend": "spent", "build": "built", "make": "made making",
        "take": "took taken",
        "give": "gave given", "get": "got gotten", "go": "went gone", "come": "came", "leave": "left leaving",
        "lead": "led", "hold": "held", "find": "found", "meet": "met", "pay": "paid", "grow": "grew grown growth",
        "begin": "began begun", "write": "wrote written", "speak": "spoke spoken", "break": "broke broken",
        "steal": "stole stolen", "shoot": "shot shootings shooting", "fight": "fought", "cut": "cutting cuts",
        "arrest": "arrests arrested", "vote": "votes voted voting", "open": "opened opens opening",
        "person": "people persons", "man": "men", "woman": "women", "child": "children", "teach": "taught",
        "bring": "brought", "catch": "caught", "know": "knew known", "see": "saw seen", "run": "ran", "sign": "signed",
        "choose": "chose chosen", "drive": "drove driven", "fly": "flew flown",
        "injure": "injury injuries injured hurt",
        "marry": "married", "bear": "born", "become": "became", "elect": "elected election elections",
    }.items()
    for form in forms.split()
}  # fmt: skip
_CLAUSE: Final = re.compile(r"[;:.]|, (?:but|while|and|whereas|although)\b", re.IGNORECASE)
_PRONOUN: Final = re.compile(r"^\W*(?:he|she|it|they|its|his|her|their)\b", re.IGNORECASE)
_SUFFIXES: Final = ("ations", "ation", "ingly", "ments", "ment", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s")
_NO_NAMES: Final = word_set(
    "mr mrs ms dr president mayor chief director senator governor minister secretary police prime officials monday "
    "tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december jan feb mar apr jun jul aug sept sep oct nov dec the"
)


def stem(word: str) -> str:
    """A rough stem of an English word, the same for the inflections of most regular words."""
    lower = word.lower().replace("’", "'")
    lower = lower.removesuffix("'s").removesuffix("'")
    if lower in _FORMS:
        return _FORMS[lower]
    for suffix in _SUFFIXES:
        if lower.endswith(suffix) and len(lower) - len(suffix) >= 3 and not lower.endswith("ss"):
            lower = lower[: -len(suffix)] + ("y" if suffix in {"ied", "ies"} else "")
            break
    if len(lower) > 3 and lower[-1] == lower[-2] and lower[-1] not in "aeiouls":
        lower = lower[:-1]
    lower = lower.removesuffix("e") if len(lower) > 3 else lower
    return _FORMS.get(lower, lower)


def stems(text: str) -> frozenset[str]:
    """The stems of a text's content words: no function words, numbers, days or months."""
    return frozenset(stem(word) for word in _WORD.findall(text) if word.lower().replace("’", "'") not in _STOP)


@dataclass(frozen=True)
class Sentence:
    """An evidence sentence with what the checks ask of it."""

    parsed: ParsedSentence
    evidence_date: date | None

    @cached_property
    def surface(self) -> Surface:
        return surface_of(self.parsed)

    @cached_property
    def raw(self) -> str:
        """The sentence's own characters; only white space between tokens is a blank."""
        characters = [" "] * len(self.parsed.span)
        for token in self.parsed.tokens:
            start = token.span.start - self.parsed.span.start
            for place, character in enumerate(token.text, start):
                if 0 <= place < len(characters):
                    characters[place] = character
        return "".join(characters)

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems(self.surface.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of proper nouns."""
        return frozenset(stem(token.text) for token in self.parsed.tokens if _is_name(token))

    def around(self, start: int, end: int, reach: int = 90) -> frozenset[str]:
        """The content stems of the clause about [start, end), at most `reach` characters away."""
        text = self.surface.text
        before = _CLAUSE.split(text[max(0, start - reach) : start])[-1]
        return stems(before) | stems(_CLAUSE.split(text[end : end + reach], maxsplit=1)[0])

    @cached_property
    def times(self) -> list[TimeRange]:
        return find_times(self.parsed, reference=self.evidence_date)


def _is_name(token: Token) -> bool:
    return token.tag in {"NNP", "NNPS"} and token.text[:1].isalpha() and token.text.lower() not in _NO_NAMES


@dataclass(frozen=True)
class Reader:
    """A claim beside its evidence sentences."""

    claim: Claim
    source_text: str
    parsed: tuple[ParsedSentence, ...]
    evidence_date: date | None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(Sentence(parsed, self.evidence_date) for parsed in self.parsed)

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems(self.claim.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """Stems of the claim's capitalised words, the first included, as there is no parse to tell."""
        words = _WORD.findall(self.claim.text)
        return frozenset(
            stem(word)
            for word in words
            if word[0].isupper() and word.lower() not in _NO_NAMES and word.lower() not in _STOP
        )

    def verbatim(self, span: Span) -> str:
        """The claim's words at a span of its source text; the claim's text where the span reaches past it."""
        return self.source_text[span.start : span.end] or self.claim.text

    def share(self, sentence: Sentence, *, without: frozenset[str] = frozenset()) -> float:
        """Which part of the claim's content words, `without` some, the sentence has; in [0, 1].

        A sentence that speaks of "he" or "it" and names nobody cannot have the claim's names: they do not count.
        """
        wanted = self.stems - without
        if not sentence.names and _PRONOUN.search(sentence.surface.text) and wanted - self.names:
            wanted -= self.names
        return len(wanted & sentence.stems) / len(wanted) if wanted else 0.0

    def same_subject(self, sentence: Sentence) -> bool:
        """False where the sentence names others than the claim does: half or more of the claim's names are nowhere in
        the evidence, and the sentence has names that the claim has not."""
        everywhere = frozenset().union(*(one.stems for one in self.sentences))
        missing = self.names - everywhere
        return not (missing and sentence.names - self.stems and 2 * len(missing) >= len(self.names))

    def same_time(self, sentence: Sentence) -> bool:
        """False where the claim and the sentence both name times and none of them meet."""
        theirs = sentence.times
        if not theirs or not self.claim.times:
            return True
        return any(meet(ours, other) for ours in self.claim.times for other in theirs)


def meet(first: TimeRange, second: TimeRange) -> bool:
    """Whether two ranges of days share a day; an open side reaches for ever."""
    starts = [one for one in (first.start, second.start) if one is not None]
    ends = [one for one in (first.end, second.end) if one is not None]
    return not starts or not ends or max(starts) < min(ends)

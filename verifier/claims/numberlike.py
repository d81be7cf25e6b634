"""Numbers that are no amounts: dates, telephone numbers, names, ordinals, list numbers, the pronoun "one"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from verifier.claims import units
from verifier.claims.amounts import Amount
from verifier.claims.nouns import counted_noun
from verifier.claims.numbers import NUMBER_WORDS, Lexeme, word_set
from verifier.claims.surface import Surface
from verifier.claims.times import read_times

_REFERENCE: Final = date(2000, 1, 1)
_HIDDEN: Final = re.compile(
    r"(?:\+?1[ -.])?\(?\b[0-9]{3}\)?[ -.][0-9]{3}[-.][0-9]{4}\b|\b[0-9]{3}-[0-9]{4}\b"
    r"|\+[0-9]{1,3}(?:[ -][0-9]{2,4}){2,5}"
    r"|\bhttps?://\S+|\bwww\.\S+|\S+@\S+\.\w+|#[0-9]+"
    r"|\b911\b(?! (?!call|dispatcher|operator|cent|system|tape|recording)[a-z]+s\b)"  # the number that is dialled
    r"|\b(?:9/11|24/7|50[-/]50|20/20|7/7|12-step|fifty-fifty)\b|\b[0-9]+/[0-9]+/[0-9]+\b|\b[0-9]+:[0-9]+\b"
    r"|\b[Oo]ne (?:hell|another|day|thing|side|hand|way|point|time|reason)\b|\b(?:page|pp?\.|No\.|Nos\.|no\.) ?[0-9]+\b"
    r"|\b[0-9]{1,4} ?(?:BCE?\b|B\.C\.|CE\b|A\.?D\b)|\bAD [0-9]{1,4}\b"
    r"|\b[0-9]{5}(?:-[0-9]{4})\b|\b[A-Z]{2} [0-9]{5}\b",
)
_ORDINAL_SUFFIX: Final = frozenset({"st", "nd", "rd", "th", "s"})
_ORDINALS: Final = re.compile(r"(?:first|second|third|\w+th)\b", re.IGNORECASE)
_NAME_HEADS: Final = word_set(
    "number article section chapter title room route flight channel phase level grade type interstate highway area "
    "volume vol stage step figure table psalm verse apollo windows version category gate pier platform apartment suite "
    "district ward precinct proposition amendment formula top catch boeing airbus falcon covid iphone galaxy agenda "
    "day group episode season lot exhibit page"
)
_HYPHEN_WORDS: Final = word_set(
    "way time half off on party track fold tier piece by faced timer liner man sided party-line quarters up step"
)
_PRONOUN_LEAD: Final = word_set("no this that the each any every some which another everyone last next only number")
_BEING: Final = [[who, verb] for who in ("who", "he", "she") for verb in ("is", "was", "turned", "turns")]
_NAMES: Final = frozenset({"PRODUCT", "FAC", "WORK_OF_ART", "LAW", "EVENT", "ORG", "GPE", "LOC", "PERSON"})


def masked(surface: Surface) -> bytearray:
    """One byte a character: 1 where a number can be no amount."""
    hidden = bytearray(len(surface.text))
    for match in _HIDDEN.finditer(surface.text):
        _cover(hidden, *match.span())
    for time in read_times(surface, reference=_REFERENCE):
        if time.bounds is not None or time.rule.name not in {"past", "earlier"}:
            _cover(hidden, time.start, time.end)
    return hidden


def _cover(hidden: bytearray, start: int, end: int) -> None:
    hidden[start:end] = b"\x01" * (end - start)


def is_age(surface: Surface, items: Sequence[Lexeme], amount: Amount) -> bool:
    """ "Smith, 25," and "aged 25": a whole number of years up to 120."""
    if not (amount.value == int(amount.value) and 0 < amount.value <= 120) or amount.multiplier != 1:
        return False
    before = items[max(0, amount.first - 2) : amount.first]
    if before and before[-1].lower in {"aged", "age", "ages"}:
        return True
    after = items[amount.after].text if amount.after < len(items) else "."
    if [item.lower for item in before] in _BEING and after in {",", ".", ";", ")"}:
        return True
    if len(before) < 2 or before[1].text != "," or after not in {",", ".", ";", ")", "-"} or not amount.in_digits:
        return False
    token = surface.token(before[0].start)
    return (
        before[0].text[:1].isupper()
        and token is not None
        and token.tag in {"NNP", "NNPS"}
        and (surface.entity_label(before[0].start, before[0].end) in {"PERSON", None})
    )


def is_amount(surface: Surface, items: Sequence[Lexeme], amount: Amount, *, paired: bool = False) -> bool:
    """Whether the number is an amount. `paired` says that it follows another one, as the end of a range."""
    if amount.fraction:
        return _is_share(surface, items, amount)
    if amount.unit is not None and not _is_hyphened_into_name(items, amount):
        return True
    if _is_cut_out(items, amount, paired=paired) or _is_list_number(items, amount):
        return False
    if items[amount.first].lower == "one" and not _is_counting_one(surface, items, amount):
        return False
    return not (_is_year(surface, items, amount) or _is_name(surface, items, amount))


def _word(items: Sequence[Lexeme], at: int) -> str:
    return items[at].lower if 0 <= at < len(items) else ""


def _is_hyphened_into_name(items: Sequence[Lexeme], amount: Amount) -> bool:
    at = amount.first
    return (
        at >= 2
        and items[at].glued
        and items[at - 1].text == "-"
        and items[at - 1].glued
        and items[at - 2].kind in {"word", "number"}
    )


def _is_cut_out(items: Sequence[Lexeme], amount: Amount, *, paired: bool) -> bool:
    """Part of something longer: 21st, 1990s, F-16, 3D, twenty-first, 7-Eleven, 4/5, two-way."""
    at, last = amount.after, items[amount.after - 1]
    if not paired and _is_hyphened_into_name(items, amount):
        return True
    if amount.first and items[amount.first].glued and items[amount.first - 1].text in {"/", ".", ":"}:
        return True
    if at >= len(items) or not items[at].glued:
        return False
    following = items[at]
    if following.kind in {"word", "other"} and last.kind == "number":
        return True
    if following.text == "/" and at + 1 < len(items) and items[at + 1].glued:
        return True
    if following.text != "-" or at + 1 >= len(items) or not items[at + 1].glued:
        return False
    word = items[at + 1]
    if word.kind != "word":
        return False
    return bool(word.lower in _HYPHEN_WORDS or _ORDINALS.fullmatch(word.text) or word.text[0].isupper())


def _is_list_number(items: Sequence[Lexeme], amount: Amount) -> bool:
    """ "1. Open the door", "(2)"."""
    if not amount.in_digits or amount.after - amount.first != 1:
        return False
    before, after = _word(items, amount.first - 1), _word(items, amount.after)
    if amount.first == 0 and after in {".", ")"} and amount.after + 1 < len(items):
        return True
    return before == "(" and after == ")" and amount.value < 100


def _is_counting_one(surface: Surface, items: Sequence[Lexeme], amount: Amount) -> bool:
    if _word(items, amount.first - 1) in _PRONOUN_LEAD and amount.after - amount.first == 1:
        return False
    if amount.after - amount.first > 1:
        return True
    token = surface.token(items[amount.first].start)
    if token is not None and token.pos == "PRON":
        return False
    if _word(items, amount.after) == "of":
        return False
    return counted_noun(surface, items[amount.after - 1].end, plural=False) is not None


def _is_year(surface: Surface, items: Sequence[Lexeme], amount: Amount) -> bool:
    """Four digits of 1900 to 2100 without a comma, unless things in the plural follow."""
    item = items[amount.first]
    if (
        item.kind != "number"
        or len(item.text) != 4
        or amount.after - amount.first != 1
        or not 1900 <= amount.value <= 2100
    ):
        return False
    noun = counted_noun(surface, item.end, plural=True)
    return noun is None or noun.tag not in {"NNS", "NNPS"}


def _is_name(surface: Surface, items: Sequence[Lexeme], amount: Amount) -> bool:
    """ "Boeing 737", "Area 51", "Ocean's Eleven", "Five Eyes": a name goes on over the number."""
    item, previous = items[amount.first], items[amount.first - 1] if amount.first else None
    if amount.multiplier != 1 or "," in item.text or amount.value > 9999 or item.lower in {"a", "an"}:
        return False
    if previous is not None and previous.lower in _NAME_HEADS and amount.in_digits:
        return True
    if item.kind == "word":
        return _is_named_word(surface, items, amount)
    if previous is None or previous.kind != "word" or not previous.text[0].isupper():
        return False
    token = surface.token(previous.start)
    if token is None or token.tag not in {"NNP", "PRP"} or surface.entity_label(previous.start, previous.end) == "DATE":
        return False
    noun = counted_noun(surface, items[amount.after - 1].end, plural=True)
    return noun is None or noun.tag not in {"NNS", "NNPS"} or _one_entity(surface, previous, item)


def _one_entity(surface: Surface, first: Lexeme, second: Lexeme) -> bool:
    pair = surface.span(first.start, second.end)
    return any(entity.label in _NAMES and entity.span.covers(pair) for entity in surface.sentence.entities)


def _is_named_word(surface: Surface, items: Sequence[Lexeme], amount: Amount) -> bool:
    item = items[amount.first]
    if not item.text[0].isupper() or item.lower not in NUMBER_WORDS:
        return False
    opening = amount.first == 0 or items[amount.first - 1].text in {'"', "(", ":", "-", "'"}
    after = items[amount.after] if amount.after < len(items) else None
    if not opening:
        return any(word.text[0].islower() for word in items if word.kind == "word" and len(word.text) > 3)
    return (
        after is not None
        and after.text[0].isupper()
        and surface.entity_label(item.start, after.end) in {"FAC", "GPE", "LOC", "ORG", "WORK_OF_ART"}
        and surface.entity_text(item.start, after.end).lower().startswith(item.lower)
    )


_SHARE_BEFORE: Final = re.compile(
    r"\b(?:nearly|almost|about|around|roughly|approximately|over|under|above|below|than|least|most|exactly|only|just|by"
    r"|some|to|another|one|up)(?: a| an)? ?$",
    re.IGNORECASE,
)
_SHARE_AFTER: Final = re.compile(
    r" (?:of\b|the\b|all\b|its\b|their\b|his\b|her\b|our\b|my\b|those\b|as many|as much|(?:more|fewer|less)\b)", re.I
)
_NO_SHARE_BEFORE: Final = re.compile(
    r"\b(?:first|second|last|other|better|latter|early|final|bottom|top|late|in|the) $", re.I
)


def _is_share(surface: Surface, items: Sequence[Lexeme], amount: Amount) -> bool:
    """Whether a fraction is a share of something: "half the members", not "the first half" or "half an hour"."""
    start, end = items[amount.first].start, items[amount.after - 1].end
    before = surface.text[max(0, start - 30) : start]
    if (
        amount.after - amount.first > 2
        or items[amount.first].kind == "number"
        or items[amount.after - 1].lower.endswith("s")
    ):
        return True
    if _NO_SHARE_BEFORE.search(before):
        return False
    if units.measure_word(_word(items, amount.after)) and not _SHARE_AFTER.match(surface.text, end):
        return False
    return bool(
        _SHARE_AFTER.match(surface.text, end) or (_SHARE_BEFORE.search(before) and not _half_thing(items, amount))
    )


def _half_thing(items: Sequence[Lexeme], amount: Amount) -> bool:
    return _word(items, amount.after) in {"a", "an", "-", "past", "dozen"}

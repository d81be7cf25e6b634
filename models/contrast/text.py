"""Sentences of real text: parted, made shorter, fit to be changed. Rules on the surface only, no parser."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_BREAK: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“(])")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Gen|Col|Lt|Sgt|Capt|Rev|Hon|vs|c|ca|No|Inc|Ltd|Co|Corp|Mt|Ft|approx)"
    r"|[A-Z]\.[A-Z])\.$"
)
_PARENTHESES: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_TAIL: Final = re.compile(
    r",? (?:who|which|where|whose)\b|, (?:including|starring|featuring|directed|written|produced|based|"
    r"known|with|as well)\b"
)
_FINITE: Final = re.compile(r"\b(?:is|was|are|were|has|had|have|will|can|became|\w{2,}ed|won|made|began|took|wrote)\b")
_SPOKEN: Final = re.compile(r"\b(?:uh|um|yeah|okay|huh|uh-huh)\b|_|\[|\]|\bi\b|--|\.\.|;|:")
_FUNCTION_WORD: Final = re.compile(
    r"(?:The|A|An|He|She|It|They|His|Her|Its|Their|We|Our|In|On|At|This|These|Those|That|There|Some|All|Most|Many|"
    r"Several|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|More|About|Nearly|Over|Between|Fewer|Less|Roughly)\b"
)


@lru_cache(maxsize=1 << 16)
def sentences(text: str) -> tuple[str, ...]:
    """The distinct sentences of a text in their order; joined evidence often repeats one."""
    parts: list[str] = []
    for piece in _BREAK.split(" ".join(text.split())):
        if parts and _ABBREVIATED.search(parts[-1]):
            parts[-1] += f" {piece}"
        else:
            parts.append(piece)
    return tuple(dict.fromkeys(parts))


def tidy(premise: str) -> str:
    """The premise with each sentence once."""
    return " ".join(sentences(premise))


def without_parentheses(text: str) -> str:
    """The text without what stands in brackets."""
    bare = _PARENTHESES.sub("", text)
    return re.sub(r"\s+([,.;])", r"\1", " ".join(bare.split()))


def shortened(sentence: str) -> str:
    """The sentence without brackets and without a trailing relative or participial clause, where that leaves one."""
    bare = without_parentheses(sentence)
    found = _TAIL.search(bare)
    if found is None:
        return bare
    head = bare[: found.start()]
    if len(head.split()) < 5 or "," in head or not _FINITE.search(head):
        return bare
    return f"{head}."


def usable(text: str, *, longest: int = 40) -> bool:
    """Whether this is one written declarative sentence of 4 to `longest` words, fit to be changed."""
    return (
        4 <= len(text.split()) <= longest
        and text[:1].isupper()
        and text.endswith(".")
        and len(sentences(text)) == 1
        and not _SPOKEN.search(text)
        and text.count("(") == text.count(")")
        and text.count('"') % 2 == 0
    )


def lowered(text: str) -> str:
    """The sentence as it goes on after other words: "The film ..." becomes "the film ..."; names stay as they are."""
    return text[:1].lower() + text[1:] if _FUNCTION_WORD.match(text) else text


def raised(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def listed(names: str) -> tuple[str, ...]:
    """A table of words written as one text."""
    return tuple(names.split())


def words(text: str) -> list[str]:
    """Words and numbers in lower case."""
    return re.findall(r"\w+(?:[.,]\d+)*", text.lower())

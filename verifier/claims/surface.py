"""The text of one parsed sentence, made even for pattern matching, with a way back to its tokens.

The grammars of quantities and times work on characters, so that a wrong tag or head costs little; tokens are asked
only where characters cannot tell (a noun's lemma, "May" the month or the verb).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from models.types import ParsedSentence, Span, Token

# One character for one, so that every offset stays what it was.
_EVEN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
        "\uff05": "%",
        "\uff04": "$",
    }
)
# The decimal point of The Lancet ("11·9 million"), and thousands set apart by blanks, thin ones or not.
_DECIMAL: Final = re.compile(r"(?<=[0-9])[·∙⋅](?=[0-9])")
_THOUSANDS: Final = re.compile(
    r"(?<![\w.,+(/-])(?<![0-9] )(?<!January )(?<!February )(?<!March )(?<!April )(?<!May )(?<!June )(?<!July )"
    r"(?<!August )(?<!September )(?<!October )(?<!November )(?<!December )"
    r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?![\w/-]| ?[0-9]|[.,][0-9])"
)


def even(text: str) -> str:
    """The text with ASCII quotes and dashes, blanks for white space, and the points and commas of numbers as English
    newspapers write them, one character for one."""
    blank = "".join(" " if character.isspace() else character for character in text).translate(_EVEN)
    return _THOUSANDS.sub(lambda match: match[0].replace(" ", ","), _DECIMAL.sub(".", blank))


@dataclass(frozen=True, slots=True)
class Surface:
    """`text` has one character for each of the sentence's: quotes and dashes are ASCII, white space is blanks.

    Positions below are in characters of `text`; `span` turns them into characters of the whole text.
    """

    text: str
    sentence: ParsedSentence
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        return Span(start, end).shift(self.sentence.span.start)

    def token_index(self, position: int) -> int | None:
        """The index of the token that covers the position; None between tokens."""
        index = bisect_right(self.starts, position) - 1
        if index < 0:
            return None
        token = self.sentence.tokens[index]
        return index if position < token.span.end - self.sentence.span.start else None

    def token(self, position: int) -> Token | None:
        index = self.token_index(position)
        return None if index is None else self.sentence.tokens[index]

    def entity_label(self, start: int, end: int) -> str | None:
        """The label of the first entity that overlaps [start, end)."""
        wanted = self.span(start, end)
        return next((entity.label for entity in self.sentence.entities if entity.span.overlaps(wanted)), None)

    def entity_text(self, start: int, end: int) -> str:
        """The text of the first entity that overlaps [start, end), or nothing."""
        wanted = self.span(start, end)
        return next((entity.text for entity in self.sentence.entities if entity.span.overlaps(wanted)), "")


def surface_of(sentence: ParsedSentence) -> Surface:
    """Rebuilds the sentence's text from its tokens; what stands between tokens is white space."""
    characters = [" "] * len(sentence.span)
    for token in sentence.tokens:
        start = token.span.start - sentence.span.start
        for place, character in enumerate(token.text, start):
            if 0 <= place < len(characters):
                characters[place] = character
    starts = tuple(token.span.start - sentence.span.start for token in sentence.tokens)
    return Surface(even("".join(characters)), sentence, starts)

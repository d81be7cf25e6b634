"""Questions and set phrases: words whose form alone shows that they state nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from verifier.types import SentenceKind

_RHETORICAL_QUESTION: Final = re.compile(
    r"(?:(?:so|and|but|or|well|oh|yet),? )*(?:who (?:would have|knew|cares|could have|doesn[’']t|wouldn[’']t)"
    r"|(?:is|are|was|were|do|does|did|has|have|can|could|would|should|wo|ca)n[’']t\b"
    r"|what (?:else|choice|more) (?:can|could)"
    r"|what are (?:our|my|their) (?:options|choices)|how (?:could|dare|on earth|in the world)|why (?:on earth|bother)"
    r"|since when|what[’']s (?:next|the point|not to)|is it any wonder|are you kidding|really\b|right\b|remember\b)",
    re.IGNORECASE,
)
_SET_PHRASE: Final = re.compile(
    r"(?:thank you|thanks|many thanks|good (?:morning|evening|afternoon|night|luck)|god bless|make no mistake"
    r"|(?:so )?let(?: me|[’']s| us) (?:be|face|not forget|just say)|mark my words|believe me|trust me|you know what"
    r"|no kidding|of course|so be it|enough is enough|go figure|welcome(?: back| to)?|hello|hi\b|congratulations"
    r"|needless to say|that said|that[’']s (?:it|right|all|that)|there you (?:go|have it)|we[’']ll see|time will tell"
    r"|only time will tell|stay tuned)\b(?: [\w’'-]+){0,3}[,.!]*(?: [\w.’'-]+){0,2}[.!…”\"’]*$",
    re.IGNORECASE,
)


def says_nothing(words: str) -> tuple[SentenceKind, str] | None:
    """The kind of a question or a set phrase with the reason for people; None for what may be a statement."""
    spoken = words.lstrip("\"'“‘ \t\u00a0")
    if is_question(words):
        if _RHETORICAL_QUESTION.match(spoken):
            return "rhetorical", "It is a question that is asked for effect."
        return "question", "A question states nothing that could be checked."
    if _SET_PHRASE.match(spoken):
        return "rhetorical", "It is a set phrase, which states nothing that could be checked."
    return None


def is_question(words: str) -> bool:
    return words.rstrip(" \t\n\"'”’»)]*_").endswith(("?", "?!", "!?", "؟"))

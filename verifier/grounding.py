"""Whether a sentence of an explanation is borne out by what it speaks of.

Explanations come from templates, but a template over the wrong passage, or a quotation that was cut wrongly, would lie
with confidence. So every sentence is read again before it is shown: what it quotes stands in the texts it is about,
numbers and names outside the quotations occur in the record, and the relation that its words state is the one that was
found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from verifier.noting import source_of
from verifier.wording import stem, wording

if TYPE_CHECKING:
    from verifier.types import Check
    from verifier.weighing import Weighed

CUT: Final = "[...]"
SAYS_SO: Final = "says what the claim says"
SAYS_OTHERWISE: Final = "says otherwise"
SEEMS_SO: Final = "seems to say what the claim says"
SEEMS_OTHERWISE: Final = "seems to say otherwise"
AGREES: Final = "agrees"
ROUNDED: Final = "agrees within rounding"
DIFFERS: Final = "differs"
LEAVES_OUT: Final = "leaves out"

_QUOTED: Final = re.compile("“([^”]*)”")
_TOKEN: Final = re.compile(r"\w[\w,.:/-]*\w|\w")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an explanation. `about` is the passage and `check` the comparison that it tells of, where it tells
    of one; `subject` is the claim, or the part of it, that it is set against; `record` holds further texts that it may
    repeat. The detail of a reason is a record itself, and states no relation of its own."""

    text: str
    subject: str
    about: Weighed | None = None
    check: Check | None = None
    record: tuple[str, ...] = ()


def is_grounded(statement: Statement) -> bool:
    """Whether every quotation, number, name and relation of the sentence is in what it speaks of."""
    sources = [_even(text) for text in _grounds(statement)]
    words = _QUOTED.sub("", statement.text)
    stated = [] if statement.text in statement.record else [phrase for phrase in _RELATIONS if phrase in words]
    return (
        all(_quotes(quoted, sources) for quoted in _QUOTED.findall(statement.text))
        and all(_known(token, sources) for token in _telling(words))
        and all(_RELATIONS[phrase](statement) for phrase in stated)
    )


def _grounds(statement: Statement) -> Sequence[str]:
    found = [statement.subject, *statement.record]
    if statement.about is not None:
        document = statement.about.candidate.document
        found += [document.text, document.title or "", source_of(statement.about)]
    if statement.check is not None:
        found += [statement.check.claim_text, statement.check.evidence_text or "", statement.check.detail]
    return found


def _quotes(quoted: str, sources: Sequence[str]) -> bool:
    """Whether all that is quoted stands in one source, but for white space and what is marked as left out."""
    pieces = [_even(piece) for piece in quoted.split(CUT)]
    return any(all(piece in source for piece in pieces) for source in sources)


def _telling(text: str) -> list[str]:
    """The tokens that state something of their own: with a digit, or capitalised inside a sentence."""
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        opens = not text[: match.start()].strip() or text[: match.start()].rstrip().endswith((".", ":"))
        token = match[0]
        if any(character.isdigit() for character in token) or (token[0].isupper() and not opens):
            found.append(token)
    return found


def _known(token: str, sources: Sequence[str]) -> bool:
    return any(token in source for source in sources)


def _even(text: str) -> str:
    return " ".join(text.split())


def _outcome(*outcomes: str) -> Callable[[Statement], bool]:
    return lambda statement: statement.check is not None and statement.check.outcome in outcomes


def _leaves_out(statement: Statement) -> bool:
    """Whether the words said to be missing are the claim's and not the passage's."""
    if statement.about is None:
        return False
    candidate = statement.about.candidate
    around = wording(f"{candidate.document.title or ''}\n{candidate.passage.text}").words
    named = [stem(word) for quoted in _QUOTED.findall(statement.text) for word in quoted.split()]
    return bool(named) and set(named) <= wording(statement.subject).words and not set(named) & around


def _supports(statement: Statement) -> bool:
    return statement.about is not None and statement.about.support > statement.about.refute


def _refutes(statement: Statement) -> bool:
    return statement.about is not None and statement.about.refute > statement.about.support


_RELATIONS: Final[dict[str, Callable[[Statement], bool]]] = {
    SAYS_SO: _supports,
    SAYS_OTHERWISE: _refutes,
    SEEMS_SO: _supports,
    SEEMS_OTHERWISE: _refutes,
    AGREES: _outcome("match", "within_rounding"),
    ROUNDED: _outcome("within_rounding"),
    DIFFERS: _outcome("contradicted"),
    LEAVES_OUT: _leaves_out,
}
"""The relations that a template may state, by its words, and what has to be so where it does."""

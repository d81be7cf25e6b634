""" "The agency", "the department": which named organisation is meant, where only one can be."""

from __future__ import annotations

import re
from typing import Final

from models.types import Entity, Span
from verifier.claims.context import Context

# The noun, and what the name of such an organisation looks like.
_SHAPES: Final = {
    "agency": re.compile(
        r"[A-Z]{2,6}|.*\b(?:Agency|Administration|Bureau|Service|Enforcement|Office|Authority|Department)\b.*"
    ),
    "department": re.compile(r".*\bDepartment\b.*|.*\bPolice\b.*"),
    "bureau": re.compile(r".*\bBureau\b.*|FBI|BLS"),
    "committee": re.compile(r".*\b(?:Committee|PAC)\b.*"),
    "commission": re.compile(r".*\bCommission\b.*|[A-Z]{3}"),
    "panel": re.compile(r".*\b(?:Committee|Panel|Commission|Board)\b.*"),
    "company": re.compile(r".*\b(?:Inc|Corp|Co|Ltd|LLC|Company|Group|Holdings|Motors|Airlines|Bank)\b\.?.*"),
    "university": re.compile(r".*\b(?:University|College)\b.*"),
    "newspaper": re.compile(r".*\b(?:Times|Post|Journal|Tribune|Globe|Herald|Chronicle|Today|Gazette)\b.*"),
}  # fmt: skip
_NO_BODY: Final = frozenset({"GOP", "NPR", "ABC", "CBS", "NBC", "CNN", "AP", "BBC", "MSNBC", "PBS", "ESPN", "NATO"})


def named_body(context: Context, number: int, at: int) -> tuple[Span, str] | None:
    """("the agency", name) where the token is that "the" and one organisation of that kind is in reach: named in the
    sentence before these words, or else in the sentence before this one."""
    tokens = context.sentences[number].tokens
    if tokens[at].text.lower() != "the" or at + 1 >= len(tokens):
        return None
    noun = tokens[at + 1]
    shape = _SHAPES.get(noun.text.lower())
    if shape is None or tokens[at].head != at + 1 or _is_specified(context, number, at + 1):
        return None
    name = _only_one(context, number, tokens[at].span.start, shape)
    if name is None:
        return None
    return Span(tokens[at].span.start, noun.span.end), name


def _is_specified(context: Context, number: int, noun: int) -> bool:
    """Whether the phrase says itself which one: "the agency that", "the department of"."""
    tree = context.trees[number]
    if noun + 1 < len(tree.tokens) and tree.tokens[noun + 1].dep == "case":
        return False
    if tree.tokens[noun].dep in {"compound", "nmod"}:
        return True
    return any(child > noun and tree.tokens[child].dep in {"prep", "relcl", "acl", "appos"} and
               tree.tokens[child].text.lower() in {"of", "that", "which", "for", "responsible"}
               for child in tree.children[noun])  # fmt: skip


def _only_one(context: Context, number: int, before: int, shape: re.Pattern[str]) -> str | None:
    for sentence in (number, number - 1):
        if sentence < 0:
            break
        names = {
            _bare(found.text)
            for found in _organisations(context, sentence)
            if found.span.end <= before and shape.fullmatch(_bare(found.text)) and _bare(found.text) not in _NO_BODY
        }
        if names:
            return next(iter(names)) if len(names) == 1 else None
    return None


def _organisations(context: Context, number: int) -> list[Entity]:
    """Entities that are organisations, and words in capitals of three letters or more that look like one."""
    sentence = context.sentences[number]
    found = [entity for entity in sentence.entities if entity.label == "ORG"]
    for token in sentence.tokens:
        if re.fullmatch(r"[A-Z]{3,5}", token.text) and not any(
            entity.span.covers(token.span) for entity in sentence.entities
        ):
            found.append(Entity(token.span, token.text, "ORG"))
    return found


def _bare(name: str) -> str:
    """The name without possessive and with its article in lower case."""
    words = " ".join(name.split())
    words = re.sub(r"(?:’s|'s|’|')$", "", words)
    return re.sub(r"^The ", "the ", words)

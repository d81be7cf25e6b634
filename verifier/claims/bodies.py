""" "The agency", "the department": which named organisation is meant, where only one can be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from models.types import Entity, ParsedSentence, Span
from verifier.claims.words import word_set

if TYPE_CHECKING:
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
_NEAR_ONLY: Final = word_set("department")  # so general that it must have been named just before
_NO_BODY: Final = frozenset({"GOP", "NPR", "ABC", "CBS", "NBC", "CNN", "AP", "BBC", "MSNBC", "PBS", "ESPN", "NATO"})


def named_body(context: Context, number: int, at: int) -> tuple[Span, str] | None:
    """("the agency", name) where the token is that "the" and one organisation of that kind is in reach: named in the
    sentence before these words, or else in the sentence before this one, or else, for a subject, the only one in the
    article so far."""
    tokens = context.sentences[number].tokens
    if tokens[at].text.lower() != "the" or at + 1 >= len(tokens):
        return None
    noun = tokens[at + 1]
    shape = _SHAPES.get(noun.text.lower())
    if shape is None or tokens[at].head != at + 1 or _is_specified(context, number, at + 1):
        return None
    is_subject = noun.dep in {"nsubj", "nsubjpass"} and tokens[noun.head].pos in {"VERB", "AUX"}
    general = noun.text.lower() in _NEAR_ONLY
    name = _only_one(context, number, tokens[at].span.start, shape, is_subject=is_subject and not general)
    if general and name is not None and _has_rival(context, number, tokens[at].span.start, shape, name):
        return None
    if name is None or (name.istitle() and " " not in name) or _speaks_of_others(context, number, at + 1):
        return None  # one word ("Post") may be a part of the name
    return Span(tokens[at].span.start, noun.span.end), name


def _has_rival(context: Context, number: int, before: int, shape: re.Pattern[str], name: str) -> bool:
    """Whether the article has another of that kind, or names another body between the name and these words."""
    if any(shape.fullmatch(other) and other != name for other in context.organisations):
        return True
    near = [found for back in (number - 1, number) if back >= 0 for found in _organisations(context, back)]
    near = [found for found in near if found.span.end <= before]
    last = max(found.span.end for found in near if _bare(found.text) == name)
    return any(last <= found.span.start for found in near)


def _speaks_of_others(context: Context, number: int, noun: int) -> bool:
    """Whether this sentence before the noun, or the one before, has it as a common noun, of one or of many: "the use of
    relief committees"."""
    tokens = context.sentences[number].tokens
    before = context.sentences[number - 1].tokens if number else ()
    return any(other.pos == "NOUN" and other.lemma == tokens[noun].lemma for other in (*before, *tokens[: noun - 1]))


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


def _only_one(context: Context, number: int, before: int, shape: re.Pattern[str], *, is_subject: bool) -> str | None:
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
    if not is_subject:
        return None  # a long name in a minor place makes the claim harder to compare with evidence
    named = {name for name, start in context.organisations.items() if start < before and shape.fullmatch(name)}
    named -= _NO_BODY
    return next(iter(named)) if len(named) == 1 else None


def first_named(sentences: Sequence[ParsedSentence]) -> dict[str, int]:
    """Where each organisation of an article is named first."""
    found: dict[str, int] = {}
    for sentence in sentences:
        for entity in _organisations_of(sentence):
            found.setdefault(_bare(entity.text), entity.span.start)
    return found


def _organisations(context: Context, number: int) -> list[Entity]:
    return _organisations_of(context.sentences[number])


def _organisations_of(sentence: ParsedSentence) -> list[Entity]:
    """Entities that are organisations, and words in capitals of three letters or more that look like one."""
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

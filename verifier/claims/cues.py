"""Cue verbs with their speakers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from models.types import Span
from verifier.claims.grammar import Tree
from verifier.claims.tellers import answers_back, is_asked, is_no_cue, is_no_one, of_participle, of_relative
from verifier.claims.words import ASSERTING, CUES, SPEAKING

_UNREAL = frozenset({"if", "unless", "whether"})
_NO_SPEAKER = frozenset({"there", "which", "what"})
_NEAR = 6  # words after a quotation in which its cue is looked for


@dataclass(frozen=True, slots=True)
class Cue:
    """Token indices of the verb and of the head of its subject. `asserted`: the speaker states the content."""

    verb: int
    speaker: int
    asserted: bool


def find_cues(tree: Tree, lemmas: frozenset[str] = CUES) -> list[Cue]:
    """Cue verbs that somebody is the subject of, the one nearest to the root first, then in the order of the text."""
    found: list[tuple[int, int, Cue]] = []
    for at, token in enumerate(tree.tokens):
        back = answers_back(tree, at)
        if token.pos not in {"VERB", "AUX"} or (token.lemma.lower() not in lemmas and not back) or is_no_cue(tree, at):
            continue
        speaker = _speaker(tree, at)
        if speaker is not None:
            asserted = (back or token.lemma.lower() in ASSERTING | lemmas - CUES) and not is_unsaid(tree, at)
            found.append((_depth(tree, at), at, Cue(at, speaker, asserted)))
    return [cue for _, _, cue in sorted(found, key=lambda row: row[:2])]


def _depth(tree: Tree, at: int) -> int:
    """Clauses above the verb; coordinated and inserted verbs stand beside their head, not below it."""
    depth = 0
    chain = [at, *tree.ancestors(at)]
    for low in chain[:-1]:
        depth += tree.tokens[low].dep in {"ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp"}
    return depth


def _speaker(tree: Tree, verb: int) -> int | None:
    subject = tree.subject(verb)
    if subject is None and tree.tokens[verb].tag == "VBG" and tree.tokens[verb].dep == "advcl":
        subject = of_participle(tree, verb)
    if subject is None:
        return None
    return _named_by(tree, verb, subject)


def _named_by(tree: Tree, verb: int, subject: int) -> int | None:
    """The subject of a verb, or the noun for which "who" and "that" stand; None where they name nobody."""
    token = tree.tokens[subject]
    if token.dep not in {"nsubj", "dobj", "pobj"} or token.text.lower() in _NO_SPEAKER:
        return None
    if any(tree.tokens[child].text.lower() == "whose" for child in tree.children[subject]):
        return None
    if token.text.lower() in {"who", "that"} and tree.tokens[verb].dep == "relcl":
        return of_relative(tree, verb)
    if token.text.lower() in {"who", "that"}:
        return None
    return subject


def is_unsaid(tree: Tree, verb: int) -> bool:
    """Whether nothing was said: "would not say", "no group has said", "if he said", "should say", "allows them to
    say", "asked why he had said"."""
    subject = tree.subject(verb)
    if tree.is_negated(verb) or (subject is not None and is_no_one(tree, subject)) or is_asked(tree, verb):
        return True
    if _is_joined_by_nor(tree, verb):
        return True
    before = [tree.tokens[child] for child in tree.children[verb] if child < verb]
    words = {token.text.lower() for token in before if token.dep in {"aux", "mark"}}
    return bool(words & (_UNREAL | {"should", "could", "might", "may", "must", "would", "can", "to"}))


def _is_joined_by_nor(tree: Tree, verb: int) -> bool:
    """Whether "nor" opens the clause of the verb: "declined to answer, nor did she say ..."."""
    links = (*tree.children[verb], *tree.children[tree.tokens[verb].head])
    opening = min(tree.subtree(verb))
    return any(tree.tokens[at].text.lower() == "nor" and opening - 1 <= at <= verb for at in links)


def beside_quotation(tree: Tree, segments: Sequence[Span], quoted: frozenset[int]) -> Cue | None:
    """The cue right after a quotation where the parser lost its subject: “...,” said Ann Ode; “...,” Ode said.

    `quoted` are the tokens inside quotations.
    """
    for segment in segments:
        first = bisect_left(tree.tokens, segment.end, key=lambda token: token.span.start)
        words = (
            at
            for at in range(first, len(tree.tokens))
            if at not in quoted and any(map(str.isalpha, tree.tokens[at].text))
        )
        after = list(islice(words, _NEAR))
        for place, at in enumerate(after):
            if tree.tokens[at].lemma.lower() not in SPEAKING or tree.tokens[at].tag not in {"VBD", "VBZ", "VBP"}:
                continue
            named = _noun_run(tree, after[:place]) if place else _noun_run(tree, after[1:])
            if named is not None:
                return Cue(at, named, asserted=True)
    return None


def _noun_run(tree: Tree, indices: Sequence[int]) -> int | None:
    """The head of a run of words that is a noun phrase: its last noun or pronoun."""
    head = None
    for before, at in zip([None, *indices], indices, strict=False):
        if before is not None and at != before + 1:
            break
        if tree.tokens[at].pos in {"NOUN", "PROPN", "PRON"}:
            head = at
        elif tree.tokens[at].pos not in {"DET", "ADJ", "NUM"}:
            break
    return head

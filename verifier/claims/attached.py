"""What the words of a sentence belong to, where the parser leaves it open: the conservative reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from verifier.claims.grammar import FINITE_TAGS, SUBJECTS, Tree
from verifier.claims.kinds import entities_in
from verifier.claims.words import word_set

_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
_TIMES: Final = frozenset({"DATE", "TIME"})
_AT: Final = word_set("in at across near around outside throughout")
_WHEN: Final = word_set("in on at during of by")
_OTHER: Final = word_set("now today since later eventually then still currently ultimately finally soon afterward once")
_LASTING: Final = word_set("become grow have live raise rise serve stay work")
_SINGULAR: Final = word_set("is was has does 's ’s")


def set_in_front(tree: Tree, verb: int, subject: int, inside: Sequence[int], rest: Sequence[int]) -> list[int]:
    """The tokens of "In Ohio," or "Last year," right before the subject, the comma included: what is joined to the verb
    by "and" happened there too, and then where the `rest`, in which it is told, speaks of no other time."""
    first = min(tree.subtree(subject))
    for child in tree.children[verb]:
        run, own = list(range(child, first)), tree.subtree(child)
        if child < first and _is_time(tree, own):
            run = list(range(min(own), first))
            fits = _is_of_same_time(tree, verb, rest)
        else:
            fits = child < first and tree.tokens[child].dep == "prep" and _is_place(tree, child, own)
        alone = set(own) <= set(run) and all(tree.tokens[at].text == "," for at in run if at not in own)
        if fits and alone and set(run) <= set(inside):
            return run
    return []


def _is_of_same_time(tree: Tree, verb: int, rest: Sequence[int]) -> bool:
    """Whether what is joined to a past verb is in the same tense, and has no time of its own and no word for another:
    "and now employs 400", "and later sued"."""
    joined = tree.child(verb, {"conj"})
    if joined is None or tree.tokens[verb].tag != "VBD" or tree.tokens[joined].tag != "VBD":
        return False
    if tree.tokens[joined].lemma.lower() in _LASTING:
        return False  # "In 1970, Ode married and raised four sons"
    plain = not tree.auxiliaries(verb) and not tree.auxiliaries(joined)
    return plain and not any(_is_dated(tree, at) or tree.tokens[at].text.lower() in _OTHER for at in rest)


def _is_place(tree: Tree, preposition: int, phrase: Sequence[int]) -> bool:
    labels = {entity.label for entity in entities_in(tree, phrase)}
    at = tree.tokens[preposition].text.lower() in _AT
    return at and bool(labels & _PLACES) and not labels & _TIMES


def _is_time(tree: Tree, phrase: Sequence[int]) -> bool:
    """Whether the words are a time and nothing else, but for a preposition: "In May", "Last year"."""
    words = [at for at in phrase if tree.tokens[at].dep != "prep" and tree.tokens[at].text != ","]
    leads = all(tree.tokens[at].text.lower() in _WHEN for at in phrase if tree.tokens[at].dep == "prep")
    return leads and bool(words) and all(_is_dated(tree, at) for at in words)


def _is_dated(tree: Tree, at: int) -> bool:
    """Whether a token is in a time."""
    span = tree.tokens[at].span
    return any(entity.label in _TIMES and entity.span.covers(span) for entity in tree.sentence.entities)


def is_of_whole(tree: Tree, noun: int, verb: int) -> bool:
    """Whether a clause with "which" says something of all that stands before it, as its verb does not agree with the
    noun: "the races are closed, which does not help her"."""
    if tree.tokens[noun].tag != "NNS" or tree.tokens[noun].text.lower().endswith("ics"):
        return False
    carrier = next((token for token in tree.auxiliaries(verb)), tree.tokens[verb])
    return carrier.tag == "VBZ" or carrier.text.lower() in _SINGULAR


def is_subject_of_next(tree: Tree, at: int) -> bool:
    """Whether a finite verb follows at once on the phrase of the noun with its clauses: in "for Vega, a defeat in the
    town he knows would be hard" the noun is no apposition but the subject."""
    last = max(tree.subtree(at))
    if last + 1 >= len(tree.tokens) or tree.tokens[last].pos == "PUNCT":
        return False
    return tree.tokens[last + 1].tag in FINITE_TAGS


def subject_ahead(tree: Tree, at: int, inside: Sequence[int]) -> tuple[int, bool] | None:
    """The subject, among the tokens `inside`, before which the token stands in words that lead up to it, and whether
    these are a clause with a verb of their own: "Despite his age, Vega ran", "As he left, Vega waved"."""
    clause = False
    for above in tree.ancestors(at):
        subject = tree.child(above, SUBJECTS)
        if subject is not None and subject > at and subject in inside:
            return None if at in tree.subtree(subject) else (subject, clause)
        if above in inside and tree.tokens[above].dep in {"ccomp", "parataxis"}:
            return None  # a statement of its own: "She has a plan: Vega will help"
        clause = clause or (tree.tokens[above].pos in {"VERB", "AUX"} and above in inside)
    return None if clause else _first_subject(tree, at, inside)


def names_thing_later(tree: Tree, at: int, inside: Sequence[int], *, plural: bool) -> bool:
    """Whether the subject that follows is what "its" or "their" means: "On its own, Ghana is growing"."""
    ahead = subject_ahead(tree, at, inside)
    if ahead is None or ahead[1]:
        return False
    many = tree.child(ahead[0], {"conj"}) is not None or tree.tokens[ahead[0]].tag in {"NNS", "NNPS"}
    return tree.tokens[ahead[0]].pos in {"NOUN", "PROPN"} and many == plural


def _first_subject(tree: Tree, at: int, inside: Sequence[int]) -> tuple[int, bool] | None:
    """The first subject, where no verb stands before it and none has the words in which the token stands."""
    for other in inside:
        if tree.tokens[other].pos in {"VERB", "AUX"}:
            return None
        if tree.tokens[other].dep in SUBJECTS:
            return (other, False) if other > at and at not in tree.subtree(other) else None
    return None

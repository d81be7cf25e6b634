"""Cuts a sentence into propositions: coordinated statements, relative clauses and appositions with facts of their own.

Every cut leaves words of the sentence in their order, with nothing of ours between them but a form of "be". A cut is
made only where the tree leaves no doubt about what belongs together; else the sentence stays whole. The units are the
verb phrases of clausal open extraction (ClausIE, Del Corro and Gemulla 2013), without its optional adverbials.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from models.types import Span
from verifier.claims.attached import set_in_front
from verifier.claims.clauses import relative
from verifier.claims.context import Context
from verifier.claims.cuts import dashes_in, own_subject
from verifier.claims.grammar import FINITE_TAGS, SUBJECTS, Tree
from verifier.claims.identities import apposition, titles
from verifier.claims.kinds import head_verb
from verifier.claims.parts import Detail, spans_of
from verifier.claims.pieces import is_balanced
from verifier.claims.words import word_set

_SUBJECT_LEFT_OUT = frozenset({"relcl", "appos", "acl", "punct"})
_LINKS = frozenset({"and", "but"})
_POINTING_BACK = word_set(
    "it its they them their theirs this that these those such one ones he him his she her hers so both each neither"
)
_CONDITIONS = word_set("if when unless because as while although though after before since until once whether")
_FEWEST = 3  # tokens of a statement


def details(context: Context, number: int) -> list[Detail]:
    """Relative clauses after a comma, appositions and titles before names, in the order of the sentence."""
    tree = context.trees[number]
    found: list[Detail] = []
    for at, token in enumerate(tree.tokens):
        if token.dep == "relcl":
            found.extend(relative(context, number, at))
        elif token.dep == "appos":
            found.extend(apposition(context, number, at))
    found.extend(titles(context, number))
    return sorted(found, key=lambda detail: detail.span)


@dataclass(frozen=True, slots=True)
class Statement:
    """The `spans` of the words of a statement, and the span of those that it does not share with another."""

    spans: tuple[Span, ...]
    core: Span


def statements(context: Context, number: int, span: Span, without: Collection[int] = ()) -> list[Statement]:
    """The coordinated statements of a span, without the tokens of details that are told apart. One where nothing is
    coordinated; the span itself where nothing is left out either."""
    tree = context.trees[number]
    inside = tree.inside(span)
    groups = _coordinated(context.text, tree, inside)
    if len(groups) == 1 and not set(without) & set(inside):
        return [Statement((span,), span)]
    found: list[Statement] = []
    for subject, own in groups:
        kept = [at for at in (*subject, *own) if at not in without]
        core = [at for at in own if at not in without]
        if core:
            found.append(Statement(spans_of(tree, kept), tree.span(core)))
    return found


# Coordination


def _coordinated(text: str, tree: Tree, inside: Sequence[int]) -> list[tuple[list[int], list[int]]]:
    """(shared subject, own tokens) of each statement."""
    whole: list[tuple[list[int], list[int]]] = [([], list(inside))]
    head = head_verb(tree, inside)
    if head is None or len(inside) < 2 * _FEWEST or tree.tokens[head].dep == "relcl":
        return whole
    joined = tree.child(head, {"conj"})
    link = _link(tree, head, joined)
    if (
        joined is None
        or link is None
        or joined not in inside
        or not _can_part(text, tree, inside, (head, link, joined))
    ):
        return whole
    if _shares_passive(tree, head, joined):
        return whole
    subject = tree.child(head, SUBJECTS)
    first = [at for at in inside if at < link]
    while first and tree.tokens[first[-1]].text in {",", ";"}:
        first.pop()
    rest = [at for at in inside if at > link]
    if tree.tokens[rest[0]].text.lower() == "that" and tree.tokens[rest[0]].dep == "mark":
        rest.pop(0)
    if own_subject(tree, joined, link) is not None:
        return [([], first), *_coordinated(text, tree, rest)]
    if subject is None or subject not in inside or tree.tokens[subject].dep == "expl":
        return whole
    named = _with_hyphens(tree, tree.subtree(subject, without=_SUBJECT_LEFT_OUT))
    return [([], first), ([*set_in_front(tree, head, subject, inside, rest), *named], rest)]


def _shares_passive(tree: Tree, head: int, joined: int) -> bool:
    """Whether the second verb has its "was" from the first: "was booed and shouted down by the crowd", "was bought and
    used to move sand"."""
    passive = tree.child(head, {"auxpass"}) is not None and not tree.auxiliaries(joined)
    if not passive or tree.child(joined, {"dobj", *SUBJECTS}) is not None:
        return False
    done = any(
        tree.tokens[at].text.lower() == "by" and tree.tokens[at].dep in {"agent", "prep"}
        for at in tree.children[joined]
    )
    return done or tree.tokens[joined].text.lower() == "used"


def _with_hyphens(tree: Tree, indices: Sequence[int]) -> list[int]:
    """The tokens with what stands between two of them without a blank: of "Ban Ki-moon" the parser makes four."""
    known = set(indices)
    between = [
        at
        for at in range(min(known), max(known))
        if at not in known
        and {at - 1, at + 1} <= known
        and tree.tokens[at - 1].span.end == tree.tokens[at].span.start
        and tree.tokens[at].span.end == tree.tokens[at + 1].span.start
    ]
    return sorted([*known, *between])


def _link(tree: Tree, head: int, joined: int | None) -> int | None:
    """The "and" or "but" between two verbs that stand beside each other."""
    if joined is None:
        return None
    return next(
        (at for at in tree.children[head] if head < at < joined and tree.tokens[at].text.lower() in _LINKS), None
    )


def _can_part(text: str, tree: Tree, inside: Sequence[int], verbs: tuple[int, int, int]) -> bool:
    head, link, joined = verbs
    rest = [at for at in inside if at > link]
    own = own_subject(tree, joined, link)
    dashes = dashes_in(tree, inside)
    if dashes and (own is None or dashes != [link - 1]):
        return False  # both halves may share what follows: "sailed through -- and was held up by -- storms"
    finite = tree.tokens[joined].tag in FINITE_TAGS or any(aux.tag in FINITE_TAGS for aux in tree.auxiliaries(joined))
    if not finite or len(rest) < _FEWEST or len([at for at in inside if at < link]) < _FEWEST:
        return False
    if own is not None and (own < link or tree.tokens[own].pos == "PRON"):
        return False
    if own is None and min(tree.subtree(joined)) <= link:
        return False
    if _is_list(tree, head, link) or _ends_in_clause(tree, head, link):
        return False
    if any(tree.tokens[at].text.lower() in {"both", "either", "only"} for at in inside if at < link):
        return False
    if _points_back(tree, rest) or _is_conditional(tree, head) or _is_conditional(tree, joined):
        return False
    return is_balanced(text[tree.tokens[inside[0]].span.start : tree.tokens[link].span.start])


def _is_list(tree: Tree, head: int, link: int) -> bool:
    """Whether a verb before the link is joined by a comma alone: "signed it, left the room, and wept"."""
    return any(
        tree.tokens[at].dep == "conj" and tree.tokens[at].pos == "VERB" and head < at < link
        for at in tree.children[head]
    )


def _ends_in_clause(tree: Tree, head: int, link: int) -> bool:
    """Whether a clause with "where" ends right before the link, so that the verb after it may as well belong to it."""
    return any(
        tree.tokens[at].text.lower() == "where" and verb < link and max(tree.subtree(verb)) == link - 1
        for at in range(head, link)
        for verb in (tree.tokens[at].head,)
    )


def _points_back(tree: Tree, rest: Sequence[int]) -> bool:
    """Whether the second statement has a pronoun before any noun of its own."""
    for at in rest:
        token = tree.tokens[at]
        if token.pos in {"NOUN", "PROPN"}:
            return False
        if token.text.lower() in _POINTING_BACK and token.dep not in {"mark", "det"}:
            return True
    return False


def _is_conditional(tree: Tree, verb: int) -> bool:
    """Whether a clause of condition, reason or time holds for the verb, so that it is not stated on its own."""
    clauses = [at for at in tree.children[verb] if tree.tokens[at].dep == "advcl"]
    marks = {
        tree.tokens[at].text.lower()
        for clause in clauses
        for at in tree.children[clause]
        if tree.tokens[at].dep in {"mark", "advmod"}
    }
    own = {tree.tokens[at].text.lower() for at in tree.children[verb] if tree.tokens[at].dep == "mark"}
    return bool((marks | own) & _CONDITIONS)

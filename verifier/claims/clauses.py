"""Relative clauses with a fact of their own, where no doubt is left to which noun they belong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from models.types import Span
from verifier.claims.attached import is_of_whole
from verifier.claims.context import Context
from verifier.claims.cuts import clause_with_commas, dashes_in, is_interrupted, without_tail
from verifier.claims.grammar import SUBJECTS, Tree
from verifier.claims.parts import Detail, noun_phrase, spans_of
from verifier.claims.phrases import is_question
from verifier.claims.pieces import is_balanced
from verifier.claims.words import CUES, HUMANS, RELATIVES, SPEAKING

_OPENING: Final = frozenset({"“", '"', "``", "''", "‘"})
_HUMAN_ENDINGS: Final = ("er", "or", "man", "woman", "ist", "ee", "ant", "crat", "mate", "ian")
_NP_LEFT_OUT: Final = frozenset({"relcl", "appos", "acl", "advcl", "parataxis", "punct", "conj", "cc", "dep"})


def relative(context: Context, number: int, verb: int) -> Iterator[Detail]:
    """ ", which closed in May": what the clause says of the noun before it."""
    tree = context.trees[number]
    clause = tree.subtree(verb)
    first = clause[0]
    pronoun = tree.tokens[first]
    noun = tree.tokens[verb].head
    if pronoun.text.lower() not in {"who", "which"} or pronoun.dep not in {"nsubj", "nsubjpass"}:
        return
    if is_question(context.sentences[number].span.of(context.text)) or _is_entangled(tree, verb, noun, clause):
        return
    whole = clause
    clause = without_tail(tree, clause)
    if clause != list(range(first, clause[-1] + 1)) or first < 2 or tree.tokens[first - 1].text != ",":
        return
    phrase = noun_phrase(tree, noun, without=_NP_LEFT_OUT)
    if tree.tokens[phrase[0]].text.lower() == "that" and tree.tokens[noun].pos == "PROPN":
        phrase = phrase[1:]  # "shows that Ode, who ..."
    if len(dashes_in(tree, clause)) % 2 or tree.tokens[phrase[0]].text.lower() == "not":
        return  # the clause ends an insertion: "27 captains - but not Ode, who was not invited - met"
    if phrase[-1] != first - 2 or not _is_clear(context, number, noun, phrase):
        return
    if _is_doubtful(tree, verb, noun, first):
        return
    if is_interrupted(tree, clause) or is_of_whole(tree, noun, verb) or not _is_whole(context, number, noun, phrase):
        return
    inner = tree.tokens[first].head
    start = min(set(tree.subtree(inner)) - {first}) if inner != verb else first + 1
    if inner != verb and (tree.tokens[inner].dep != "ccomp" or inner not in clause or start <= first + 1):
        return
    lead = tuple(range(first + 1, start))
    rest = tuple(range(start, clause[-1] + 1))
    if len(rest) < 2:
        return
    opening = (*spans_of(tree, lead), tree.span(phrase)) if lead else (tree.span(phrase),)
    span = Span(tree.tokens[phrase[0]].span.start, tree.tokens[clause[-1]].span.end)
    told = tree.span(clause[1:])
    if not is_balanced(span.of(context.text)) or not is_balanced(told.of(context.text)):
        return
    # A tail that may belong to either stays where both are: "is led by Vega, who left Ode, starting in May"
    without = clause_with_commas(tree, first - 1, clause[-1]) if clause == whole else ()
    yield Detail((*opening, *spans_of(tree, rest)), span, told, without=without)


def _is_doubtful(tree: Tree, verb: int, noun: int, first: int) -> bool:
    """Whether the clause tells of several or maybe of another noun, or begins with an insertion: "which, at 40 crowns,
    is the highest"."""
    which = tree.tokens[first].text.lower() == "which"
    inserted = tree.tokens[first + 1].text == ","
    return inserted or _is_of_several(tree, verb, noun) or (which and _may_be_of_another(tree, noun))


def _is_of_several(tree: Tree, verb: int, noun: int) -> bool:
    """Whether the verb is plural after the last of several names: "Vega and Ode, who are both on the board"."""
    finite = next(iter(tree.auxiliaries(verb)), tree.tokens[verb])
    plural = finite.tag == "VBP" or finite.text.lower() == "were"
    return plural and tree.tokens[noun].dep == "conj" and tree.tokens[noun].tag in {"NN", "NNP"}


def _may_be_of_another(tree: Tree, noun: int) -> bool:
    """Whether the clause may as well tell of the noun that this one helps to describe ("plans to help ports, which
    include a fund", where both are several or both one), or the noun itself is only doubtful ("what is probably the
    best plan, which ...")."""
    above = tree.tokens[noun].head
    if tree.tokens[above].dep in {"acl", "relcl"} and tree.tokens[noun].dep == "dobj":
        helped = tree.tokens[above].head
        alike = tree.tokens[helped].tag.endswith("S") == tree.tokens[noun].tag.endswith("S")
        return alike and tree.tokens[above].tag in {"VB", "VBG"} and not _is_human(tree, helped)
    subject = tree.child(above, {"nsubj"})
    return tree.tokens[noun].dep == "attr" and subject is not None and tree.tokens[subject].text.lower() == "what"


def _is_whole(context: Context, number: int, noun: int, phrase: Sequence[int]) -> bool:
    """Whether the run of a noun is no part of a longer one: of "the “law and order” issue", of "straight-ticket"."""
    tree = context.trees[number]
    start = tree.tokens[phrase[0]].span.start
    broken = any(at < phrase[0] and tree.tokens[at].dep != "punct" for at in tree.children[noun])
    return not broken and context.text[start - 1 : start] not in {"-", "–", "/"}


def _is_entangled(tree: Tree, verb: int, noun: int, clause: Sequence[int]) -> bool:
    """Whether the clause is more than a clause of its own with one verb that has only the pronoun for a subject."""
    tokens = tree.tokens
    subjects = [at for at in tree.children[verb] if tokens[at].dep in SUBJECTS]
    if len(subjects) > 1:
        return True  # "which they say left", "which the board took over"
    if any(tokens[at].dep == "conj" and tree.child(at, SUBJECTS) is not None for at in tree.children[verb]):
        return True  # "who left in May, and who has been ill"
    if any(at > clause[0] and tokens[at].text == "," and _is_torn(tree, verb, at + 1) for at in clause):
        return True
    after = [token.text.lower() for token in tokens[clause[-1] + 1 : clause[-1] + 4]]
    if after[:1] in ([","], [":"]) and after[1:] in (["and", "who"], ["and", "which"]):
        return True  # ", who left in May, and who has been ill"
    if (
        after[:1] in ([","], [":"])
        and set(after[1:2]) & _OPENING
        and tokens[verb].lemma.lower() in CUES | SPEAKING | {"lament"}
    ):
        return True  # ", who lamented in May, “We ..."
    return _is_cleft(tree, noun)


def _is_cleft(tree: Tree, noun: int) -> bool:
    """ "It was Ode, not Vega, who left"."""
    while tree.tokens[noun].dep in {"appos", "conj"}:
        noun = tree.tokens[noun].head
    subject = tree.child(tree.tokens[noun].head, SUBJECTS)
    return tree.tokens[noun].dep == "attr" and subject is not None and tree.tokens[subject].text.lower() == "it"


def _is_torn(tree: Tree, verb: int, at: int) -> bool:
    """Whether what follows a comma in a clause may as well be the main verb of the sentence or hang on it: ", spent 40
    dollars", ", as a friend"."""
    if at >= len(tree.tokens):
        return False
    token = tree.tokens[at]
    if token.text.lower() == "as" and token.dep == "prep" and token.head == verb:
        return True
    root = tree.root
    lost = root is None or tree.tokens[root].pos not in {"VERB", "AUX"}
    return lost and token.pos == "VERB" and token.tag in {"VBD", "VBN", "VBZ", "VBP"}


def _is_clear(context: Context, number: int, noun: int, phrase: Sequence[int]) -> bool:
    """Whether the clause can only belong to that noun, and not to one before it or to the whole sentence."""
    tree = context.trees[number]
    token = tree.tokens[noun]
    if any(tree.tokens[at].tag in {"PRP", "PRP$", "WP$"} for at in phrase) or token.pos not in {"NOUN", "PROPN"}:
        return False
    if tree.tokens[phrase[-1] + 2].text.lower() == "who":
        if token.dep == "pobj" and _is_human(tree, tree.tokens[token.head].head):
            return False  # "an adviser to Vega, who left"
        return context.people.at(number, noun) is not None or token.dep in {"nsubj", "nsubjpass"}
    if token.dep in {"nsubj", "nsubjpass"}:
        return True
    above = tree.tokens[token.head]
    if tree.tokens[phrase[0]].text.lower() in {"a", "an"} and token.pos == "NOUN":
        return False  # "mandated a wage, which is paid in June": which wage, the clause alone does not tell
    if token.dep == "pobj" and tree.tokens[above.head].pos in {"NOUN", "PROPN"}:
        return False
    rivals = (at for at in range(phrase[0]) if tree.tokens[at].dep in {"dobj", "attr"})
    return not any(tree.tokens[child].text.lower() in {"a", "an"} for rival in rivals for child in tree.children[rival])


def _is_human(tree: Tree, at: int) -> bool:
    token = tree.tokens[at]
    if token.pos not in {"NOUN", "PROPN"}:
        return False
    lemma = token.lemma.lower()
    return lemma in HUMANS | RELATIVES or lemma.endswith(_HUMAN_ENDINGS)

"""What "it" and "they" may mean: the noun phrases that the article offers, nearest first.

One reading is put in place of the pronoun, several are told beside the claim, and none leaves it open. Candidates are
the speaker of the words and the subject and objects of the sentence before (the centering of Grosz, Joshi and Weinstein
1995 with its ranking left out: where two candidates are left, nothing is guessed).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from models.types import Token
from verifier.claims.context import Context
from verifier.claims.cuts import dashes_in
from verifier.claims.grammar import Tree, run_around
from verifier.claims.words import TITLES, word_set

IT: Final = word_set("it its itself")
THEY: Final = word_set("they them their theirs themselves")
POINTING: Final = word_set("this that these those")

_AFAR: Final = 4  # sentences
_LONGEST: Final = 12  # tokens after the first of what is joined
_MOST: Final = 6  # readings: more would tell a reader nothing
_LISTING: Final = word_set("include comprise contain range")
_COMPARING: Final = word_set("more fewer less")
_COUNTING: Final = word_set("many few some most several none all both others neither")
_ROLES: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "dative"})
_LEFT_OUT: Final = frozenset({"relcl", "appos", "acl", "advcl", "parataxis", "punct", "cc", "conj", "prep", "dep"})
_NO_THING: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december day week month year time morning afternoon evening night today yesterday "
    "tomorrow percent lot way thing number part addition fact order response interview case course example"
)
_TIMES: Final = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})


def readings(context: Context, number: int, at: int, inside: Sequence[int]) -> tuple[str, ...]:
    """What "it" or "they" (in any form) at a token may mean: phrases from outside the claim, whose tokens are
    `inside`. Empty where the article names nothing, or the word stands for a clause."""
    tree = context.trees[number]
    if _is_filler(tree, at):
        return ()
    plural = tree.tokens[at].text.lower() in THEY
    speaker = _speaker(context, number, inside, plural=plural)
    if speaker is not None:
        return (speaker,)
    return tuple(dict.fromkeys(_before(context, number, plural=plural)))


def thing_meant(context: Context, number: int, at: int, inside: Sequence[int]) -> str | None:
    """The one thing that "it" or "they" means: who says the words, or the subject of the sentence before, as what was
    told by the way there is seldom taken up (the ranking of centers of Grosz, Joshi and Weinstein 1995)."""
    tree = context.trees[number]
    found = readings(context, number, at, inside)
    if len(found) != 1 or stands_for_clause(tree, at):
        return None
    plural = tree.tokens[at].text.lower() in THEY
    if tree.tokens[at].text.lower() == "it" and tree.tokens[tree.tokens[at].head].lemma == "be":
        return None  # "it's out of the question"
    if _speaker(context, number, inside, plural=plural) is not None:
        return found[0]
    lists = plural and tree.tokens[tree.tokens[at].head].lemma.lower() in _LISTING
    if lists and any(mention.person.last in found[0].split() for mention in context.people.mentions[number - 1]):
        return None  # "Ode and Falk met to discuss two issues. They include ..."
    return found[0] if found[0] in _led_by(context, number - 1, plural=plural) else None


def _led_by(context: Context, number: int, *, plural: bool) -> tuple[str, ...]:
    """The subject of the main verb of a sentence."""
    tree = context.trees[number]
    return tuple(
        phrase
        for at, token in enumerate(tree.tokens)
        if token.dep in {"nsubj", "nsubjpass"} and tree.tokens[token.head].dep == "ROOT"
        if _fits(context, number, at, plural=plural)
        if (phrase := _phrase(context, number, at)) is not None
    )


def readings_afar(context: Context, number: int, *, plural: bool) -> tuple[str, ...]:
    """What they may mean in words that somebody spoke, or where the sentence before offers nothing."""
    found: list[str] = []
    for before in range(number, max(number - _AFAR, 0), -1):
        found.extend(_before(context, before, plural=plural))
    return tuple(dict.fromkeys(found))[:_MOST]


def _before(context: Context, number: int, *, plural: bool) -> Iterator[str]:
    """Candidates in the sentence before, unless paragraphs lie between."""
    if number and context.paragraph_of(number - 1) >= context.paragraph_of(number) - 1:
        yield from _candidates(context, number - 1, plural=plural)


def stands_for_clause(tree: Tree, at: int) -> bool:
    """Whether "it" is said to be something ("It is the latest effort", "it was not that simple"), which may point at
    what happened."""
    token = tree.tokens[at]
    linked = {"attr", "acomp"} if token.text.lower() == "it" else {"attr"}
    return tree.child(token.head, linked) is not None


def is_elliptic(tree: Tree, at: int) -> bool:
    """Whether a word of amount is a subject that leaves out what it counts: "Not many appeared"."""
    token = tree.tokens[at]
    if token.text.lower() not in _COUNTING or token.dep not in {"nsubj", "nsubjpass"}:
        return False
    return not any(tree.tokens[child].dep in {"prep", "relcl", "acl"} for child in tree.children[at])


def noun_phrase(context: Context, number: int, head: int) -> str | None:
    """The words of a noun phrase up to its noun and what is joined to it by "of", made definite; None where the noun
    has no stable wording ("other", a pronoun)."""
    tree = context.trees[number]
    indices = set(tree.subtree(head, without=_LEFT_OUT))
    for child in tree.children[head]:
        if tree.tokens[child].text == "of" and child == head + 1:
            indices |= set(tree.subtree(child, without=frozenset({"relcl", "acl", "advcl"})))
    # what is inserted after a dash tells of something else
    run = run_around(head, indices.difference(dashes_in(tree, [at for at in indices if at > head])))
    if any(tree.tokens[index].tag in {"PRP", "PRP$", "WDT", "WP", "WP$"} for index in run):
        return None
    before = tree.tokens[run[0] - 1] if run[0] else None
    if before is not None and before.text in {"-", "–"} and before.span.end == tree.tokens[run[0]].span.start:
        return None  # the parser has cut a compound: "the fur-coat makers"
    while len(run) > 1 and tree.tokens[run[-1]].tag == "POS":
        run.pop()
    words = " ".join(tree.span(run).of(context.text).split())
    return _definite(words, tree.tokens[run[0]])


def _definite(words: str, first: Token) -> str | None:
    lower = first.text.lower()
    if lower in _COMPARING and words.split()[1:2] != ["than"]:
        return None  # "more questions"
    if lower in {"a", "an"}:
        return f"the {words[len(lower) :].lstrip()}"
    if lower in {
        "no",
        "any",
        "every",
        "each",
        "another",
        "other",
        "some",
        "several",
        "many",
        "few",
        "such",
        "this",
        "that",
    }:
        return None
    return f"the {words[4:]}" if lower == "the" else words


def _is_filler(tree: Tree, at: int) -> bool:
    """The "it" of "it is likely that", "it rains", "it takes"."""
    token = tree.tokens[at]
    if token.text.lower() != "it":
        return False
    head = token.head
    if token.dep == "expl" or tree.tokens[head].lemma in {"rain", "snow", "take", "seem", "appear", "happen"}:
        return True
    clausal = tree.child(head, {"ccomp", "csubj", "advcl", "xcomp"}) is not None
    return tree.tokens[head].lemma == "be" and clausal


def _speaker(context: Context, number: int, inside: Sequence[int], *, plural: bool) -> str | None:
    """The subject of the verb of saying that the claim hangs on: "the board said it had met"."""
    tree = context.trees[number]
    if not inside:
        return None
    outer = {tree.tokens[index].head for index in inside} - set(inside)
    for verb in sorted(outer):
        subject = tree.child(verb, {"nsubj"})
        if subject is None or subject in inside or tree.tokens[verb].pos != "VERB":
            continue
        if _fits(context, number, subject, plural=plural):
            return _phrase(context, number, subject)
    return None


def _candidates(context: Context, number: int, *, plural: bool) -> Iterator[str]:
    tree = context.trees[number]
    for index, token in enumerate(tree.tokens):
        if token.dep in _ROLES and _fits(context, number, index, plural=plural):
            phrase = _phrase(context, number, index)
            if phrase is not None:
                yield phrase


def _phrase(context: Context, number: int, head: int) -> str | None:
    """The phrase of a noun with all that is joined to it: "the port and the yard"."""
    tree = context.trees[number]
    first, joined = noun_phrase(context, number, head), tree.child(head, {"conj"})
    if first is None or joined is None:
        return first
    others = [at for at in tree.subtree(joined) if tree.tokens[at].dep == "conj"]
    run = range(head + 1, max(others, default=joined) + 1)
    if len(run) > _LONGEST or dashes_in(tree, run) or any(tree.tokens[at].pos in {"VERB", "AUX", "PRON"} for at in run):
        return None
    return first + " " * (tree.tokens[head + 1].text != ",") + " ".join(tree.span(run).of(context.text).split())


def _fits(context: Context, number: int, index: int, *, plural: bool) -> bool:
    """A noun of that number that is no person, no day and no amount."""
    token = context.trees[number].tokens[index]
    if token.pos not in {"NOUN", "PROPN"} or token.lemma.lower() in _NO_THING or token.text.lower() in _NO_THING:
        return False
    if not plural and token.lemma.lower() in TITLES:
        return False
    if context.people.at(number, index) is not None and context.trees[number].child(index, {"conj"}) is None:
        return False  # one person, whose name may look like a plural
    label = _label(context, number, token)
    if label in _TIMES or (label == "PERSON" and not plural):
        return False
    many = token.tag in {"NNS", "NNPS"} or context.trees[number].child(index, {"conj"}) is not None
    return many if plural else token.tag in {"NN", "NNP", "NNPS"} and not many


def _label(context: Context, number: int, token: Token) -> str | None:
    entities = context.sentences[number].entities
    return next((entity.label for entity in entities if entity.span.covers(token.span)), None)

"""Where an article introduces what a claim speaks of: people, things that it only points at, names of which it has a
part, whom its pronouns may mean, and the poll whose shares it tells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from models.types import Span
from verifier.claims.context import Context
from verifier.claims.descriptions import is_bare, is_description, sentences_with
from verifier.claims.people import Person
from verifier.claims.words import HE, SHE, word_set

_POLLS: Final = word_set("poll survey")
_SHARES: Final = word_set("percent % percentage point points")
_TOLD: Final = word_set("finding findings result results respondent respondents poll polled survey sample samples")
_BACK: Final = 5  # sentences, in which whom "he" means is looked for
_NAMED: Final = frozenset({"ORG", "PERSON"})


def introductions(context: Context, number: int, span: Span) -> Iterator[int]:
    """The sentences before sentence `number` that introduce what the words at `span` speak of; some may come twice."""
    for mention in context.people.mentions[number]:
        if mention.span.overlaps(span):
            yield from islice(_named_in_full(context, mention.person, number), 1)
    for name in context.people.strangers(number):
        if name.overlaps(span):
            yield from islice(_with_name(context, number, name), 1)
    yield from _whom(context, number, span)
    yield from islice(_polls(context, number), 1)
    yield from _things(context, number, span)
    yield from _longer_names(context, number, span)


def _named_in_full(context: Context, person: Person, number: int) -> Iterator[int]:
    mentions = (mention for before in context.people.mentions[:number] for mention in before)
    return (mention.sentence for mention in mentions if mention.person == person and mention.whole)


def _with_name(context: Context, number: int, name: Span) -> Iterator[int]:
    """The sentences with the last word of a name that the article has nowhere in full, first to last."""
    last = name.of(context.text).split()[-1]
    return (at for at in range(number) if any(token.text == last for token in context.sentences[at].tokens))


def _whom(context: Context, number: int, span: Span) -> Iterator[int]:
    """The nearest sentence before that names somebody whom a "he" or "she" of the claim may mean, where nobody whom it
    may mean is named before it in its own."""
    for at, token in enumerate(context.trees[number].tokens):
        word = token.text.lower()
        if word not in HE | SHE or not token.span.overlaps(span):
            continue
        if any(found.stop <= at and found.person.may_be(word) for found in context.people.mentions[number]):
            continue
        back = range(number - 1, max(number - 1 - _BACK, -1), -1)
        yield from islice((one for one in back if _names_one(context, one, word)), 1)


def _names_one(context: Context, number: int, word: str) -> bool:
    named = any(found.person.may_be(word) for found in context.people.mentions[number])
    return named or bool(context.people.strangers(number))


def _polls(context: Context, number: int) -> Iterator[int]:
    """The sentences that tell whose poll it is, where the claim's own tells shares or findings and of no named poll."""
    words = {token.text.lower() for token in context.sentences[number].tokens}
    if words & (_SHARES | _TOLD) and not _is_named_poll(context, number):
        yield from (at for at in range(number) if _is_named_poll(context, at))


def _is_named_poll(context: Context, number: int) -> bool:
    """Whether a sentence has a poll with the name of somebody, before it or of whom it is: "a Bergen Post poll", "a
    poll by Bergen University"."""
    tree, entities = context.trees[number], context.sentences[number].entities
    for at, token in enumerate(tree.tokens):
        if token.lemma.lower() not in _POLLS:
            continue
        doer = tree.child(token.head, {"agent"}) if token.dep == "nsubjpass" else None
        own = [*tree.subtree(at), *(tree.subtree(doer) if doer is not None else ())]
        words = [tree.tokens[one].span for one in own]
        if any(entity.label in _NAMED and any(map(entity.span.covers, words)) for entity in entities):
            return True
    return False


def _things(context: Context, number: int, span: Span) -> Iterator[int]:
    """For each description ("the parade"), where the thing was spoken of first, and last with words that tell which."""
    tree = context.trees[number]
    for at, token in enumerate(tree.tokens):
        noun = is_description(tree, at) if token.span.overlaps(span) else None
        if noun is None:
            continue
        spoken = {back: heads for back, heads in sentences_with(context, tree.tokens[noun]).items() if back < number}
        yield from islice(spoken, 1)
        telling = (
            back
            for back, heads in reversed(spoken.items())
            if not all(is_bare(context.trees[back], head) for head in heads)
        )
        yield from islice(telling, 1)


def _longer_names(context: Context, number: int, span: Span) -> Iterator[int]:
    """The first sentence with the whole name of an organisation of which the claim has the last word only: "the
    Post"."""
    for entity in context.sentences[number].entities:
        words = entity.text.removeprefix("the ").removeprefix("The ").split()
        if entity.label != "ORG" or len(words) != 1 or not entity.span.overlaps(span):
            continue
        whole = (
            at
            for at in range(number)
            for other in context.sentences[at].entities
            if other.label == "ORG" and len(other.text.split()) > 1 and other.text.split()[-1] == words[0]
        )
        yield from islice(whole, 1)

"""What "the program", "the senator" and "the study" mean: what the article has said more of before.

A description is put in another's place only where one reading is left: the strict head match of the coreference sieve
of Raghunathan et al. (2010), and for people the office that the article gives them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Final

from models.types import Span
from verifier.claims.context import PLURAL
from verifier.claims.headlines import is_headline
from verifier.claims.humans import MEN, SOMEBODY, WOMEN, is_human
from verifier.claims.references import noun_phrase
from verifier.claims.words import BODIES, GENERAL, HE, TITLES, word_set

if TYPE_CHECKING:
    from models.types import Token
    from verifier.claims.context import Context
    from verifier.claims.grammar import Tree
    from verifier.claims.people import Person

_TELLS_WHICH: Final = frozenset({"prep", "relcl", "acl", "appos", "nummod", "poss", "nmod", "compound", "amod"})
_ADDS: Final = frozenset({"relcl", "acl", "appos", "conj"})
_ARTICLES: Final = word_set("the that this these those")
_LONGEST: Final = 12  # words of what is put in
_CLEARLY: Final = 2  # times as often as anything else that the article calls so
_MOST: Final = 6  # readings: more would tell a reader nothing
_NO_OPENING: Final = word_set("about nearly almost while such one two three four five six seven eight nine ten dozens")
_OFFICES: Final = {
    "senator": word_set("sen sen. senator"),
    "congressman": word_set("rep rep. representative congressman"),
    "congresswoman": word_set("rep rep. representative congresswoman"),
    "representative": word_set("rep rep. representative"),
    "governor": word_set("gov gov. governor"),
}
_NO_OFFICE: Final = word_set(
    "people man woman men women leader member official candidate party nominee person reporter adviser advisor aide "
    "analyst strategist professor consultant activist economist"  # roles that many have
)
_OF_MANY_KINDS: Final = word_set("party event race primary ticket project")
_OTHER_BODIES: Final = (BODIES | word_set("army navy force marine guard corps service military")) - word_set(
    "people residents family state country city"
)
_WORD: Final = re.compile(r"[\w.’'-]+")
_OF_WHAT: Final = re.compile(r" (?:of|for|at|in|on|to|with|from|and) ")


def is_description(tree: Tree, at: int) -> int | None:
    """The noun of which the token at `at` ("the", "that") makes a description: a common noun in the singular or the
    plural. None where the token does no such thing."""
    token = tree.tokens[at]
    if token.text.lower() not in _ARTICLES or at + 1 >= len(tree.tokens):
        return None
    if token.dep == "det" and token.head > at:
        return token.head if tree.tokens[token.head].pos == "NOUN" else None
    # "That claim was false" is read as if "that" joined two clauses.
    opens = token.text.lower() != "the" and tree.tokens[at + 1].tag == "NN" and (at == 0 or token.dep == "mark")
    return at + 1 if opens and tree.tokens[at + 1].dep in {"nsubj", "nsubjpass"} else None


def is_bare(tree: Tree, noun: int) -> bool:
    """Whether nothing beside the noun tells which one is meant; a clause after a comma only adds to it."""
    return not any(
        tree.tokens[child].dep in _TELLS_WHICH and (child < noun or tree.tokens[noun + 1].text not in {",", "–", "—"})
        for child in tree.children[noun]
    )


def described(context: Context, number: int, at: int) -> tuple[Span, str] | None:
    """("the program", what it is) where the token is that "the" and the article leaves one reading."""
    tree = context.trees[number]
    noun = is_description(tree, at)
    if noun is None or _stands_beside_name(tree, at):
        return None
    person = office_holder(context, number, noun)
    if person is not None:
        return tree.span(_own_words(tree, at, noun)), person.full
    if not is_bare(tree, noun) or noun != at + 1:
        return None
    if tree.tokens[at].text.lower() != "the":
        return _pointed_at(context, number, at, noun)
    if tree.tokens[noun].lemma.lower() in TITLES or _is_brought_up(context, number, at, noun):
        return None  # an office, which the article may speak of with more holders than one
    (name, times), *others = Counter(_readings(context, tree.tokens[noun])).most_common() or [(None, 0)]
    if name is None or times < _CLEARLY * sum(count for _, count in others) or len(name.split()) > _LONGEST:
        return None
    if tree.tokens[noun].lemma.lower() in _OF_MANY_KINDS and (others or times < _CLEARLY):
        return None
    if tree.tokens[noun].lemma.lower() in GENERAL and (others or not _is_just_named(context, number, at, noun, name)):
        return None
    return tree.span([at, noun]), name


def _is_just_named(context: Context, number: int, at: int, noun: int, name: str) -> bool:
    """Whether the longer name stands right before, in this sentence or in the one before, and no other body beside it:
    so general a noun ("the service") is otherwise as well of another ("the navy")."""
    heads = sentences_with(context, context.trees[number].tokens[noun])
    near = [(back, head) for back in (number - 1, number) for head in heads.get(back, ()) if back < number or head < at]
    named = [found for found in near if _named(context, *found) == name]
    return bool(named) and not _is_beside_body(context, number, at, dict(named))


def _is_beside_body(context: Context, number: int, at: int, named: dict[int, int]) -> bool:
    """Whether this sentence up to the token or the one before tells of a body but for the phrases that are `named`, the
    head of each by its sentence."""
    for back in (number - 1, number) if number else (number,):
        tree = context.trees[back]
        own = set(tree.subtree(named[back], without=_ADDS)) if back in named else set()
        bodies = [found.span for found in tree.sentence.entities if found.label == "ORG"]
        bodies = [span for span in bodies if own.isdisjoint(tree.inside(span))]
        for other, token in enumerate(tree.tokens[: at if back == number else None]):
            common = token.pos in {"NOUN", "PROPN"} and token.lemma.lower() in _OTHER_BODIES
            if other not in own and (common or any(span.covers(token.span) for span in bodies)):
                return True
    return False


def _is_brought_up(context: Context, number: int, at: int, noun: int) -> bool:
    """Whether the sentence itself speaks of one before, of any kind ("once a bill is stopped, the bill is dead"), or it
    or the one before of many ("the use of relief committees")."""
    token = context.trees[number].tokens[noun]
    many = context.nouns.get((token.lemma.lower(), True), {}) if token.tag not in PLURAL else {}
    here = (*sentences_with(context, token).get(number, ()), *many.get(number, ()))
    nouns = [other for other in here if context.trees[number].tokens[other].pos == "NOUN"]  # no "Supreme Court"
    return any(other < at for other in nouns) or number - 1 in many


def _stands_beside_name(tree: Tree, at: int) -> bool:
    """Whether the description only says who was named right before it: "Ann Ode, the mayor of Oslo"."""
    return at > 1 and tree.tokens[at - 1].text == "," and tree.tokens[at - 2].pos == "PROPN"


def _pointed_at(context: Context, number: int, at: int, noun: int) -> tuple[Span, str] | None:
    """ "Those people": the people of whom the sentence before speaks, where it tells of one group only (what is pointed
    at is what was spoken of last, Gundel, Hedberg and Zacharski 1993)."""
    tree = context.trees[number]
    if tree.tokens[noun].tag not in PLURAL or tree.tokens[at].text.lower() not in {"these", "those"} or not number:
        return None
    near = context.paragraph_of(number - 1) >= context.paragraph_of(number) - 1
    others = sentences_with(context, tree.tokens[noun]).get(number - 1, []) if near else []
    if len(others) != 1 or is_bare(context.trees[number - 1], others[0]):
        return None
    phrase = noun_phrase(context, number - 1, others[0])
    if phrase is None or not 1 < len(phrase.split()) <= _LONGEST:
        return None
    return tree.span([at, noun]), phrase if phrase.startswith("the ") else f"the {phrase}"


def office_holder(context: Context, number: int, noun: int) -> Person | None:
    """The one person whose office, in the words of the article, is the description of which this is the noun: "the
    mayor", "the former president"."""
    tree = context.trees[number]
    token = tree.tokens[noun]
    if token.tag != "NN" or token.text.lower() in _NO_OFFICE or token.dep == "compound" or not is_human(token):
        return None
    if token.dep == "attr":
        return None  # "Ode is the mayor" tells of the office
    if any(
        tree.tokens[child].dep in {"prep", "relcl", "acl", "appos", "poss", "case"} for child in tree.children[noun]
    ):
        return None
    wanted = {tree.tokens[child].text.lower() for child in tree.children[noun] if child < noun}
    wanted -= {"the", "that", "this"}
    names = _OFFICES.get(token.text.lower(), frozenset({token.text.lower()}))
    if names & context.offices_of_strangers:
        return None
    fits: dict[Person, set[str]] = {}
    for person, title in context.titles.known():
        words = [word.lower() for word in _WORD.findall(_OF_WHAT.split(title)[0])]
        if words and words[-1] in names and words[0] not in {"a", "an"}:
            fits[person] = set(words[:-1])
    fits = {person: words for person, words in fits.items() if not _is_displaced(context, number, person)}
    exact = [person for person, words in fits.items() if words == wanted]
    if len(exact) == 1:
        return exact[0]
    within = [
        person for person, words in fits.items() if wanted <= words and ("former" in words) == ("former" in wanted)
    ]
    return within[0] if len(within) == 1 and not exact else None


def _is_displaced(context: Context, number: int, person: Person) -> bool:
    """Whether the paragraph speaks of somebody else only: a description after the name of another means the other
    rather than a person of whom other paragraphs speak."""
    here = [at for at in range(number + 1) if context.paragraph_of(at) == context.paragraph_of(number)]
    mentions = [found for at in here for found in context.people.mentions[at]]
    if any(found.person == person for found in mentions):
        return False
    return any(found.sentence < number and _leads(context, found.sentence, found.stop - 1) for found in mentions)


def _leads(context: Context, number: int, at: int) -> bool:
    """Whether the token is the subject of the main verb of its sentence."""
    tokens = context.trees[number].tokens
    verb = tokens[at].head
    return tokens[at].dep in {"nsubj", "nsubjpass"} and tokens[verb].head == verb


def somebody_described(tree: Tree, at: int, among: Container[int]) -> bool:
    """Whether "he" or "she" at a token may be somebody of whom the words `among` speak before by a description only:
    "The candidate’s answer came in her own speech". A description with the name beside it is not meant, nor one of
    which the pronoun is a part ("a judge in the case against him")."""
    return any(
        before in among and is_somebody(tree, before, tree.tokens[at].text.lower()) and not _is_part(tree, at, before)
        for before in range(at)
    )


def is_somebody(tree: Tree, noun: int, pronoun: str) -> bool:
    """Whether the token is a description of one human being for whom the pronoun can stand."""
    token, lemma = tree.tokens[noun], tree.tokens[noun].lemma.lower()
    if token.tag != "NN" or lemma not in SOMEBODY or token.dep in {"compound", "nmod", "appos"}:
        return False
    if tree.child(noun, {"appos"}) is not None or tree.tokens[token.head].text.lower() == "as":
        return False
    return lemma not in (WOMEN if pronoun in HE else MEN)


def _is_part(tree: Tree, pronoun: int, noun: int) -> bool:
    return tree.tokens[pronoun].dep in {"pobj", "dobj"} and pronoun in tree.subtree(noun)


def _own_words(tree: Tree, at: int, noun: int) -> list[int]:
    return [at, *(child for child in tree.children[noun] if at < child < noun), noun]


def _readings(context: Context, noun: Token) -> Iterator[str | None]:
    """What the article calls by that noun, every time that it says more than the noun: the phrase where a name in it
    tells which one it is, None where no name does."""
    for number, heads in sentences_with(context, noun).items():
        tree = context.trees[number]
        for other in heads if not is_headline(tree.sentence) else ():
            if not is_bare(tree, other) or tree.tokens[other].pos == "PROPN":
                yield _named(context, number, other)


def phrases_before(context: Context, number: int, first: int, last: int) -> tuple[str, ...]:
    """What the article calls by the noun at `last`, with more words, before the token `first`; the nearest first."""
    tree = context.trees[number]
    if first == last or not tree.tokens[last].tag.startswith("NN"):
        return ()
    found: dict[str, None] = {}
    for back, heads in reversed(sentences_with(context, tree.tokens[last]).items()):
        for other in heads if back <= number else ():
            known = context.trees[back]
            phrase = noun_phrase(context, back, other)
            if phrase is not None and known.tokens[other].span.end <= tree.tokens[first].span.start:
                found.update({phrase: None} if not is_bare(known, other) else {})
    return tuple(found)[:_MOST]


def sentences_with(context: Context, noun: Token) -> dict[int, list[int]]:
    """Where each sentence that has the noun, in the same number, has it as the head of a phrase."""
    return context.nouns.get((noun.lemma.lower(), noun.tag in PLURAL), {})


def _named(context: Context, number: int, head: int) -> str | None:
    """The phrase of the noun, where it has a name beside the noun."""
    tree = context.trees[number]
    phrase = noun_phrase(context, number, head)
    if phrase is None or phrase.split()[0].lower() in _NO_OPENING or any(map(str.isdigit, phrase.split()[0])):
        return None
    own = [child for child in tree.children[head] if tree.tokens[child].dep in {"compound", "nmod", "amod", "prep"}]
    parts = [tree.tokens[part] for child in own for part in tree.subtree(child)]
    words = phrase.split()
    if not any(part.pos == "PROPN" and part.text in words for part in parts):
        return None
    if any(part.dep == "amod" and part.pos == "ADJ" and part.text.islower() for part in parts):
        return None  # "the almost empty Oslo hall", as it was then
    return phrase if phrase.startswith("the ") else f"the {phrase}"

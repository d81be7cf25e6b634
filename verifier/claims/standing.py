"""What is left open in the words of a claim: whom or what they mean stands elsewhere in the article.

Such a claim cannot be checked as it is, since evidence about another program, another court or another man would fit
it too. A description without a word that tells which one is meant is open where the article spoke of such a thing
before; at its first mention it is taken to be the only one there is (Vieira and Poesio 2000).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from verifier.claims.attached import names_thing_later
from verifier.claims.context import Context
from verifier.claims.descriptions import is_bare, is_description, sentences_with, somebody_described
from verifier.claims.polls import share_of_nobody
from verifier.claims.references import IT, THEY
from verifier.claims.words import HE, SHE, word_set
from verifier.types import Claim

_UNIQUE: Final = word_set(
    "president government economy world country nation public media press internet military army police weather sun "
    "moon sky earth sea ocean future past present truth law rest end beginning start top bottom middle center centre "
    "north south east west left right time year month week day morning afternoon evening night weekend summer winter "
    "spring fall season decade century election race campaign market markets way fact idea first last same people poor "
    "rich elderly unemployed others floor air environment climate pope polls ballot street streets web phone"
)
_OPAQUE: Final = word_set(
    "program study survey report ruling decision law bill measure resolution proposal plan policy deal agreement "
    "case lawsuit suit complaint investigation probe inquiry move change effort announcement statement comment "
    "comments remark remarks letter document documents memo email emails fund company firm group organization "
    "organisation agency panel man woman couple pair two duo three victim suspect defendant incident event "
    "meeting hearing attack crash poll article story book film ad video speech interview debate dispute project "
    "process researcher researchers rule rules regulation order contract test drug disease product device "
    "problem issue question figure figures number numbers total amount money charge charges claim claims "
    "allegation allegations accusation accusations result results finding findings criticism criticisms "
    "admission admittance response reply reaction apology showdown confrontation fight battle feud controversy "
    "scandal crisis demand demands list trip insurrection annexation invasion occupation takeover provision provisions "
    "legislation merger acquisition"
)
_BELONGING: Final = word_set(
    "department committee board commission judge lawyer attorney spokesman spokeswoman spokesperson candidate "
    "nominee senator governor mayor congressman congresswoman lawmaker lawmakers official officials police state "
    "city town county district school university hospital church court legislature area region family father "
    "mother son daughter brother sister wife husband leader author authors team system house site building "
    "actress actor singer star reporter photographer host anchor"
)
_POINTING: Final = word_set("that this these those such")
_UNNAMED: Final = word_set("we official analysis someone")  # as speakers; "officials", many, name nobody on purpose
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


def open_words(
    context: Context, number: int, inside: Sequence[int], *, edited: Collection[int]
) -> Iterator[tuple[int, int]]:
    """First and last token of each description and pronoun among the tokens `inside` of a claim that nothing before
    it in the claim explains, and the share of a poll that does not say of whom. `edited` are the tokens in whose place
    something else stands."""
    share = share_of_nobody(context, number, inside)
    if share is not None:
        yield share, share
    for at in inside:
        if at in edited:
            continue
        noun = is_description(context.trees[number], at)
        if noun is not None and noun in inside:
            if _is_open(context, number, at, noun, inside, named=any(other < at for other in edited)):
                yield at, noun
        elif _hangs(context, number, at, inside):
            yield at, at
        elif _counts(context, number, at, inside):
            yield at, at + 1


def left_open(claim: Claim) -> str:
    """What a claim leaves open, for people: "the program" (the grant program or the loan program)."""
    return "; ".join(
        f"“{found.text}”" + (f" ({' or '.join(found.readings)})" if found.readings else "")
        for found in claim.ambiguities
    )


def is_nobody(speaker: str) -> bool:
    """Whether the name of a speaker is a pronoun or a description of somebody whom only the article knows."""
    words = speaker.lower().split()
    if len(words) == 1:
        return words[0] in HE | SHE | IT | THEY | _POINTING | _UNNAMED
    return len(words) == 2 and words[0] in {"the", *_POINTING} and words[1] in _OPAQUE | _BELONGING


def _is_open(context: Context, number: int, at: int, noun: int, inside: Sequence[int], *, named: bool) -> bool:
    """`named`: something was written out before it."""
    tree = context.trees[number]
    token = tree.tokens[noun]
    word = token.text.lower()
    if not is_bare(tree, noun) or noun != at + 1 or (noun + 1 < len(tree.tokens) and tree.tokens[noun + 1].dep == "case"
                                                     and word in _UNIQUE):  # fmt: skip
        return False
    named_at = sentences_with(context, token)
    if any(other < at and other in inside for other in named_at.get(number, ())):
        return False  # the claim itself has named it
    if tree.tokens[at].text.lower() in _POINTING:
        return word not in _UNIQUE
    if word in _OPAQUE:
        return True
    if word in _UNIQUE:
        return False
    if word in _BELONGING:
        return not (named or _is_founded(context, number, at, inside))
    return next(iter(named_at), number) < number


def _is_founded(context: Context, number: int, at: int, inside: Sequence[int]) -> bool:
    """Whether a name before it in the claim may be what it belongs to: "In Ohio the governor"."""
    tree = context.trees[number]
    if tree.tokens[at + 1].dep in _SUBJECTS and tree.tokens[tree.tokens[at + 1].head].dep == "ROOT":
        return False
    return any(tree.tokens[other].pos == "PROPN" for other in inside if other < at)


def _counts(context: Context, number: int, at: int, inside: Sequence[int]) -> bool:
    """Whether the token begins "the two", with nothing that tells of whom."""
    tree = context.trees[number]
    if tree.tokens[at].text.lower() != "the" or at + 1 not in inside or tree.tokens[at + 1].tag != "CD":
        return False
    alone = tree.tokens[at].head == at + 1 and is_bare(tree, at + 1)
    return alone and not any(tree.tokens[other].pos in {"NOUN", "PROPN"} for other in inside if other < at)


def _hangs(context: Context, number: int, at: int, inside: Sequence[int]) -> bool:
    """Whether the token is a pronoun of the third person for which no word before it in the claim can stand."""
    tree = context.trees[number]
    word = tree.tokens[at].text.lower()
    if tree.tokens[at].tag not in {"PRP", "PRP$"}:
        return False
    before = [other for other in inside if other < at]
    if word in HE | SHE:
        named = any(_is_person(context, number, other) for other in (*before, *_later_subject(context, number, at)))
        return not named and not somebody_described(tree, at, before)
    nouns = [tree.tokens[other] for other in before if tree.tokens[other].pos in {"NOUN", "PROPN"}]
    if names_thing_later(tree, at, inside, plural=word in THEY):
        return False
    if word in THEY:
        return not nouns
    return word in IT and word != "it" and not nouns


def _later_subject(context: Context, number: int, at: int) -> list[int]:
    """The subject of the clause on which the pronoun's own hangs, after it: "As she left, Vega said"."""
    tree = context.trees[number]
    return [
        subject
        for above in tree.ancestors(at)
        if (subject := tree.child(above, _SUBJECTS)) is not None and subject > at
    ]


def _is_person(context: Context, number: int, at: int) -> bool:
    token = context.trees[number].tokens[at]
    if context.people.at(number, at) is not None:
        return True
    if token.tag not in {"NN", "NNP"}:
        return False
    labels = {found.label for found in context.sentences[number].entities if found.span.covers(token.span)}
    return "PERSON" in labels or (token.tag == "NN" and token.dep in _SUBJECTS and not labels)

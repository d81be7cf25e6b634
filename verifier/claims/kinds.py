"""What kind of sentence it is by its form.

Rules, first that applies: no words, no statement, a piece of one or a heading: fragment; a question mark: question, or
rhetorical where its form gives the answer; a set phrase that says nothing: rhetorical; the speaker undertakes to do
something, or somebody plans to: promise; what will, would or may be: prediction; what ought to be, what somebody likes
or how they judge it: opinion; what a word means: definition; an amount: quantity; a saying inside: quotation; otherwise
factual.
A judgement in the form of a fact is told apart by `verifier.claims.opinions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.types import Entity, Span
from verifier.claims.grammar import FINITE_TAGS, Tree
from verifier.claims.phrases import says_nothing
from verifier.claims.pieces import why_no_statement
from verifier.claims.words import (
    CUES,
    DEFINING,
    FIRST_PLURAL,
    FIRST_SINGULAR,
    FUTURE_ADJECTIVES,
    FUTURE_PARTICIPLES,
    HABITS,
    IDIOMS_OF_OPINION,
    JUDGEMENTS,
    OPINION_VERBS,
    PLANS,
    PROMISES,
    SECOND,
    SEEMING,
    SPEAKING,
    VAGUE_SUBJECTS,
)
from verifier.types import SentenceKind

_FIRST: Final = FIRST_SINGULAR | FIRST_PLURAL
_FEWEST_WORDS: Final = 3
_WHOLE_SENTENCE: Final = 10  # words
_POSSIBLE: Final = frozenset({"may", "might", "could", "can"})
DUTY: Final = frozenset({"should", "must", "ought", "shall"})
NAMING: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
_AMOUNTS: Final = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY"})
CHECKABLE: Final[frozenset[SentenceKind]] = frozenset({"factual", "quantity", "quotation", "definition"})


@dataclass(frozen=True, slots=True)
class Judged:
    """The kind of a stretch of text and the reason for people where that kind is not checked."""

    kind: SentenceKind
    reason: str


def judge(tree: Tree, span: Span, *, text: str, by_subject: bool = False, given: bool = False) -> Judged:
    """The kind of the words of a sentence inside `span`.

    `by_subject`: the subject is the speaker of the words. `given`: somebody gave the words as a claim, so that a
    sentence without a recognised verb is one all the same, and what may be counts as a finding, not a forecast.
    """
    indices = tree.inside(span)
    words = [at for at in indices if any(map(str.isalnum, tree.tokens[at].text))]
    if not any(map(str.isalpha, span.of(text))):
        return Judged("fragment", "There are no words in it.")
    unstated = says_nothing(span.of(text))
    if unstated is not None:
        return Judged(*unstated)
    head = head_verb(tree, indices)
    if len(words) < _FEWEST_WORDS and not _is_clause(tree, head):
        return Judged("fragment", "It is too short to state anything.")
    if _is_request(tree, words[0], head):
        return Judged("fragment", "A request or an instruction states nothing that could be checked.")
    if head is None:
        fewest = _FEWEST_WORDS if given else _WHOLE_SENTENCE
        if _may_state(tree, words, span.of(text), fewest=fewest) or _hides_verb(tree, words, span.of(text)):
            return Judged("factual", "")
        return Judged("fragment", "It has no verb that states something, as headings and lists have none.")
    if not given and head != words[0] and tree.tokens[head].text.istitle():
        return Judged("fragment", "Its verb is capitalised, as in headings, which repeat what the text says.")
    if span.of(text).endswith(":") and tree.tokens[head].lemma.lower() in SPEAKING:
        return Judged("fragment", "It only introduces the words that follow.")
    missing = None if given else why_no_statement(tree, head, words, span.of(text))
    if missing is not None:
        return Judged("fragment", missing)
    return _of_statement(tree, head, indices, by_subject=by_subject, given=given)


def head_verb(tree: Tree, indices: Sequence[int]) -> int | None:
    """The main verb of the words: the highest one that is finite or has a finite auxiliary."""
    inside = set(indices)
    best: tuple[int, int] | None = None
    for at in indices:
        token = tree.tokens[at]
        if token.pos not in {"VERB", "AUX"} or token.dep in {"aux", "auxpass"}:
            continue
        if not _is_stated(tree, at):
            continue
        depth = sum(above in inside for above in tree.ancestors(at))
        if best is None or (depth, at) < best:
            best = (depth, at)
    if best is not None:
        return best[1]
    return next((at for at in indices if tree.tokens[at].tag in FINITE_TAGS), None)


def _is_stated(tree: Tree, verb: int) -> bool:
    if tree.tokens[verb].tag in FINITE_TAGS:
        return True
    if any(aux.tag in FINITE_TAGS for aux in tree.auxiliaries(verb)):
        return True
    above = tree.tokens[verb].head
    return tree.tokens[verb].dep == "conj" and above != verb and above < verb and _is_stated(tree, above)


def _is_request(tree: Tree, first: int, head: int | None) -> bool:
    """An imperative: a bare verb that begins the words, perhaps after "do not", and has no subject."""
    if _is_forbidding(tree, first):
        return True
    if tree.tokens[first].tag not in {"VB", "VBP"} or tree.tokens[first].pos != "VERB":
        return False
    return (
        (head is None or head == first or head in tree.subtree(first))
        and tree.subject(first) is None
        and not tree.auxiliaries(first)
    )


def _is_forbidding(tree: Tree, first: int) -> bool:
    """ "Do n't look back": a "do" with its "not" before a bare verb without a subject."""
    if first + 2 >= len(tree.tokens) or tree.tokens[first].text.lower() != "do" or tree.tokens[first + 1].dep != "neg":
        return False
    bare = tree.tokens[first + 2].tag in {"VB", "VBP"}
    return bare and tree.child(tree.tokens[first].head, {"nsubj", "nsubjpass"}) is None


def _is_clause(tree: Tree, head: int | None) -> bool:
    """Two words that are a whole statement: "Prices rose."."""
    if head is None or tree.tokens[head].tag not in FINITE_TAGS:
        return False
    subject = tree.subject(head)
    return subject is not None and tree.tokens[subject].pos in {"NOUN", "PROPN"}


def _hides_verb(tree: Tree, words: Sequence[int], text: str) -> bool:
    """Whether a verb was taken for a plural noun ("The ferry sails on Sundays."): a sentence with an end mark that
    begins with a noun phrase in the singular, goes on with a plural and has no other verb."""
    if not text.rstrip("\"'”’)]").endswith(".") or tree.tokens[words[0]].tag not in {"DT", "PRP$", "NNP", "NN"}:
        return False
    nouns = 0
    for place, at in enumerate(words):
        tag = tree.tokens[at].tag
        if tag == "NNS" and nouns:
            follows = tree.tokens[words[place + 1]].tag if place + 1 < len(words) else ""
            return follows not in {"POS", "CC", "VBN", "VBG", "WDT", "WP"}
        if tag in {"NN", "NNP"}:
            nouns += 1
        elif tag not in {"DT", "PRP$", "JJ", "CD", "HYPH"}:
            return False
    return False


def _may_state(tree: Tree, words: Sequence[int], text: str, *, fewest: int) -> bool:
    """Whether a whole sentence in which no finite verb was recognised most likely has one all the same."""
    ends = text.rstrip("\"'”’)]").endswith(".")
    named = {entity.text for entity in entities_in(tree, words) if entity.label in NAMING | {"DATE"}}
    anchored = _has_amount(tree, words) or len(named) > 1 or fewest < _WHOLE_SENTENCE
    return ends and len(words) >= fewest and anchored


def _of_statement(tree: Tree, head: int, indices: Sequence[int], *, by_subject: bool, given: bool) -> Judged:
    subject = tree.subject(head)
    word = tree.tokens[subject].text.lower() if subject is not None else ""
    modals = {aux.text.lower() for aux in tree.auxiliaries(head) if aux.text != "Will"}  # a name, unless in a question
    if not given and _is_planned(tree, head):
        return Judged("promise", "It says what somebody plans, which cannot be checked yet.")
    if _is_future(tree, head, modals) or (not given and _is_expected(tree, head, modals)):
        undertakes = word in FIRST_SINGULAR | {"we"} or by_subject
        if undertakes and modals & PROMISES:
            return Judged("promise", "It says what the speaker will do, which cannot be checked yet.")
        return Judged("prediction", "It says what will be, which cannot be checked yet.")
    if not given and modals & _POSSIBLE and not _was_possible(tree, head):
        return Judged("prediction", "It says what may be, not what is.")
    if modals & DUTY or _needs(tree, head, word):
        return Judged("opinion", "It says what ought to be, not what is.")
    if _is_opinion(tree, head, word, indices, given=given):
        return Judged("opinion", "It is a judgement or a feeling, not a fact.")
    if _defines(tree, head, word):
        return Judged("definition", "")
    if _has_amount(tree, indices):
        return Judged("quantity", "")
    if tree.tokens[head].lemma.lower() in CUES and tree.child(head, {"ccomp"}) is not None:
        return Judged("quotation", "")
    return Judged("factual", "")


def _is_planned(tree: Tree, head: int) -> bool:
    token = tree.tokens[head]
    ahead = tree.child(head, {"xcomp"})
    return ahead is not None and token.lemma.lower() in PLANS and token.tag in {"VBZ", "VBP", "VBG"}


def _is_future(tree: Tree, head: int, modals: set[str]) -> bool:
    if modals & {"will", "'ll", "’ll", "wo"}:
        return True
    if modals & {"would", "’d", "'d"} and _is_bare(tree, head):
        return not any(tree.tokens[at].text.lower() in HABITS for at in tree.subtree(head))
    token = tree.tokens[head]
    ahead = tree.child(head, {"xcomp"})
    return ahead is not None and tree.tokens[ahead].tag == "VB" and token.lemma == "go" and token.tag == "VBG"


def _is_expected(tree: Tree, head: int, modals: set[str]) -> bool:
    """ "is expected to", "are likely to"."""
    token = tree.tokens[head]
    ahead = tree.child(head, {"xcomp"})
    if ahead is not None and tree.tokens[ahead].tag == "VB" and token.tag == "VBN":
        return token.lemma.lower() in FUTURE_PARTICIPLES and bool(modals & {"is", "are", "’s", "'s", "’re", "'re"})
    adjective = tree.child(head, {"acomp"})
    present = adjective is not None and token.tag in {"VBZ", "VBP"}
    return present and tree.tokens[adjective or 0].lemma.lower() in FUTURE_ADJECTIVES


def _is_bare(tree: Tree, head: int) -> bool:
    """Whether the modal governs a bare infinitive: "would help", not "would have helped"."""
    return not any(aux.text.lower() in {"have", "’ve", "'ve"} for aux in tree.auxiliaries(head)) and (
        tree.tokens[head].tag == "VB" or any(aux.text.lower() == "be" for aux in tree.auxiliaries(head))
    )


def _was_possible(tree: Tree, head: int) -> bool:
    """ "could not be reached", "can be seen": an ability that is a fact, not a possibility."""
    words = {aux.text.lower() for aux in tree.auxiliaries(head)}
    return "can" in words or (tree.is_negated(head) and "could" in words)


def _needs(tree: Tree, head: int, word: str) -> bool:
    token = tree.tokens[head]
    ahead = tree.child(head, {"xcomp"})
    if ahead is None:
        return False
    return token.lemma in {"need", "ought"} or (
        token.lemma == "have" and token.tag == "VBP" and word in _FIRST | SECOND
    )


def _is_opinion(tree: Tree, head: int, word: str, indices: Sequence[int], *, given: bool) -> bool:
    lemma = tree.tokens[head].lemma.lower()
    if word in FIRST_SINGULAR | {"we"} and lemma in OPINION_VERBS | {"want", "know"}:
        return True
    if not given and word in _FIRST | SECOND and not _is_anchored(tree, indices):
        return True
    if _judges(tree, head, word):
        return True
    held = tree.child(head, {"dobj"})
    return (
        lemma == "have"
        and held is not None
        and tree.tokens[held].lemma.lower() in IDIOMS_OF_OPINION
        and (word in _FIRST | SECOND | {"they"})
    )


def _defines(tree: Tree, head: int, word: str) -> bool:
    """Whether the verb tells what a word means: "refers to", "is defined as", "means" after the word itself."""
    lemma = tree.tokens[head].lemma.lower()
    if lemma not in DEFINING:
        return False
    after = {tree.tokens[at].text.lower() for at in tree.children[head] if at > head and tree.tokens[at].dep == "prep"}
    if lemma == "refer":
        return "to" in after and tree.tokens[head].tag in {"VBZ", "VBP"}
    if lemma == "define":
        return "as" in after and tree.child(head, {"auxpass"}) is not None
    subject = tree.subject(head)
    quoted = subject is not None and tree.tokens[min(subject + 1, len(tree.tokens) - 1)].text in {"”", '"', "’"}
    return (quoted or word in FIRST_PLURAL) and tree.child(head, {"dobj", "npadvmod", "oprd"}) is not None


def _judges(tree: Tree, head: int, word: str) -> bool:
    """A form of "be" or "seem" with a word of judgement: "it was a great night", "that sounds great"."""
    if tree.tokens[head].lemma not in SEEMING:
        return False
    complement = tree.child(head, {"acomp", "attr"})
    if complement is None:
        return False
    if tree.tokens[complement].text.lower() in JUDGEMENTS and tree.tokens[complement].pos == "ADJ":
        return True
    clause = tree.child(head, {"csubj"}) is not None
    vague = clause or word in VAGUE_SUBJECTS | _FIRST | SECOND
    parts = [tree.tokens[at].text.lower() for at in tree.children[complement] if tree.tokens[at].dep == "amod"]
    return vague and (tree.tokens[complement].text.lower() in JUDGEMENTS or any(part in JUDGEMENTS for part in parts))


def entities_in(tree: Tree, indices: Sequence[int]) -> list[Entity]:
    """The entities that lie wholly between the first and the last of the tokens."""
    inside = tree.span(indices)
    return [entity for entity in tree.sentence.entities if inside.covers(entity.span)]


def _is_anchored(tree: Tree, indices: Sequence[int]) -> bool:
    """Whether a name, an amount or a date ties the words to the world."""
    return any(entity.label in NAMING | _AMOUNTS | {"DATE"} for entity in entities_in(tree, indices))


def _has_amount(tree: Tree, indices: Sequence[int]) -> bool:
    return any(entity.label in _AMOUNTS and any(map(str.isdigit, entity.text)) for entity in entities_in(tree, indices))

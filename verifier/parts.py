"""The parts of a claim that can be checked apart, and whether it speaks of a state that may change.

"The mayor opened the bridge in May and closed the school" is so where both parts are, and each may be told by another
document. Only coordinated predicates and whole sentences are parted, joined by "and" or "but": what holds of "A and B"
together ("met", "are twins") need not hold of each, so that subjects and objects are left whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from models.types import ParsedSentence, Token

MOST_PARTS: Final = 4
_LEAST_WORDS: Final = 3
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_AUXILIARIES: Final = frozenset({"aux", "auxpass"})
_PRONOUNS: Final = frozenset({"he", "she", "it", "they"})
_JOINTS: Final = frozenset({"and", "but"})
_CONDITIONS: Final = frozenset({"if", "unless", "whether", "or", "nor", "either", "neither"})
_CLOSING: Final = frozenset({")", "]", "”", '"'})
_PRESENT: Final = frozenset({"VBZ", "VBP"})


def parts_of(text: str, parsed: Sequence[ParsedSentence]) -> tuple[str, ...]:
    """The parts of a claim as claims of their own, 2 to `MOST_PARTS` in their order; () where it has no such parts.

    `parsed` are the sentences of `text`. A part that shares its subject with the first one repeats it.
    """
    found: list[str] = []
    for number, sentence in enumerate(parsed):
        tree = _Tree(text, sentence)
        if number and tree.opens_with_pronoun():
            return ()  # it does not stand on its own
        found += list(tree.predicates()) or [sentence.span.of(text)]
    apt = 2 <= len(found) <= MOST_PARTS and all(len(part.split()) >= _LEAST_WORDS for part in found)
    return tuple(found) if apt else ()


def is_changeable(parsed: Sequence[ParsedSentence]) -> bool:
    """Whether the main verb of a claim is in the present ("is", "has been closed"): then it may cease to be so. What
    happened ("was", "has resigned") stays so."""
    return any(_is_present(sentence.tokens) for sentence in parsed)


def _is_present(tokens: Sequence[Token]) -> bool:
    root = next((at for at, token in enumerate(tokens) if token.head == at and token.pos in {"VERB", "AUX"}), None)
    if root is None:
        return False
    helpers = [token for at, token in enumerate(tokens) if token.head == root and token.dep in _AUXILIARIES]
    finite = helpers[0] if helpers else tokens[root]
    if finite.tag not in _PRESENT:
        return False
    perfect = bool(helpers) and finite.lemma == "have"
    return not perfect or any(token.text.lower() == "been" for token in (*helpers, tokens[root]))


@dataclass(frozen=True, slots=True)
class _Tree:
    """One sentence of a claim with its dependencies."""

    text: str
    sentence: ParsedSentence

    def opens_with_pronoun(self) -> bool:
        tokens = self.sentence.tokens
        return bool(tokens) and tokens[0].pos == "PRON"

    def predicates(self) -> Iterator[str]:
        """The coordinated predicates of the main clause, each as a sentence; none where there is only one."""
        tokens = self.sentence.tokens
        root = next((at for at, token in enumerate(tokens) if token.head == at), None)
        if root is None or tokens[root].pos not in {"VERB", "AUX"}:
            return
        if any(token.text.lower() in _CONDITIONS for token in tokens):
            return
        joined = self._joined(root)
        subject = [at for at in self._children(root) if tokens[at].dep in _SUBJECTS and at < root]
        if not joined or not subject or self._shares_negation(root, joined):
            return
        starts = [min(self._clause(at, joined)) for at in joined]
        if not all(self._is_joint_before(start) for start in starts) or self._before_joint(starts[0]) == root + 1:
            return  # "makes and sells tyres": the object belongs to both
        ends = [*(self._before_joint(start) for start in starts[1:]), self._last()]
        yield self._closed(self._slice(0, self._before_joint(starts[0])))
        for verb, start, end in zip(joined, starts, ends, strict=True):
            yield self._closed(self._with_subject(root, max(subject), verb, start, end))

    def _joined(self, root: int) -> list[int]:
        """The verbs coordinated with the root, directly or in a chain, in order."""
        tokens, chain = self.sentence.tokens, [root]
        for at, token in enumerate(tokens):
            if token.dep == "conj" and token.head in chain and token.pos in {"VERB", "AUX"} and at > root:
                chain.append(at)
        return chain[1:]

    def _children(self, head: int) -> list[int]:
        return [at for at, token in enumerate(self.sentence.tokens) if token.head == head and at != head]

    def _clause(self, verb: int, joined: Sequence[int]) -> set[int]:
        """The tokens under a verb, without the predicates that are coordinated with it."""
        inside, rest = {verb}, [verb]
        while rest:
            for at in self._children(rest.pop()):
                if at not in joined and self.sentence.tokens[at].dep not in {"cc", "punct"}:
                    inside.add(at)
                    rest.append(at)
        return inside

    def _shares_negation(self, root: int, joined: Sequence[int]) -> bool:
        """Whether a "not" may reach over several predicates: "did not eat and drink"."""
        negated = [any(self.sentence.tokens[at].dep == "neg" for at in self._children(verb)) for verb in joined]
        return any(self.sentence.tokens[at].dep == "neg" for at in self._children(root)) and not all(negated)

    def _is_joint_before(self, start: int) -> bool:
        tokens = self.sentence.tokens
        return start > 0 and (tokens[start - 1].text.lower() in _JOINTS or tokens[start - 1].text in {",", ";"})

    def _before_joint(self, start: int) -> int:
        """The number of tokens before the joint in front of a predicate."""
        tokens = self.sentence.tokens
        while start > 0 and (tokens[start - 1].text.lower() in _JOINTS or tokens[start - 1].text in {",", ";"}):
            start -= 1
        return start

    def _last(self) -> int:
        tokens = self.sentence.tokens
        return len(tokens) - 1 if tokens[-1].pos == "PUNCT" else len(tokens)

    def _slice(self, first: int, end: int) -> str:
        tokens = self.sentence.tokens
        return self.text[tokens[first].span.start : tokens[end - 1].span.end] if first < end else ""

    def _with_subject(self, root: int, subject: int, verb: int, start: int, end: int) -> str:
        tokens = self.sentence.tokens
        own = [at for at in self._children(verb) if tokens[at].dep in _SUBJECTS]
        if own and tokens[own[0]].text.lower() not in _PRONOUNS:
            return self._slice(start, end)
        last = max(self._clause(subject, ()))
        while tokens[last + 1].text in _CLOSING:
            last += 1
        shared = self._slice(0, last + 1)
        if own:
            return f"{shared} {self._slice(own[0] + 1, end)}"
        helpers = self._helpers(root) if self._shares_auxiliary(root, verb) else []
        return " ".join([shared, *helpers, self._slice(start, end)])

    def _shares_auxiliary(self, root: int, verb: int) -> bool:
        """Whether "was" goes with both of "was born in London and raised in Kent"; a tagger takes such a participle for
        a past tense easily, which an object of its own would tell."""
        tokens, under = self.sentence.tokens, self._children(verb)
        if any(tokens[at].dep in _AUXILIARIES for at in under):
            return False
        passive = any(tokens[at].dep == "auxpass" for at in self._children(root))
        return tokens[verb].tag == tokens[root].tag or (
            passive and tokens[verb].tag == "VBD" and all(tokens[at].dep != "dobj" for at in under)
        )

    def _helpers(self, root: int) -> list[str]:
        tokens = self.sentence.tokens
        return [tokens[at].text for at in self._children(root) if tokens[at].dep in _AUXILIARIES and at < root]

    @staticmethod
    def _closed(part: str) -> str:
        part = part.strip()
        return f"{part[:1].upper()}{part[1:].rstrip('.')}."

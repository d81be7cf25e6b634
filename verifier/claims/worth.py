"""How much each sentence is worth checking: what the classifier of the models room says, or else stated rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.protocols import CheckWorthiness
from models.types import Span, Worthiness
from verifier.claims.context import Context
from verifier.claims.grammar import Tree
from verifier.claims.kinds import NAMING, entities_in, head_verb
from verifier.claims.words import HEDGES
from verifier.types import SentenceKind

_UNCHECKABLE: Final[dict[SentenceKind, float]] = {
    "fragment": 0.0, "boilerplate": 0.0, "question": 0.0, "rhetorical": 0.0, "opinion": 0.1, "promise": 0.15,
    "prediction": 0.15,
}  # fmt: skip


def sentence_worth(model: CheckWorthiness | None, contexts: Sequence[Context]) -> list[list[Worthiness | None]]:
    """What the classifier reads in each sentence of each text; None without a model.

    All sentences of all texts go through the model in one call, and each is read beside its neighbours.
    """
    if model is None:
        return [[None] * len(context.sentences) for context in contexts]
    texts = [[sentence.span.of(context.text) for sentence in context.sentences] for context in contexts]
    return [list(readings) for readings in model.read(texts)]


def worthiness(
    tree: Tree,
    span: Span,
    kind: SentenceKind,
    *,
    quantities: int,
    times: int,
    named_speaker: bool,
    vague: bool,
    by_model: float | None = None,
) -> float:
    """Check-worthiness in [0, 1]: of a checkable kind what the classifier says. Without it 0.45, and more for names,
    amounts, dates, what has happened and a named speaker; less for hedges, for a subject that stays vague and for
    very short statements (in the manner of ClaimBuster, Hassan et al. 2017; a sum, not a trained value)."""
    if kind in _UNCHECKABLE:
        return _UNCHECKABLE[kind]
    if by_model is not None:
        return by_model
    indices = tree.inside(span)
    value = 0.45 if kind != "quotation" else 0.3
    names = {entity.text for entity in entities_in(tree, indices) if entity.label in NAMING} if indices else set()
    value += min(0.06 * len(names), 0.18)
    value += 0.15 * bool(quantities) + 0.05 * bool(times) + 0.04 * named_speaker
    head = head_verb(tree, indices)
    if head is not None and (tree.tokens[head].tag in {"VBD", "VBN"}):
        value += 0.05
    value -= 0.08 * any(tree.tokens[at].lemma.lower() in HEDGES and tree.tokens[at].pos != "PROPN" for at in indices)
    value -= 0.2 * vague + 0.1 * (len(indices) < 6)
    return round(min(max(value, 0.05), 0.95), 3)

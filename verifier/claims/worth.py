"""How much each sentence is worth checking, told by the classifier of the models room."""

from __future__ import annotations

from collections.abc import Sequence

from models.protocols import CheckWorthiness
from verifier.claims.context import Context


def sentence_worth(model: CheckWorthiness | None, contexts: Sequence[Context]) -> list[list[float | None]]:
    """The probability that a sentence is worth checking, for each sentence of each text; None without a model.

    All sentences of all texts go through the model in one call, and each is read beside its neighbours.
    """
    if model is None:
        return [[None] * len(context.sentences) for context in contexts]
    texts = [[sentence.span.of(context.text) for sentence in context.sentences] for context in contexts]
    return [[reading.check_worthy for reading in readings] for readings in model.read(texts)]

"""Errors of the models room.

ModelError
├── ModelMissing        the weights are not where they should be
├── ModelDamaged        a file's sha256 is not the pinned one, or it cannot be parsed
├── ModelUnsuitable     readable, but not usable here (labels, architecture, dimension)
├── PairsUnreadable     a file of labelled pairs or sentences is absent or malformed, or not for training
└── UnsupportedLanguage a text is not in a language that the pipeline reads

Every message says what was expected, what was found and the cure.
"""

from __future__ import annotations


class ModelError(Exception):
    """Root of the room's errors; `hint` is the cure in one sentence."""

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class ModelMissing(ModelError):
    """The weights are not where they should be."""


class ModelDamaged(ModelError):
    """A file's checksum is not the pinned one, or the file cannot be parsed."""


class ModelUnsuitable(ModelError):
    """The model can be read but not used here: wrong labels, architecture or dimension."""


class PairsUnreadable(ModelError):
    """A file of labelled pairs or sentences, to train or evaluate on, is absent, malformed, or not for that use."""


class UnsupportedLanguage(ModelError):
    """The text is in a language that the pipeline does not read; `language` is its ISO 639-1 code."""

    def __init__(self, message: str, *, hint: str, language: str) -> None:
        super().__init__(message, hint=hint)
        self.language = language

"""Errors of the verifier room.

VerifierError
├── InputUnreadable     an input cannot be read as what it should be (encoding, JSON, a missing file)
├── InputEmpty          an article or a claim without any text
├── InputTooLarge       an input over a stated limit
├── OutputUnusable      a file that cannot take the output, or that something else stands in
├── OutputBusy          another process is writing the same output
├── CalibrationUnusable a calibration that cannot be read, or that speaks of another judge
├── ProfileInvalid      a desk profile that is not what one should be
└── SettingsInvalid     a setting out of its range

Every message says what was expected, what was found and the cure.
"""

from __future__ import annotations


class VerifierError(Exception):
    """Root of the room's errors; `hint` is the cure in one sentence."""

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class InputUnreadable(VerifierError):
    """An input cannot be read as what it should be."""


class InputEmpty(VerifierError):
    """An article or a claim without any text."""


class InputTooLarge(VerifierError):
    """An input over a stated limit."""


class OutputUnusable(VerifierError):
    """A file that cannot take the output, or that holds something else."""


class OutputBusy(VerifierError):
    """Another process is writing the same output."""


class CalibrationUnusable(VerifierError):
    """A calibration that cannot be read, or that was fitted with another judge."""


class SettingsInvalid(VerifierError):
    """A setting out of its range."""


class ProfileInvalid(VerifierError):
    """A desk profile that is malformed, or asks for what there is not."""

"""What becomes of an error in one item of a batch: its answer, and a line in the log."""

from __future__ import annotations

import logging
import traceback

from verifier.evidence_records import Record

logger = logging.getLogger("verifier.batch")


def error_record(error: Exception) -> Record:
    """{"type", "message", "hint"}: a known error as it stands, any other one named as what it is, a defect."""
    hint = getattr(error, "hint", None)
    if isinstance(hint, str):
        return {"type": type(error).__name__, "message": str(error), "hint": hint}
    return {
        "type": type(error).__name__,
        "message": f"unexpected {type(error).__name__}: {error}",
        "hint": "This is a defect of the program; report it together with the item.",
    }


def log_failed(custom_id: str | None, error: Exception) -> None:
    """Logs the type and the places in the code. The message is left out: it may quote the text, which is private."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    name = type(error).__name__
    logger.info("batch item failed: %s", name, extra={"custom_id": custom_id, "error": name, "frames": frames})

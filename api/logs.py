"""Logging of the service: lines of JSON, and errors without the values that they speak of.

What is under check is private. An exception's message may quote it, so of an unexpected one only the type and the
places in the code are logged.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Final

_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}
_FRAMES = 8


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and whatever the call gave as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        shown: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{key: value for key, value in vars(record).items() if key not in _STANDARD},
        }
        if record.exc_info:
            shown["traceback"] = self.formatException(record.exc_info)
        return json.dumps(shown, default=str)


def log_failure(logger: logging.Logger, message: str, error: BaseException, **fields: str) -> None:
    """Log an error by its type and its places, without its message."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    name = type(error).__name__
    logger.error("%s: %s", message, name, extra={**fields, "error": name, "frames": frames[-_FRAMES:]})


def log_to_stderr() -> None:
    """Send the service's and the server's log to stderr; for a process that is nothing but the service."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    for name, level in (("verifier.api", logging.INFO), ("uvicorn", logging.INFO), ("huey", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False

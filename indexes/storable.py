"""Which text SQLite keeps as it is, and how to make any text so."""

from __future__ import annotations


def is_storable(text: str) -> bool:
    """Whether the text has neither NUL nor lone surrogates."""
    if "\x00" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def cleaned(text: str) -> str:
    """The text with every NUL and lone surrogate replaced by U+FFFD; offsets stay."""
    if is_storable(text):
        return text
    return text.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")

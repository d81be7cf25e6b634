"""Types of fields that several requests share."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from verifier.errors import InputUnreadable
from verifier.records import parse_date

_INVISIBLE = frozenset({"Cc", "Cf"})


class StrictBody(BaseModel):
    """A body in which a field that is not known is an error and not silently nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _storable(text: str) -> str:
    """What can stand in a file and in a database."""
    if "\x00" in text:
        raise PydanticCustomError(
            "nul_character", "expected text, found a NUL character at {position}", {"position": text.index("\x00")}
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise PydanticCustomError(
            "half_surrogate",
            "expected Unicode, found half of a surrogate pair at character {position}",
            {"position": error.start},
        ) from error
    return text


def _not_blank(text: str) -> str:
    if all(character.isspace() or unicodedata.category(character) in _INVISIBLE for character in text):
        raise PydanticCustomError("blank", "expected a text, found nothing that can be read")
    return text


def _day(value: object) -> object:
    if not isinstance(value, str):
        raise PydanticCustomError("day", "expected a day as YYYY-MM-DD")
    try:
        return parse_date(value)
    except InputUnreadable as error:
        raise PydanticCustomError("day", "expected a day as YYYY-MM-DD") from error


Line = Annotated[str, AfterValidator(_storable), Field(max_length=2_000)]
Text = Annotated[str, AfterValidator(_storable), AfterValidator(_not_blank)]
Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date)]

"""Desk profiles: what a desk wants checked first, in a TOML file.

[worthiness]  weight, minimum           how far the model's check-worthiness counts, and the least that is ranked
[topic]       weight, words, ...        words of the desk's subject
[entity]      weight, names, ...        people, bodies and places, as they are written
[quantity]    weight, units, ...        an amount, of one of these units where they are given
[harm]        weight, words, ...        words of harm; a list of the house where none are given
[source]      weight, names, ...        who says it; anybody where no names are given
[kind]        weights, only             points by kind of claim, and the kinds that are ranked

The tables in the middle take `require = true` (only claims that meet it are ranked) and all but [quantity] take
`exclude`, words or names whose claims are left out. Every table may be missing.
"""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from verifier.errors import ProfileInvalid
from verifier.types import SentenceKind

CriterionName = Literal["topic", "entity", "quantity", "harm", "source"]

_HARM: Final = """
abus* attack* bomb* casualt* cancer* contaminat* crash* dead deadly death* die died dies diseas* explo* fatal* fraud*
harm* hazard* infect* injur* kill* lethal* murder* overdos* pandemic* poison* rape* scam* shot shooting* suicid*
terror* threat* toxic* trafficking victim* violen* wound*
"""
HARM: Final[tuple[str, ...]] = tuple(_HARM.split())
_KINDS: Final[tuple[SentenceKind, ...]] = get_args(SentenceKind)
_NAMES: Final[dict[CriterionName, str]] = {
    "topic": "words", "entity": "names", "quantity": "units", "harm": "words", "source": "names",
}  # fmt: skip
_WEIGHT_LIMIT: Final = 10.0
_EXAMPLE: Final = "See verifier/README.md, section 'Ranking claims for a desk', for a profile to start from."
_AT_LINE: Final = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a desk looks for. `terms` are what it is recognised by, empty for any; a claim that has one of
    `exclude` is left out, and with `require` also one that does not meet the criterion."""

    name: CriterionName
    weight: float = 0.0
    terms: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    require: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What counts in a ranking. `kinds` gives points by kind; `only` are the kinds that are ranked, None for all."""

    name: str = "check-worthiness alone"
    worthiness: float = 1.0
    minimum: float = 0.0
    criteria: tuple[Criterion, ...] = ()
    kinds: Mapping[SentenceKind, float] = field(default_factory=dict)
    only: frozenset[SentenceKind] | None = None


def parse_profile(text: str, *, name: str) -> Profile:
    """The profile in a TOML text; `name` is of the file. ProfileInvalid names the line, what was expected and found."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        where = f"{name} line {found.group(1)}" if found else name
        raise ProfileInvalid(
            f"{where}: expected TOML, found: {_AT_LINE.sub('', str(error)).strip()}", hint=_EXAMPLE
        ) from error
    return _Reader(text, name).profile(tables)


class _Reader:
    """Turns tables into a profile and says where one is wrong."""

    def __init__(self, text: str, name: str) -> None:
        self._lines = text.split("\n")
        self._name = name

    def profile(self, tables: Mapping[str, object]) -> Profile:
        self._keys(tables, ("name", "worthiness", *_NAMES, "kind"), table=None)
        title = tables.get("name", self._name)
        if not isinstance(title, str) or not title.strip():
            raise self._wrong("a text for the name", title, None, "name")
        worthiness = self._table(tables, "worthiness", ("weight", "minimum"))
        kind = self._table(tables, "kind", ("weights", "only"))
        return Profile(
            name=title,
            worthiness=self._number(worthiness, "worthiness", "weight", default=1.0),
            minimum=self._number(worthiness, "worthiness", "minimum", default=0.0, low=0.0, high=1.0),
            criteria=tuple(self._criterion(tables, one) for one in _NAMES if one in tables),
            kinds=self._kind_weights(kind),
            only=frozenset(self._kind(one, "only") for one in self._texts(kind, "kind", "only")) or None,
        )

    def _criterion(self, tables: Mapping[str, object], name: CriterionName) -> Criterion:
        key = _NAMES[name]
        allowed = ("weight", key, "require") if name == "quantity" else ("weight", key, "require", "exclude")
        table = self._table(tables, name, allowed)
        require = table.get("require", False)
        if not isinstance(require, bool):
            raise self._wrong("true or false", require, name, "require")
        terms, exclude = self._texts(table, name, key), self._texts(table, name, "exclude")
        if name == "harm" and key not in table:
            terms = HARM
        weight = self._number(table, name, "weight", default=0.0)
        if name in {"topic", "entity"} and not terms and (require or weight):
            raise self._wrong(f"{key} to look for", "none", name, key)
        return Criterion(name, weight, terms, exclude, require)

    def _kind_weights(self, table: Mapping[str, object]) -> dict[SentenceKind, float]:
        weights = table.get("weights", {})
        if not isinstance(weights, dict):
            raise self._wrong("a table such as { quantity = 0.1 }", weights, "kind", "weights")
        return {self._kind(key, "weights"): self._number(weights, "kind", key, default=0.0) for key in weights}

    def _kind(self, value: str, key: str) -> SentenceKind:
        for kind in _KINDS:
            if kind == value:
                return kind
        raise self._wrong(f"one of the kinds {', '.join(_KINDS)}", value, "kind", key)

    def _table(self, tables: Mapping[str, object], name: str, allowed: Sequence[str]) -> Mapping[str, object]:
        table = tables.get(name, {})
        if not isinstance(table, dict):
            raise self._wrong(f"a table [{name}]", table, None, name)
        self._keys(table, allowed, table=name)
        return table

    def _keys(self, found: Mapping[str, object], allowed: Sequence[str], *, table: str | None) -> None:
        for key in found:
            if key not in allowed:
                near = difflib.get_close_matches(key, allowed, n=1)
                cure = f"Did you mean {near[0]!r}?" if near else _EXAMPLE
                raise self._wrong(f"one of {', '.join(allowed)}", key, table, key, cure=cure)

    def _number(
        self,
        table: Mapping[str, object],
        name: str,
        key: str,
        *,
        default: float,
        low: float = -_WEIGHT_LIMIT,
        high: float = _WEIGHT_LIMIT,
    ) -> float:
        value = table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(f"a number for {key}", value, name, key)
        if not math.isfinite(value) or not low <= value <= high:
            raise self._wrong(f"a number from {low:g} to {high:g} for {key}", value, name, key)
        return float(value)

    def _texts(self, table: Mapping[str, object], name: str, key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list):
            raise self._wrong(f'a list of texts for {key}, as in ["one", "two"]', value, name, key)
        for text in value:
            if not isinstance(text, str) or not any(map(str.isalnum, text)):
                raise self._wrong(f"only texts with a letter or a digit in {key}", text, name, key)
        return tuple(value)

    def _wrong(
        self, expected: str, found: object, table: str | None, key: str, *, cure: str = _EXAMPLE
    ) -> ProfileInvalid:
        line = self._line(table, key)
        where = self._name if line is None else f"{self._name} line {line}"
        inside = "" if table is None else f", [{table}]"
        return ProfileInvalid(f"{where}{inside}: expected {expected}, found {found!r}", hint=cure)

    def _line(self, table: str | None, key: str) -> int | None:
        """The line of a key, or else of its table; None where neither is written in the usual way."""
        current: str | None = None
        header: int | None = None
        for number, line in enumerate(self._lines, start=1):
            opened = re.match(r"\s*\[\s*[\"']?([\w-]+)[\"']?\s*\]", line)
            if opened:
                current = opened.group(1)
                if current in {table, key if table is None else None}:
                    header = number
            elif current == table and re.search(rf"(?:^|[{{,])\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
        return header

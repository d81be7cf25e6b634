"""Hashed binary features (Weinberger et al. 2009) of cues and of the words around them.

A feature is a row of a table of weights: the CRC-32 of its name, in the low bits. Rows that two features share do
little harm while the table is much larger than what is seen of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from zlib import crc32

from models.attribution.view import Path, View

ROWS: Final = 1 << 18
_MASK: Final = ROWS - 1
_NAMING: Final = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "acomp", "oprd"})
_CLAUSES: Final = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp"})
_PARTICLES: Final = frozenset({"prep", "prt", "aux", "neg", "mark", "advmod", "agent"})
_SILENT: Final = frozenset({"punct", "advmod", "aux", "det", "amod", "compound", "cc", "conj", "npadvmod"})
_FRAME: Final = _CLAUSES | _NAMING | {"prep", "agent", "dative", "pobj", "poss"}


def _rows(names: Iterable[str]) -> list[int]:
    return [crc32(name.encode("utf-8", "replace")) & _MASK for name in names]


def cue_features(view: View, at: int) -> list[int]:
    """The rows of what tells whether a token is the head of a cue."""
    return _rows((*_own(view, at), *_neighbours(view, at), *_below(view, at), *_above(view, at)))


def _own(view: View, at: int) -> Iterator[str]:
    token, lemma = view.tokens[at], view.lemmas[at]
    quoted = "q" if view.quoted[at] else "o"
    subject, way = view.subject(at)
    who = "-" if subject is None else view.nominals[subject]
    head = "^" if token.head == at else view.lemmas[token.head]
    yield from (
        "b", f"l={lemma}", f"p={token.tag}", f"d={token.dep}", f"lp={lemma} {token.tag}", f"ld={lemma} {token.dep}",
        f"pd={token.tag} {token.dep}", f"lq={lemma} {quoted}", f"q={quoted} {token.pos}", f"h={head}",
        f"hd={head} {token.dep}", f"hp={view.tokens[token.head].pos} {token.dep}", f"lh={lemma} {head}",
        f"s={who}", f"ls={lemma} {who}", f"sh={who} {way} {token.tag}", f"lsh={lemma} {way}",
        f"suf={lemma[-3:]} {token.tag}", f"n={view.nominals[at]}",
    )  # fmt: skip


def _neighbours(view: View, at: int) -> Iterator[str]:
    lemma = view.lemmas[at]
    before = view.lemmas[at - 1] if at else "^"
    after = view.lemmas[at + 1] if at + 1 < len(view.tokens) else "$"
    tag_before = view.tokens[at - 1].pos if at else "^"
    tag_after = view.tokens[at + 1].pos if at + 1 < len(view.tokens) else "$"
    yield from (
        f"w-={before}", f"w+={after}", f"lw-={lemma} {before}", f"lw+={lemma} {after}",
        f"pp={tag_before} {view.tokens[at].pos} {tag_after}",
    )  # fmt: skip


def _below(view: View, at: int) -> Iterator[str]:
    token, lemma = view.tokens[at], view.lemmas[at]
    labels: set[str] = set()
    for child in view.children[at]:
        label, word = view.tokens[child].dep, view.lemmas[child]
        if label == "punct":
            if word in {'"', "“", "”", ":", "''", "``"}:
                yield from (f"cq={word}", f"lcq={lemma} {word}")
            continue
        labels.add(label)
        step = f"{'<' if child < at else '>'}{label}"
        yield from (f"c={step}", f"lc={lemma} {step}", f"tc={token.tag} {step}", f"cl={label} {word}")
        if label in _PARTICLES:
            yield f"lcl={lemma} {label} {word}"
        if label in _NAMING:
            yield from (f"cn={label} {view.nominals[child]}", f"lcn={lemma} {label} {view.nominals[child]}")
        if label in _CLAUSES:
            yield from (f"ct={label} {view.tokens[child].tag}", f"cll={lemma} {label} {word}")
            yield from (
                f"cm={label} {view.lemmas[low]}" for low in view.children[child] if view.tokens[low].dep == "mark"
            )
        if view.quoted[child] != view.quoted[at]:
            yield f"cqx={label}"
    yield f"sig={','.join(sorted(labels - _SILENT))} {token.tag}"


def _above(view: View, at: int) -> Iterator[str]:
    yield from (f"anc={view.lemmas[high]} {view.tokens[high].pos}" for high in view.ancestors(at)[:3])
    token = view.tokens[at]
    for sibling in view.children[token.head]:
        if sibling != at and token.head != at and view.tokens[sibling].dep != "punct":
            yield f"sib={token.dep} {view.tokens[sibling].dep}"


class RoleFeatures:
    """The rows of what tells which part each token has in the attribution of one cue."""

    def __init__(self, view: View, cue: int) -> None:
        self._view = view
        self._cue = cue
        self._paths = view.paths(cue)
        labels = {
            f"{'<' if child < cue else '>'}{view.tokens[child].dep}"
            for child in view.children[cue]
            if view.tokens[child].dep in _FRAME
        }
        self._frame = ",".join(sorted(labels)) + (" q" if any(view.quoted) else "")

    def of(self, at: int) -> list[int]:
        path, turn = self._paths[at]
        return _rows((*self._by_path(at, path, turn), *self._by_place(at, path)))

    def _by_path(self, at: int, path: Path, turn: int) -> Iterator[str]:
        view, cue = self._view, self._cue
        lemma, side = view.lemmas[cue], "<" if at < cue else ">"
        ups = sum(step[0] == "^" for step in path)
        one, two, three = ("/".join(path[: ups + steps]) for steps in (1, 2, 3))
        whole, head, tag = "/".join(path[:6]), view.tokens[turn], view.tokens[cue].tag
        quoted = f"{'q' if view.quoted[at] else 'o'}{'q' if view.quoted[cue] else 'o'}"
        yield from (
            f"b{side}", "self" if at == cue else "other", f"f={whole} {side}", f"1={one} {side}", f"2={two} {side}",
            f"3={three} {side}", f"l1={lemma} {one} {side}", f"l2={lemma} {two} {side}", f"l3={lemma} {three} {side}",
            f"lf={lemma} {whole}", f"g1={tag} {one}", f"g2={tag} {two}", f"d1={view.tokens[cue].dep} {one}",
            f"d2={view.tokens[cue].dep} {two}", f"q={quoted} {one}", f"qs={quoted} {side}", f"ql={quoted} {lemma}",
            f"tl={one} {view.lemmas[turn]}", f"tp={one} {head.tag}", f"tlp={lemma} {one} {view.lemmas[turn]}",
            f"tn={one} {view.nominals[turn]}", f"s={self._frame} {one}", f"sg={self._frame} {one} {tag}",
            f"up={ups} {side} {quoted}",
        )  # fmt: skip

    def _by_place(self, at: int, path: Path) -> Iterator[str]:
        view, cue = self._view, self._cue
        token, word = view.tokens[at], view.lemmas[at]
        ups = sum(step[0] == "^" for step in path)
        one, two = "/".join(path[: ups + 1]), "/".join(path[: ups + 2])
        side = "<" if at < cue else ">"
        yield from (
            f"i={token.dep} {token.pos} {side}", f"il={one} {word}", f"ip={two} {token.pos}",
            f"dist={min(6, abs(at - cue).bit_length())} {side} {one}",
        )  # fmt: skip
        if abs(at - cue) <= 2:
            gap = at - cue
            yield from (
                f"nl={gap} {view.lemmas[cue]} {word}", f"nw={gap} {word} {view.tokens[cue].pos}",
                f"np={gap} {token.pos} {view.tokens[cue].pos} {token.dep}",
            )  # fmt: skip
        if token.dep in {"mark", "punct", "cc"}:
            yield f"m={one} {token.text.lower()}"

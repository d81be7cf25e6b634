"""Names and roles: another nationality, place or maker; who did it to whom; what is larger."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from models.contrast.text import listed
from models.contrast.types import Contrast, Grounds, Rule

_FAMILY: Final = "entity"
NATIONS: Final = listed(
    "American British Canadian Australian French German Italian Spanish Swedish Norwegian Danish Dutch Irish Indian "
    "Japanese Chinese Russian Polish Greek Turkish Mexican Brazilian Argentine Israeli Korean Scottish Welsh Belgian "
    "Austrian Hungarian Portuguese Swiss Finnish Nigerian Egyptian Pakistani Jamaican Cuban Chilean Croatian"
)
_NATION: Final = re.compile(rf"\b(is|was) (an?) ({'|'.join(NATIONS)}) (?!football|league|leagues)(?=[a-z])")
_NAME: Final = r"[A-Z][\w.'’-]+(?: (?:de|von|van|of|the|and)? ?[A-Z][\w.'’-]+){0,3}"
_PERSON: Final = r"[A-Z][\w'’-]+(?: [A-Z]\.)?(?: [A-Z][\w'’-]+){1,2}"
_MADE_BY: Final = re.compile(
    rf"\b(directed|written|composed|founded|designed|developed|created|discovered|invented|painted|"
    rf"recorded|performed) by "
    rf"(?:the )?(?:[a-z]+ )?({_PERSON})(?=\.|$| (?:in|for|at|on|and [a-z])\b)"
)
_PLACE: Final = re.compile(
    r"\b(born|located|situated|headquartered|based|founded|held|took place|built|grew up|"
    r"raised) in ([A-Z]\w+(?: [A-Z]\w+)?)(, [A-Z]\w+(?: [A-Z]\w+)?)?(?=\.|$| (?:in|on|and) )"
)
CITIES: Final = listed(
    "London Paris Berlin Madrid Rome Vienna Dublin Toronto Chicago Boston Seattle Houston Denver "
    "Melbourne Sydney Tokyo "
    "Beijing Moscow Athens Stockholm Oslo Copenhagen Lisbon Warsaw Prague Budapest Cairo Mumbai Manchester Glasgow"
)
COUNTRIES: Final = listed(
    "France Germany Italy Spain Sweden Norway Denmark Ireland India Japan China Russia Poland Greece Turkey Mexico "
    "Brazil Argentina Israel Scotland Wales Belgium Austria Hungary Portugal Switzerland Finland Nigeria "
    "Egypt Pakistan "
    "Jamaica Cuba Chile Croatia Canada Australia England Iceland Peru Kenya"
)
STATES: Final = listed(
    "California Texas Florida Ohio Georgia Virginia Illinois Oregon Nevada Utah Maine Kansas Iowa "
    "Arizona Colorado Indiana "
    "Michigan Minnesota Missouri Tennessee Kentucky Alabama Louisiana Pennsylvania Massachusetts Wisconsin"
)
_ACTIVE: Final = {
    "defeated": "defeated", "beat": "beaten", "succeeded": "succeeded", "replaced": "replaced", "founded": "founded",
    "acquired": "acquired", "bought": "bought", "killed": "killed", "conquered": "conquered", "invaded": "invaded",
    "directed": "directed", "wrote": "written", "created": "created", "portrayed": "portrayed",
    "discovered": "discovered",
    "produced": "produced", "sued": "sued", "signed": "signed", "influenced": "influenced", "designed": "designed",
    "composed": "composed", "developed": "developed", "owns": "owned", "voiced": "voiced", "preceded": "preceded",
    "inspired": "inspired", "married": "married",
}  # fmt: skip
_PARTICIPLES: Final = {participle: verb for verb, participle in _ACTIVE.items()}
_BOTH_WAYS: Final = frozenset({"influenced", "inspired", "married"})
_ACT: Final = re.compile(rf"^({_NAME}) ({'|'.join(_ACTIVE)}) ({_NAME})\.$")
_ACTED_ON: Final = re.compile(rf"^({_NAME}) (was|is) ({'|'.join(_PARTICIPLES)}) by ({_NAME})\.$")
_COMPARED: Final = re.compile(
    rf"^({_NAME}) (is|was) (larger|smaller|older|younger|taller|shorter|bigger|higher|longer|richer|poorer|"
    rf"faster|slower|hotter|colder) than ({_NAME})\.$"
)
_OPPOSITE: Final = {
    "larger": "smaller", "older": "younger", "taller": "shorter", "bigger": "smaller", "higher": "lower",
    "longer": "shorter", "richer": "poorer", "faster": "slower", "hotter": "colder", "smaller": "larger",
    "younger": "older", "shorter": "taller", "poorer": "richer", "slower": "faster", "colder": "hotter",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """Who made something, by the participle: "directed" to the directors of the corpus."""

    makers: Mapping[str, tuple[str, ...]]


def gather_names(texts: Iterable[str]) -> Names:
    """Names of the corpus by what its sentences say of them."""
    makers: dict[str, dict[str, None]] = {}
    for text in texts:
        for made in _MADE_BY.finditer(text):
            makers.setdefault(made[1], {})[made[2]] = None
    return Names({verb: tuple(found) for verb, found in makers.items()})


def nationality(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The nationality as given (entailed), another (contradicted); where the premise names but one."""
    match = _NATION.search(grounds.text)
    named = {nation for nation in NATIONS if re.search(rf"\b{nation}\b", grounds.premise)}
    if match is None or named != {match[3]}:
        return []
    other = rng.choice([nation for nation in NATIONS if nation not in {match[3], *near(match[3])}])
    false = f"{match[1]} {'an' if other[0] in 'AEIO' else 'a'} {other} "
    return _both_ways(grounds, grounds.text.replace(match[0], false, 1), "nationality")


def place(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The place as given (entailed), another of its kind (contradicted)."""
    match = _PLACE.search(grounds.text)
    if match is None or match[2] not in grounds.premise:
        return []
    wider = match[3][2:] if match[3] else ""
    for kind in (COUNTRIES, STATES, CITIES):
        if match[2] in kind:
            pool = [name for name in kind if name not in grounds.premise]
            end = match.end(3) if match[3] else match.end(2)
            return _both_ways(grounds, grounds.text[: match.start(2)] + rng.choice(pool) + grounds.text[end:], "place")
    for kind in (COUNTRIES, STATES):
        if wider in kind and wider in grounds.premise:
            pool = [name for name in kind if name not in grounds.premise]
            false = f"{grounds.text[: match.start(3)]}, {rng.choice(pool)}{grounds.text[match.end(3) :]}"
            return _both_ways(grounds, false, "place")
    return []


def role(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Active and passive say the same (entailed); with the names exchanged they do not (contradicted)."""
    passive = _ACTED_ON.match(grounds.text)
    active = _ACT.match(grounds.text)
    if passive:
        doer, verb, done, be = passive[4], _PARTICIPLES[passive[3]], passive[1], passive[2]
    elif active:
        doer, verb, done, be = active[1], active[2], active[3], "is" if active[2].endswith("s") else "was"
    else:
        return []
    if (be == "is" and verb != "owns") or verb in _BOTH_WAYS or {doer, done} & {"He", "She", "It", "They"}:
        return []
    same = f"{doer} {verb} {done}.", f"{done} {be} {_ACTIVE[verb]} by {doer}."
    turned = f"{done} {verb} {doer}.", f"{doer} {be} {_ACTIVE[verb]} by {done}."
    return [
        Contrast(grounds.premise, rng.choice(same), "entailment", _FAMILY, "role"),
        Contrast(grounds.premise, rng.choice(turned), "contradiction", _FAMILY, "role"),
    ]


def compared(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Larger than and smaller than, with the names exchanged or not."""
    match = _COMPARED.match(grounds.text)
    if match is None or match[3] not in _OPPOSITE:
        return []
    first, be, quality, second = match.groups()
    same, turned = f"{second} {be} {_OPPOSITE[quality]} than {first}.", f"{second} {be} {quality} than {first}."
    opposite = f"{first} {be} {_OPPOSITE[quality]} than {second}."
    return [
        Contrast(grounds.premise, same, "entailment", _FAMILY, "compared"),
        Contrast(grounds.premise, rng.choice((turned, opposite)), "contradiction", _FAMILY, "compared"),
    ]


def maker(grounds: Grounds, names: Names, rng: random.Random) -> list[Contrast]:
    """The one who made it (entailed), another who made something of the kind (contradicted)."""
    found = list(_MADE_BY.finditer(grounds.text))
    if len(found) != 1 or found[0][2] not in grounds.premise or re.search(r" and [A-Z]", grounds.text):
        return []
    verb, name = found[0][1], found[0][2]
    surname = name.split()[-1]
    pool = [other for other in names.makers.get(verb, ()) if other.split()[-1] not in grounds.premise]
    if len(pool) < 5 or re.search(rf"{verb} by[^.]*{surname} and", grounds.premise):
        return []
    return _pair(grounds, grounds.text.replace(name, rng.choice(pool), 1), "maker")


NamedRule = Callable[[Grounds, Names, random.Random], list[Contrast]]
RULES: Final[tuple[Rule, ...]] = (nationality, place, role, compared)
NAMED_RULES: Final[tuple[NamedRule, ...]] = (maker,)


def near(nation: str) -> set[str]:
    """Nationalities that one may have beside this one as a matter of course."""
    return {"British", "Scottish", "Welsh", "Irish"} if nation in {"British", "Scottish", "Welsh", "Irish"} else set()


def _pair(grounds: Grounds, false: str, rule: str) -> list[Contrast]:
    return [
        Contrast(grounds.premise, grounds.text, "entailment", _FAMILY, rule),
        Contrast(grounds.premise, false, "contradiction", _FAMILY, rule),
    ]


def _both_ways(grounds: Grounds, false: str, rule: str) -> list[Contrast]:
    """Both texts under both labels: some names are true more often than others, and must not give the label away."""
    return [*_pair(grounds, false, rule), *_pair(Grounds(false, false), grounds.text, rule)]

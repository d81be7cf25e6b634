""" "The city", "the state", "the country": which named place is meant, where only one can be."""

from __future__ import annotations

from typing import Final

from models.types import Span
from verifier.claims.context import Context


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split(", "))


_STATES: Final = _names(
    "Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia, Hawaii, "
    "Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, "
    "Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, North "
    "Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, "
    "Tennessee, Texas, Utah, Vermont, Virginia, Washington state, West Virginia, Wisconsin, Wyoming, Queensland, "
    "Victoria, New South Wales, Bavaria"
)
COUNTRIES: Final = _names(
    "Afghanistan, Albania, Algeria, Argentina, Australia, Austria, Bangladesh, Belgium, Bolivia, Brazil, Britain, "
    "Bulgaria, Cambodia, Canada, Chile, China, Colombia, Costa Rica, Croatia, Cuba, Cyprus, Denmark, Ecuador, "
    "Egypt, El Salvador, Estonia, Ethiopia, Finland, France, Germany, Ghana, Greece, Guatemala, Haiti, Honduras, "
    "Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Jamaica, Japan, Jordan, Kenya, "
    "Kuwait, Latvia, Lebanon, Libya, Lithuania, Malaysia, Mali, Mexico, Morocco, Myanmar, Nepal, Netherlands, New "
    "Zealand, Nicaragua, Niger, Nigeria, North Korea, Norway, Pakistan, Panama, Peru, Philippines, Poland, "
    "Portugal, Qatar, Romania, Russia, Rwanda, Saudi Arabia, Serbia, Singapore, Slovakia, Slovenia, Somalia, "
    "South Africa, South Korea, Spain, Sudan, Sweden, Switzerland, Syria, Taiwan, Thailand, Tunisia, Turkey, "
    "Uganda, Ukraine, Uruguay, Venezuela, Vietnam, Yemen, Zimbabwe, UK, U.K., US, U.S., USA, United States, "
    "United Kingdom, the United States, the United Kingdom, the Netherlands, the Philippines, America, England, "
    "Scotland, Wales, Europe, Africa, Asia, EU, the European Union, the Middle East"
)
_WITH_ARTICLE: Final = frozenset({"U.S", "US", "USA", "U.K", "UK", "EU", "United States", "United Kingdom"})
_TOWN: Final = frozenset({"city", "town", "village"})
_LANDS: Final = frozenset({"country", "nation"})
_NOUNS: Final = _TOWN | _LANDS | {"state"}
_PLACES: Final = frozenset({"GPE", "LOC"})
_BACK: Final = 2  # sentences


def named_place(context: Context, number: int, at: int) -> tuple[Span, str] | None:
    """("the city", name) where the token is that "the" and one place of that kind is named in the sentence before
    these words or in the sentences just before."""
    tree = context.trees[number]
    tokens = tree.tokens
    if tokens[at].text.lower() != "the" or at + 1 >= len(tokens) or tokens[at].head != at + 1:
        return None
    noun = tokens[at + 1]
    if noun.text.lower() not in _NOUNS or noun.dep in {"compound", "nmod", "amod"} or noun.tag != "NN":
        return None
    if any(
        child > at + 1 and tokens[child].dep in {"prep", "relcl", "acl", "appos"} for child in tree.children[at + 1]
    ):
        return None
    leads = noun.dep in {"nsubj", "nsubjpass"} and tokens[noun.head].dep == "ROOT"
    name = _only_one(context, number, noun.span.start, noun.text.lower(), leads=leads)
    if name is None or (noun.text.lower() in _TOWN and _is_elsewhere(context, number, noun.span.start, name)):
        return None
    article = "the " if name.rstrip(".") in _WITH_ARTICLE else ""
    return Span(tokens[at].span.start, noun.span.end), article + name


def _is_elsewhere(context: Context, number: int, before: int, town: str) -> bool:
    """Whether the sentence speaks of another place than the town before these words: "in the Oslo area", "Oslo's
    harbor"."""
    names = [
        found.text
        for found in context.sentences[number].entities
        if found.label in _PLACES and found.span.end <= before and found.text not in COUNTRIES | _STATES
    ]
    return bool(names) and not any(town in name for name in names)


def _only_one(context: Context, number: int, before: int, noun: str, *, leads: bool) -> str | None:
    """`leads`: the noun is the subject of its sentence."""
    for sentence in range(number, max(number - 1 - _BACK, -1), -1):
        if context.paragraph_of(sentence) < context.paragraph_of(number) - 1:
            return None
        names = {
            " ".join(found.text.split())
            for found in context.sentences[sentence].entities
            if found.label == "GPE" and found.span.end <= before and found.text[:1].isupper()
        }
        fits = {name for name in names if _is_kind(name, noun)}
        here = sentence == number or leads or _is_led_by(context, sentence, fits)
        if fits and noun in _LANDS and not here:
            return None  # often the reader's own country, which no sentence names
        if fits:
            return next(iter(fits)) if len(fits) == 1 else None
    return None


def _is_led_by(context: Context, number: int, names: set[str]) -> bool:
    """Whether one of the places, or something of it, is the subject of the sentence."""
    tree = context.trees[number]
    if tree.root is None:
        return False
    subject = tree.subject(tree.root)
    words = {word for name in names for word in name.split()}
    return subject is not None and any(tree.tokens[at].text in words for at in tree.subtree(subject))


def _is_kind(name: str, noun: str) -> bool:
    if noun in _LANDS:
        return name in COUNTRIES
    if noun == "state":
        return name in _STATES
    return name not in COUNTRIES | _STATES and not name.isupper() and not name.endswith(".")

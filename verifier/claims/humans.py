"""Nouns that name what a human being is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from verifier.claims.words import HUMANS, word_set

if TYPE_CHECKING:
    from models.types import Token

MEN: Final = word_set("man father husband son brother boy businessman spokesman chairman congressman actor")
WOMEN: Final = word_set(
    "woman mother wife daughter sister girl businesswoman spokeswoman chairwoman congresswoman actress"
)
SOMEBODY: Final = (
    MEN
    | WOMEN
    | word_set(
        "candidate nominee senator governor mayor president secretary lawyer attorney judge officer sheriff author "
        "writer reporter anchor host doctor nurse teacher professor student winner celebrity model star minister "
        "ambassador victim suspect patient director leader mogul executive employee staffer worker cashier clerk "
        "lawmaker aide adviser advisor consultant strategist donor investor delegate guard driver witness immigrant "
        "refugee resident neighbor neighbour pastor priest rabbi imam bishop pilot chief deputy prosecutor "
        "defendant plaintiff owner founder editor columnist guy person contestant veteran soldier billionaire "
        "photographer journalist pundit analyst runner native socialist entrepreneur magnate firebrand singer comedian "
        "farmer musician rapper filmmaker historian economist activist organizer supporter volunteer lobbyist"
    )
)
_OF_PEOPLE: Final = ("er", "or", "ist", "man", "woman", "ary", "ant", "ent", "ian", "chief", "head", "chair", "boss")


def is_human(noun: Token) -> bool:
    """Whether a noun names what one is: an apposition may also tell of a thing ("Ode's subject, the epidemic")."""
    word = noun.text.lower()
    return word in SOMEBODY | HUMANS or word.endswith(_OF_PEOPLE)

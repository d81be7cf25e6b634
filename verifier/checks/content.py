"""What a text speaks of besides its numbers: the stems of its content words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from verifier.claims.numbers import NUMBER_WORDS, PLURAL_SCALES, SCALES, word_set

WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
STOP: Final = (
    word_set(
        "a an the this that these those it its he she they them his her their him we us our you your i me my who whom "
        "whose which what when where why how and or but nor so yet if then than as at by for from in into of off on "
        "onto out over to up with within without about above after against along among around before behind below "
        "between beyond down during near since through toward towards under until upon is are was were be been being "
        "am do does did done doing have has had having will would shall should can could may might must not no say "
        "says said tell tells told according also just only more most less fewer least very some any all each every "
        "both such other another many much several few there here now today yesterday tomorrow tonight total nearly "
        "almost exactly roughly approximately percent per cent percentage point points year years month months week "
        "weeks day days january february march april june july august september october november december jan feb mar "
        "apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday one's ago last "
        "next past early late earlier later mr mrs ms dr don didn doesn isn wasn t s re ve ll still even while because"
    )
    | NUMBER_WORDS
    | frozenset(SCALES)
    | frozenset(PLURAL_SCALES)
)
# Irregular forms whose stem a suffix rule misses.
_FORMS: Final = {
    form: base
    for base, forms in {
        "send": "sent",
        "rise": "rose risen rising", "fall": "fell fallen falling", "buy": "bought", "sell": "sold",
        "die": "died dies dying dead death deaths", "kill": "killed killing killings", "win": "won winning",
        "lose": "lost losing loss losses", "spend": "spent", "build": "built", "make": "made making",
        "take": "took taken",
        "give": "gave given", "get": "got gotten", "go": "went gone", "come": "came", "leave": "left leaving",
        "lead": "led", "hold": "held", "find": "found", "meet": "met", "pay": "paid", "grow": "grew grown growth",
        "begin": "began begun", "write": "wrote written", "speak": "spoke spoken", "break": "broke broken",
        "steal": "stole stolen", "shoot": "shot shootings shooting", "fight": "fought", "cut": "cutting cuts",
        "arrest": "arrests arrested", "vote": "votes voted voting", "open": "opened opens opening",
        "person": "people persons", "man": "men", "woman": "women", "child": "children", "teach": "taught",
        "bring": "brought", "catch": "caught", "know": "knew known", "see": "saw seen", "run": "ran", "sign": "signed",
        "choose": "chose chosen", "drive": "drove driven", "fly": "flew flown",
        "injure": "injury injuries injured hurt",
        "marry": "married", "bear": "born", "become": "became", "elect": "elected election elections",
    }.items()
    for form in forms.split()
}  # fmt: skip
_SUFFIXES: Final = ("ations", "ation", "ingly", "ments", "ment", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A rough stem of an English word, the same for the inflections of most regular words."""
    lower = word.lower().replace("’", "'")
    lower = lower.removesuffix("'s").removesuffix("'")
    if lower in _FORMS:
        return _FORMS[lower]
    for suffix in _SUFFIXES:
        if lower.endswith(suffix) and len(lower) - len(suffix) >= 3 and not lower.endswith("ss"):
            lower = lower[: -len(suffix)] + ("y" if suffix in {"ied", "ies"} else "")
            break
    if len(lower) > 3 and lower[-1] == lower[-2] and lower[-1] not in "aeiouls":
        lower = lower[:-1]
    lower = lower.removesuffix("e") if len(lower) > 3 else lower
    return _FORMS.get(lower, lower)


@lru_cache(maxsize=16_384)
def stems(text: str) -> frozenset[str]:
    """The stems of a text's content words: no function words, numbers, days or months."""
    return frozenset(stem(word) for word in WORD.findall(text) if word.lower().replace("’", "'") not in STOP)

"""Numbers of a sentence that only say how sure another number is: confidence levels, intervals, spreads, p-values.

"44% (95% CI, 25-69%)" says 44 %. Neither 95 % nor an end of the interval is an amount of anything: 69 % does not bear
out a claim of 66 %, and 25 % does not stand against one of 44 %. The forms are those of the reporting guidelines of
medicine (CONSORT 2010, item 17a).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_NAME: Final = (
    r"(?:(?:confidence|credible|credibility|uncertainty|prediction|compatibility) (?:intervals?|limits?)"
    r"|inter-?quartile range|standard (?:deviation|error)|C\.?I\.?|Cr\.?I\.?|UI|PI|HPDI?|IQR|SDs?|SEM?)"
)
_SIGNED: Final = r"[-+]?[0-9][0-9.,]*(?: ?%)?(?: (?:thousand|million|billion))?"
_LEVEL: Final = rf"[0-9]{{2}}(?:\.[0-9]+)?(?: ?%| percent| per cent)?[ -]?(?={_NAME})"
_SURENESS: Final = re.compile(
    rf"(?<![\w.])(?:{_LEVEL})|(?<!\w)p ?(?:[<>=≤≥]+|-?values?\b[^0-9;.]{{0,20}}) ?[0-9]*\.?[0-9]+(?:e-?[0-9]+)?",
    re.IGNORECASE,
)
_SPREAD: Final = re.compile(
    rf"(?<![a-z]){_NAME}(?![\w])[^0-9();]{{0,24}}\(?{_SIGNED}(?: ?(?:-|to|and|,|;) ?{_SIGNED})?"
    rf"|[(\[](?:range[:,]? )?{_SIGNED} ?(?:-|to) ?{_SIGNED}[)\]]|± ?[0-9][0-9.,]*(?: ?%)?"
)


@lru_cache(maxsize=4_096)
def margins(text: str) -> tuple[tuple[int, int], ...]:
    """Where the numbers of the sort stand in an even text, as [start, end), in order; they may overlap."""
    found = [match.span() for pattern in (_SURENESS, _SPREAD) for match in pattern.finditer(text)]
    return tuple(sorted(found))


def without_sureness(text: str) -> str:
    """The text with blanks for levels of confidence and p-values, which are amounts of nothing at all."""
    return _SURENESS.sub(lambda match: " " * len(match[0]), text)

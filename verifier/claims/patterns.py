"""Regular expressions of the time grammar; white space in a surface text is blanks only."""

from __future__ import annotations

import re
from typing import Final

_S: Final = " {1,4}"

MONTH: Final = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)(?![\w'])"
)
_MONTH_2 = MONTH.replace("<month>", "<month_2>")
DAY: Final = r"(?P<day>[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w,]?[0-9]|%|[.:][0-9]|\w)"
_DAY_2 = DAY.replace("<day>", "<day_2>")
YEAR: Final = r"(?P<year>1[0-9]{3}|20[0-9]{2}|21[0-4][0-9])(?![0-9,]?[0-9]|\w|%|\.[0-9])"
_YEAR_2 = YEAR.replace("<year>", "<year_2>")
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_LEAD_DAY = rf"(?:\b(?:{_WEEKDAY}|(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun)\.?),?{_S}(?:the{_S})?)?"
_PART = rf"(?:\b(?:early|late|mid|the{_S}(?:beginning|start|middle|end){_S}of)(?:{_S}|-)(?:in{_S})?)?"
UNIT: Final = r"(?P<unit>second|minute|hour|day|week|weekend|month|quarter|year|decade|century|centurie)"
SEASON: Final = r"(?P<season>spring|summer|autumn|fall|winter)"
COUNT: Final = (
    r"(?P<count>[0-9]{1,4}(?:\.[0-9])?|an?|a couple of|a few|several|many|a dozen|half a|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|a hundred)"
)
_ORDINAL = r"(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


ISO: Final = _compiled(
    r"(?<![\w-])(?P<year>[0-9]{4})[-/](?P<month>[0-9]{2})[-/](?P<day>[0-9]{2})(?=[T\W]|$)(?![-/][0-9])"
)
NUMERIC: Final = _compiled(
    r"(?<![\w/.])(?P<a>[0-9]{1,2})(?P<sep>[/.])(?P<b>[0-9]{1,2})(?P=sep)(?P<year>[0-9]{4})(?![\w/])"
)
MONTH_DAYS: Final = _compiled(
    rf"\b{MONTH}{_S}{DAY}(?: ?-+ ?|{_S}(?:to|through|and){_S})(?P<day_2>[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?\b"
    rf"(?!{_S}?(?:percent|%|people))(?:,?{_S}{YEAR})?"
)
DAYS_MONTH: Final = _compiled(
    rf"(?<![\w.,$])(?P<day>[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?: ?-+ ?|{_S}(?:to|and){_S}){_DAY_2}{_S}{MONTH}"
    rf"(?:,?{_S}{YEAR})?"
)
MONTH_DAY: Final = _compiled(rf"{_LEAD_DAY}\b{MONTH}{_S}(?:the{_S})?{DAY}(?:,?{_S}{YEAR})?")
DAY_MONTH: Final = _compiled(
    rf"{_LEAD_DAY}(?<![\w.,$€£])(?P<day>[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?{_S}(?:of{_S})?{MONTH}(?:,?{_S}{YEAR})?"
)
MONTH_YEAR: Final = _compiled(rf"{_PART}\b{MONTH},?{_S}(?:of{_S})?{YEAR}")
MONTH_OF_YEAR: Final = _compiled(rf"{_PART}\b{MONTH}{_S}of{_S}(?P<which>this|last|next){_S}year\b(?![-'])")
THIS_MONTH: Final = _compiled(rf"\b(?P<which>this|last|next|this past|this coming){_S}{MONTH}")
BARE_MONTH: Final = _compiled(rf"{_PART}\b{MONTH}")
QUARTER: Final = _compiled(
    rf"\b(?:the{_S})?{_ORDINAL}(?:{_S}|-)(?:fiscal{_S})?(?P<part>quarter|half)"
    rf"(?:{_S}(?:of{_S}(?:the{_S}year{_S})?(?:fiscal{_S})?)?(?:{YEAR}|(?P<which>this|last|next){_S}year))?(?![\w-])"
)
Q3: Final = _compiled(rf"\bQ(?P<number>[1-4])(?:(?:,?{_S}(?:of{_S})?|/|-)?{YEAR})?(?!\w)")
SEASON_YEAR: Final = _compiled(rf"{_PART}\b{SEASON},?{_S}(?:of{_S})?{YEAR}")
BARE_SEASON: Final = _compiled(
    rf"\b(?P<which>this|last|next|this past|this coming|in the|during the|over the){_S}{SEASON}\b"
)
DECADE: Final = _compiled(
    rf"{_PART}(?:the{_S})?(?:(?:early|mid|late)(?:-|{_S}))?(?:"
    rf"\b(?P<decade>1[0-9]{{2}}0|20[0-9]0)'?s|'(?P<short>[2-9]0)s)\b"
)
CENTURY: Final = _compiled(
    rf"{_PART}\b(?:the{_S})?(?:(?:early|mid|late)(?:-|{_S}))?"
    rf"(?P<century>[0-9]{{1,2}})(?:st|nd|rd|th)(?:{_S}|-)century\b"
)
YEARS: Final = _compiled(
    rf"(?<![\w.,$€£/-]){YEAR[: YEAR.index('(?!')]}(?P<sep>-|/)(?P<tail>[0-9]{{4}}|[0-9]{{2}})(?![\w%/-]|\.[0-9])"
)
ONE_YEAR: Final = _compiled(rf"{_PART}(?<![\w.,$€£¥/#-]){YEAR}")
FISCAL: Final = _compiled(rf"\b(?:fiscal(?:{_S}year)?|FY|the{_S}year){_S}?{YEAR}")
AGO: Final = _compiled(rf"(?<![\w.,$-]){COUNT}[ -]{{1,4}}{UNIT}s?{_S}ago\b")
EARLIER: Final = _compiled(
    rf"(?<![\w.,$-]){COUNT}[ -]{{1,4}}{UNIT}s?{_S}(?P<way>earlier|before|previously|later|afterwards?|after)\b"
)
PAST: Final = _compiled(
    rf"\b(?:the|these|this|its|his|her|their){_S}(?P<which>past|last|previous|preceding|next|coming|following)"
    rf"{_S}(?:{COUNT}{_S})?{UNIT}s?\b(?!-)"
)
PERIOD: Final = _compiled(
    rf"\b(?P<edge>(?:earlier|later){_S}|(?:the{_S})?(?:end|beginning|start|middle){_S}of{_S})?"
    rf"(?P<which>this|last|next|the current|this past|this coming|past){_S}{UNIT}\b(?!-)"
)
WEEKEND: Final = _compiled(rf"\b(?:over|during|at|on){_S}(?:the|(?P<which>past)){_S}(?P<unit>weekend)\b")
WEEKDAY: Final = _compiled(
    rf"\b(?:(?P<which>this past|this coming|last|next|this|the previous|the following){_S})?"
    rf"(?P<weekday>{_WEEKDAY})\b(?!-?[0-9])"
)
NAMED_DAY: Final = _compiled(
    rf"\b(?P<name>the{_S}day{_S}before{_S}yesterday|the{_S}day{_S}after{_S}tomorrow|today|yesterday|tomorrow|tonight"
    rf"|this{_S}(?:morning|afternoon|evening)|last{_S}night|(?:the{_S})?previous{_S}day"
    rf"|(?:the{_S})?(?:following|next){_S}day)\b"
)
CLOCK: Final = _compiled(
    r"(?<![\w:.,$])[0-9]{1,2}(?::[0-9]{2}){1,2}(?!\w)(?: ?(?:[ap]\.?m\b\.?|GMT|UTC|E[SD]T))?"
    r"|(?<![\w:.,$])[0-9]{1,2}(?:\.[0-9]{2})? ?(?:[ap]\.m\.|[ap]m\b)"
    r"|(?<![\w:.,$])(?:[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o'clock\b"
)

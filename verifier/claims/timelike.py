"""What looks like a time expression and is none: names, verbs, amounts and habits."""

from __future__ import annotations

import re
from typing import Final

from verifier.claims.resolve import Rule
from verifier.claims.surface import Surface

_CAPITAL_MONTHS: Final = frozenset({"may", "march", "august", "jan", "mar", "dec", "sep", "apr", "jun"})
_DOUBTFUL_MONTHS: Final = frozenset({"may", "march", "august", "april", "june", "jan", "mar"})
_ABBREVIATIONS: Final = frozenset({"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"})
_MONTH_LEAD: Final = re.compile(
    r"\b(?:in|since|until|till|during|through|throughout|last|next|this|early|late|mid|between|begin\w*"
    r"|start\w*|back in)[ -](?:the )?(?:end of )?$",
    re.IGNORECASE,
)
_MONTH_LEAD_LOOSE: Final = re.compile(r"\b(?:of|for|from|by|to|before|after|and) $", re.IGNORECASE)
_AFTER_MONTH: Final = re.compile(r" (?:madness|day\b|for\b(?= our)|fair)", re.IGNORECASE)

_NAME_BEFORE_DAY: Final = re.compile(
    r"\b(?:black|bloody|super|cyber|ash|holy|palm|ruby|freaky|taco|giving|fat|shrove|man|sheffield|mail on|good|bowl"
    r"|small business|every|each|most|any|many a) $",
    re.IGNORECASE,
)
_NAME_AFTER_DAY: Final = re.compile(
    r" (?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|Star|Tribune|Independent|Observer|Business Post|World"
    r"|Night Live|Night Football|Evening Post|Club|Boys)\b"
)
_TODAY_NAME: Final = re.compile(r"\b(?:USA|Russia|India|Psychology|Physics|Christianity|History|the) $")
_TODAY_SHOW: Final = re.compile(r" (?:show|programme|program|host)\b")

_YEAR_LEAD: Final = re.compile(
    r"(?:\b(?:in|since|during|until|till|before|after|early|late|mid|year|circa|between|from|through|throughout|by|of"
    r"|back in|summer|winter|spring|autumn|fall|and|to|for|than|season|class of|around|about)"
    r"(?: the)?[ -]|^ *|[(,;] *)$",
    re.IGNORECASE,
)
_YEAR_LEAD_SURE: Final = re.compile(
    r"\b(?:in|since|during|until|till|before|after|early|late|mid|year|circa|back in|summer|winter|spring|autumn)"
    r"(?: the)?[ -]$",
    re.IGNORECASE,
)
_NAME_BEFORE_YEAR: Final = re.compile(r"\b[A-Z]\w+ $")
_THE: Final = re.compile(r"\b(?:the|its|his|her|their|our|\w+'s?|this) $", re.IGNORECASE)
_MEASURE_AFTER: Final = re.compile(
    r" ?-?(?:%|percent|per cent|people|persons|men|women|children|km|kilomet|met(?:er|re)|mile|feet|foot|kg|kilo"
    r"|tons?\b|tonnes|pounds|dollars|euros|hours|minutes|seconds|days|weeks|months|years|degrees|calories|square|acres|sq\b"
    r"|million|billion|thousand|BC\b|B\.C)",
    re.IGNORECASE,
)
_HABIT: Final = re.compile(
    r"\b(?:typically|usually|generally|often|always|tends? to|normally|traditionally|every|each|annually)\b",
    re.IGNORECASE,
)
_SPORT: Final = re.compile(
    r"\b(?:touchdown|field goal|scored?|yards?|coach|quarterback|halftime|rebounds|goalkeeper|kick|the game"
    r"|the match)\b",
    re.IGNORECASE,
)


def is_habit(surface: Surface, rule: Rule, match: re.Match[str]) -> bool:
    """Whether the expression tells when something usually happens and not when it did; its own clause decides."""
    if rule.name not in {"season", "month", "weekend"}:
        return False
    if (match.groupdict().get("which") or "").lower() in {"last", "this", "next"}:
        return False
    start = max(surface.text.rfind(mark, 0, match.start()) for mark in ",;:") + 1
    end = min((at for mark in ",;:" if (at := surface.text.find(mark, match.end())) >= 0), default=len(surface.text))
    return _HABIT.search(surface.text, start, end) is not None


def is_time(surface: Surface, rule: Rule, match: re.Match[str], *, certain: bool) -> bool:
    """Whether the match is a time expression. Where `certain` is False, weak matches pass: another expression may
    still support them ("from March to May")."""
    if rule.name in {"month", "day", "days"} and not _is_month(surface, rule, match, certain=certain):
        return False
    if rule.name == "weekday":
        return _is_weekday(surface, match)
    if rule.name == "named day" and match.group().lower() == "today":
        return not (match.group()[0] == "T" and _TODAY_NAME.search(_before(surface, match))) and not (
            match.group()[0] == "T" and _TODAY_SHOW.match(surface.text, match.end())
        )
    if rule.name == "period" and match.group() == "This Week":
        return False  # the title of a program
    if rule.name == "quarter":
        return _SPORT.search(surface.text) is None
    if rule.name == "season":
        return not re.match(r" of (?![12])", surface.text[match.end() : match.end() + 5])
    if rule.name in {"year", "years"}:
        return _is_year(surface, rule, match, certain=certain)
    return True


def _before(surface: Surface, match: re.Match[str]) -> str:
    return surface.text[max(0, match.start() - 40) : match.start()]


def _is_month(surface: Surface, rule: Rule, match: re.Match[str], *, certain: bool) -> bool:
    if "month" not in match.re.groupindex or match.group("month").isdigit():
        return True
    written = match.group("month")
    name = written.rstrip(".").lower()
    if name in _CAPITAL_MONTHS and not written[0].isupper():
        return False
    at = match.start("month")
    if rule.weak and surface.entity_label(at, at + len(name)) == "PERSON" and name in _DOUBTFUL_MONTHS:
        return False
    if not rule.weak or not certain:
        return True
    if _AFTER_MONTH.match(surface.text, match.end()) or (name in _ABBREVIATIONS and not written.endswith(".")):
        return False
    if name not in _DOUBTFUL_MONTHS:
        return True
    before = _before(surface, match)
    if _MONTH_LEAD.search(before) or match.start("month") > match.start():
        return True
    return _MONTH_LEAD_LOOSE.search(before) is not None and surface.entity_label(at, at + len(name)) == "DATE"


def _is_weekday(surface: Surface, match: re.Match[str]) -> bool:
    if _NAME_BEFORE_DAY.search(_before(surface, match)) or _NAME_AFTER_DAY.match(surface.text, match.end()):
        return False
    start, end = match.span("weekday")
    return not (
        surface.entity_label(start, end) in {"ORG", "WORK_OF_ART", "PERSON", "PRODUCT"}
        and len(surface.entity_text(start, end)) > end - start + 4
    )


def _is_year(surface: Surface, rule: Rule, match: re.Match[str], *, certain: bool) -> bool:
    start, end = match.start("year"), match.end()
    if _MEASURE_AFTER.match(surface.text, end):
        return False
    before = surface.text[max(0, start - 40) : start]
    sure = _YEAR_LEAD_SURE.search(before) is not None
    following = surface.token(end + 1) if surface.text[end : end + 1] == " " else None
    if following is not None and following.tag == "NNS" and not (_THE.search(before) or _is_dated(surface, start)):
        return False
    if rule.name == "years" or not rule.weak or not certain or sure:
        return rule.name != "years" or sure or _THE.search(before) is not None or match.group("sep") == "-"
    if _NAME_BEFORE_YEAR.search(before) and not _YEAR_LEAD.search(before):
        return False
    if int(match.group("year")) < 1900:
        return _is_dated(surface, start) and _YEAR_LEAD.search(before) is not None
    if _YEAR_LEAD.search(before) or _THE.search(before) or _is_dated(surface, start):
        return surface.entity_label(start, end) not in {"CARDINAL", "MONEY", "QUANTITY", "PERCENT"} or sure
    return surface.text[end : end + 2] == "'s"


def _is_dated(surface: Surface, at: int) -> bool:
    return surface.entity_label(at, at + 1) == "DATE"

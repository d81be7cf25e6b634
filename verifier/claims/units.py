"""Names of units: percent, money (ISO 4217) and measures, each with its normalised name and what it is worth."""

from __future__ import annotations

from typing import Final

from verifier.claims.numbers import word_set

# Before the number, longest first. "$" alone is taken for the US dollar, "¥" for the yen.
CURRENCY_SIGNS: Final = (
    ("US$", "USD"), ("HK$", "HKD"), ("NZ$", "NZD"), ("CA$", "CAD"), ("AU$", "AUD"), ("C$", "CAD"), ("A$", "AUD"),
    ("S$", "SGD"), ("R$", "BRL"), ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("₹", "INR"), ("₽", "RUB"),
    ("₩", "KRW"), ("₺", "TRY"), ("₪", "ILS"), ("฿", "THB"), ("₴", "UAH"), ("₦", "NGN"), ("₫", "VND"), ("₱", "PHP"),
)  # fmt: skip
CURRENCY_CODES: Final = word_set(
    "USD EUR GBP JPY CHF CNY RMB CAD AUD NZD HKD SGD SEK NOK DKK INR RUB BRL MXN ZAR KRW TRY ILS PLN CZK HUF THB "
    "UAH SAR AED EGP NGN KES PHP IDR VND PKR ARS CLP COP"
)
_MONEY_WORDS: Final = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR",
    "ruble": "RUB", "rouble": "RUB", "peso": "MXN", "franc": "CHF", "reais": "BRL", "rand": "ZAR",
    "shekel": "ILS", "lira": "TRY", "baht": "THB", "zloty": "PLN", "forint": "HUF", "hryvnia": "UAH", "naira": "NGN",
    "dirham": "AED", "riyal": "SAR", "ringgit": "MYR", "rupiah": "IDR", "sterling": "GBP",
}  # fmt: skip
# Two words: the first tells whose dollar, pound or crown.
MONEY_PHRASES: Final = {
    ("us", "dollar"): "USD", ("american", "dollar"): "USD", ("canadian", "dollar"): "CAD",
    ("australian", "dollar"): "AUD", ("singapore", "dollar"): "SGD", ("zealand", "dollar"): "NZD",
    ("kong", "dollar"): "HKD", ("taiwan", "dollar"): "TWD", ("british", "pound"): "GBP", ("pound", "sterling"): "GBP",
    ("egyptian", "pound"): "EGP", ("swiss", "franc"): "CHF", ("cfa", "franc"): "XOF", ("korean", "won"): "KRW",
    ("swedish", "krona"): "SEK", ("swedish", "kronor"): "SEK", ("swedish", "crown"): "SEK",
    ("norwegian", "krone"): "NOK", ("norwegian", "kroner"): "NOK", ("norwegian", "crown"): "NOK",
    ("danish", "krone"): "DKK", ("danish", "kroner"): "DKK", ("danish", "crown"): "DKK", ("czech", "crown"): "CZK",
    ("czech", "koruna"): "CZK", ("philippine", "peso"): "PHP", ("argentine", "peso"): "ARS",
    ("chilean", "peso"): "CLP", ("colombian", "peso"): "COP", ("mexican", "peso"): "MXN", ("saudi", "riyal"): "SAR",
    ("turkish", "lira"): "TRY", ("indian", "rupee"): "INR", ("pakistani", "rupee"): "PKR", ("russian", "ruble"): "RUB",
    ("chinese", "yuan"): "CNY", ("japanese", "yen"): "JPY",
}  # fmt: skip

_MEASURES: Final = {
    "kilometer": "km kms kilometre kilometer", "meter": "m metre meter", "centimeter": "cm centimetre centimeter",
    "millimeter": "mm millimetre millimeter", "mile": "mi mile", "foot": "ft foot feet", "inch": "inch inches",
    "yard": "yd yard", "nautical mile": "nm", "acre": "acre", "hectare": "ha hectare",
    "kilogram": "kg kgs kilo kilogram kilogramme",
    "gram": "g gram gramme", "milligram": "mg milligram", "pound": "lb lbs pound", "ounce": "oz ounce",
    "stone": "stone",
    "ton": "ton", "tonne": "tonne", "liter": "l litre liter", "milliliter": "ml millilitre milliliter",
    "gallon": "gallon", "barrel": "barrel bbl", "pint": "pint", "mile per hour": "mph",
    "kilometer per hour": "kph kmh", "degree": "degree", "second": "second sec secs", "minute": "minute min mins",
    "hour": "hour hr hrs", "day": "day", "night": "night", "week": "week", "weekend": "weekend", "month": "month",
    "quarter": "quarter", "year": "year yr yrs", "decade": "decade", "century": "century",
    "watt": "w watt", "kilowatt": "kw kilowatt", "megawatt": "mw megawatt", "gigawatt": "gw gigawatt",

    "kilowatt-hour": "kwh", "megawatt-hour": "mwh", "gigawatt-hour": "gwh", "terawatt-hour": "twh",

    "kilobyte": "kb kilobyte", "megabyte": "mb megabyte", "gigabyte": "gb gigabyte", "terabyte": "tb terabyte",
    "hertz": "hz hertz", "megahertz": "mhz", "gigahertz": "ghz", "calorie": "calorie", "decibel": "db decibel",
    "volt": "volt", "horsepower": "hp horsepower", "carat": "carat", "light-year": "lightyear",
}  # fmt: skip
MEASURES: Final = {form: name for name, forms in _MEASURES.items() for form in forms.split()}
# Forms that are measures only right after digits ("5 m", "20 g"); as words of their own they mean other things.
SHORT_MEASURES: Final = frozenset(form for form in MEASURES if len(form) <= 2)

# What one unit is worth in the base unit of its dimension (NIST SP 811, appendix B; international mile and pound).
WORTH: Final[dict[str, tuple[str, float]]] = {
    "millimeter": ("length", 0.001), "centimeter": ("length", 0.01), "meter": ("length", 1.0),
    "kilometer": ("length", 1000.0), "inch": ("length", 0.0254), "foot": ("length", 0.3048),
    "yard": ("length", 0.9144), "mile": ("length", 1609.344), "nautical mile": ("length", 1852.0),
    "light-year": ("length", 9.4607304725808e15),
    "square meter": ("area", 1.0), "square foot": ("area", 0.09290304), "acre": ("area", 4046.8564224),
    "hectare": ("area", 1e4), "square kilometer": ("area", 1e6), "square mile": ("area", 2589988.110336),
    "milligram": ("mass", 1e-6), "gram": ("mass", 0.001), "kilogram": ("mass", 1.0), "ounce": ("mass", 0.028349523125),
    "pound": ("mass", 0.45359237), "stone": ("mass", 6.35029318), "ton": ("mass", 907.18474), "tonne": ("mass", 1000.0),
    "milliliter": ("volume", 1e-6), "liter": ("volume", 0.001), "gallon": ("volume", 0.003785411784),
    "barrel": ("volume", 0.158987294928), "cubic meter": ("volume", 1.0),
    "second": ("time", 1.0), "minute": ("time", 60.0), "hour": ("time", 3600.0), "day": ("time", 86400.0),
    "week": ("time", 604800.0), "month": ("time", 2629746.0), "year": ("time", 31556952.0),
    "decade": ("time", 315569520.0), "century": ("time", 3155695200.0),
    "mile per hour": ("speed", 0.44704), "kilometer per hour": ("speed", 1 / 3.6), "meter per second": ("speed", 1.0),
    "kilowatt": ("power", 1e3), "megawatt": ("power", 1e6), "gigawatt": ("power", 1e9), "watt": ("power", 1.0),
    "megabyte": ("data", 1e6), "gigabyte": ("data", 1e9), "terabyte": ("data", 1e12), "kilobyte": ("data", 1e3),
}  # fmt: skip

_IRREGULAR: Final = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot",
    "teeth": "tooth", "mice": "mouse", "lives": "life", "wives": "wife", "wolves": "wolf", "knives": "knife",
    "leaves": "leaf", "halves": "half", "centuries": "century", "policemen": "policeman", "congressmen": "congressman",
    "series": "series", "species": "species", "aircraft": "aircraft", "troops": "troop", "crises": "crisis",
    "buses": "bus", "viruses": "virus", "campuses": "campus", "bonuses": "bonus", "houses": "house", "cases": "case",
    "shoes": "shoe", "movies": "movie", "cookies": "cookie", "zombies": "zombie", "ties": "tie", "news": "news",
    "gas": "gas", "businesses": "business", "analyses": "analysis", "criteria": "criterion", "data": "data",
}  # fmt: skip


def singular(word: str) -> str:
    """The singular of a lower-case noun by the regular rules of English and a short list of others."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def money_word(word: str) -> str | None:
    """The ISO 4217 code of a lower-case currency noun, singular or plural."""
    return _MONEY_WORDS.get(word) or _MONEY_WORDS.get(singular(word))


def measure_word(word: str) -> str | None:
    """The normalised name of a lower-case unit of measure, in full, short or plural."""
    one = singular(word)
    return MEASURES.get(word) or (MEASURES.get(one) if len(one) > 2 else None)  # "has" is no plural of "ha"

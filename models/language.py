"""Which language a text is in, by py3langid (BSD-3-Clause; Barbaresi's fork of langid.py, Lui and Baldwin 2012).

Made so as to give no false alarm on English: a short text counts as foreign only where the identifier is nearly sure
and no word of it is English only. Measured on English: see `tests/models/test_language.py`.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from models.errors import UnsupportedLanguage
from models.language_names import LANGUAGE_NAMES
from models.registry import spec
from models.store import locate

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH: Final = "en"

_FEWEST_LETTERS: Final = 20  # of an alphabet that English shares
_FEWEST_FOREIGN_LETTERS: Final = 4  # of a script that English does not use
_SHORT: Final = 200  # letters below which a foreign language must be nearly certain
_SURE: Final = 0.8  # probability asked of a foreign language in a short text
_LIKELY: Final = 0.5  # and in a longer one
_READ: Final = 10_000  # characters that are read of each of three places of a longer text
_ENGLISH_ONLY: Final = re.compile(
    r"(?:the|and|of|with|that|has|have|are|were|by|from|she|they|who|this|which|been|their|would|its|there|these|when"
    r"|what|after|years?|his|her|him|you|your|our|only|other|into|about|first|than|then|them|out)"
)
_WORD = re.compile(r"[^\W\d_]+")
_LOCK = threading.Lock()


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, None where there is too little text to tell.

    A text of fewer than 20 letters of the Latin alphabet, or whose language is not clear, gives None. Of a long text
    its beginning, middle and end are read.
    """
    sample = _sample(text)
    letters = [char for char in sample if char.isalpha()]
    latin = sum(_is_latin(char) for char in letters)
    if len(letters) - latin > latin:
        return _best(sample)[0] if len(letters) - latin >= _FEWEST_FOREIGN_LETTERS else None
    if len(letters) < _FEWEST_LETTERS:
        return None
    words = _WORD.findall(sample.lower())
    english = sum(_ENGLISH_ONLY.fullmatch(word) is not None for word in words)
    code, probability = _best(sample)
    if code == ENGLISH:
        return ENGLISH
    short = len(letters) < _SHORT
    if english >= 1 if short else english >= 0.08 * len(words):
        return ENGLISH
    return code if probability >= (_SURE if short else _LIKELY) else None


def require_english(text: str) -> None:
    """Raises UnsupportedLanguage where the text is clearly in another language; passes a text too short to tell."""
    code = detect_language(text)
    if code is not None and code != ENGLISH:
        raise UnsupportedLanguage(
            f"expected English text, found {LANGUAGE_NAMES.get(code, 'another language')} ({code})",
            hint="Translate the text to English first: only English is read.",
            language=code,
        )


def _sample(text: str) -> str:
    if len(text) <= 3 * _READ:
        return text
    middle = len(text) // 2
    return " ".join((text[:_READ], text[middle : middle + _READ], text[-_READ:]))


@lru_cache(maxsize=4096)
def _is_latin(char: str) -> bool:
    return char < "\x80" or "LATIN" in unicodedata.name(char, "") or "MODIFIER" in unicodedata.name(char, "")


def _best(text: str) -> tuple[str, float]:
    """The likeliest language with its probability."""
    with _LOCK:
        code, probability = _identifier().classify(text)
    return str(code), float(probability)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """The identifier that comes with the package, for languages with a code of two letters: Nigerian Pidgin and other
    relatives of English would only be found in English."""
    from py3langid.langid import LanguageIdentifier

    model = spec("py3langid")
    (file,) = model.files
    identifier = LanguageIdentifier.from_model_file(str(locate(model) / file), norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier

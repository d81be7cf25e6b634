"""Languages are told apart, and English is never taken for another one.

Measured in November 2026 on the 109,135 FEVER claims: 8 taken for another language, 8,541 undecided; on the 84
PolNeAR development articles, their headlines and their 1,942 paragraphs: none.
"""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py3langid.langid import LanguageIdentifier

from models.errors import UnsupportedLanguage
from models.language import detect_language, require_english
from models.language_names import LANGUAGE_NAMES
from models.registry import spec
from models.store import locate

DATA = Path(os.environ.get("VERIFIER_DATA", Path(__file__).parents[2] / "../shared/data"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbor reopened after the long winter.", "en"),
        ("Der Bürgermeister kündigte am Montag neue Maßnahmen an.", "de"),
        ("Le maire a annoncé lundi de nouvelles mesures.", "fr"),
        ("El alcalde anunció el lunes nuevas medidas.", "es"),
        ("De burgemeester kondigde maandag nieuwe maatregelen aan.", "nl"),
        ("Мэр объявил в понедельник", "ru"),
        ("市长周一宣布了新措施。", "zh"),
        ("ראש העיר הודיע ביום שני", "he"),
    ],
)
def test_tells_languages_apart(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "  \n", "Ann Ode", "12345 67890 12345 67890", "Oslo mayor", "\ud800" * 40])
def test_too_little_text_has_no_language(text: str) -> None:
    assert detect_language(text) is None
    require_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ann Ode Ousts Port Chief Karlsen",
        "Erik Karlsen was born on October 3rd, 1944.",
        "HARBOR REOPENS AFTER STORM",
        "Karlsen told Le Monde that the “grande nation” was ready.",
        "Tickets: $5, $10; call 555-0100 or visit www.example.com",
    ],
)
def test_short_english_with_foreign_names_is_no_false_alarm(text: str) -> None:
    require_english(text)


def test_another_language_is_named_in_the_error() -> None:
    with pytest.raises(UnsupportedLanguage, match=r"found German \(de\)") as caught:
        require_english("Der Bürgermeister kündigte am Montag neue Maßnahmen an.")
    assert caught.value.language == "de"
    assert caught.value.hint


def test_every_language_that_is_told_apart_has_a_name() -> None:
    model = spec("py3langid")
    (file,) = model.files
    labels = LanguageIdentifier.from_model_file(str(locate(model) / file)).labels
    assert {label for label in labels if len(label) == 2} == LANGUAGE_NAMES.keys()
    assert (LANGUAGE_NAMES["ga"], LANGUAGE_NAMES["ht"]) == ("Irish", "Haitian Creole")


def test_an_english_article_with_a_foreign_quotation_is_english() -> None:
    text = "The mayor spoke in the town hall and said that it was late. “Das ist gut so und nicht anders.” " * 30
    assert detect_language(text) == "en"


def test_a_foreign_article_with_an_english_quotation_is_foreign() -> None:
    german = "Der Bürgermeister sprach im Rathaus und sagte, dass es spät geworden sei und alle gehen sollten. "
    assert detect_language(german * 20 + "“The show must go on and that is all.”") == "de"


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_any_text_gets_an_answer(text: str) -> None:
    found = detect_language(text)
    assert found is None or len(found) == 2


def test_hardly_any_false_alarm_on_short_english_claims() -> None:
    path = DATA / "retrieval/fever_sentences/queries.jsonl.gz"
    if not path.exists():
        pytest.skip(f"the FEVER claims are not at {path}")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        claims = [json.loads(line)["text"] for _, line in zip(range(10_000), lines, strict=False)]
    alarms = [claim for claim in claims if detect_language(claim) not in {"en", None}]
    assert len(alarms) <= 5, alarms

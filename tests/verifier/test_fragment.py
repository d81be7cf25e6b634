"""A part of an article is given by its offsets, and refused where it is no part of the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.types import Span
from verifier.admission import require_article
from verifier.cli import run
from verifier.cli.fakes import FakeParts
from verifier.errors import InputUnreadable
from verifier.records import article_from_record, article_record, parse_fragment
from verifier.settings import VerificationSettings
from verifier.types import Article

TEXT = "The ferry sailed on Sunday. The mill burned down."


def test_offsets_are_read_as_start_and_end() -> None:
    assert parse_fragment("28:49") == Span(28, 49)


@pytest.mark.parametrize("given", ["", "5", "5:", "9:5", "5:5", "-1:5", "a:b", "1:2:3", "1 : 5", "0:9999999999999"])
def test_other_offsets_are_refused_with_what_was_found(given: str) -> None:
    with pytest.raises(InputUnreadable, match="START:END") as caught:
        parse_fragment(given)
    assert repr(given) in str(caught.value)
    assert caught.value.hint


def test_a_record_gives_a_part_and_gives_it_back() -> None:
    record = {"text": TEXT, "fragment": {"start": 28, "end": 49}}
    article = article_from_record(record)
    assert article.fragment == Span(28, 49)
    assert article_record(article)["fragment"] == record["fragment"]
    assert article_record(Article(TEXT))["fragment"] is None


@pytest.mark.parametrize("part", [[28, 49], {"start": 28}, {"start": True, "end": 49}, {"start": "0", "end": "4"}, 28])
def test_another_form_of_a_part_is_refused(part: object) -> None:
    with pytest.raises(InputUnreadable, match="fragment: expected"):
        article_from_record({"text": TEXT, "fragment": part})


@pytest.mark.parametrize("part", [Span(0, 500), Span(27, 28), Span(5, 5)])
def test_a_part_that_is_not_in_the_text_is_not_let_in(part: Span) -> None:
    with pytest.raises(InputUnreadable, match="part of the text with words in it"):
        require_article(Article(TEXT, fragment=part), VerificationSettings())


def test_a_part_of_the_text_is_let_in() -> None:
    require_article(Article(TEXT, fragment=Span(28, 49)), VerificationSettings())


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_the_command_finds_the_claims_of_a_part(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", file, "--fragment", "28:49", "--json"], parts=FakeParts()) == 0
    (claim,) = json.loads(capsys.readouterr().out)
    assert (claim["text"], claim["span"]) == ("The mill burned down.", {"start": 28, "end": 49})


def test_the_command_ranks_the_claims_of_a_part(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = tmp_path / "desk.toml"
    profile.write_text('name = "Desk"', encoding="utf-8")
    assert run(["claims", file, "--fragment", "28:49", "--profile", str(profile), "--json"], parts=FakeParts()) == 0
    assert [one["claim"]["text"] for one in json.loads(capsys.readouterr().out)["ranked"]] == ["The mill burned down."]


@pytest.mark.parametrize("given", ["9:5", "400:500"])
def test_a_part_that_is_none_is_an_error_of_usage(file: str, given: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", file, "--fragment", given], parts=FakeParts()) == 2
    assert "fragment" in capsys.readouterr().err

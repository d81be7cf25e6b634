"""Every attribution of an article: kinds, roles, quotations over several sentences, transcripts."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.attribution import Saying, find_sayings
from verifier.claims.context import Context
from verifier.claims.extract import ClaimExtractor
from verifier.claims.prepared import prepare
from verifier.types import Article, Attribution


def attributions(extractor: ClaimExtractor, text: str) -> list[Attribution]:
    return [one for one in extractor.extract(Article(text)).attributions if not one.inner]


def content(one: Attribution, text: str) -> list[str]:
    return [part.of(text) for part in one.content]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor said the port had lost money.", "said"),
        ("According to the harbor board, the port lost money.", "said"),
        ("The mayor believes that the port will close.", "believed"),
        ("She wants to close the port.", "wanted"),
        ("The mayor denied that the port had lost money.", "denied"),
    ],
)
def test_an_attribution_has_its_kind(extractor: ClaimExtractor, text: str, kind: str) -> None:
    assert [one.kind for one in attributions(extractor, text)] == [kind]


def test_what_is_only_wanted_makes_no_claim_of_speech(extractor: ClaimExtractor) -> None:
    found = extractor.extract(Article("The mayor wants the port of Oslo to close."))
    assert all(claim.attribution is None for claim in found.claims)
    assert [one.kind for one in found.attributions] == ["wanted"]


def test_speaker_source_and_cue_are_given_as_in_the_text(extractor: ClaimExtractor) -> None:
    text = "Mayor Ann Ode was there. Ode said on Monday that the port had lost money."
    (found,) = attributions(extractor, text)
    assert found.source is not None
    assert (found.speaker, found.source.of(text), found.cue) == ("Ann Ode", "Ode", "said")
    assert found.title == "Mayor"


def test_a_role_after_the_name_is_a_title_too(extractor: ClaimExtractor) -> None:
    (found,) = attributions(extractor, "Ann Ode, the head of the harbor board, said the port had lost money.")
    assert (found.speaker, found.title) == ("Ann Ode", "the head of the harbor board")
    (found,) = attributions(
        extractor, "Ann Ode, the head of the Harbor and Transport Board, said the port had lost money."
    )
    assert found.title == "the head of the Harbor and Transport Board"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ann Ode, a senior fellow at the harbor institute, said the port had lost money.",
         "a senior fellow at the harbor institute"),
        ("9th Circuit Judge Ann Ode said the port had lost money.", "9th Circuit Judge"),
    ],
)  # fmt: skip
def test_roles_and_offices_with_numbers_are_titles(extractor: ClaimExtractor, text: str, title: str) -> None:
    assert {found.title for found in attributions(extractor, text)} == {title}


@pytest.mark.parametrize(
    "text",
    [
        "The board met Ann Ode and her co-conspirators. Ode said the port had lost money.",
        "Ann Ode, a harsh narrative that the board made up, said the port had lost money.",
        "Photo 10:14PM Ann Ode said the port had lost money.",
    ],
)
def test_what_names_no_human_being_is_nobodys_title(extractor: ClaimExtractor, text: str) -> None:
    assert {found.title for found in attributions(extractor, text)} == {None}


def test_a_quotation_that_goes_on_belongs_to_one_attribution(extractor: ClaimExtractor) -> None:
    text = "“The port has opened,” Ann Ode said. “It took two years.”"
    (found,) = attributions(extractor, text)
    assert found.verbatim
    joined = " / ".join(content(found, text))
    assert "The port has opened" in joined
    assert "It took two years" in joined


def test_a_quotation_without_a_cue_has_the_cue_that_it_goes_on_from(english: EnglishPipeline) -> None:
    text = "“The port has opened,” Ann Ode said. “It took two years.”"
    context = Context(text, english.parse(text))
    assert [(one.cue, one.origin) for one in find_sayings(context) if one] == [("said", 0), ("said", 0)]


TRANSCRIPT = (
    "SMITH: The port lost $3 million in 2020. It closed.\n\nJONES: That is not so.\n\nThe meeting ended at noon."
)


def sayings(english: EnglishPipeline, text: str) -> list[Saying]:
    prepared = prepare(Article(text), english)
    return [one for one in find_sayings(prepared.context, prepared.layout) if one is not None]


def test_the_labels_of_a_transcript_are_its_speakers(english: EnglishPipeline) -> None:
    found = [(one.speaker, one.cue, one.content[0].of(TRANSCRIPT)) for one in sayings(english, TRANSCRIPT)]
    assert found == [
        ("SMITH", ":", "The port lost $3 million in 2020."),
        ("SMITH", ":", "It closed."),
        ("JONES", ":", "That is not so."),
    ]


@pytest.mark.parametrize("text", ["Note: The port lost money.", "Oslo: The port.\n\nBergen: The town."])
def test_a_colon_alone_makes_no_transcript(english: EnglishPipeline, text: str) -> None:
    assert sayings(english, text) == []


def test_a_label_is_the_person_that_the_article_names_in_full(english: EnglishPipeline) -> None:
    text = "Ann Ode met the council in Oslo.\n\nODE: The port lost money.\n\nODE: It closed."
    assert {one.speaker for one in sayings(english, text)} == {"Ann Ode"}


def test_a_turn_of_several_sentences_is_one_attribution(extractor: ClaimExtractor) -> None:
    smith, jones = extractor.extract(Article(TRANSCRIPT)).attributions
    assert smith.source is not None
    assert (smith.source.of(TRANSCRIPT), content(smith, TRANSCRIPT)) == (
        "SMITH",
        ["The port lost $3 million in 2020.", "It closed."],
    )
    assert jones.cue_spans[0].of(TRANSCRIPT) == ":"


def test_a_signature_is_the_speaker_of_the_post_above_it(english: EnglishPipeline) -> None:
    text = "The pier closed.\n\nThe port lost 40 boats.\n— Ann Ode (@annode) June 17, 2019"
    assert [(one.speaker, one.cue) for one in sayings(english, text)] == [("Ann Ode", "—")]

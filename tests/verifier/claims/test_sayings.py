"""“X said P” is two claims at one place: that X said it, and that P is so."""

from __future__ import annotations

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article, Claim

LEAD = "Harbor Chief Ann Ode met the board. "


def last_two(extractor: ClaimExtractor, text: str) -> tuple[Claim, Claim]:
    *_, saying, said = extractor.extract(Article(LEAD + text)).claims
    return saying, said


@pytest.mark.parametrize(
    ("text", "saying", "said"),
    [
        (
            "Ode said the port of Oslo lost $40 million in 2020.",
            "Ann Ode said the port of Oslo lost $40 million in 2020.",
            "The port of Oslo lost $40 million in 2020.",
        ),
        (
            "“I sold 40 boats in Oslo,” Ode said.",
            "Ann Ode said: “I sold 40 boats in Oslo”.",
            "Ann Ode sold 40 boats in Oslo.",
        ),
        (
            "According to several port officials, Oslo lost $40 million in 2020.",
            "Several port officials said Oslo lost $40 million in 2020.",
            "Oslo lost $40 million in 2020.",
        ),
        (
            "“The port lost 40 boats in 2020,” Ode told the board in Oslo, “and the pier lost two.”",
            "Ann Ode said: “The port lost 40 boats in 2020, and the pier lost two.”",
            "The port lost 40 boats in 2020 and the pier lost two.",
        ),
        (
            "“The port of Oslo,” Ode said, “lost 40 boats in 2020.”",
            "Ann Ode said: “The port of Oslo lost 40 boats in 2020.”",
            "The port of Oslo lost 40 boats in 2020.",
        ),
        (
            "Fewer than 50 boats came to Oslo in 2020, Ode said.",
            "Ann Ode said fewer than 50 boats came to Oslo in 2020.",
            "Fewer than 50 boats came to Oslo in 2020.",
        ),
    ],
)
def test_the_saying_comes_first_and_both_have_one_place(
    extractor: ClaimExtractor, text: str, saying: str, said: str
) -> None:
    first, second = last_two(extractor, text)
    assert (first.text, second.text) == (saying, said)
    assert (first.role, first.kind, second.role) == ("saying", "quotation", "said")
    assert second.kind in {"factual", "quantity"}
    assert (first.span, first.attribution) == (second.span, second.attribution)
    assert first.check_worthiness < second.check_worthiness


@pytest.mark.parametrize(
    "text",
    [
        "Ode said the port of Oslo should close.",
        "Ode denied that the port of Oslo had lost money.",
        "66 percent said it made no difference to the port.",
    ],
)
def test_where_only_the_saying_can_be_checked_it_is_alone(extractor: ClaimExtractor, text: str) -> None:
    claim = extractor.extract(Article(LEAD + text)).claims[-1]
    assert (claim.role, claim.kind) == ("saying", "quotation")
    assert [one.role for one in extractor.extract(Article(text)).claims] == ["saying"]


def test_a_claim_of_the_writer_has_no_role(extractor: ClaimExtractor) -> None:
    claims = extractor.extract(Article(LEAD)).claims
    assert claims
    assert all(claim.role is None for claim in claims)


def test_speaker_title_and_places_are_told(extractor: ClaimExtractor) -> None:
    text = LEAD + "Ode said the port of Oslo lost $40 million in 2020."
    said = extractor.extract(Article(text)).claims[-1].attribution
    assert said is not None
    assert said.source is not None
    assert (said.speaker, said.title, said.source.of(text)) == ("Ann Ode", "Harbor Chief", "Ode")
    assert [span.of(text) for span in said.content] == ["the port of Oslo lost $40 million in 2020"]
    assert [span.of(text) for span in said.cue_spans] == ["said"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Bill Ode met Ann Ode in Oslo.\n\n“The port of Oslo lost $40 million,” Ode said.", "Ode"),
        ("While Carl Berg slept, the port told Peter Dahl.\n\n“Oslo lost $40 million,” he said.", "he"),
        (
            "Karin Holm spoke. That worries Peter Dahl.\n\n“Carl Berg closed the port. It lost $40 million,” he said.",
            "Peter Dahl",
        ),
        ("Carl Berg spoke. Carl Berg said the port was shut.\n\n“It lost $40 million,” he said.", "Carl Berg"),
    ],
)
def test_words_are_in_nobodys_mouth_where_several_may_have_said_them(
    extractor: ClaimExtractor, text: str, speaker: str
) -> None:
    found = extractor.extract(Article(text)).claims[-1].attribution
    assert found is not None
    assert found.speaker == speaker


def test_a_quotation_of_several_statements_is_quoted_whole(extractor: ClaimExtractor) -> None:
    text = "“The port of Oslo lost 40 ships in 2020, but the pier of Bergen sold nine boats,” Ode said."
    found = [claim for claim in extractor.extract(Article(LEAD + text)).claims if claim.role is not None]
    sayings = [claim for claim in found if claim.role == "saying"]
    assert [claim.text for claim in sayings] == [
        "Ann Ode said: “The port of Oslo lost 40 ships in 2020, but the pier of Bergen sold nine boats”."
    ]
    said = {claim.text: claim.span for claim in found if claim.role == "said"}
    assert set(said) == {"The port of Oslo lost 40 ships in 2020.", "The pier of Bergen sold nine boats."}
    assert set(said.values()) == {sayings[0].span, *sayings[0].repeats}


@pytest.mark.parametrize("verb", ["show", "found", "revealed"])
def test_a_document_shows_what_it_shows(extractor: ClaimExtractor, verb: str) -> None:
    saying = extractor.extract(Article(f"Polls of Oslo {verb} that 40 boats were lost in 2015.")).claims[0]
    assert (saying.role, saying.text) == ("saying", f"Polls of Oslo {verb} 40 boats were lost in 2015.")


def test_what_a_document_did_find_is_told_in_good_grammar(extractor: ClaimExtractor) -> None:
    saying = extractor.extract(Article("The audit of Oslo did find that 40 boats were lost in 2015.")).claims[0]
    assert saying.text == "The audit of Oslo said 40 boats were lost in 2015."


@pytest.mark.parametrize(
    ("first", "inside"),
    [
        ("It’s", "it’s"),
        ("Now,", "now,"),
        ("However,", "however,"),
        ("Norway’s", "Norway’s"),
        ("American,", "American,"),
    ],
)
def test_the_first_word_is_small_after_the_speaker(extractor: ClaimExtractor, first: str, inside: str) -> None:
    text = f"{first} 40 boats were lost in the port of Oslo, Ann Ode said."
    saying = extractor.extract(Article(text)).claims[0]
    assert saying.text == f"Ann Ode said {inside} 40 boats were lost in the port of Oslo."


@pytest.mark.parametrize(
    ("text", "saying"),
    [
        ("Ann Ode said she’d sold 40 boats in Oslo.", "Ann Ode said she had sold 40 boats in Oslo."),
        ("The Oslo Times said it had sold 40 boats.", "The Oslo Times said it had sold 40 boats."),
        ("Ann Ode said Bo Falk had sold 40 boats.", "Ann Ode said Bo Falk had sold 40 boats."),
    ],
)
def test_a_speaker_is_not_named_twice(extractor: ClaimExtractor, text: str, saying: str) -> None:
    assert extractor.extract(Article(text)).claims[0].text == saying


def test_what_the_writer_ends_for_the_speaker_is_no_whole_quotation(extractor: ClaimExtractor) -> None:
    text = "“The board of Oslo wants to measure” income, Ann Ode said."
    saying, said = extractor.extract(Article(text)).claims
    assert saying.text == "Ann Ode said “The board of Oslo wants to measure” income."
    assert said.text == "“The board of Oslo wants to measure” income."
    whole, _ = extractor.extract(Article("“The board of Oslo wants to measure it,” Ann Ode said.")).claims
    assert whole.text.startswith("Ann Ode said: “")


def test_somebody_written_out_once_is_not_written_out_again(extractor: ClaimExtractor) -> None:
    text = "Eight in 10 captains said they have made up their mind on the port of Oslo."
    saying, said = extractor.extract(Article(text)).claims
    assert said.text == "Eight in 10 captains have made up their mind on the port of Oslo."
    assert not saying.ambiguities
    assert not said.ambiguities


def test_two_who_say_it_together_both_say_it(extractor: ClaimExtractor) -> None:
    text = "Ann Ode runs the port. Erik Karlsen runs a pier. Ode and Karlsen agreed that 40 boats were sold in Oslo."
    *_, saying, said = extractor.extract(Article(text)).claims
    assert saying.text == "Ann Ode and Erik Karlsen said 40 boats were sold in Oslo."
    assert said.attribution is not None
    assert said.attribution.speaker == "Ann Ode and Erik Karlsen"


def test_a_study_of_two_bodies_keeps_both(extractor: ClaimExtractor) -> None:
    text = "A 2014 study by Harvard and the University of Oslo found that 40 boats were lost in Norway."
    saying, _ = extractor.extract(Article(text)).claims
    assert saying.text == "A 2014 study by Harvard and the University of Oslo found 40 boats were lost in Norway."

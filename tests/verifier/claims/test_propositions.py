"""One claim a proposition: coordinated statements, relative clauses and appositions; and what must stay together."""

from __future__ import annotations

from datetime import date

import pytest

from models.english import EnglishPipeline
from models.types import Span
from verifier.claims.context import Context
from verifier.claims.extract import ClaimExtractor
from verifier.claims.parts import spans_of
from verifier.claims.propositions import details, statements
from verifier.types import Article


def context(english: EnglishPipeline, text: str) -> Context:
    return Context(text, english.parse(text))


def cut(english: EnglishPipeline, text: str) -> list[str]:
    """The statements of a sentence, each in its own words."""
    found = context(english, text)
    made = statements(found, 0, found.sentences[0].span)
    return [" ".join(span.of(text) for span in one.spans) for one in made]


def told(english: EnglishPipeline, text: str) -> list[str]:
    """What a sentence tells by the way."""
    found = details(context(english, text), 0)
    return [" ".join(part.of(text) if isinstance(part, Span) else part for part in one.parts) for one in found]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The ferry left Oslo in May and the pier closed in June.",
            ["The ferry left Oslo in May", "the pier closed in June."],
        ),
        ("The ferry left Oslo and sank near Bergen.", ["The ferry left Oslo", "The ferry sank near Bergen."]),
        ("Ban Ki-moon left Oslo and went to Bergen.", ["Ban Ki-moon left Oslo", "Ban Ki-moon went to Bergen."]),
    ],
)
def test_coordinated_statements_are_parted(english: EnglishPipeline, text: str, parts: list[str]) -> None:
    assert cut(english, text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left Oslo in May but it sank.",
        "If the ferry left Oslo and the pier closed, the town lost money.",
        "The ferry both left Oslo in May and sank near Bergen.",
        "Ann Ode was booed and shouted down by the captains of Oslo.",
        "The ferry was bought by the town and used to carry sand in Oslo.",
        "The ferry left Oslo and sank.",
        "The board sold boats and piers in Oslo.",
        "The mayor said “the ferry left Oslo in May and the pier closed in June” on Monday.",
    ],
)
def test_what_hangs_together_stays_together(english: EnglishPipeline, text: str) -> None:
    assert cut(english, text) == [text]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The harbor board, which closed the pier in May, sold 40 boats.", "The harbor board closed the pier in May"),
        ("Ann Ode, who ran the port of Oslo in 2019, left.", "Ann Ode ran the port of Oslo in 2019"),
        ("The board met Ann Ode, the mayor of Oslo.", "Ann Ode is the mayor of Oslo"),
        ("Oslo Mayor Ann Ode met the board in May.", "Ann Ode is Oslo Mayor"),
    ],
)
def test_what_is_told_by_the_way_is_a_sentence_of_its_own(english: EnglishPipeline, text: str, fact: str) -> None:
    assert told(english, text) == [fact]


@pytest.mark.parametrize(
    "text",
    [
        "The board that closed the pier in May sold 40 boats.",
        "Lindsey Ode and David Karlsen, who are both on the Judiciary Committee, said so on the record.",
        "The board passed bills funding schools, which were vetoed in 2015 by Ann Ode.",
        "The experts praised Mrs. Ode's proposals to benefit small businesses, which include a fund of 40 crowns.",
        "Everyone criticized what is probably Mrs. Ode's most innovative proposal, which is to sell 40 boats.",
        "The board sets the port fee, which, at 40 crowns, is the highest in Norway (though few pay it).",
        (
            "Tom Hallam, an outside adviser to the campaign on tax and budget issues and an associate professor at "
            "Oslo University School of Law, said that the campaign was close."
        ),
        "Ann Ode, the late mayor of Oslo, met the board.",
        "Former Oslo Mayor Ann Ode met the board in May.",
        "Police Chief Ann Ode met the board in May.",
        "The board met Ann Ode, his sister.",
    ],
)
def test_what_is_not_sure_is_not_told_apart(english: EnglishPipeline, text: str) -> None:
    assert told(english, text) == []


def test_the_rest_of_the_sentence_is_whole_without_the_clause(extractor: ClaimExtractor) -> None:
    text = "The harbor board, which closed the pier in May 2019, sold 40 boats."
    found = extractor.extract(Article(text)).claims
    assert [claim.text for claim in found] == [
        "The harbor board closed the pier in May 2019.",
        "The harbor board sold 40 boats.",
    ]
    assert [[amount.span.of(text) for amount in claim.quantities] for claim in found] == [[], ["40"]]
    assert [[when.span.of(text) for when in claim.times] for claim in found] == [["May 2019"], []]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Mayor Ann Ode said the harbor board, which closed the pier in May 2019, sold 40 boats in Oslo.",
            "The harbor board, which closed the pier in May 2019, sold 40 boats in Oslo.",
        ),
        (
            "Prosecutors allege that Bo Falk, who took $3 million in bribes, left Oslo in May 2019.",
            "Bo Falk, who took $3 million in bribes, left Oslo in May 2019.",
        ),
    ],
)
def test_a_fact_by_the_way_of_what_is_told_indirectly_is_no_claim_of_the_writers(
    extractor: ClaimExtractor, text: str, said: str
) -> None:
    found = extractor.extract(Article(text)).claims
    assert [claim.text for claim in found if claim.role == "said"] == [said]
    assert all(claim.attribution is not None for claim in found if "Mayor" not in claim.text)


def test_a_clause_of_what_is_denied_is_no_claim(extractor: ClaimExtractor) -> None:
    text = "Mayor Ann Ode denied that the harbor board, which sold 40 boats in 2019, broke the law."
    assert not [claim for claim in extractor.extract(Article(text)).claims if claim.text.startswith("The harbor")]


def test_what_is_said_in_a_clause_by_the_way_is_the_speakers(extractor: ClaimExtractor) -> None:
    text = "The board of Oslo met Captain Bo Falk, who said the port had lost 9 ships."
    speakers = {
        claim.text: claim.attribution.speaker if claim.attribution else None
        for claim in extractor.extract(Article(text)).claims
    }
    assert speakers["The port had lost 9 ships."] == "Bo Falk"


def test_runs_of_tokens_have_no_comma_before_them(english: EnglishPipeline) -> None:
    text = "In May, Ann left, and Tom came."
    tree = context(english, text).trees[0]
    marks = [at for at, token in enumerate(tree.tokens) if token.text == ","]
    assert [span.of(text) for span in spans_of(tree, [marks[0], marks[0] + 1, marks[1], marks[1] + 1])] == [
        "Ann",
        ", and",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The state ended straight-ticket voting, which lets a voter choose 40 names at once.",
        "The board thanked state House Speaker Ann Ode for 40 boats.",
    ],
)
def test_a_part_of_a_longer_name_is_not_told_apart(english: EnglishPipeline, text: str) -> None:
    assert told(english, text) == []


def test_who_somebody_is_the_writer_says_and_not_the_speaker(extractor: ClaimExtractor) -> None:
    text = "Tom Hallam said that Ann Ode, the mayor of Oslo, had sold 40 boats."
    found = {claim.text: claim.attribution for claim in extractor.extract(Article(text)).claims}
    assert found["Ann Ode is the mayor of Oslo."] is None


@pytest.mark.parametrize(
    "text",
    [
        "The board studied the death of clerk Ann Ode, an incident that nobody explained.",
        "Ann Ode, the harbor agent who led the search, left Oslo in May.",
    ],
)
def test_who_somebody_is_is_not_told_by_a_piece_of_a_description(english: EnglishPipeline, text: str) -> None:
    assert not [one for one in told(english, text) if " is " in one]


def test_a_title_does_not_begin_with_the_link_before_it(english: EnglishPipeline) -> None:
    assert not [one for one in told(english, "As Harbor Board Chairman Ann Ode has said, it is old.") if "As" in one]
    assert not told(english, "But President Ann Ode, who left in May, kept the port of Oslo.")[1:]


@pytest.mark.parametrize(
    "text",
    [
        "The pier was sold by an adviser to Ann Ode, who declined the prize.",
        "Would a board, which closed the pier in May, sell 40 boats?",
        "The board opposes the sale of the pier, which they say left a hole in the budget.",
        "Ann Ode, who sold the pier in May, and who has been ill since, left Oslo.",
        "Oslo passed a harbor tax, which is being raised in May.",
        "It was Ann Ode, not Tom Hallam, who sold the pier.",
    ],
)
def test_a_clause_that_may_belong_elsewhere_is_not_told_apart(english: EnglishPipeline, text: str) -> None:
    assert told(english, text) == []


def test_no_comma_is_left_before_the_verb_behind_a_clause(extractor: ClaimExtractor) -> None:
    text = "Norway, which at first was a friend of the ferry line, then became its rival in Bergen."
    assert not [one for one in extractor.extract(Article(text)).claims if "Norway, then" in one.text]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Ann Ode, a driver from Reno, Nev., sold 40 boats.", "Ann Ode is a driver from Reno, Nev."),
        (
            "Ann Ode, the lawyer and treasurer of the Harbor League, sold 40 boats.",
            "Ann Ode is the lawyer and treasurer of the Harbor League",
        ),
    ],
)
def test_a_description_goes_on_to_its_end(english: EnglishPipeline, text: str, fact: str) -> None:
    assert told(english, text) == [fact]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ode, the lawyer leading the search, sold 40 boats.",
        "Ann Ode, the chairman, sold 40 boats.",
        "Ann Ode, a harbor voter, sold 40 boats.",
        "Ann Ode, the party's nominee in 2008, sold 40 boats.",
        "Ann Ode, an official during the Hallam administration, sold 40 boats.",
        "Ann Ode, the founder of Ode Lines, who died in 2014, had sold 40 boats.",
    ],
)
def test_a_description_that_is_bare_or_of_another_time_tells_nothing(english: EnglishPipeline, text: str) -> None:
    assert not [one for one in told(english, text) if " is " in one]


@pytest.mark.parametrize(
    "text",
    [
        "House Speaker Ann Ode met the board in Oslo.",
        "Tom Hallam met Ann Ode, the French foreign minister, in Oslo.",
        "Tom Hallam met Ann Ode, the presumptive presidential nominee, in Oslo.",
    ],
)
def test_an_office_of_a_whole_state_is_listed_and_no_claim(extractor: ClaimExtractor, text: str) -> None:
    found = extractor.extract(Article(text))
    assert not [one for one in found.claims if one.text.startswith("Ann Ode is")]
    assert [one.reason for one in found.skipped if "everybody knows" in one.reason]


def test_an_office_is_a_claim_where_the_sentence_is_about_it(extractor: ClaimExtractor) -> None:
    text = "Ann Ode is the French foreign minister."
    assert [one.text for one in extractor.extract(Article(text)).claims] == [text]


def test_a_title_in_a_sentence_about_years_ago_is_not_of_today(extractor: ClaimExtractor) -> None:
    text = "Harbor Board Chairman Ann Ode closed the pier of Oslo in 1980."
    found = extractor.extract(Article(text, published_at=date(2016, 5, 2))).claims
    assert not [one for one in found if one.text.startswith("Ann Ode is")]


def test_a_list_of_verbs_stays_together(english: EnglishPipeline) -> None:
    text = "Ann Ode closed the pier of Oslo, left the harbor board, and sold 40 boats in Bergen."
    assert cut(english, text) == [text]


def test_a_verb_after_a_clause_keeps_its_comma_where_it_is_not_the_nouns(extractor: ClaimExtractor) -> None:
    text = "The port was led for years by Ann Ode, who left the board in 2014, then closed in May."
    assert not [one for one in extractor.extract(Article(text)).claims if "Ode then" in one.text]


def test_a_clause_before_quoted_words_of_the_main_verb_is_told_apart(english: EnglishPipeline) -> None:
    text = "The pier, which is supported by the harbor board, “would never hold” without the piles."
    assert told(english, text) == ["The pier is supported by the harbor board"]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ode, a strategist for causes whose agency, Falk, made the ads, sold 40 boats.",
        "Ann Ode, an adviser and pollster for Bo Falk and his mate, sold 40 boats.",
        "Ann Ode, a press secretary in the White House of George Bush, sold 40 boats.",
        "Ann Ode, an American prisoner of war now charged with desertion, sold 40 boats.",
    ],
)
def test_a_description_that_is_cut_or_may_be_over_stays_in_its_sentence(extractor: ClaimExtractor, text: str) -> None:
    found = [one.text for one in extractor.extract(Article(text)).claims]
    assert found
    assert not [one for one in found if one.startswith("Ann Ode is")]

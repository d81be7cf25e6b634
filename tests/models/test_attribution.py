"""The tagger of attributions: its features, its training, its weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.attribution.features import ROWS, RoleFeatures, cue_features
from models.attribution.tagger import ROLES, AttributionTagger, Weights, read_weights
from models.attribution.view import View
from models.english import EnglishPipeline
from models.errors import ModelDamaged
from models.quotes import quoted_tokens
from models.train.attribution import Drawn, cue_head, read_articles, train, write_weights
from models.types import ParsedSentence, Span, Token

TEXT = "Ann Ode said the port opened."


@pytest.fixture(scope="module")
def english() -> EnglishPipeline:
    return EnglishPipeline()


@pytest.fixture(scope="module")
def tagger() -> AttributionTagger:
    return AttributionTagger()


def parts(english: EnglishPipeline, tagger: AttributionTagger, text: str) -> list[tuple[str, str, str]]:
    """(source, cue, content) of each outer attribution of one sentence."""
    (sentence,) = english.parse(text)
    (quoted,) = quoted_tokens(text, [sentence])

    def words(indices: tuple[int, ...]) -> str:
        return " ".join(sentence.tokens[at].text for at in indices)

    found = [one for one in tagger.tag(sentence, quoted) if not one.inner]
    return [(words(one.source), words(one.cue), words(one.content)) for one in found]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The mayor said the port had lost money.", "The mayor", "said"),
        ("The port had lost money, according to the harbor board.", "the harbor board", "according to"),
        ("Several Democrats believe that the port will close.", "Several Democrats", "believe"),
        ("The poll shows that voters are angry.", "The poll", "shows"),
        ("She wants to close the port.", "She", "wants"),
    ],
)
def test_source_and_cue_of_speech_and_of_thought(
    english: EnglishPipeline, tagger: AttributionTagger, text: str, source: str, cue: str
) -> None:
    ((found_source, found_cue, content),) = parts(english, tagger, text)
    assert (found_source, found_cue) == (source, cue)
    assert "port" in content or "voters" in content


def test_a_plain_statement_has_no_attribution(english: EnglishPipeline, tagger: AttributionTagger) -> None:
    assert parts(english, tagger, "The port of Oslo has four piers.") == []


def test_a_cue_inside_the_content_of_another_is_inner(english: EnglishPipeline) -> None:
    (sentence,) = english.parse("The mayor said the governor believes that.")
    view = View(sentence, [False] * len(sentence.tokens))
    cue, role = np.full(ROWS, -1.0, np.float32), np.zeros((ROWS, len(ROLES)), np.float32)
    role[:, ROLES.index("content")] = 1.0  # everything is content of everything
    for at, sure in ((2, 90.0), (5, 80.0)):
        others = {row for other in range(8) if other != at for row in cue_features(view, other)}
        own = [row for row in cue_features(view, at) if row not in others]
        cue[own] = sure / len(own)
    found = AttributionTagger(weights=Weights(cue, role), threshold=0.5).tag(sentence, view.quoted)
    assert [(sentence.tokens[one.head].text, one.inner) for one in found] == [("said", False), ("believes", True)]


def test_a_sentence_without_tokens_has_no_attributions(tagger: AttributionTagger) -> None:
    assert tagger.tag(ParsedSentence(Span(0, 0), 0, (), ()), []) == []


def test_features_are_rows_of_the_table_and_the_same_every_time(english: EnglishPipeline) -> None:
    (sentence,) = english.parse(TEXT)
    view = View(sentence, [False] * len(sentence.tokens))
    rows = [*cue_features(view, 2), *RoleFeatures(view, 2).of(5)]
    assert all(0 <= row < ROWS for row in rows)
    assert rows == [*cue_features(View(sentence, view.quoted), 2), *RoleFeatures(View(sentence, view.quoted), 2).of(5)]


def test_ways_through_a_tree_go_up_and_then_down(english: EnglishPipeline) -> None:
    (sentence,) = english.parse(TEXT)
    paths = View(sentence, [False] * len(sentence.tokens)).paths(5)  # from "opened"
    assert paths[5] == ((), 5)
    assert paths[4] == (("<nsubj",), 4)
    assert paths[1] == (("^ccomp", "<nsubj"), 1)


def test_a_tree_that_is_a_ring_is_walked_to_an_end() -> None:
    def token(at: int, head: int) -> Token:
        return Token(Span(at, at + 1), "a", "a", "VERB", "VB", "ccomp", head)

    view = View(ParsedSentence(Span(0, 2), 0, (token(0, 1), token(1, 0)), ()), [False, False])
    assert len(view.paths(0)) == 2
    assert cue_features(view, 0)


def test_the_head_of_a_cue_is_its_topmost_verb(english: EnglishPipeline) -> None:
    (sentence,) = english.parse("The mayor has repeatedly said so.")
    view = View(sentence, [False] * len(sentence.tokens))
    assert cue_head(view, {at: ROLES.index("cue") for at in (2, 3, 4)}) == 4
    assert cue_head(view, {0: ROLES.index("source")}) is None


def trained(english: EnglishPipeline) -> Weights:
    """Weights that know one sentence by heart."""
    drawn = Drawn()
    marked = [{"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 28]]}]
    for _ in range(20):
        drawn.add_article(TEXT, english.parse(TEXT), marked)
    return train(drawn)


def test_training_learns_what_was_marked_and_is_the_same_every_time(english: EnglishPipeline) -> None:
    weights = trained(english)
    assert parts(english, AttributionTagger(weights=weights), TEXT) == [("Ann Ode", "said", "the port opened")]
    again = trained(english)
    assert np.array_equal(weights.cue, again.cue)
    assert np.array_equal(weights.role, again.role)


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    generator = np.random.default_rng(5)
    made = Weights(
        generator.normal(size=ROWS).astype(np.float16).astype(np.float32),
        generator.normal(size=(ROWS, 4)).astype(np.float16).astype(np.float32),
    )
    read = read_weights(write_weights(made, tmp_path / "new"))
    assert np.array_equal(read.cue, made.cue)
    assert np.array_equal(read.role, made.role)


def test_weights_of_another_shape_or_no_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged, match="shape"):
        Weights(np.zeros(3, np.float32), np.zeros((3, 4), np.float32))
    (tmp_path / "weights.safetensors").write_bytes(b"no weights")
    with pytest.raises(ModelDamaged, match="tensors"):
        read_weights(tmp_path / "weights.safetensors")


def test_the_articles_of_a_file_are_read(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "articles.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"article": "one", "text": "A.", "attributions": []}\n'))
    assert list(read_articles(path)) == [("A.", [])]

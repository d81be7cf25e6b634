"""Puts the real parts together. Everything here is cheap: models load when they are first used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexes.collection import Collection
from models.check_worthiness import CheckWorthinessModel
from models.embedder import SentenceEmbedder
from models.english import EnglishPipeline
from models.errors import ModelUnsuitable
from models.nli import CrossEncoder, load_nli
from models.quick_embedder import QuickEmbedder
from verifier import calibration
from verifier.claims.extract import ClaimExtractor
from verifier.claims.readiness import Readers
from verifier.pipeline import Verifier
from verifier.remembering import RememberingNli
from verifier.settings import READINESS, SCREEN, SECOND_READER, Settings, VerificationSettings


def make_extractor(
    *,
    settings: Settings | None = None,
    english: EnglishPipeline | None = None,
    embedder: SentenceEmbedder | None = None,
    with_readiness: bool = True,
) -> ClaimExtractor:
    """An extractor over the English pipeline, the classifier of check-worthiness and, if wanted, both of readiness."""
    known = settings or Settings()
    return ClaimExtractor(
        english or _english(known),
        worthiness=CheckWorthinessModel(_quick(embedder or _embedder(known), known)),
        readiness=Readers(*_readiness(known)) if with_readiness else None,
    )


def make_worthiness(*, settings: Settings | None = None) -> CheckWorthinessModel:
    """The check-worthiness classifier over the pinned embedder."""
    known = settings or Settings()
    return CheckWorthinessModel(_quick(_embedder(known), known))


@contextmanager
def open_collection(path: Path, *, settings: Settings | None = None, create: bool = False) -> Iterator[Collection]:
    """The collection in a folder, closed at the end. `create` makes it where there is none.

    Raises the errors of `Collection.open`: CollectionMissing, CollectionDamaged, EmbedderMismatch.
    """
    known = settings or Settings()
    with Collection.open(path, embedder=_embedder(known), splitter=_english(known), create=create) as collection:
        yield collection


@contextmanager
def open_verifier(
    path: Path,
    *,
    settings: Settings | None = None,
    verification: VerificationSettings | None = None,
    create: bool = False,
    load: bool = False,
) -> Iterator[Verifier]:
    """A verifier over the collection in a folder, which is closed at the end.

    The models load when they are first used, or before the verifier is handed over where `load` is True. Raises what
    `open_collection` raises, ModelMissing or ModelUnsuitable for an NLI model that is not there, CalibrationUnusable
    for a calibration that cannot be read or that an error rate needs, and with `load` all that loading raises.
    """
    known = settings or Settings()
    english, embedder = _english(known), _embedder(known)
    deciding = known.deciding(verification)
    if known.nli_model in {READINESS, SECOND_READER}:
        raise ModelUnsuitable(
            f"expected an NLI model, found {known.nli_model}, which is none", hint="Give judge, screen or a path."
        )
    nli = _nli(known.nli_model, known)
    screen = _nli(SCREEN, known) if deciding.cascade else None
    quick, readiness = _quick(embedder, known), _readiness(known)
    worthiness = CheckWorthinessModel(quick)
    with Collection.open(path, embedder=embedder, splitter=english, create=create) as collection:
        if load:
            for model in (english, embedder, nli, screen, quick, worthiness, *readiness):
                if model is not None:
                    model.load()
        yield Verifier(
            collection,
            nli=RememberingNli(nli),
            extractor=ClaimExtractor(english, worthiness=worthiness, readiness=Readers(*readiness)),
            settings=deciding,
            parser=english,
            calibration=_calibration(known),
            screen=None if screen is None else RememberingNli(screen),
        )


def _nli(name: str | None, settings: Settings) -> CrossEncoder:
    return load_nli(name, cache_dir=settings.cache, threads=settings.threads, runtime=settings.nli_runtime)


def _readiness(settings: Settings) -> tuple[CrossEncoder, CrossEncoder]:
    """The two models that tell how ready a claim is, the small one first."""
    return _nli(READINESS, settings), _nli(SECOND_READER, settings)


def _calibration(settings: Settings) -> calibration.Calibration | None:
    return calibration.packaged() if settings.calibration is None else calibration.load(settings.calibration)


def _english(settings: Settings) -> EnglishPipeline:
    return EnglishPipeline(cache_dir=settings.cache)


def _quick(exact: SentenceEmbedder, settings: Settings) -> QuickEmbedder:
    return QuickEmbedder(exact, cache_dir=settings.cache, threads=settings.threads, runtime=settings.nli_runtime)


def _embedder(settings: Settings) -> SentenceEmbedder:
    return SentenceEmbedder(cache_dir=settings.cache, threads=settings.threads)

"""The real verifier with its models loaded: apart from `api.app`, because importing it loads the neural libraries.

The parts are those of `verifier.assembly.open_verifier`, which loads them on first use. A service says that it is ready
only when they are loaded, so it needs to hold them itself. A test compares the verdicts of the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexes.collection import Collection
from models.embedder import SentenceEmbedder
from models.english import EnglishPipeline
from models.nli import load_nli
from verifier.assembly import make_extractor
from verifier.pipeline import Verifier
from verifier.remembering import RememberingNli
from verifier.settings import Settings
from verifier.types import ClaimRequest

_WARM_UP = "The bridge was opened in May 2019 by the mayor of the town."


@contextmanager
def open_loaded_verifier(path: Path) -> Iterator[Verifier]:
    """A verifier over the collection in a folder, its models verified, loaded and used once.

    Raises CollectionMissing, CollectionDamaged and EmbedderMismatch before, and the models' errors while loading.
    """
    settings = Settings(collection=path)
    english = EnglishPipeline(cache_dir=settings.cache)
    embedder = SentenceEmbedder(cache_dir=settings.cache, threads=settings.threads)
    nli = load_nli(settings.nli_model, cache_dir=settings.cache, threads=settings.threads)
    with Collection.open(path, embedder=embedder, splitter=english) as collection:
        for model in (english, embedder, nli):
            model.load()
        verifier = Verifier(
            collection, nli=RememberingNli(nli), extractor=make_extractor(english=english), parser=english
        )
        verifier.check([ClaimRequest(_WARM_UP)])
        yield verifier

"""What the commands are built from. Tests give others; nothing is patched.

Importing this module loads no model: the real parts are imported when a command asks for them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import typer

from verifier.errors import SettingsInvalid

if TYPE_CHECKING:
    from indexes.collection import Collection
    from models.protocols import CheckWorthiness, NliModel
    from verifier.claims.guarded import Extractor as ArticleExtractor
    from verifier.pipeline import Extractor, Verifier
    from verifier.settings import Settings, VerificationSettings


class Parts(Protocol):
    """Opens what a command needs; `create` makes the collection where there is none."""

    def open_collection(
        self, path: Path, *, settings: Settings, create: bool = False
    ) -> AbstractContextManager[Collection]: ...

    def open_verifier(
        self, path: Path, *, settings: Settings, verification: VerificationSettings, create: bool = False
    ) -> AbstractContextManager[Verifier]: ...

    def make_extractor(self) -> Extractor: ...

    def load_nli(self, path_or_name: str | None, *, settings: Settings) -> NliModel: ...

    def load_worthiness(self, *, settings: Settings) -> CheckWorthiness: ...


class RealParts:
    """The real models. Each import is made when it is needed, because `verifier --help` must not load torch."""

    def open_collection(
        self, path: Path, *, settings: Settings, create: bool = False
    ) -> AbstractContextManager[Collection]:
        from verifier import assembly

        return assembly.open_collection(path, settings=settings, create=create)

    def open_verifier(
        self, path: Path, *, settings: Settings, verification: VerificationSettings, create: bool = False
    ) -> AbstractContextManager[Verifier]:
        from verifier import assembly

        return assembly.open_verifier(path, settings=settings, verification=verification, create=create)

    def make_extractor(self) -> Extractor:
        from verifier import assembly

        return assembly.make_extractor()

    def load_nli(self, path_or_name: str | None, *, settings: Settings) -> NliModel:
        from models.nli import load_nli

        return load_nli(path_or_name, cache_dir=settings.cache, threads=settings.threads, runtime=settings.nli_runtime)

    def load_worthiness(self, *, settings: Settings) -> CheckWorthiness:
        from verifier import assembly

        return assembly.make_worthiness(settings=settings)


@dataclass(frozen=True, slots=True)
class Session:
    """One call of the program: carried in typer's context."""

    parts: Parts

    def open_collection(self, path: Path, *, create: bool = False) -> AbstractContextManager[Collection]:
        return self.parts.open_collection(path, settings=_settings(), create=create)

    def open_verifier(
        self,
        path: Path,
        *,
        nli_model: str | None = None,
        nli_runtime: str | None = None,
        top_k: int | None = None,
        use_later: bool = False,
        max_error_rate: float | None = None,
        least_confidence: float | None = None,
        cascade: bool = False,
        fast: bool = False,
        guard: bool = False,
        least_worth: float | None = None,
        create: bool = False,
    ) -> AbstractContextManager[Verifier]:
        """A verifier over a collection; what is given goes before the environment and the defaults. `fast` reads with
        the screen where no model is named."""
        from verifier.settings import SCREEN, VerificationSettings  # pydantic takes its time

        chosen = VerificationSettings(use_later_evidence=use_later, max_error_rate=max_error_rate)
        if least_confidence is not None:
            chosen = replace(chosen, least_confidence=least_confidence)
        if top_k is not None:
            chosen = replace(chosen, passages_found=top_k, passages_read=min(chosen.passages_read, top_k))
        return self.parts.open_verifier(
            path,
            settings=_settings(
                nli_model or (SCREEN if fast else None),
                nli_runtime,
                cascade=cascade,
                guard=guard,
                least_worth=least_worth,
            ),
            verification=chosen,
            create=create,
        )

    def make_extractor(
        self, *, guard: bool = False, least_worth: float | None = None, ready: bool = False
    ) -> ArticleExtractor:
        """The extractor of what is worth checking, with a guard where that is asked for or the environment switches
        it on; of what is `ready` only, where that is asked for."""
        from verifier.claims.guarded import GuardedExtractor  # with the rules, too slow to import for --help
        from verifier.claims.readiness import ReadyExtractor
        from verifier.claims.worthwhile import WorthwhileExtractor

        settings = _settings(guard=guard, least_worth=least_worth)
        extractor: ArticleExtractor = WorthwhileExtractor(
            self.parts.make_extractor(), least=settings.deciding(None).least_worth
        )
        if settings.guard:
            extractor = GuardedExtractor(extractor, nli=self.parts.load_nli(settings.nli_model, settings=settings))
        return ReadyExtractor(extractor) if ready else extractor

    def load_nli(self, path_or_name: str | None, *, runtime: str | None = None) -> NliModel:
        settings = _settings(path_or_name, runtime)
        return self.parts.load_nli(settings.nli_model, settings=settings)

    def load_worthiness(self) -> CheckWorthiness:
        return self.parts.load_worthiness(settings=_settings())


def session(context: typer.Context) -> Session:
    found = context.find_object(Session)
    if found is None:
        raise RuntimeError("a command ran without its session; start it through verifier.cli.run")
    return found


def _settings(
    nli_model: str | None = None,
    nli_runtime: str | None = None,
    *,
    cascade: bool = False,
    guard: bool = False,
    least_worth: float | None = None,
) -> Settings:
    """Where things are, from the environment; what is given goes before it. Raises SettingsInvalid."""
    from pydantic import ValidationError  # takes its time

    from verifier.settings import Settings

    try:
        given = {
            "nli_model": nli_model,
            "nli_runtime": nli_runtime,
            "cascade": cascade or None,
            "guard": guard or None,
            "least_worth": least_worth,
        }
        return Settings.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"])
        raise SettingsInvalid(
            f"VERIFIER_{name.upper()}: {first['msg']}, found {first['input']!r}",
            hint="Set the variable in the environment to another value, or leave it out.",
        ) from error

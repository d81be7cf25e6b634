"""`verifier bench`: how fast claims are read beside their windows, by each model and by the cascade of both."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.bench import Group, ModelTimings, Timing, groups, time_model
from models.english import EnglishPipeline
from models.evaluate import deciding_stance
from models.nli import CrossEncoder
from models.nli_sources import resolve
from models.pairs import read_pairs
from verifier.demo import ARTICLE_FILE, DOCUMENTS_FILE
from verifier.screening import to_judge
from verifier.settings import SCREEN, VerificationSettings

if TYPE_CHECKING:
    from models.protocols import NliModel
    from models.runtimes import RuntimeChoice
    from verifier.records import Record

WINDOWS: Final = 12
"""Windows a claim: as many as the passages that a search finds by default."""
_CORPUS: Final = 2000
_FEVER: Final = Path("nli", "fever_rte_dev.jsonl.gz")


@dataclass(frozen=True, slots=True)
class BenchResult:
    """The same pairs read by everything. `judged` counts the windows that the cascade's judge read."""

    source: str
    claims: int
    judge: ModelTimings
    screen: ModelTimings
    cascade: Timing
    judged: int

    @property
    def cascade_over_single(self) -> float:
        """How much faster the cascade is than the judge, one pair at a time, over all windows."""
        return self.judge.single.seconds / self.cascade.seconds

    def record(self) -> Record:
        return {
            "source": self.source,
            "claims": self.claims,
            "pairs": self.cascade.pairs,
            **{one.model: _model_record(one) for one in (self.judge, self.screen)},
            "cascade": {
                "pairs_per_s": self.cascade.pairs_per_s,
                "windows_judged": self.judged,
                "over_judge_one_at_a_time": self.cascade_over_single,
            },
        }


def _model_record(one: ModelTimings) -> Record:
    return {
        "runtime": one.runtime,
        "one_at_a_time_pairs_per_s": one.single.pairs_per_s,
        "batched_pairs_per_s": one.batched.pairs_per_s,
        "own_pairs_per_s": one.own.pairs_per_s,
        "over_one_at_a_time": one.over_single,
        "over_batched": one.over_batched,
    }


def bench(
    material: Sequence[Group],
    *,
    source: str,
    judge: str | Path | None = None,
    screen: str | Path = SCREEN,
    cache_dir: Path | None = None,
    threads: int | None = None,
    runtime: RuntimeChoice = "auto",
) -> BenchResult:
    """Reads all windows of all groups in every way, one after the other. Raises what loading the models raises."""
    pairs = [pair for group in material for pair in group.pairs]
    sources = [resolve(name, cache_dir=cache_dir) for name in (judge, screen)]
    first, second = (time_model(one, pairs, cache_dir=cache_dir, threads=threads, runtime=runtime) for one in sources)
    heavy, light = (CrossEncoder(one, threads=threads, runtime=runtime, cache_dir=cache_dir) for one in sources)
    for model in (heavy, light):
        model.read(pairs[:1])  # loads
    started = time.perf_counter()
    judged = _cascade(material, light, heavy)
    cascade = Timing("cascade", len(pairs), time.perf_counter() - started)
    return BenchResult(source, len(material), first, second, cascade, judged)


def _cascade(material: Sequence[Group], screen: NliModel, judge: NliModel) -> int:
    """Reads the groups in two passes, and tells how many windows came to the judge."""
    plain = VerificationSettings()
    readings = iter(screen.read([pair for group in material for pair in group.pairs]))
    picked: list[tuple[str, str]] = []
    for group in material:
        stances = [deciding_stance(next(readings)) for _ in group.windows]
        places = to_judge(stances, best=plain.cascade_best, floor=plain.cascade_floor, certain=plain.cascade_certain)
        picked += [group.pairs[place] for place in places]
    judge.read(picked)
    return len(picked)


def own_material(*, pairs: int) -> list[Group]:
    """The sentences of the demo article beside those of the demo documents."""
    english = EnglishPipeline()

    def sentences(text: str) -> list[str]:
        return [span.of(text) for span in english.sentences(text)]

    lines = DOCUMENTS_FILE.read_text(encoding="utf-8").splitlines()
    texts = [one for line in lines if line.strip() for one in sentences(json.loads(line)["text"])]
    claims = sentences(ARTICLE_FILE.read_text(encoding="utf-8"))
    return groups(texts, claims[: _claims(pairs)], windows=WINDOWS)


def fever_material(data: Path, *, pairs: int) -> list[Group]:
    """Claims of FEVER dev beside premises of others, drawn with a fixed seed. Raises PairsUnreadable."""
    drawn = read_pairs(data / _FEVER, limit=_CORPUS)
    claims = list(dict.fromkeys(pair.hypothesis for pair in drawn))
    return groups([pair.premise for pair in drawn], claims[: _claims(pairs)], windows=WINDOWS)


def _claims(pairs: int) -> int:
    return max(1, pairs // WINDOWS)

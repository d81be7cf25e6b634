"""`verifier bench`: how fast claims are read beside their windows, by each model and by the cascade of both."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from indexes.passages import cut_passages
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
    """The sentences of the demo article beside passages of the demo documents."""
    english = EnglishPipeline()
    lines = DOCUMENTS_FILE.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    article = ARTICLE_FILE.read_text(encoding="utf-8")
    claims = [span.of(article) for span in english.sentences(article)]
    return groups(_passages(texts, english), claims[: _claims(pairs)], windows=WINDOWS)


def fever_material(data: Path, *, pairs: int) -> list[Group]:
    """Claims of FEVER dev beside passages of the premises of others. Raises PairsUnreadable."""
    drawn = read_pairs(data / _FEVER, limit=_CORPUS)
    claims = list(dict.fromkeys(pair.hypothesis for pair in drawn))
    texts = list(dict.fromkeys(pair.premise for pair in drawn))
    return groups(_passages(texts, EnglishPipeline()), claims[: _claims(pairs)], windows=WINDOWS)


def _passages(texts: Sequence[str], english: EnglishPipeline) -> list[str]:
    """The texts cut as a collection cuts them, so that every way reads the same words: transformers leaves out what is
    over its limit, where we read on in further windows."""
    return [cut.span.of(text) for text in texts for cut in cut_passages(text, english)]


def _claims(pairs: int) -> int:
    return max(1, pairs // WINDOWS)

"""Measures the promise of batches with the real models: SIGKILL of the server while it works through articles.

    python -m tests.api.kill_batch --articles FILE.jsonl[.gz] --collection DIR [--kills 3] [--limit 84]

A line of FILE is a JSON object with "text", and with "published_at" or a name with a day in it under "article". The
server is `verifier serve` over DIR. Prints one JSON object and ends with 1 where an article is missing or was answered
twice.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.api.killing import Outcome, free_port, run_with_kills, start

_SERVE = "import sys; from verifier.cli import main; sys.argv[0] = 'verifier'; main()"


def read_articles(path: Path) -> Iterator[dict[str, str]]:
    """Articles as records with a text, and the day of publication where the record or its name tells it."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in data.splitlines():
        record = json.loads(line)
        day = record.get("published_at") or _day_in(str(record.get("article", "")))
        yield {"text": record["text"], **({"published_at": day} if day else {})}


def _day_in(name: str) -> str | None:
    found = re.search(r"\d{4}-\d{2}-\d{2}", name)
    return found and found.group()


def measure(articles: list[dict[str, str]], collection: Path, state: Path, *, kills: int, timeout_s: float) -> Outcome:
    port = free_port()
    lines = "".join(
        f"{json.dumps({'custom_id': f'article-{number}', 'article': article})}\n"
        for number, article in enumerate(articles)
    )
    arguments = ["-c", _SERVE, "serve", "--collection", str(collection), "--port", str(port)]
    return run_with_kills(
        lambda: start(arguments, state / "server.log"),
        f"http://127.0.0.1:{port}",
        lines.encode(),
        kill_at=[len(articles) * (number + 1) // (kills + 1) for number in range(kills)],
        timeout_s=timeout_s,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--collection", type=Path, required=True)
    parser.add_argument("--kills", type=int, default=1)
    parser.add_argument("--limit", type=int, default=84)
    parser.add_argument("--timeout", type=float, default=7200.0, help="seconds")
    options = parser.parse_args()
    articles = list(read_articles(options.articles))[: options.limit]
    with tempfile.TemporaryDirectory() as state:
        outcome = measure(articles, options.collection, Path(state), kills=options.kills, timeout_s=options.timeout)
    expected = {f"article-{number}" for number in range(len(articles))}
    once = set(outcome.answered) == expected and set(outcome.answered.values()) == {1}
    shown = {
        "articles": len(articles),
        "state": outcome.state,
        "answered": len(outcome.answered),
        "answered_twice": sum(count > 1 for count in outcome.answered.values()),
        "answered_at_kills": outcome.answered_at_kills,
        "kept_what_was_answered": outcome.kept,
        "seconds": round(outcome.seconds, 1),
    }
    sys.stdout.write(f"{json.dumps(shown)}\n")
    return 0 if once and outcome.kept and outcome.state == "completed" else 1


if __name__ == "__main__":
    sys.exit(main())

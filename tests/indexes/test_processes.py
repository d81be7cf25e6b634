"""Several processes on one collection, and a disk that is full."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.indexes.making import document, open_collection

ROOT = Path(__file__).parents[2]


def start(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.indexes.busy_worker", *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    output, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (0, "")
    return output


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    for process in [start("add", tmp_path, first, 120) for first in (0, 60)]:
        finish(process)
    with open_collection(tmp_path) as collection:
        assert collection.list(limit=1000) == [document(number) for number in range(180)]
        assert collection.check() == []


def test_a_reader_sees_whole_states_while_another_process_writes(tmp_path: Path) -> None:
    with open_collection(tmp_path) as collection:
        collection.add(document(number) for number in range(20))
        writer = start("churn", tmp_path)
        queries = [document(number).text for number in range(18, 42, 2)]
        snapshots: set[str] = set()
        while len(snapshots) < 10 and writer.poll() is None:
            result = collection.search(queries, top_k=8)
            snapshots.add(result.snapshot)
            for hits in result.hits:
                assert len(hits) == 8
                for hit in hits:
                    text = result.documents[hit.passage.document_id].text
                    assert hit.passage.span.of(text) == hit.passage.text
        finish(writer)  # ends its input, which it takes for the order to stop
        assert len(snapshots) == 10
        assert collection.check() == []


def test_a_full_disk_is_named_and_keeps_what_was_committed(tmp_path: Path) -> None:
    with open_collection(tmp_path) as collection:
        collection.add(document(number) for number in range(20))
    output = finish(start("fill", tmp_path, 2_000_000)).splitlines()
    committed = [int(line) for line in output if line.isdigit()]
    assert committed
    assert output[-2].startswith("CollectionFull Free some disk space")
    assert output[-1] == "check []"
    with open_collection(tmp_path) as collection:
        expected = [document(number) for number in range(20)]
        expected += [document(number, sentences=60) for number in range(100, committed[-1] + 20)]
        assert collection.list(limit=100_000) == expected
        assert collection.check() == []
        assert collection.add([document(50)]).added == 1

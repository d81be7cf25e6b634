"""Processes that work on one collection at the same time as others.

python -m tests.indexes.busy_worker add FOLDER FIRST_NUMBER COUNT     adds documents, three a call
python -m tests.indexes.busy_worker churn FOLDER                      adds, replaces and removes until its input ends
python -m tests.indexes.busy_worker fill FOLDER LIMIT_BYTES           adds until no file may grow; says what stopped it
"""

from __future__ import annotations

import resource
import select
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from indexes.errors import CollectionError
from tests.indexes.making import document, open_collection


def add(folder: Path, first: int, number: int) -> None:
    with open_collection(folder) as collection:
        for start in range(first, first + number, 3):
            collection.add(document(at) for at in range(start, min(start + 3, first + number)))


def churn(folder: Path) -> None:
    with open_collection(folder) as collection:
        for at in count():
            if select.select([sys.stdin], [], [], 0)[0]:
                return
            numbers = range(20 + at % 10, 30 + at % 10)
            collection.add(document(one, version=at) for one in numbers)
            collection.remove([f"doc-{one:04}" for one in numbers if one % 3 == at % 3])


def fill(folder: Path, limit_bytes: int) -> None:
    collection = open_collection(folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))
    try:
        for at in count(100, 20):
            collection.add(document(number, sentences=60) for number in range(at, at + 20))
            say(at)
    except CollectionError as error:
        say(type(error).__name__, error.hint)
        say("check", collection.check())
    collection.close()


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


TASKS: dict[str, Callable[..., None]] = {"add": add, "churn": churn, "fill": fill}

if __name__ == "__main__":
    TASKS[sys.argv[1]](Path(sys.argv[2]), *map(int, sys.argv[3:]))

"""A process that changes a collection without end, and says what it is about to do and when that is committed.

    python -m tests.indexes.kill_worker FOLDER SEED FIRST_NUMBER COUNT

It begins when it reads a line. It writes `open` when the collection is open, then for each operation a line such as
`add 3:711 8:20` (numbers and versions) or `remove 3 8`, and `done` after it was committed.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from tests.indexes.making import document, open_collection


def main(folder: Path, seed: int, first: int, count: int) -> None:
    chance = random.Random(seed)
    sys.stdin.readline()
    collection = open_collection(folder)
    say("open")
    while True:
        numbers = chance.sample(range(first, first + count), chance.randint(1, 12))
        if chance.random() < 0.3:
            say("remove", *map(str, numbers))
            collection.remove([f"doc-{number:04}" for number in numbers])
        else:
            versions = {number: chance.randrange(1_000_000) for number in numbers}
            say("add", *(f"{number}:{version}" for number, version in versions.items()))
            collection.add(document(number, version=version) for number, version in versions.items())
        say("done")
        if chance.random() < 0.3:
            collection.search([document(numbers[0]).text], top_k=3)
        if chance.random() < 0.2:
            collection.close()
            collection = open_collection(folder)


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))

"""The released judge with its real weights."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
import threading

import pytest

from models.evaluate import decide, deciding_stance
from models.nli import CrossEncoder, load_nli
from models.registry import spec

PAIRS = [
    ("The agency said that 2,300 people crossed the border in March.", "People crossed the border in March."),
    ("The mayor resigned on Monday after the vote.", "The mayor is still in office."),
    ("A baker in the harbour town sells bread at dawn.", "The police chief was born in Norway."),
    ("Officials opened the bridge in May.", "The bridge was opened."),
    ("Nobody was hurt in the fire.", "Three people were hurt in the fire."),
]
EXPECTED = ["entailment", "contradiction", "neutral", "entailment", "contradiction"]
LONG = " ".join(f"On day {day} the council of the town discussed item number {day} of its list." for day in range(30))


@pytest.fixture(scope="module", params=["fp32", "int8"])
def judge(request: pytest.FixtureRequest) -> CrossEncoder:
    return load_nli(runtime=request.param)


def many() -> list[tuple[str, str]]:
    filler = [
        (f"Report {n}: " + "the clerk counted boats in the harbour. " * (n % 9), f"The clerk counted {n} boats.")
        for n in range(33)
    ]
    return [*PAIRS, (LONG, "The council met."), ("", ""), *filler]


def test_plain_cases_are_read_right(judge: CrossEncoder) -> None:
    assert [decide(deciding_stance(reading))[0] for reading in judge.read(PAIRS)] == EXPECTED


def test_a_reading_is_the_same_alone_shuffled_repeated_and_among_forty(judge: CrossEncoder) -> None:
    pairs = many()
    together = judge.read(pairs)
    assert len(pairs) == len(together) == 40
    for index in (0, 1, 5, 6, 7, 15, 23, 39):
        assert judge.read([pairs[index]]) == [together[index]]
    order = list(range(len(pairs)))
    random.Random(3).shuffle(order)
    shuffled = judge.read([pairs[index] for index in order] + pairs[:5])
    assert shuffled == [together[index] for index in order] + together[:5]
    assert judge.read(pairs[5:14]) == together[5:14]


THREADS = """
from models.nli import load_nli
judge = load_nli(threads={threads}, runtime="fp32")
print(judge.read([("The bridge was shut on Friday after the flood.", "The bridge is open.")]))
"""


@pytest.mark.skipif(sys.platform != "linux" or os.uname().machine != "x86_64", reason="MKL is on x86 only")
def test_a_reading_does_not_depend_on_the_number_of_threads() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", THREADS.format(threads=threads)], capture_output=True, text=True, check=True
        ).stdout
        for threads in (1, 2)
    }
    assert len(told) == 1


def test_windows_cover_a_long_premise_at_word_boundaries_and_overlap(judge: CrossEncoder) -> None:
    (reading,) = judge.read([(LONG, "The council of the town discussed item number 27.")])
    spans = [window.span for window in reading.windows]
    assert spans[0].start == 0
    assert spans[-1].end == len(LONG)
    assert all(a.start < b.start < a.end < b.end for a, b in itertools.pairwise(spans))
    assert all(LONG[span.start - 1].isspace() for span in spans[1:])


def test_evidence_at_the_far_end_of_a_long_premise_is_read(judge: CrossEncoder) -> None:
    premise = LONG + " The old lighthouse burned down in the night of June 3."
    with_it, without = judge.read([(text, "The old lighthouse burned down.") for text in (premise, LONG)])
    assert with_it.windows[-1].stance.entailment > without.windows[-1].stance.entailment + 0.2
    assert with_it.windows[:-1] == without.windows[:-1]


def test_a_hypothesis_over_the_limit_tells_how_far_it_was_read(judge: CrossEncoder) -> None:
    hypothesis = "The council met again and again. " * 60
    (reading,) = judge.read([(LONG, hypothesis)])
    assert 0 < reading.hypothesis_read.end < len(hypothesis)
    assert hypothesis[reading.hypothesis_read.end - 1].isspace()
    assert reading.windows[-1].span.end == len(LONG)
    (short,) = judge.read([(LONG, "The council met.")])
    assert short.hypothesis_read.end == len("The council met.")


@pytest.mark.parametrize("text", ["", " \n", "\x00\x00", "\ud800", "\u202eabc\u202c", "</s> <s> [MASK]", "é" * 5000])
def test_any_text_is_read(judge: CrossEncoder, text: str) -> None:
    (reading,) = judge.read([(text, text)])
    assert reading.windows[0].span.start == 0
    assert reading.windows[-1].span.end == len(text)


def test_identity_is_that_of_the_table_and_needs_no_loading() -> None:
    identities = {load_nli().identity, load_nli("judge").identity}
    assert {(one.name, one.sha256) for one in identities} == {("judge", spec("judge").identity.sha256)}


def test_several_threads_load_once_and_agree() -> None:
    judge = load_nli()
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(repr(judge.read(PAIRS)))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert len(set(found)) == 1

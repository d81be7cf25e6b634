"""The surroundings of foreign libraries: no network, no telemetry, no chatter, and arithmetic that repeats itself."""

from __future__ import annotations

import importlib
import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",  # the pool of the tokenizers library warns after a fork
}
# Idle OpenMP threads sleep instead of spinning. On a busy machine a spinning thread keeps the core from the one that
# it waits for: beside two other loads on two cores, 23 queries and 96 pairs took 20 s of CPU asleep and 60 s spinning.
_THREADS = {"OMP_WAIT_POLICY": "PASSIVE"}


def go_offline() -> None:
    """Sets the switches that foreign libraries read when they are imported; call it before importing them.

    How threads wait is left alone where the user has said it already.
    """
    os.environ.update(_ENVIRONMENT)
    for name, value in _THREADS.items():
        os.environ.setdefault(name, value)


def steady_arithmetic() -> None:
    """Asks MKL for the same bytes whatever the number of threads; call it before the first product of matrices.

    Intel's "conditional numerical reproducibility" in its strict form, on the widest instructions the CPU has.
    Measured with torch 2.13 on two AVX-512 cores: without it, one thread and two differ by up to 3e-6 in the judge's
    outputs; with it they are equal, at the same speed. A value that is set already is left alone.
    """
    import torch

    instructions = torch.backends.cpu.get_cpu_capability()
    if instructions in {"AVX2", "AVX512"}:
        os.environ.setdefault("MKL_CBWR", f"{instructions},STRICT")


_LOADING = threading.RLock()  # warning filters and verbosity belong to the process: one block at a time


@contextmanager
def quiet_loading() -> Iterator[None]:
    """Imports of transformers and loading inside this block show no bars, load reports or deprecation warnings.

    The deprecations are between transformers and peft, and no caller of ours can act on them.
    """
    with _LOADING:
        go_offline()
        steady_arithmetic()
        # Through importlib: these functions of transformers carry no types.
        logging = importlib.import_module("transformers.utils.logging")
        before = logging.get_verbosity()
        logging.set_verbosity_error()
        logging.disable_progress_bar()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", category=FutureWarning)
                warnings.simplefilter("ignore", category=DeprecationWarning)
                yield
        finally:
            logging.set_verbosity(before)

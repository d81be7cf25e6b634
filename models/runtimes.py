"""Which arithmetic an NLI model runs in, and how that is chosen.

- `fp32`: torch, float32, whole tiles of pairs.
- `int8`: ONNX Runtime, 8-bit products, one pair at a time on each core (`models.onnx_graph`).

`auto` is int8 for the models that this project trained, whose loss of accuracy by it is measured and in
`models/README.md`, on processors that add up products of bytes without overflow; otherwise it is fp32.
"""

from __future__ import annotations

import platform
from typing import Final, Literal, get_args

from models.errors import ModelUnsuitable

NliRuntime = Literal["fp32", "int8"]
RuntimeChoice = Literal["auto", "fp32", "int8"]
RUNTIME_CHOICES: Final[tuple[RuntimeChoice, ...]] = get_args(RuntimeChoice)

CONVERTER: Final = "1"
"""Version of what `models.onnx_graph` writes: with another one converted weights are made anew, and say so."""
_HINT: Final = "Read in fp32: VERIFIER_NLI_RUNTIME=fp32, or --nli-runtime fp32."


def choose(choice: RuntimeChoice, *, own: bool, exact: bool) -> NliRuntime:
    """The runtime for a model; `own` tells that this project trained it, `exact` is `adds_bytes_exactly()`.

    Raises ModelUnsuitable where int8 is asked for and the processor cannot be relied on.
    """
    if choice == "int8" and not exact:
        raise ModelUnsuitable(
            "expected a processor with VNNI for int8, found one whose sums of byte products overflow", hint=_HINT
        )
    if choice == "auto":
        return "int8" if own and exact else "fp32"
    return choice


def adds_bytes_exactly() -> bool:
    """Whether sums of byte products are exact here.

    On x86 that takes VNNI: before it, pairs of products were added in 16 bits, which overflow (vpmaddubsw), and
    verdicts would change from machine to machine. ARM's instructions add in 32 bits.
    """
    if platform.machine().lower() not in {"x86_64", "amd64"}:
        return True
    import torch

    found = torch.cpu.get_capabilities()
    return bool(found.get("avx512_vnni") or found.get("avx_vnni"))


def runtime_name(runtime: NliRuntime) -> str:
    """What a report says of it; int8 with the version of the conversion."""
    return f"int8-{CONVERTER}" if runtime == "int8" else runtime

"""The weights that a run trains: kept in float32, computed with in float32 or in bfloat16.

In bfloat16 the frozen backbone is rounded once, and each trained weight has a float32 master that the optimizer moves
(mixed precision, Micikevicius et al. 2018; bfloat16 keeps float32's range, so no loss is scaled). On a CPU with
bfloat16 products it is about three times as fast; on one without it is slower than float32.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from torch import Tensor

Precision = Literal["float32", "bfloat16"]
PRECISIONS: Final[tuple[Precision, ...]] = ("float32", "bfloat16")


class Trained:
    """`masters` are the float32 weights by name, in the model's order; checkpoints and optimizer hold these."""

    def __init__(self, model: Any, precision: Precision) -> None:
        import torch

        computed = {name: one for name, one in model.named_parameters() if one.requires_grad}
        self.masters: dict[str, Tensor] = computed
        self._computed: Mapping[str, Tensor] = {}
        if precision == "bfloat16":
            self.masters = {name: one.detach().clone() for name, one in computed.items()}
            self._computed = computed
            for parameter in model.parameters():
                parameter.data = parameter.data.to(torch.bfloat16)

    def publish(self) -> None:
        """The masters' values go into the model."""
        import torch

        with torch.no_grad():
            for name, parameter in self._computed.items():
                parameter.copy_(self.masters[name])

    def collect_gradients(self) -> None:
        """The model's gradients go to the masters, and are cleared in the model."""
        import torch

        for name, parameter in self._computed.items():
            self.masters[name].grad = None if parameter.grad is None else parameter.grad.to(torch.float32)
            parameter.grad = None

    def settle(self) -> None:
        """The model's trained weights become the float32 masters; nothing is computed with it after that."""
        for name, parameter in self._computed.items():
            parameter.data = self.masters[name].data

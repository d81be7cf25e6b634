"""Writes an NLI cross-encoder, or an encoder of sentences, as an ONNX graph with 8-bit weights, for one text at a time.

Built node by node from the weights, not traced: the operators are those that ONNX Runtime computes fastest, and the
graph says only what is needed of a single pair.

- The linear layers of the encoder multiply bytes: weights with one scale an output, inputs with one scale a piece,
  taken from its own values (dynamic quantization, Jacob et al. 2018; a scale a token, Yao et al. 2022, ZeroQuant).
  One scale for all pieces of a pair costs the judge two points of accuracy: some pieces are far larger than others.
  Sums are exact in 32 bits. Everything else, the head included, is float32.
- There is no padding and no batch, so no mask, and nothing of a pair can depend on another one.
- The head of a cross-encoder looks at the first piece only, so the last layer computes only that row of its queries
  and what follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from models.errors import ModelUnsuitable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Weights = Mapping[str, NDArray[np.float32]]

INPUT_IDS: Final = "input_ids"
TYPE_IDS: Final = "token_type_ids"
_MICROSOFT: Final = "com.microsoft"  # operators that ONNX Runtime adds to the standard
_OPSET: Final = 18
_IR_VERSION: Final = 9
_GREATEST: Final = 127
_MPNET_FIRST_POSITION: Final = 2  # in transformers, whatever the padding piece
_ZERO: Final = 128
_LEAST: Final = 1e-9  # a row of zeros needs a scale too


@dataclass(frozen=True, slots=True)
class _Architecture:
    """Where a transformers model keeps its weights; names without `prefix` are inside a layer."""

    prefix: str
    attention: str
    projections: tuple[str, str, str]
    attention_output: str
    attention_norm: str
    head: tuple[str, str]
    has_types: bool


_ARCHITECTURES: Final[Mapping[str, _Architecture]] = {
    "mpnet": _Architecture(
        prefix="mpnet",
        attention="attention.attn",
        projections=("q", "k", "v"),
        attention_output="attention.attn.o",
        attention_norm="attention.LayerNorm",
        head=("classifier.dense", "classifier.out_proj"),
        has_types=False,
    ),
    "bert": _Architecture(
        prefix="bert",
        attention="attention.self",
        projections=("query", "key", "value"),
        attention_output="attention.output.dense",
        attention_norm="attention.output.LayerNorm",
        head=("bert.pooler.dense", "classifier"),
        has_types=True,
    ),
}


def build(model: Any, *, owner: str) -> bytes:
    """A serialized ONNX model: `input_ids` (and `token_type_ids` for BERT), (pieces,) int64, to (1, labels) float32.

    `model` is a transformers classifier over MPNet or BERT with GELU and absolute positions, in float32.
    Raises ModelUnsuitable for any other.
    """
    architecture = _architecture_of(model.config, owner)
    try:
        return _Encoder(model.config, _weights_of(model, prefix=""), architecture).classifier()
    except KeyError as error:
        raise ModelUnsuitable(
            f"{owner}: expected the weights of a {model.config.model_type} classifier, found none for {error}",
            hint="Give a model that was trained for sequence classification on NLI, not a bare encoder.",
        ) from error


def build_embedder(model: Any, *, owner: str) -> bytes:
    """A serialized ONNX model: `input_ids` (and `token_type_ids` for BERT), (pieces,) int64, to (1, width) float32, the
    mean of the pieces at unit length.

    `model` is the bare encoder of transformers, of the architectures of `build`. Raises ModelUnsuitable for another.
    """
    architecture = _architecture_of(model.config, owner)
    return _Encoder(model.config, _weights_of(model, prefix=f"{architecture.prefix}."), architecture).embedder()


def _architecture_of(config: Any, owner: str) -> _Architecture:
    architecture = _ARCHITECTURES.get(config.model_type)
    absolute = getattr(config, "position_embedding_type", "absolute") == "absolute"
    if architecture is None or config.hidden_act != "gelu" or not absolute:
        raise ModelUnsuitable(
            f"{owner}: expected MPNet or BERT with GELU and absolute positions for int8, found {config.model_type} "
            f"with {config.hidden_act}",
            hint="Read with this model in fp32: VERIFIER_NLI_RUNTIME=fp32, or --nli-runtime fp32.",
        )
    return architecture


def _weights_of(model: Any, *, prefix: str) -> Weights:
    return {f"{prefix}{name}": tensor.detach().float().numpy() for name, tensor in model.state_dict().items()}


class _Graph:
    """Nodes and constants under names of their own."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, values: NDArray[Any]) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def integers(self, *values: int) -> str:
        return self.constant(np.array(values, dtype=np.int64))

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        return self.split(operator, *inputs, outputs=1, domain=domain, **attributes)[0]

    def split(self, operator: str, *inputs: str, outputs: int, domain: str = "", **attributes: Any) -> tuple[str, ...]:
        names = tuple(f"n{len(self.nodes)}.{index}" for index in range(outputs))
        self.nodes.append(helper.make_node(operator, list(inputs), list(names), domain=domain, **attributes))
        return names


class _Encoder:
    """One model on its way into a graph. Names of values stand for arrays of (pieces, width)."""

    def __init__(self, config: Any, weights: Weights, architecture: _Architecture) -> None:
        self._config = config
        self._weights = weights
        self._names = architecture
        self._graph = _Graph()
        self._zero = self._graph.constant(np.array(_ZERO, dtype=np.uint8))
        self._one = self._graph.constant(np.array(1.0, dtype=np.float32))

    def classifier(self) -> bytes:
        pooled = self._graph.add("Tanh", self._plain(self._encoded(first_only=True), self._names.head[0]))
        return self._serialized(self._plain(pooled, self._names.head[1]), "nli", width=self._config.num_labels)

    def embedder(self) -> bytes:
        graph = self._graph
        mean = graph.add("ReduceMean", self._encoded(first_only=False), graph.integers(0), keepdims=1)
        unit = graph.add("LpNormalization", mean, axis=-1, p=2)
        return self._serialized(unit, "embedder", width=self._config.hidden_size)

    def _encoded(self, *, first_only: bool) -> str:
        """The rows after the last layer, or of its first piece only."""
        rows = self._embeddings()
        bias = self._position_bias() if self._config.model_type == "mpnet" else ""
        last = self._config.num_hidden_layers - 1
        for layer in range(last + 1):
            only_first = first_only and layer == last
            rows = self._layer(f"{self._names.prefix}.encoder.layer.{layer}", rows, bias, only_first=only_first)
        return rows

    def _serialized(self, output: str, name: str, *, width: int) -> bytes:
        graph = self._graph
        inputs = [INPUT_IDS, *([TYPE_IDS] if self._names.has_types else [])]
        made = helper.make_graph(
            graph.nodes,
            name,
            [helper.make_tensor_value_info(each, TensorProto.INT64, ["pieces"]) for each in inputs],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, [1, width])],
            graph.constants,
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
        serialized: bytes = helper.make_model(made, opset_imports=opsets, ir_version=_IR_VERSION).SerializeToString()
        return serialized

    def _embeddings(self) -> str:
        graph, tables = self._graph, f"{self._names.prefix}.embeddings"
        positions = self._weights[f"{tables}.position_embeddings.weight"]
        if self._config.model_type == "mpnet":
            positions = positions[_MPNET_FIRST_POSITION:]
        words = graph.add("Gather", graph.constant(self._weights[f"{tables}.word_embeddings.weight"]), INPUT_IDS)
        count = graph.add("Shape", INPUT_IDS)
        first = graph.integers(0)
        rows = graph.add("Add", words, graph.add("Slice", graph.constant(positions), first, count, first))
        if self._names.has_types:
            types = graph.constant(self._weights[f"{tables}.token_type_embeddings.weight"])
            rows = graph.add("Add", rows, graph.add("Gather", types, TYPE_IDS))
        return self._norm(rows, f"{tables}.LayerNorm")

    def _position_bias(self) -> str:
        """(1, heads, pieces, pieces): what MPNet adds to the attention of a piece to another by their distance."""
        graph, size = self._graph, int(self._config.max_position_embeddings)
        table = self._weights[f"{self._names.prefix}.encoder.relative_attention_bias.weight"]
        buckets = relative_buckets(np.arange(-size, size + 1), buckets=self._config.relative_attention_num_buckets)
        length = graph.add("Squeeze", graph.add("Shape", INPUT_IDS))
        places = graph.add("Range", graph.constant(np.array(0)), length, graph.constant(np.array(1)))
        to = graph.add("Unsqueeze", places, graph.integers(0))
        of = graph.add("Unsqueeze", places, graph.integers(1))
        distance = graph.add("Add", graph.add("Sub", to, of), graph.constant(np.array(size)))
        by_head = graph.add("Gather", graph.constant(table[buckets].T), distance, axis=1)
        return graph.add("Unsqueeze", by_head, graph.integers(0))

    def _layer(self, layer: str, rows: str, bias: str, *, only_first: bool) -> str:
        graph = self._graph
        attended = self._attention(layer, rows, bias, only_first=only_first)
        kept = self._first(rows, axis=0) if only_first else rows
        output = self._linear(attended, f"{layer}.{self._names.attention_output}")
        middle = self._norm(graph.add("Add", output, kept), f"{layer}.{self._names.attention_norm}")
        wide = self._linear(middle, f"{layer}.intermediate.dense")
        wide = graph.add("Gelu", wide, domain=_MICROSOFT)
        narrow = self._linear(wide, f"{layer}.output.dense")
        return self._norm(graph.add("Add", narrow, middle), f"{layer}.output.LayerNorm")

    def _attention(self, layer: str, rows: str, bias: str, *, only_first: bool) -> str:
        graph = self._graph
        query, key, value = (f"{layer}.{self._names.attention}.{name}" for name in self._names.projections)
        if only_first:
            parts = (self._linear(self._first(rows, axis=0), query), *self._parts(rows, key, value))
            bias = self._first(bias, axis=2) if bias else ""
        else:
            parts = self._parts(rows, query, key, value)
        batch = graph.integers(0)
        inputs = [graph.add("Unsqueeze", part, batch) for part in parts]
        heads = self._config.num_attention_heads
        attended = graph.add("MultiHeadAttention", *inputs, "", "", bias, domain=_MICROSOFT, num_heads=heads)
        return graph.add("Squeeze", attended, batch)

    def _parts(self, rows: str, *layers: str) -> tuple[str, ...]:
        """Several linear layers over one input, as one product."""
        together = self._linear(rows, *layers)
        return self._graph.split("Split", together, outputs=len(layers), axis=-1, num_outputs=len(layers))

    def _linear(self, rows: str, *layers: str) -> str:
        graph = self._graph
        weight = np.concatenate([self._weights[f"{layer}.weight"] for layer in layers])  # (outputs, inputs)
        bias = np.concatenate([self._weights[f"{layer}.bias"] for layer in layers])
        values, scales = quantized_rows(weight)
        pieces, piece_scales = self._quantized(rows)
        product = graph.add(
            "MatMulIntegerToFloat",
            *(pieces, graph.constant(values.T), self._one, graph.constant(scales)),
            *(self._zero, graph.constant(np.zeros(len(scales), dtype=np.int8))),
            domain=_MICROSOFT,
        )
        return graph.add("Add", graph.add("Mul", product, piece_scales), graph.constant(bias))

    def _quantized(self, rows: str) -> tuple[str, str]:
        """Rows as bytes around 128, and their scales: (pieces, width) uint8 and (pieces, 1) float32."""
        graph = self._graph
        greatest = graph.add("ReduceMax", graph.add("Abs", rows), graph.integers(-1), keepdims=1)
        greatest = graph.add("Max", greatest, graph.constant(np.array(_LEAST, dtype=np.float32)))
        scales = graph.add("Div", greatest, graph.constant(np.array(_GREATEST, dtype=np.float32)))
        by_row = graph.add("Squeeze", scales, graph.integers(1))
        zeros = graph.add("Expand", self._zero, graph.add("Shape", by_row))
        return graph.add("QuantizeLinear", rows, by_row, zeros, axis=0), scales

    def _plain(self, rows: str, layer: str) -> str:
        """A linear layer in float32."""
        graph = self._graph
        product = graph.add("MatMul", rows, graph.constant(self._weights[f"{layer}.weight"].T))
        return graph.add("Add", product, graph.constant(self._weights[f"{layer}.bias"]))

    def _norm(self, rows: str, name: str) -> str:
        graph = self._graph
        scale, shift = (graph.constant(self._weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return graph.add("LayerNormalization", rows, scale, shift, axis=-1, epsilon=self._config.layer_norm_eps)

    def _first(self, values: str, *, axis: int) -> str:
        start, end, along = (self._graph.integers(number) for number in (0, 1, axis))
        return self._graph.add("Slice", values, start, end, along)


def quantized_rows(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """(outputs, inputs) int8 in [-127, 127] and (outputs,) float32 scales: values times scales is near the weight."""
    scales = np.abs(weight).max(axis=1) / _GREATEST
    scales = np.where(scales > 0, scales, 1.0).astype(np.float32)
    values = np.clip(np.round(weight / scales[:, None]), -_GREATEST, _GREATEST).astype(np.int8)
    return values, scales


def relative_buckets(distances: NDArray[np.int64], *, buckets: int, farthest: int = 128) -> NDArray[np.int64]:
    """MPNet's bucket of each distance (Raffel et al. 2020): one each for near ones, then ever wider, by direction."""
    half = buckets // 2
    exact = half // 2
    away = np.abs(distances)
    # In float32, as torch does it: a distance on the border of two buckets must fall into the same one.
    ratio = np.log(np.maximum(away, 1).astype(np.float32) / np.float32(exact)) / np.float32(np.log(farthest / exact))
    far = np.minimum(exact + (ratio * np.float32(half - exact)).astype(np.int64), half - 1)
    return np.where(distances > 0, half, 0) + np.where(away < exact, away, far)

"""Where NLI models come from: the released ones, a Hugging Face folder, or an adapter for the judge's backbone.

Everything foreign (transformers, peft, safetensors, their names and errors) stays in this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from models.environment import quiet_loading
from models.errors import ModelDamaged, ModelError, ModelMissing, ModelUnsuitable
from models.labels import LABELS_FILE, label_order, read_labels
from models.registry import MODELS, ModelSpec, spec
from models.scorers import TorchScorer
from models.store import combined_sha256, file_sha256, locate
from models.tiles import Encoded
from models.types import ModelIdentity, NliLabel

if TYPE_CHECKING:
    from models.scorers import Scorer

_BACKBONE: Final = "all-mpnet-base-v2"
_JUDGE: Final = "judge"
_CONFIG: Final = "config.json"
_ADAPTER_CONFIG: Final = "adapter_config.json"
_ADAPTER_WEIGHTS: Final = "adapter_model.safetensors"
_IDENTITY_FILES: Final = (
    "*.safetensors",
    "*.safetensors.index.json",
    _CONFIG,
    _ADAPTER_CONFIG,
    LABELS_FILE,
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.txt",
    "vocab.json",
    "merges.txt",
    "*.model",
)


@dataclass(frozen=True, slots=True)
class LoadedNli:
    """A loaded model and its tokenizer. `max_pieces` is the longest pair, special pieces included."""

    scorer: Scorer
    tokenizer: Any  # a fast transformers tokenizer
    labels: tuple[NliLabel, ...]
    max_pieces: int

    @property
    def special_pieces(self) -> int:
        """Special pieces that go around a pair."""
        return int(self.tokenizer.num_special_tokens_to_add(pair=True))

    def pieces(self, text: str) -> list[tuple[int, int]]:
        """The characters of each word piece of a text."""
        encoding = self.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        offsets: list[tuple[int, int]] = encoding["offset_mapping"]
        return offsets

    def encode(self, pairs: Sequence[tuple[str, str]]) -> list[Encoded]:
        """Each (premise, hypothesis) with its special pieces; nothing is cut."""
        premises, hypotheses = zip(*pairs, strict=True)
        batch = self.tokenizer(list(premises), list(hypotheses), return_token_type_ids=True, verbose=False)
        return [
            Encoded(tuple(ids), tuple(types))
            for ids, types in zip(batch["input_ids"], batch["token_type_ids"], strict=True)
        ]


class NliSource(Protocol):
    """A model that can be loaded. `identity` reads files at most, never weights into memory. `own` tells that this
    project trained it, so that what int8 does to it is known."""

    @property
    def name(self) -> str: ...

    @property
    def own(self) -> bool: ...

    @property
    def identity(self) -> ModelIdentity: ...

    def load(self, *, threads: int | None) -> LoadedNli:
        """In float32. Raises ModelMissing, ModelDamaged or ModelUnsuitable."""
        ...


def resolve(path_or_name: str | Path | None, *, cache_dir: Path | None) -> NliSource:
    """The source that a path or a name means; see `models.nli.load_nli`."""
    wanted = _JUDGE if path_or_name is None else str(path_or_name)
    for row in MODELS:
        if row.labels and row.name == wanted:
            return Released(row, cache_dir)
    folder = Path(wanted).expanduser()
    names = ", ".join(row.name for row in MODELS if row.role in {"judge", "screen"})
    hint = f"Give the path of a folder with config.json and model.safetensors, or a name of the table: {names}."
    if not folder.is_dir():
        if wanted in {row.name for row in MODELS}:
            raise ModelUnsuitable(f"expected an NLI model, found {wanted}, which is none", hint=hint)
        found = "a file" if folder.exists() else "nothing"
        raise ModelMissing(f"expected a model folder at {folder}, found {found}", hint=hint)
    if (folder / _ADAPTER_CONFIG).exists():
        return AdapterFolder(folder, cache_dir)
    if not (folder / _CONFIG).is_file():
        raise ModelMissing(f"expected {_CONFIG} in {folder}, found none", hint=hint)
    return ModelFolder(folder)


@dataclass(frozen=True)
class Released:
    """A model of the table: an adapter on its pinned backbone, or a whole model."""

    spec: ModelSpec
    cache_dir: Path | None
    own: bool = True

    @property
    def name(self) -> str:
        return self.spec.name

    @property
    def identity(self) -> ModelIdentity:
        return self.spec.identity

    def load(self, *, threads: int | None) -> LoadedNli:
        folder = locate(self.spec, cache_dir=self.cache_dir)
        if self.spec.backbone is None:
            return _load_folder(folder, threads, owner=self.name)
        return _load_adapter(folder, self.spec.labels, self.cache_dir, threads, owner=self.name)


@dataclass(frozen=True)
class AdapterFolder:
    """A LoRA adapter that `models.train` wrote, on the pinned backbone."""

    folder: Path
    cache_dir: Path | None
    own: bool = True

    @property
    def name(self) -> str:
        return self.folder.resolve().name

    @cached_property
    def identity(self) -> ModelIdentity:
        own = _folder_identity(self.folder, self.name)
        parts = {"adapter": own.sha256, "backbone": spec(_BACKBONE).identity.sha256}
        return ModelIdentity(self.name, combined_sha256(parts))

    def load(self, *, threads: int | None) -> LoadedNli:
        labels = read_labels(self.folder / LABELS_FILE, owner=self.name)
        if not (self.folder / _ADAPTER_WEIGHTS).is_file():
            raise ModelMissing(
                f"{self.name}: expected {_ADAPTER_WEIGHTS} in {self.folder}, found none",
                hint="Give the folder that python -m models.train wrote.",
            )
        return _load_adapter(self.folder, labels, self.cache_dir, threads, owner=self.name)


@dataclass(frozen=True)
class ModelFolder:
    """A Hugging Face folder of a model for sequence classification."""

    folder: Path
    own: bool = False

    @property
    def name(self) -> str:
        return self.folder.resolve().name

    @cached_property
    def identity(self) -> ModelIdentity:
        return _folder_identity(self.folder, self.name)

    def load(self, *, threads: int | None) -> LoadedNli:
        if not any(self.folder.glob("*.safetensors")):
            raise ModelMissing(
                f"{self.name}: expected weights in safetensors in {self.folder}, found none",
                hint="Save the model with save_pretrained(..., safe_serialization=True); pickled weights are not read.",
            )
        return _load_folder(self.folder, threads, owner=self.name)


def _load_folder(folder: Path, threads: int | None, *, owner: str) -> LoadedNli:
    with foreign_errors(owner, folder):
        from transformers import AutoConfig

        config = AutoConfig.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    labels = label_order({int(index): name for index, name in config.id2label.items()}, owner=owner)
    with foreign_errors(owner, folder):
        model = load_classifier(folder, config, threads, complete=owner)
        tokenizer = load_tokenizer(folder, owner)
    return _in_torch(model, tokenizer, labels, config)


def _load_adapter(
    adapter: Path, labels: tuple[NliLabel, ...], cache_dir: Path | None, threads: int | None, *, owner: str
) -> LoadedNli:
    backbone = locate(spec(_BACKBONE), cache_dir=cache_dir)
    with foreign_errors(owner, adapter):
        from peft import PeftModel
        from transformers import AutoConfig

        config = AutoConfig.from_pretrained(
            backbone, local_files_only=True, trust_remote_code=False, num_labels=len(labels)
        )
        model = load_classifier(backbone, config, threads, complete=None)
        # Off the mapped file: adding to pages of it one by one makes the merge take 1.5 s instead of 0.4 s.
        for parameter in model.parameters():
            parameter.data = parameter.data.clone()
        merged = PeftModel.from_pretrained(model, str(adapter), local_files_only=True).merge_and_unload()
        tokenizer = load_tokenizer(backbone, owner)
    return _in_torch(merged, tokenizer, labels, config)


def _in_torch(model: Any, tokenizer: Any, labels: tuple[NliLabel, ...], config: Any) -> LoadedNli:
    max_pieces = _max_pieces(config, tokenizer)
    scorer = TorchScorer(
        model, inputs=tokenizer.model_input_names, pad_id=int(tokenizer.pad_token_id), max_pieces=max_pieces
    )
    return LoadedNli(scorer, tokenizer, labels, max_pieces)


def load_classifier(folder: Path, config: Any, threads: int | None, *, complete: str | None) -> Any:
    """The model in float32; `complete` names an owner whose files must hold every weight, the head included."""
    import torch
    from transformers import AutoModelForSequenceClassification

    if threads is not None:
        torch.set_num_threads(threads)
    model, report = AutoModelForSequenceClassification.from_pretrained(
        folder,
        config=config,
        local_files_only=True,
        trust_remote_code=False,
        use_safetensors=True,
        dtype=torch.float32,
        output_loading_info=True,
    )
    if complete is not None and report["missing_keys"]:
        missing = sorted(report["missing_keys"])
        raise ModelUnsuitable(
            f"{complete}: expected every weight of a sequence classifier, found none for {', '.join(missing[:4])}",
            hint="Give a model that was trained for sequence classification on NLI, not a bare encoder.",
        )
    return model


def load_tokenizer(folder: Path, owner: str) -> Any:
    from transformers import AutoTokenizer

    # Special pieces written in a text ("[SEP]", "</s>") are read as text: evidence must not steer the model.
    tokenizer = AutoTokenizer.from_pretrained(
        folder, local_files_only=True, trust_remote_code=False, use_fast=True, split_special_tokens=True
    )
    if not tokenizer.is_fast or tokenizer.pad_token_id is None:
        raise ModelUnsuitable(
            f"{owner}: expected a fast tokenizer with a padding piece, found {type(tokenizer).__name__}",
            hint="Save the tokenizer as tokenizer.json with its pad_token set.",
        )
    return tokenizer


def _max_pieces(config: Any, tokenizer: Any) -> int:
    positions = int(getattr(config, "max_position_embeddings", 0) or 512)
    if getattr(config, "model_type", "") in {"roberta", "xlm-roberta", "mpnet", "camembert", "longformer"}:
        positions -= int(config.pad_token_id) + 1  # their positions count from after the padding piece
    return min(positions, int(tokenizer.model_max_length))


def _folder_identity(folder: Path, name: str) -> ModelIdentity:
    files = sorted({file for pattern in _IDENTITY_FILES for file in folder.glob(pattern) if file.is_file()})
    digests = {file.name: file_sha256(file, owner=name, hint="Get the model's files again.") for file in files}
    return ModelIdentity(name, combined_sha256(digests))


@contextmanager
def foreign_errors(owner: str, folder: Path) -> Iterator[None]:
    """Loading inside this block is quiet, and what foreign libraries raise becomes ModelDamaged."""
    with quiet_loading():
        from safetensors import SafetensorError

        try:
            yield
        except ModelError:
            raise
        except (
            OSError,
            ValueError,
            LookupError,
            TypeError,
            RuntimeError,
            AttributeError,
            ImportError,
            SafetensorError,
        ) as error:
            reason = " ".join(str(error).split())[:300]
            raise ModelDamaged(
                f"{owner}: expected a model that loads from {folder}, found {type(error).__name__}: {reason}",
                hint="Get the model's files again, or save them with the transformers version of constraints.txt.",
            ) from error

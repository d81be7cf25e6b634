"""Settings are checked when they are made, and all of them go into the provenance."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from verifier.errors import SettingsInvalid
from verifier.settings import Settings, VerificationSettings


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"support_threshold": 1.2}, r"support_threshold lies in \[0, 1\], found 1.2"),
        ({"same_text": -0.1}, "same_text"),
        ({"conflict_threshold": float("nan")}, "conflict_threshold"),
        ({"passages_read": 0}, "passages_read is at least 1"),
        ({"passages_found": 3}, "passages_read is at most passages_found"),
    ],
)
def test_a_setting_out_of_range_is_refused(changes: dict[str, float], message: str) -> None:
    with pytest.raises(SettingsInvalid, match=message) as caught:
        VerificationSettings(**changes)  # type: ignore[arg-type]  # mypy cannot type the values of one mapping apart
    assert caught.value.hint


def test_every_field_is_in_the_provenance() -> None:
    mapping = VerificationSettings(passages_read=4).as_mapping()
    assert list(mapping) == [*(field.name for field in fields(VerificationSettings)), "rules_version"]
    assert mapping["passages_read"] == 4


def test_places_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VERIFIER_COLLECTION", str(tmp_path))
    monkeypatch.setenv("VERIFIER_THREADS", "2")
    monkeypatch.setenv("VERIFIER_NLI_RUNTIME", "fp32")
    settings = Settings()
    assert (settings.collection, settings.threads, settings.nli_model) == (tmp_path, 2, None)
    assert settings.nli_runtime == "fp32"

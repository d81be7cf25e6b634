"""A server process over fake models: `python -m tests.api.fake_server FOLDER PORT SECONDS_A_PAIR`."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from api.app import create_app
from api.settings import ApiSettings
from tests.api.harness import SlowNli, opener


def main(folder: Path, port: int, seconds_a_pair: float) -> None:
    app = create_app(ApiSettings(collection=folder), open_verifier=opener(folder, SlowNli(seconds_a_pair)))
    uvicorn.run(app, host="127.0.0.1", port=port, access_log=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))

"""Commands that other packages add through the entry point group `verifier.commands`.

`serve` is one: the HTTP service stands above this room, which may not import it.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Final

import typer
from typer.main import get_command

from verifier.cli.failures import warn
from verifier.errors import SettingsInvalid

GROUP: Final = "verifier.commands"


def add_plugins(app: typer.Typer) -> None:
    """Adds every command that can be loaded; one that cannot is told of, and harms no other."""
    for plugin in _plugins():
        try:
            app.command(plugin.name)(plugin.load())
        except Exception as error:  # noqa: BLE001 - another package's code; it must not take the other commands along
            warn(f"the command {plugin.name!r} cannot be loaded: {error}", "Install the whole project: make install.")


def run_plugin(name: str, arguments: Sequence[str]) -> None:
    """Runs one added command by its name."""
    for plugin in _plugins():
        if plugin.name == name:
            app = typer.Typer(pretty_exceptions_enable=False)
            app.command(name)(plugin.load())
            get_command(app).main(args=list(arguments), prog_name=f"verifier {name}", standalone_mode=False)
            return
    raise SettingsInvalid(
        f"expected an installed command {name!r}, found none", hint="Install the whole project: make install."
    )


def _plugins() -> list[EntryPoint]:
    return sorted(entry_points(group=GROUP), key=lambda plugin: plugin.name)

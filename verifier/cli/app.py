"""The program: its commands, what holds for all of them, and the one place where a call ends."""

from __future__ import annotations

import inspect
import logging
import os
import re
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from verifier.cli import (
    batch,
    bench,
    calibrate,
    checks,
    claims,
    demo,
    evaluating,
    evidence,
    extraction,
    index,
    models,
    perturbations,
    rank,
    screening,
    verdicts,
    verify,
)
from verifier.cli.failures import DONE, FAILED, USAGE, Terminated, fail, tell
from verifier.cli.parts import Parts, Session
from verifier.cli.plugins import add_plugins

EVALUATIONS = (calibrate, checks, extraction, perturbations, screening, verdicts)
"""Modules that add a command to `verifier evaluate` when they are imported."""

_ENVIRONMENT = """[bold]Environment[/bold]

VERIFIER_COLLECTION  default of --collection

VERIFIER_NLI_MODEL   default of --nli-model

VERIFIER_NLI_RUNTIME  default of --nli-runtime

VERIFIER_CASCADE     1 is --cascade, everywhere

VERIFIER_GUARD       1 is --guard, everywhere
VERIFIER_LEAST_WORTH is --least-worth, everywhere

VERIFIER_CACHE       folder where model weights are joined once and kept (default: the user's cache folder)

VERIFIER_CALIBRATION file of `verifier calibrate`, for a model of your own

VERIFIER_THREADS     processor cores that the models use (default: all)

[bold]Exit codes[/bold]

0 done, 2 wrong usage or unreadable input, 1 anything else
"""


_LINE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


class _Interrupted(BaseException):
    """A KeyboardInterrupt on its way past typer, which would end the program without a word."""


class _Program(TyperGroup):
    def invoke(self, ctx: Any) -> Any:  # typer exports neither type
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as interrupt:
            raise _Interrupted from interrupt


def build_app() -> typer.Typer:
    """All commands of this room."""
    app = typer.Typer(
        name="verifier",
        cls=_Program,
        help="Checks factual claims against your own reference documents, offline, and cites the exact sentences.",
        epilog=_ENVIRONMENT,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_program)
    app.add_typer(index.app, name="index")
    app.command("evidence")(evidence.evidence)
    app.command("claims")(claims.claims)
    app.command("rank")(rank.rank)
    app.command("check")(verify.check)
    app.command("article")(verify.article)
    app.command("batch")(batch.batch)
    app.add_typer(models.app, name="models")
    app.command("calibrate")(calibrate.calibrate)
    app.add_typer(evaluating.evaluate, name="evaluate")
    app.command("bench")(bench.bench)
    app.command("demo")(demo.demo)
    return app


def run(arguments: Sequence[str], *, parts: Parts) -> int:
    """Runs one command line and returns its exit code; nothing but the code and the two streams comes out."""
    given = list(arguments) or ["--help"]
    verbose = "--verbose" in given or "-v" in given
    app = build_app()
    try:
        if not _has(app, given):  # loading those of other packages takes time
            add_plugins(app)
        _join_lines(app)
        code = get_command(app).main(args=given, prog_name="verifier", standalone_mode=False, obj=Session(parts))
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except typer.TyperException as error:
        return _usage(error)
    except _Interrupted as interrupted:
        tell("ended by a request (SIGTERM)" if isinstance(interrupted.__cause__, Terminated) else "interrupted")
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 - here a command ends
        return fail(error, verbose=verbose)


def _usage(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "verifier")
    tell(error.format_message(), f"Try: {command} --help")
    return USAGE


def _print_version(value: bool) -> None:  # noqa: FBT001 - typer calls it so
    if value:
        typer.echo(f"verifier {version('verifier')}")
        raise typer.Exit


def _program(
    *,
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_print_version)
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Log what is done on stderr, and show tracebacks of errors.")
    ] = False,
) -> None:
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # What other libraries warn of is for whoever asks with --verbose; what we warn of is for everybody.
    logging.getLogger().setLevel(logging.INFO if verbose else logging.ERROR)
    for room in ("models", "indexes", "verifier", "api"):
        logging.getLogger(room).setLevel(logging.INFO if verbose else logging.WARNING)


def _has(app: typer.Typer, arguments: Sequence[str]) -> bool:
    """Whether one of our own commands is asked for."""
    own = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    return next((word for word in arguments if not word.startswith("-")), None) in own


def _join_lines(app: typer.Typer) -> None:
    """Gives every command its docstring as help, a paragraph a line: typer keeps the line breaks of the source."""
    for command in app.registered_commands:
        if command.help is None and command.callback is not None:
            command.help = _LINE_BREAK.sub(" ", inspect.getdoc(command.callback) or "")
    for group in app.registered_groups:
        if group.typer_instance is not None:
            _join_lines(group.typer_instance)

"""The group of commands that measure what the whole does."""

import typer

evaluate = typer.Typer(name="evaluate", help="Measure the whole on labelled data.", no_args_is_help=True)

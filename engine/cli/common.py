"""What all commands share: the data folder, how they end, and how they reach the engine."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer
from platformdirs import user_data_path

from engine.app import load
from engine.cli.administration import Administration
from engine.cli.http import HttpAdministration
from engine.datapaths import DataPaths
from engine.errors import ConfigError, Invalid, ParameterError, SwitchwardenError
from engine.supervisor.client import NotRunning, ask
from engine.supervisor.commands import MANAGEMENT
from engine.supervisor.lock import data_lock

EXIT_FAILED: Final = 1
EXIT_USAGE: Final = 2
EXIT_NOT_RUNNING: Final = 3

_MAX_PASSWORD_LINE: Final = 4096

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Data folder of the engine.",
        show_default="the user's data folder",
    ),
]
StdinOption = Annotated[
    bool,
    typer.Option(
        "--password-stdin",
        help="Read the password from the first line of standard input; there is no other way.",
    ),
]


def data_paths(data: Path | None) -> DataPaths:
    """The folder that was named, or the user's own (XDG data directory)."""
    chosen = data or user_data_path("switchwarden", appauthor=False)
    return DataPaths(chosen.expanduser().absolute())


def exit_code(error: SwitchwardenError) -> int:
    """What a command that failed with ``error`` ends with."""
    if isinstance(error, NotRunning):
        return EXIT_NOT_RUNNING
    usage = isinstance(error, (ConfigError, ParameterError, Invalid))
    return EXIT_USAGE if usage else EXIT_FAILED


@contextmanager
def administration(data: Path | None) -> Iterator[Administration]:
    """Operators and parameters of the engine on ``data``, running or not.

    Raises:
        NotRunning: the engine runs, but its management was stopped.
        ConfigError: the folder cannot be used, or somebody else uses it just now.
    """
    paths = data_paths(data)
    try:
        modules = ask(paths.supervisor_socket, "status")
    except NotRunning:
        paths.prepare()
        with data_lock(paths.lock), load("engine.cli.direct").opened(paths) as direct:
            yield direct
        return
    if modules[MANAGEMENT]["state"] != "running":
        raise NotRunning(
            "the engine runs without its management module; "
            "start it with: switchwarden-engine start management"
        )
    yield HttpAdministration(paths)


def read_password(allowed: bool) -> str:
    """The first line of standard input.

    Args:
        allowed: whether ``--password-stdin`` was given; arguments are visible to every user of
            the machine, so a password is never one.

    Raises:
        ConfigError: it was not, or there is no line, or it is no text.
    """
    if not allowed:
        raise ConfigError("a password is wanted: give --password-stdin and pipe it in")
    line = sys.stdin.buffer.readline(_MAX_PASSWORD_LINE)
    try:
        password = line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise ConfigError("the password on standard input is not UTF-8 text") from None
    if not password:
        raise ConfigError("standard input holds no password in its first line")
    return password


def say(text: str) -> None:
    """A result, on standard output."""
    typer.echo(text)


def table(rows: Sequence[Sequence[str]]) -> None:
    """Rows in aligned columns; the first is the heading."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        say("  ".join(cells).rstrip())

"""``switchwarden-engine param``: read and set system parameters, for people and for scripts.

A monitor that watches for floods can switch recording off and on with it (requirement 30): the
output is ``NAME=VALUE`` lines, the value alone when one parameter is asked for, and the exit code
says whether it worked.
"""

from typing import Annotated, Final

import typer

from engine.cli.administration import ParameterLine
from engine.cli.common import DataOption, administration, say
from engine.parameters.values import advised, find, parse

app = typer.Typer(
    help="System parameters. Works with the engine running or not.", no_args_is_help=True
)

_LONGEST_TIMED_CHANGE_S: Final = 30 * 86400


@app.command("get")
def get(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="One parameter; all without.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Show the value of a parameter, or all of them."""
    if name is not None:
        find(name)
    with administration(data) as engine:
        lines = engine.parameters() if name is None else [engine.parameter(name)]
    for line in lines:
        say(str(line.value) if name is not None else f"{line.name}={line.value}")


@app.command("set")
def set_(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The parameter.")],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="A number; 0, 1, On or Off for switches.")
    ],
    seconds: Annotated[
        int | None,
        typer.Option(
            "--for",
            metavar="SECONDS",
            min=1,
            max=_LONGEST_TIMED_CHANGE_S,
            help="Return to the present value after this time.",
        ),
    ] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; kept in the audit.")] = "",
    data: DataOption = None,
) -> None:
    """Change a parameter; a running switch obeys before this command ends."""
    parameter = find(name)
    wanted = parse(parameter, value)
    with administration(data) as engine:
        line = engine.set_parameter(name, value, reason, seconds)
    say(_changed(line))
    if not advised(parameter, wanted):
        typer.echo(f"note: {line.value} is accepted but not recommended for {name}", err=True)


def _changed(line: ParameterLine) -> str:
    since = f"in effect since {line.effective_at}" if line.effective_at else "stored"
    until = f", returns at {line.revert_at}" if line.revert_at else ""
    return f"{line.name}={line.value} ({since}{until})"

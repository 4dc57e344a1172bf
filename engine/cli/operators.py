"""``switchwarden-engine operator``: who may sign in."""

from typing import Annotated

import typer

from engine.cli.administration import Role
from engine.cli.common import (
    DataOption,
    StdinOption,
    administration,
    read_password,
    say,
    table,
)

app = typer.Typer(
    help="Operators: who may sign in. Works with the engine running or not.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Name the operator signs in with.")]


ROLES = "auditor reads; operator acts on endpoints; admin changes everything."


@app.command("add")
def add(
    name: Name,
    role: Annotated[Role, typer.Option(help=ROLES)],
    password_stdin: StdinOption = False,
    data: DataOption = None,
) -> None:
    """Add an operator."""
    password = read_password(password_stdin)
    with administration(data) as engine:
        engine.add_operator(name, role, password)
    say(f"operator {name} added")


@app.command("list")
def list_(data: DataOption = None) -> None:
    """List the operators with their roles."""
    with administration(data) as engine:
        rows = [(line.name, line.role, _state(line.enabled)) for line in engine.operators()]
    table([("NAME", "ROLE", "STATE"), *rows])


@app.command("passwd")
def passwd(name: Name, password_stdin: StdinOption = False, data: DataOption = None) -> None:
    """Give an operator a new password; sessions of that operator end."""
    password = read_password(password_stdin)
    with administration(data) as engine:
        engine.set_password(name, password)
    say(f"password of operator {name} changed")


@app.command("disable")
def disable(name: Name, data: DataOption = None) -> None:
    """Refuse sign-in to an operator; sessions of that operator end."""
    with administration(data) as engine:
        engine.set_enabled(name, False)
    say(f"operator {name} disabled")


@app.command("enable")
def enable(name: Name, data: DataOption = None) -> None:
    """Allow sign-in to an operator again."""
    with administration(data) as engine:
        engine.set_enabled(name, True)
    say(f"operator {name} enabled")


@app.command("role")
def role(
    name: Name,
    to: Annotated[Role, typer.Argument(metavar="ROLE", help=ROLES)],
    data: DataOption = None,
) -> None:
    """Give an operator another role; sessions of that operator end."""
    with administration(data) as engine:
        engine.set_role(name, to)
    say(f"operator {name} is {to} now")


@app.command("remove")
def remove(name: Name, data: DataOption = None) -> None:
    """Forget an operator, with sessions and private views; the audit keeps what was done."""
    with administration(data) as engine:
        engine.remove_operator(name)
    say(f"operator {name} removed")


def _state(enabled: bool) -> str:
    return "enabled" if enabled else "disabled"

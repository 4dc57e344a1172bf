"""``switchwarden-engine firewall``: the blacklist for a firewall that somebody else manages."""

from typing import Annotated

import typer

from engine.cli.common import DataOption, data_paths
from engine.cli.http import HttpAdministration
from engine.defence.rule_file import Format

app = typer.Typer(help="The blacklist below SIP. Needs a running engine.", no_args_is_help=True)


@app.callback()
def firewall() -> None:
    """The blacklist below SIP. Needs a running engine."""


@app.command("rules")
def rules(
    data: DataOption = None,
    form: Annotated[
        Format, typer.Option("--format", help="Which program reads them.")
    ] = Format.NFT,
) -> None:
    """Print the blacklist and the rate limit of registrations as a file for the firewall."""
    found = HttpAdministration(data_paths(data)).firewall_rules(form)
    typer.echo(found, nl=False)

"""The command line for people: ``switchwarden-engine``.

Exit codes: 0 it worked, 1 it did not, 2 the arguments, the configuration or the environment are
wrong, 3 the engine (or the module that was asked for) does not run. Errors are one line on
standard error.
"""

from typing import Annotated

import typer

from engine.app import run_engine
from engine.cli import audit, certificates, firewall, operators, parameters, records, services
from engine.cli.common import DataOption, data_paths, exit_code
from engine.config import load
from engine.errors import SwitchwardenError
from engine.logs import safe

app = typer.Typer(
    help="Switchwarden: the engine of a VoIP softswitch.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
services.register(app)
app.add_typer(operators.app, name="operator")
app.add_typer(parameters.app, name="param")
app.add_typer(certificates.app, name="certificate")
app.add_typer(records.app, name="cdr")
app.add_typer(audit.app, name="audit")
app.add_typer(firewall.app, name="firewall")


@app.command("run")
def run(
    sip: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDR:PORT",
            help="SIP over UDP and TCP on this address; may be repeated.",
            show_default="0.0.0.0:5060",
        ),
    ] = None,
    http: Annotated[
        str | None,
        typer.Option(
            metavar="ADDR:PORT",
            help="HTTP for clients on this address.",
            show_default="127.0.0.1:9090",
        ),
    ] = None,
    sip_tls: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDR:PORT",
            help="SIP over TLS on this address, such as 0.0.0.0:5061; may be repeated.",
            show_default="not opened",
        ),
    ] = None,
    realm: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="Realm of digest authentication; fixed at the first start.",
            show_default="switchwarden",
        ),
    ] = None,
    log_level: Annotated[
        str | None,
        typer.Option(metavar="LEVEL", help="debug, info, warning or error.", show_default="info"),
    ] = None,
    relay: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDR:PORT",
            help="Media relay: where rtpengine listens for its ng protocol; may be repeated.",
            show_default="none",
        ),
    ] = None,
    data: DataOption = None,
) -> None:
    """Run all modules in the foreground until SIGTERM or Ctrl+C."""
    run_engine(
        load(
            data_paths(data).root,
            sip=sip or (),
            http=http,
            realm=realm,
            log_level=log_level,
            sip_tls=sip_tls or (),
            relay=relay or (),
        )
    )


def main() -> int:
    """Run one command; answers its exit code."""
    try:
        app(prog_name="switchwarden-engine")
    except SwitchwardenError as error:
        typer.echo(f"error: {safe(error.detail, limit=1000)}", err=True)
        return exit_code(error)
    return 0

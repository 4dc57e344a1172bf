"""``switchwarden-engine certificate``: what SIP over TLS shows to phones and carriers.

Works with the engine running or not: the switch notices within seconds that the files are new.
"""

import socket
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from engine.certificates import DEFAULT_DAYS, MAX_DAYS, Facts, create, facts
from engine.cli.common import DataOption, data_paths, say
from engine.config import load
from engine.errors import ConfigError

app = typer.Typer(
    help="The certificate of SIP over TLS.",
    no_args_is_help=True,
)


@app.command("create")
def create_(
    name: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST",
            help="Host name or address that phones are given for the switch; may be repeated.",
            show_default="the name of this machine and the address 127.0.0.1",
        ),
    ] = None,
    days: Annotated[
        int, typer.Option(min=1, max=MAX_DAYS, help="How long it lasts.")
    ] = DEFAULT_DAYS,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the certificate and the key there are.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Make a key and a certificate that is signed by itself."""
    certificate, key = _files(data)
    for path in (certificate, key):
        if path.exists() and not force:
            raise ConfigError(f"{path} exists already; --force replaces it")
    made = create(certificate, key, name or [socket.gethostname(), "127.0.0.1"], days, time.time())
    say(f"certificate {certificate} with its key {key}")
    _tell(made)


@app.command("show")
def show(data: DataOption = None) -> None:
    """Say for whom the certificate is and when it ends."""
    certificate, _ = _files(data)
    say(f"certificate {certificate}")
    _tell(facts(certificate))


def _files(data: Path | None) -> tuple[Path, Path]:
    """The files the engine would use."""
    config = load(data_paths(data).root)
    paths = config.paths
    return config.tls_certificate or paths.tls_certificate, config.tls_key or paths.tls_key


def _tell(found: Facts) -> None:
    ends = datetime.fromtimestamp(found.not_after, UTC)
    say(f"names {', '.join(found.names) or 'none'}")
    say(f"ends {ends:%Y-%m-%d %H:%M:%S} UTC")
    say(f"sha256 {found.fingerprint}")

"""The command ``switchwarden``: reads its arguments and starts the application."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from client.app.run import Options, run
from client.session.local_engine import default_data


def parse(arguments: Sequence[str]) -> Options:
    """Return the options of the command line; ends the process on wrong ones."""
    parser = argparse.ArgumentParser(
        prog="switchwarden", description="Desktop administration client for a VoIP softswitch."
    )
    parser.add_argument("--server", metavar="URL", default="", help="sign in to this engine")
    parser.add_argument("--user", metavar="NAME", default="", help="user offered at the sign-in")
    parser.add_argument(
        "--local", action="store_true", help="start the engine on this computer and sign in"
    )
    parser.add_argument(
        "--data", metavar="DIR", type=Path, default=default_data(),
        help="data folder of the engine on this computer (%(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--sip", metavar="ADDR:PORT", action="append", default=[],
        help="where the engine on this computer speaks SIP; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--http", metavar="ADDR:PORT", default="",
        help="where the engine on this computer speaks HTTP",
    )  # fmt: skip
    parser.add_argument("--settings", metavar="FILE", type=Path, help="another settings file")
    found = parser.parse_args(arguments)
    if found.local and found.server:
        parser.error("--local and --server exclude each other")
    engine = [item for address in found.sip for item in ("--sip", address)]
    if found.http:
        engine += ["--http", found.http]
    return Options(
        server=found.server,
        user=found.user,
        local=found.local,
        data=found.data,
        engine=tuple(engine),
        settings=found.settings,
    )


def main() -> int:
    """Run the client and return its exit code."""
    return run(parse(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())

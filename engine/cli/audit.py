"""``switchwarden-engine audit``: whether the audit is still what was written."""

from typing import Annotated

import typer

from engine.cli.common import EXIT_FAILED, DataOption, administration, say

app = typer.Typer(help="The audit. Works with the engine running or not.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """The audit. Works with the engine running or not."""


@app.command("verify")
def verify(
    data: DataOption = None,
    head: Annotated[
        str,
        typer.Option(
            "--head",
            metavar="NUMBER:CHAIN",
            help="A head that an earlier check printed; it must still be part of the chain.",
        ),
    ] = "",
) -> None:
    """Go through the chain of the audit and name the first entry that does not fit.

    Ends with 0 when every entry is as it was written, with 1 otherwise.
    """
    with administration(data) as engine:
        report = engine.verify_audit(head)
    if report["removed"]:
        say(f"{report['removed']} entries up to {report['removed_upto']} were removed by retention")
    say(f"{report['rows']} entries fit, the last one {report['head'] or 'none'}")
    if not report["sound"]:
        say(f"entry {report['first_bad']} does not fit: {report['detail']}")
        raise typer.Exit(EXIT_FAILED)
    say("the audit is as it was written")

"""``switchwarden-engine cdr``: whether the call records are still what was written."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from engine.cli.common import EXIT_FAILED, DataOption, administration, say, table

app = typer.Typer(help="Call records. Works with the engine running or not.", no_args_is_help=True)


@app.callback()
def records() -> None:
    """Call records. Works with the engine running or not."""


@app.command("verify")
def verify(
    data: DataOption = None,
    findings: Annotated[
        bool, typer.Option("--findings", help="Show only days on which something is wrong.")
    ] = False,
) -> None:
    """Compare every day with its seal: intact, changed, missing, or removed by retention.

    Ends with 0 when everything is as it was sealed, with 1 otherwise.
    """
    with administration(data) as engine:
        report = engine.verify_records()
    items = [item for item in report["items"] if not findings or _is_finding(item)]
    if items:
        table([("DAY", "MODE", "STATE", "SEALED", "REMOVED", "FOUND", "LATE"), *map(_row, items)])
    for link in report["broken_links"]:
        say(f"seal {link} is not the one that was written")
    for link in report["foreign_links"]:
        say(f"seal {link} is not the one that the audit names")
    for file in report["missing"]:
        say(f"{file['first_day']} to {file['last_day']}: {file['file']}: {file['reason']}")
    say(f"{report['links']} seals, the last one {report['head'] or 'none'}")
    wrong = sum(map(_is_finding, report["items"]))
    seals = len(report["broken_links"]) + len(report["foreign_links"])
    bad = f"wrong days: {wrong}, wrong seals: {seals}, unreadable files: {len(report['missing'])}"
    say("the records are as they were sealed" if report["sound"] else bad)
    if not report["sound"]:
        raise typer.Exit(EXIT_FAILED)


def _is_finding(item: dict[str, Any]) -> bool:
    return item["status"] in ("missing", "changed")


def _row(item: dict[str, Any]) -> Sequence[str]:
    names = ("day", "billing_mode", "status", "sealed", "removed", "found", "late")
    return [str(item[name]) for name in names]

"""A CSV file of endpoints before it is imported: what each line would do, bad ones named.

The engine checks the file (a dry run); this reads it once more to show which extension stands on
a line that is complained about. Passwords are counted, never shown and never kept.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from client.api.values import ImportReport
from client.models.columns import Column, Pill
from client.models.table import TableModel

#: The interface takes 10 MB; what is larger is refused before it is sent.
LARGEST_FILE = 10_000_000
#: Good lines shown before the rest is only counted; bad ones are shown all.
SHOWN_GOOD = 200


class UnreadableFileError(Exception):
    """The file cannot be read, or is no text; the message says why."""


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One line of the file.

    Attributes:
        number: Its number in the file, from 1.
        extension: What stands in its first field.
        name: Its display name.
        problem: Why it cannot be imported; empty when it can.
    """

    number: int
    extension: str
    name: str = ""
    problem: str = ""


def read_file(path: Path) -> bytes:
    """The content of a file to import.

    Raises:
        UnreadableFileError: it cannot be read, is too large, or is not UTF-8.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFileError(
                _tr("The file is larger than {size} MB; import it in parts.").format(
                    size=LARGEST_FILE // 1_000_000
                )
            )
        content = path.read_bytes()
        content.decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFileError(error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            _tr("The file is not UTF-8 text: save it as CSV UTF-8 (comma separated).")
        ) from error
    return content


def lines_of(content: bytes, report: ImportReport) -> tuple[ImportLine, ...]:
    """The lines to show: all bad ones first, then the first good ones."""
    problems = {problem.line: problem.detail for problem in report.errors}
    bad: list[ImportLine] = []
    good: list[ImportLine] = []
    seen: set[int] = set()
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig", "replace"), newline=""))
    try:
        for fields in reader:
            line = _line(reader.line_num, fields, problems)
            seen.add(line.number)
            if line.problem:
                bad.append(line)
            elif len(good) < SHOWN_GOOD and line.extension and not _is_heading(line):
                good.append(line)
    except csv.Error:
        pass  # the engine has named the line; those before it are shown
    bad += [
        ImportLine(number, "", "", problems[number]) for number in sorted(problems.keys() - seen)
    ]
    return (*bad, *good)


def _line(number: int, fields: list[str], problems: dict[int, str]) -> ImportLine:
    extension = fields[0].strip() if fields else ""
    name = fields[2].strip() if len(fields) > 2 else ""
    return ImportLine(number, extension, name, problems.get(number, ""))


def _is_heading(line: ImportLine) -> bool:
    return line.number == 1 and line.extension.casefold() == "extension"


def summary(report: ImportReport, *, done: bool) -> str:
    """What the import would do, or did."""
    if done:
        text = _tr("Created: {created}. Existed already: {skipped}. Lines refused: {bad}.")
    else:
        text = _tr("To be created: {created}. There already: {skipped}. Lines refused: {bad}.")
    return text.format(
        created=f"{report.created:,}", skipped=f"{report.skipped:,}", bad=f"{len(report.errors):,}"
    )


class ImportTable(TableModel[ImportLine]):
    """The preview."""

    def __init__(self, lines: Iterable[ImportLine] = (), parent: QObject | None = None) -> None:
        columns: tuple[Column[ImportLine], ...] = (
            Column("line", _tr("Line"), lambda line: str(line.number), 64, "right"),
            Column("extension", _tr("Extension"), lambda line: line.extension, 110),
            Column("name", _tr("Name"), lambda line: line.name, 120),
            Column("state", _tr("Result"), _word, 104, pill=_pill),
            Column("problem", _tr("What is wrong"), lambda line: line.problem, 240),
        )
        super().__init__(columns, lambda line: line.number, parent)
        self.set_rows(lines)


def _word(line: ImportLine) -> str:
    return _pill(line).word


def _pill(line: ImportLine) -> Pill:
    if line.problem:
        return Pill("alert-circle", _tr("refused"), "bad")
    return Pill("circle-check", _tr("fine"), "ok")


def _tr(text: str) -> str:
    return QCoreApplication.translate("EndpointImport", text)

"""Endpoints out of a CSV file: every line is either an endpoint or a fault that names the line.

Pure: text in, values out. The columns are ``extension,password[,display_name]`` (RFC 4180), with
or without that header line; the file is UTF-8. A fault never repeats the password.
"""

import csv
import io
import re
from collections.abc import Callable
from typing import Final, NamedTuple

from engine.api.models.endpoints import EXTENSION_PATTERN
from engine.errors import Invalid
from engine.parameters.passwords import Verdict

MAX_LINES: Final = 50_000
_MAX_NAME: Final = 128
_EXTENSION: Final = re.compile(EXTENSION_PATTERN.removesuffix("$"))
_COLUMNS: Final = range(2, 4)
_EXTENSION_FAULT: Final = (
    "The extension must be 1 to 32 letters, digits or the characters _ . + - and must not begin "
    "with a point."
)
PasswordCheck = Callable[[str, str, str], Verdict]
"""Of password, extension and display name; see :func:`engine.parameters.passwords.judge`."""


class Line(NamedTuple):
    """One endpoint of the file; the password is in clear and goes no further than its hashes."""

    number: int
    extension: str
    password: str
    display_name: str
    score: int = 0


class Fault(NamedTuple):
    """Why a line was not taken."""

    line: int
    detail: str


class Parsed(NamedTuple):
    """What a file holds."""

    lines: list[Line]
    faults: list[Fault]


def parse(content: bytes, check_password: PasswordCheck) -> Parsed:
    """Read a file.

    Args:
        content: the bytes of the file.
        check_password: what is to be said of a password.

    Raises:
        Invalid: the file as a whole is unusable: not UTF-8, or too long.
    """
    parsed = Parsed([], [])
    seen: dict[str, int] = {}
    reader = csv.reader(io.StringIO(_decode(content), newline=""), strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return parsed
        except csv.Error as error:
            # After a broken quote the reader cannot tell where the next line begins.
            parsed.faults.append(Fault(number, f"The rest of the file cannot be read: {error}."))
            return parsed
        if not cells or (number == 1 and cells[0].strip().lower() == "extension"):
            continue
        if len(parsed.lines) + len(parsed.faults) == MAX_LINES:
            raise Invalid("", f"the file has more than {MAX_LINES} lines; split it")
        line, fault = _line(number, cells, check_password, seen)
        if line:
            parsed.lines.append(line)
        if fault:
            parsed.faults.append(Fault(number, fault))


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise Invalid("", f"the file is not UTF-8 text: see line {number}") from error


def _line(
    number: int, cells: list[str], check_password: PasswordCheck, seen: dict[str, int]
) -> tuple[Line | None, str]:
    """The endpoint of a line, or what is wrong with it."""
    if len(cells) not in _COLUMNS:
        return None, f"There are {len(cells)} columns; extension,password[,display_name] is needed."
    extension, password = cells[0].strip(), cells[1]
    name = cells[2].strip() if len(cells) > 2 else ""
    if not _EXTENSION.fullmatch(extension):
        return None, _EXTENSION_FAULT
    if extension in seen:
        return None, f"The extension {extension} is in line {seen[extension]} already."
    seen[extension] = number
    problems, score = check_password(password, extension, name)
    if len(name) > _MAX_NAME or not name.isprintable():
        problems.append(f"The display name must be at most {_MAX_NAME} printable characters.")
    if problems:
        return None, " ".join(problems)
    return Line(number, extension, password, name, score), ""

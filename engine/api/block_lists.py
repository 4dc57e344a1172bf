"""Lists of blocked places as they are passed around: every line is a place or a named fault.

Pure: bytes in, values out. Understood are plain lists, one address or network a line, with comments
after ``#`` or ``;`` (so that the lists of Spamhaus and FireHOL can be taken as they are), and CSV
with the columns ``value[,reason]``, with or without that header. The text of a line's comment
becomes the reason where there is no other.
"""

import csv
import re
from typing import Final, NamedTuple

from engine.defence.places import place
from engine.errors import Invalid

MAX_LINES: Final = 50_000
"""Places of one list; half of what operators may list at all."""

MAX_FAULTS: Final = 1_000
"""Faults that are named; a file with more is no such list."""

MAX_REASON: Final = 300
_COMMENT: Final = re.compile(r"[#;]|//")
_HEADERS: Final = frozenset({"value", "ip", "address", "network", "cidr"})


class Entry(NamedTuple):
    """One place of the file."""

    line: int
    value: str
    reason: str


class Fault(NamedTuple):
    """Why a line was not taken."""

    line: int
    detail: str


class ParsedList(NamedTuple):
    """What a file holds; ``more_faults`` are those beyond :data:`MAX_FAULTS`."""

    entries: list[Entry]
    faults: list[Fault]
    more_faults: int


def parse_list(content: bytes) -> ParsedList:
    """Read a file.

    Raises:
        Invalid: the file as a whole is unusable: not UTF-8, or too long.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise Invalid("", f"the file is not UTF-8 text: see line {number}") from error
    entries: list[Entry] = []
    faults: list[Fault] = []
    more = 0
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        cells, comment = _cells(line)
        if not cells[0] or (not seen and cells[0].casefold() in _HEADERS):
            continue
        value, fault = _value(cells[0], seen)
        if fault:
            more += len(faults) >= MAX_FAULTS
            faults += [Fault(number, fault)] if len(faults) < MAX_FAULTS else []
            continue
        if len(entries) >= MAX_LINES:
            raise Invalid("", f"the file has more than {MAX_LINES:,} places; split it")
        seen[value] = number
        entries.append(Entry(number, value, _reason(cells, comment)))
    return ParsedList(entries, faults, more)


def _cells(line: str) -> tuple[list[str], str]:
    """The cells before the comment, and the comment."""
    found = _COMMENT.search(line)
    before = line if found is None else line[: found.start()]
    comment = "" if found is None else line[found.end() :].strip()
    try:
        cells = next(csv.reader([before]), [""])
    except csv.Error:
        cells = [before]
    return [cell.strip() for cell in cells] or [""], comment


def _value(text: str, seen: dict[str, int]) -> tuple[str, str]:
    """The place in its one form, or what is wrong with it."""
    try:
        value = place(text).value
    except ValueError as error:
        return "", f"{text[:60]!a} is no address and no network: {str(error)[:100]}"
    if value in seen:
        return "", f"{value} is in line {seen[value]} already."
    return value, ""


def _reason(cells: list[str], comment: str) -> str:
    text = (cells[1] if len(cells) > 1 else "") or comment
    return "".join(each for each in text if each.isprintable())[:MAX_REASON]

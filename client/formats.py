"""The only place where numbers, times and durations become text.

Times are shown in one chosen zone, which is named once a page; thousands are separated; telephone
numbers are never grouped and therefore never pass here.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication, QTimeZone

MINUTE, HOUR, DAY = 60, 3600, 86400
COUNTABLE = 2**31 - 1
"""The largest number of which Qt can tell singular from plural."""
DASH = "–"

_RUN = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Signs that begin a formula, and their wide forms, which do in Japanese."""

_BREAKS = re.compile(r"[\t\r\n\v\f\x00\u2028\u2029]")
_SIGNED = re.compile(r"[+-]\d[\d.,:]*(?: [\w .,]*)?")
"""A signed number, and words behind a code: ``-9 Unauthorised call``."""


def system_zone() -> str:
    """Return the IANA name of the zone of this computer, ``UTC`` when it has none."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return name if _zone(name) is not None else "UTC"


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def pasted(text: str) -> str:
    """Return a cell as it is put on the clipboard, from where it may go into a spreadsheet.

    What callers choose may be written to be run there. As in exports, a text that begins like a
    formula gets an apostrophe in front, and line ends and tabs, which would begin another cell,
    become spaces; numbers, with words behind them or not, stay as they are.
    """
    line = _BREAKS.sub(" ", text)
    runs = line.startswith(_RUN) and not _SIGNED.fullmatch(line)
    return f"'{line}" if runs else line


def countable(number: int) -> int:
    """Return *number* as Qt takes it to choose between singular and plural.

    What strangers cause is counted without an end, and Qt refuses what has more than 31 bits.
    """
    return min(number, COUNTABLE)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Formats", text)


class Formats:
    """Formats for one zone.

    Args:
        zone: IANA name, for example ``Asia/Dhaka``; an unknown one counts as UTC.
    """

    def __init__(self, zone: str = "") -> None:
        wanted = zone or system_zone()
        found = _zone(wanted)
        known = found is not None and wanted not in ("Etc/UTC", "Etc/UCT", "Zulu")
        self.zone_name = wanted if known else "UTC"
        self.zone: tzinfo = found or UTC

    def local(self, moment: datetime) -> datetime:
        """Return *moment* in the chosen zone."""
        return moment.astimezone(self.zone)

    def date(self, moment: datetime) -> str:
        """Return ``2026-11-23``."""
        return self.local(moment).strftime("%Y-%m-%d")

    def time(self, moment: datetime, *, ms: bool = False) -> str:
        """Return ``11:02:14``, with milliseconds ``11:02:14.410``."""
        local = self.local(moment)
        text = local.strftime("%H:%M:%S")
        return f"{text}.{local.microsecond // 1000:03d}" if ms else text

    def date_time(self, moment: datetime | None, *, ms: bool = False) -> str:
        """Return ``2026-11-23 11:02:14``, or a dash for no time."""
        if moment is None:
            return DASH
        return f"{self.date(moment)} {self.time(moment, ms=ms)}"

    def when(self, moment: datetime, now: datetime) -> str:
        """Return the time alone for today, with the date for any other day."""
        if self.date(moment) == self.date(now):
            return self.time(moment)
        return self.date_time(moment)

    def ago(self, moment: datetime, now: datetime) -> str:
        """Return ``just now``, ``47 min ago``, ``3 h ago`` or the date."""
        seconds = max(0, int((now - moment).total_seconds()))
        if seconds < 10:
            return _tr("just now")
        if seconds >= DAY:
            return self.date_time(moment)[:-3]
        return _tr("{span} ago").format(span=self.span(seconds))

    @staticmethod
    def span(seconds: float) -> str:
        """Return a length of time in its largest sensible unit: ``30 s``, ``27 min``, ``2 h``."""
        whole = max(0, int(seconds))
        if whole < MINUTE:
            return _tr("{count} s").format(count=whole)
        if whole < HOUR:
            return _tr("{count} min").format(count=whole // MINUTE)
        if whole < DAY:
            hours, minutes = whole // HOUR, whole % HOUR // MINUTE
            if minutes:
                return _tr("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
            return _tr("{count} h").format(count=hours)
        return _tr("{count} d").format(count=whole // DAY)

    @staticmethod
    def duration(seconds: float) -> str:
        """Return ``m:ss``, or ``h:mm:ss`` from an hour on."""
        whole = max(0, int(seconds))
        hours, rest = divmod(whole, HOUR)
        minutes, rest = divmod(rest, MINUTE)
        return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"

    @staticmethod
    def countdown(seconds: float) -> str:
        """Return ``mm:ss`` of a time that runs down; a started second counts whole."""
        whole = max(0, int(-(-seconds // 1)))
        hours, rest = divmod(whole, HOUR)
        minutes, rest = divmod(rest, MINUTE)
        return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"

    @staticmethod
    def count(number: float) -> str:
        """Return a whole number with its thousands separated."""
        return f"{round(number):,}"

    @staticmethod
    def decimal(number: float, digits: int = 1) -> str:
        """Return *number* with *digits* after the point."""
        return f"{number:,.{digits}f}"

    @staticmethod
    def money(amount: float) -> str:
        """Return an amount with two decimals, or with as many of four as it needs: ``1,204.50``."""
        whole, point, rest = f"{amount:,.4f}".partition(".")
        return f"{whole}{point}{rest.rstrip('0').ljust(2, '0')}"

    @staticmethod
    def percent(share: float) -> str:
        """Return a share of 1 as ``3.9 %``."""
        return f"{share * 100:.1f} %"

    @staticmethod
    def size(count: int) -> str:
        """Return a number of bytes in its largest sensible unit."""
        value = float(count)
        for unit in ("B", "kB", "MB"):
            if value < 1000:
                return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
            value /= 1000
        return f"{value:.1f} GB"

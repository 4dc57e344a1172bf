"""The Endpoint Management table: rows page by page, flat or gathered under their sources.

The engine filters, orders and pages; this model holds what has been loaded. Grouping adds header
rows with a count, which can be folded, between the same rows. The countdown of a lockout is part
of a cell's text: `tick` announces a change only for that cell of rows that are suspended and
seen, so nothing else is painted once a second.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt

from client.formats import Formats
from client.models.columns import Column, Pill
from client.models.endpoint_groups import SCATTERED, Group, Run, group_by_source, sequential_runs
from client.models.endpoint_rows import EndpointRow
from client.models.endpoint_text import EndpointText, status_pill, status_word
from client.models.server_time import ServerTime
from client.models.table import TableModel

#: With more rows than this a live change stays under its old heading until the list is loaded
#: anew: gathering 5,000 rows takes 16 ms, 100,000 would block the window for half a second.
REGROUP_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The header of a group of rows.

    Attributes:
        group: The source and what is behind it.
        folded: Whether its rows are hidden.
    """

    group: Group
    folded: bool = False


Shown = EndpointRow | GroupRow


def key_of(row: Shown) -> tuple[str, str]:
    """What tells one row of the table from another."""
    if isinstance(row, GroupRow):
        return ("source", row.group.source)
    return ("extension", row.extension)


class EndpointTable(TableModel[Shown]):
    """Loaded endpoints as the table shows them.

    Args:
        formats: The operator's zone.
        clock: The server's time, for countdowns.
    """

    def __init__(self, formats: Formats, clock: ServerTime, parent: QObject | None = None) -> None:
        self._text = EndpointText(formats)
        self._clock = clock
        self._loaded: dict[str, EndpointRow] = {}
        self._runs: tuple[Run, ...] = ()
        self._moment = clock.now()
        self._grouped = False
        self._folded: set[str] = set()
        super().__init__(self._make_columns(), key_of, parent)

    @property
    def text(self) -> EndpointText:
        """The sentences of this table, for the details pane."""
        return self._text

    @property
    def clock(self) -> ServerTime:
        """The server's time."""
        return self._clock

    def moment(self) -> datetime:
        """The server's time of the last tick: all countdowns that are shown agree on it."""
        return self._moment

    @property
    def grouped(self) -> bool:
        """Whether rows are gathered under their sources."""
        return self._grouped

    @property
    def loaded(self) -> tuple[EndpointRow, ...]:
        """Every loaded endpoint, folded ones included, in the engine's order."""
        return tuple(self._loaded.values())

    def endpoint(self, extension: str) -> EndpointRow | None:
        """A loaded endpoint."""
        return self._loaded.get(extension)

    def behind(self, header: GroupRow) -> tuple[EndpointRow, ...]:
        """The endpoints behind a source, folded or not."""
        rows = self.loaded
        return tuple(rows[place] for place in header.group.rows)

    # What the owner changes

    def show(self, rows: Iterable[EndpointRow]) -> None:
        """Replace everything with a first page."""
        self._moment = self._clock.now()
        self._loaded = {row.extension: row for row in rows}
        self._arrange()

    def add_page(self, rows: Iterable[EndpointRow]) -> None:
        """Add the next page. A row that is loaded already is brought up to date."""
        fresh = {row.extension: row for row in rows}
        seen = [row for row in fresh.values() if row.extension in self._loaded]
        new = [row for row in fresh.values() if row.extension not in self._loaded]
        self._loaded.update(fresh)
        if self._grouped:
            self._arrange()
            return
        self._find_runs()
        self.patch(seen)
        self.append(new)

    def change(self, rows: Iterable[EndpointRow]) -> None:
        """Bring loaded rows up to date in place; rows that are not loaded are ignored."""
        known = [row for row in rows if row.extension in self._loaded]
        if not known:
            return
        moved = any(
            self._loaded[row.extension].source_address != row.source_address
            or self._loaded[row.extension].locked != row.locked
            for row in known
        )
        self._loaded.update((row.extension, row) for row in known)
        if moved:
            self._find_runs()
        if moved and self._grouped and len(self._loaded) <= REGROUP_AT_ONCE:
            self._arrange()
            return
        self.patch(row for row in known if self.place(key_of(row)) >= 0)

    def drop(self, extensions: Iterable[str]) -> None:
        """Take rows out."""
        gone = [extension for extension in extensions if extension in self._loaded]
        for extension in gone:
            del self._loaded[extension]
        if self._grouped:
            self._arrange()
        else:
            self.remove(("extension", extension) for extension in gone)

    def sync(self, rows: Iterable[EndpointRow]) -> None:
        """Become this list without a reset: selection and scroll position stay, new rows follow.

        For lists that change while they are read, such as lockouts during an attack.
        """
        fresh = {row.extension: row for row in rows}
        self.drop([extension for extension in self._loaded if extension not in fresh])
        self.change(fresh.values())
        self.add_page(row for row in fresh.values() if row.extension not in self._loaded)

    def set_grouped(self, grouped: bool) -> None:
        """Gather the rows under their sources, or list them."""
        if grouped != self._grouped:
            self._grouped = grouped
            self._arrange()

    def fold(self, source: str, folded: bool) -> None:
        """Hide or show the rows of one source."""
        if folded:
            self._folded.add(source)
        else:
            self._folded.discard(source)
        if self._grouped:
            self._arrange()

    def tick(self, first: int, last: int) -> int:
        """Announce new countdowns for the rows that are seen.

        Args:
            first: The first row that is seen.
            last: The last one, inclusive.

        Returns:
            How many cells were announced.
        """
        self._moment = self._clock.now()
        column = self.column("registration")
        changed = 0
        for place in range(max(0, first), min(last, self.rowCount() - 1) + 1):
            row = self.row(place)
            if isinstance(row, EndpointRow) and row.locked:
                cell = self.index(place, column)
                self.dataChanged.emit(cell, cell, [Qt.ItemDataRole.DisplayRole])
                changed += 1
        return changed

    def refresh_times(self, first: int, last: int) -> None:
        """Announce "47 min ago" anew for all rows that are seen, once a minute."""
        self._moment = self._clock.now()
        if self.rowCount():
            column = self.column("registration")
            top, bottom = max(0, first), min(last, self.rowCount() - 1)
            self.dataChanged.emit(self.index(top, column), self.index(bottom, column))

    # Arrangement

    def _arrange(self) -> None:
        self._find_runs()
        rows = list(self._loaded.values())
        self.set_rows(self._with_headers(rows) if self._grouped else rows)

    def _with_headers(self, rows: Sequence[EndpointRow]) -> list[Shown]:
        shown: list[Shown] = []
        for group in group_by_source(rows):
            folded = group.source in self._folded
            shown.append(GroupRow(group, folded))
            if not folded:
                shown.extend(rows[place] for place in group.rows)
        return shown

    def _find_runs(self) -> None:
        self._runs = sequential_runs(row.extension for row in self._loaded.values() if row.locked)

    # Columns

    def _make_columns(self) -> tuple[Column[Shown], ...]:
        def muted(_row: Shown) -> str:
            return "muted"

        return (
            Column("extension", _tr("Extension"), self._extension, 84, tone=_heading_tone),
            Column("name", _tr("Name"), _field(lambda row: row.name), 118),
            Column("status", _tr("Status"), _field(lambda row: status_word(row.status)), 148,
                   pill=_pill),
            Column("registration", _tr("Registration"), self._registration, 246),
            Column("source", _tr("Source"), _field(lambda row: row.source), 138),
            Column("failures", _tr("Failures"), _field(lambda row: str(row.failures)), 70,
                   align="right", sort_key=_failures),
            Column("device", _tr("Device"), _field(lambda row: row.device), 104),
            Column("note", _tr("Note"), self._note, 80, tone=muted),
        )  # fmt: skip

    def _extension(self, row: Shown) -> str:
        if not isinstance(row, GroupRow):
            return row.extension
        sign = "▸" if row.folded else "▾"
        names = {"": _tr("no source"), SCATTERED: _tr("one extension each")}
        source = names.get(row.group.source, row.group.source)
        return f"{sign}  {source}  ·  {self._text.group(row.group)}"

    def _registration(self, row: Shown) -> str:
        if isinstance(row, GroupRow):
            return ""
        return self._text.registration(row, self._moment)

    def _note(self, row: Shown) -> str:
        return "" if isinstance(row, GroupRow) else self._text.note(row, self._runs)


def _field(read: Any) -> Any:
    """A text of an endpoint; a header has none."""
    return lambda row: "" if isinstance(row, GroupRow) else read(row)


def _pill(row: Shown) -> Pill | None:
    return None if isinstance(row, GroupRow) else status_pill(row.status)


def _heading_tone(row: Shown) -> str:
    return "accent" if isinstance(row, GroupRow) else ""


def _failures(row: Shown) -> int:
    return -1 if isinstance(row, GroupRow) else row.failures


def _tr(text: str) -> str:
    return QCoreApplication.translate("Endpoints", text)

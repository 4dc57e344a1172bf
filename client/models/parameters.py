"""The System Parameter table: every parameter with its pending edit, filtered, in A-Z order.

The list is small (well under a thousand), so it is loaded whole and filtered here as a plain
function of parameters, edits and filter. A row joins the stored parameter with what the operator
has typed for it; the marker says which of the two differs from what.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QObject

from client.api.values import Parameter
from client.formats import Formats
from client.models.columns import Column, Pill
from client.models.parameter_edits import Edit, EditBook
from client.models.parameter_rules import range_text
from client.models.server_time import ServerTime, seconds_left
from client.models.table import TableModel

#: The groups of the catalogue with the section of the VOS3000 manual an operator knows them by;
#: ours have none.
GROUPS = {"softswitch": "§4.3.5.2", "billing": "§4.3.5.1", "security": "", "query": ""}

#: Widths that hold the longest name, the longest value as a pill, and the longest marker.
NAME_WIDTH, VALUE_WIDTH, MARKER_WIDTH = 308, 102, 112


@dataclass(frozen=True, slots=True)
class ParameterFilter:
    """What the filter line asks for.

    Attributes:
        text: Words that must all occur in name, description or section, whatever their case.
        group: A group of the catalogue, or empty for all.
        changed: Only parameters whose stored value differs from the default.
    """

    text: str = ""
    group: str = ""
    changed: bool = False

    def wants(self, parameter: Parameter) -> bool:
        """Whether a parameter passes."""
        if self.group and parameter.group != self.group:
            return False
        if self.changed and not parameter.changed:
            return False
        where = f"{parameter.name} {parameter.description} {parameter.section}".casefold()
        return all(word in where for word in self.text.casefold().split())


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A stored parameter and what is about to happen to it."""

    parameter: Parameter
    edit: Edit | None = None

    @property
    def value(self) -> int | str:
        """What the value column shows: the pending value if it can be sent, else the stored."""
        if self.edit is not None and self.edit.value is not None:
            return self.edit.value
        return self.parameter.value


def group_title(group: str) -> str:
    """A group as an operator knows it."""
    titles = {
        "softswitch": _tr("Softswitch"),
        "billing": _tr("Billing"),
        "security": _tr("Security"),
        "query": _tr("Query"),
    }
    return titles.get(group, group)


def group_counts(parameters: Iterable[Parameter]) -> Mapping[str, int]:
    """How many parameters each group has, and under "changed" how many left their default."""
    counts: Counter[str] = Counter()
    for parameter in parameters:
        counts[parameter.group] += 1
        counts["changed"] += parameter.changed
    return counts


def value_text(parameter: Parameter, value: int | str | None) -> str:
    """A value with what it means: "1 (on)" for a switch, the bare number or text otherwise.

    Numbers are not grouped: what is shown is what is typed and what scripts read.
    """
    if value is None:
        return ""
    if parameter.type == "boolean":
        return _tr("1 (on)") if value == 1 else _tr("0 (off)")
    return str(value)


def marker(row: ParameterRow, left: str = "") -> Pill | None:
    """The pill of a row: a problem, a pending edit, a timed change, a change from the default.

    Args:
        row: The row.
        left: The countdown of a timed change, when it is known.
    """
    if row.edit is not None and row.edit.theirs is not None:
        return Pill("alert-triangle", _tr("conflict"), "bad")
    if row.edit is not None and row.edit.problem:
        return Pill("alert-circle", _tr("invalid"), "bad")
    if row.edit is not None:
        return Pill("pencil", _tr("edited"), "warning")
    if row.parameter.revert_at is not None:
        return Pill("clock", left or _tr("timed"), "accent")
    if row.parameter.changed:
        return Pill("adjustments", _tr("changed"), "neutral")
    return None


def value_pill(row: ParameterRow) -> Pill | None:
    """The value as a pill with the marker's icon and tone, where there is no room for both."""
    pill = marker(row)
    return None if pill is None else replace(pill, word=value_text(row.parameter, row.value))


def _value_tooltip(row: ParameterRow) -> str:
    text = value_text(row.parameter, row.value)
    word = _marker_word(row)
    return f"{text} · {word}" if word else text


def _marker_word(row: ParameterRow) -> str:
    pill = marker(row)
    return pill.word if pill is not None else ""


def parameter_columns(
    narrow: Callable[[], bool] = lambda: False,
    left: Callable[[Parameter], str] = lambda _parameter: "",
) -> tuple[Column[ParameterRow], ...]:
    """The columns in their first order; the description is last and takes the room that is left.

    Args:
        narrow: Whether the marker column has no room, so that the value carries the marker.
        left: The countdown of a timed change.
    """
    return (
        Column("name", _tr("Parameter"), lambda row: row.parameter.name, NAME_WIDTH),
        Column(
            "value", _tr("Value"), lambda row: value_text(row.parameter, row.value), VALUE_WIDTH,
            pill=lambda row: value_pill(row) if narrow() else None,
            tooltip=_value_tooltip,
        ),
        Column(
            "marker", "", _marker_word, MARKER_WIDTH,
            pill=lambda row: marker(row, left(row.parameter)),
        ),
        Column(
            "default", _tr("Default"),
            lambda row: value_text(row.parameter, row.parameter.default), 74, tone=_muted,
        ),
        Column("unit", _tr("Unit"), lambda row: row.parameter.unit, 62, tone=_muted),
        Column("range", _tr("Range"), lambda row: range_text(row.parameter), 104, tone=_muted),
        Column("section", _tr("Section"), lambda row: section_text(row.parameter), 76, tone=_muted),
        Column("description", _tr("Description"), lambda row: row.parameter.description, 260),
    )  # fmt: skip


def section_text(parameter: Parameter) -> str:
    """The section of the manual, marked as one; empty for parameters of our own."""
    section = parameter.section.strip()
    return f"§{section}" if section[:1].isdigit() else section


def _muted(row: ParameterRow) -> str:  # noqa: ARG001 - a column asks every row
    return "muted"


class ParameterTable(TableModel[ParameterRow]):
    """The rows that pass the filter, over the stored parameters and the pending edits."""

    def __init__(
        self,
        book: EditBook,
        formats: Formats,
        parent: QObject | None = None,
        clock: ServerTime | None = None,
    ) -> None:
        self._narrow = False
        self._clock = clock
        columns = parameter_columns(lambda: self._narrow, self._left)
        super().__init__(columns, lambda row: row.parameter.name, parent)
        self.formats = formats
        self._book = book
        self._parameters: dict[str, Parameter] = {}
        self._filter = ParameterFilter()

    def set_narrow(self, *, narrow: bool) -> None:
        """Say whether the value carries the marker, because its own column has no room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.refresh_column("value")

    def tick(self) -> None:
        """Show the countdowns of this moment."""
        self.refresh_column("marker")

    def _left(self, parameter: Parameter) -> str:
        if parameter.revert_at is None or self._clock is None:
            return ""
        return self.formats.countdown(seconds_left(parameter.revert_at, self._clock.now()))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every loaded parameter in alphabetical order, whatever the filter."""
        return tuple(self._parameters[name] for name in sorted(self._parameters))

    def stored(self, name: str) -> Parameter | None:
        """The parameter as stored, by name."""
        return self._parameters.get(name)

    def set_parameters(self, parameters: Iterable[Parameter]) -> None:
        """Take over a freshly loaded list."""
        self._parameters = {item.name: item for item in parameters}
        self.show_edits()

    def put(self, parameter: Parameter) -> None:
        """Take over one parameter, after it was stored or an event told of it."""
        self._parameters[parameter.name] = parameter
        self.show_edits()

    def set_filter(self, wanted: ParameterFilter) -> None:
        """Show the rows that pass."""
        self._filter = wanted
        self.show_edits()

    def show_edits(self) -> None:
        """Bring the rows up to date with parameters, edits and filter.

        A row with a pending edit stays visible under "changed": hiding what will be applied
        would surprise.
        """
        self.set_rows(
            ParameterRow(parameter, self._book.get(parameter.name))
            for parameter in self.parameters
            if self._filter.wants(parameter)
            or (self._filter.changed and parameter.name in self._book)
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Parameters", text)

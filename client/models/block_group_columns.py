"""The columns of the table of what is blocked, which also say what a heading says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from client.formats import DASH, Formats
from client.models.block_groups import GroupRow, Shown, end_of_row, place_of
from client.models.block_rows import BlockRow
from client.models.block_text import layer_plural
from client.models.columns import Column

FOLDED, OPEN = "▸", "▾"
INSIDE = "\u2003\u2002"
"""By how much members stand further in than their heading."""


def columns_of(
    columns: Sequence[Column[BlockRow]], formats: Formats, inside: Callable[[BlockRow], bool]
) -> tuple[Column[Shown], ...]:
    """Return columns for rows and headings.

    Args:
        columns: those of rows alone.
        formats: how figures are written.
        inside: says whether a row stands beneath a heading now.
    """
    return tuple(_make(column, formats, inside) for column in columns)


def group_title(group: GroupRow) -> str:
    """Return what a heading is about and how much is beneath it, in words."""
    text = _tr("{address} · %Ln entry(s)", len(group.members))
    address = group.address or _tr("Without an address")
    return text.format(address=address)


def _heading(group: GroupRow) -> str:
    """Return a heading with its sign, as short as the column is narrow."""
    address = group.address or _tr("Without an address")
    return f"{FOLDED if group.folded else OPEN}  {address} ({Formats.count(len(group.members))})"


def layers_text(group: GroupRow) -> str:
    """Return how many members each layer has."""
    return " · ".join(
        f"{layer_plural(layer)} {Formats.count(count)}" for layer, count in group.layers.items()
    )


def _make(
    column: Column[BlockRow], formats: Formats, inside: Callable[[BlockRow], bool]
) -> Column[Shown]:
    """Return a column that hands rows on and speaks for headings."""
    text = _texts(column, formats).get(column.key, lambda group: _same(column, group))
    own = column.text

    def shown(row: Shown) -> str:
        if isinstance(row, GroupRow):
            return text(row)
        return INSIDE + own(row) if column.key == "what" and inside(row) else own(row)

    made: Column[Any] = replace(
        column,
        text=shown,
        sort_key=_sorting(column),
        tooltip=_either(column.tooltip or own, layers_text if column.key == "layer" else text),
        pill=_either(column.pill, lambda group: column.pill and column.pill(group.worst)),
        tone=_either(column.tone or (lambda _row: ""), lambda _group: _tone(column)),
        accessible=_either(own, _spoken if column.key == "what" else text),
    )
    return made


def _either(
    one: Callable[[BlockRow], Any] | None, many: Callable[[GroupRow], Any]
) -> Callable[[Shown], Any] | None:
    """Return a reader of rows that reads headings by another one."""
    if one is None:
        return None
    return lambda row: many(row) if isinstance(row, GroupRow) else one(row)


def _texts(column: Column[BlockRow], formats: Formats) -> dict[str, Callable[[GroupRow], str]]:
    """Return what a heading says under each column in which members are not simply the same."""
    return {
        "what": _heading,
        "layer": lambda group: column.text(group.worst),
        "since": lambda group: column.text(min(group.members, key=lambda row: row.since)),
        "until": lambda group: column.text(group.last),
        "address": lambda group: group.address or DASH,
        "hits": lambda group: _sum(group, formats),
        "last_hit": lambda group: _last_hit(group, formats),
        "repeats": lambda group: formats.count(max(row.repeats for row in group.members)),
        "why": layers_text,
    }


def _sorting(column: Column[BlockRow]) -> Callable[[Shown], Any]:
    """Return what rows and headings sort by: a heading by what it says of its members."""
    key: Callable[[BlockRow], Any] = column.sort_key or (lambda row: column.text(row).casefold())
    if column.key in ("address", "what"):
        plain = key if column.key == "what" else lambda row: place_of(row.address)
        many: Callable[[GroupRow], Any] = (
            (lambda group: group.address.casefold()) if column.key == "what"
            else (lambda group: place_of(group.address))
        )  # fmt: skip
        return lambda row: many(row) if isinstance(row, GroupRow) else plain(row)
    by: dict[str, Callable[[GroupRow], Any]] = {
        "layer": lambda group: key(group.worst),
        "since": lambda group: group.since.timestamp(),
        "until": lambda group: end_of_row(group.last),
        "hits": lambda group: sum(max(0, key(row)) for row in group.members),
        "repeats": lambda group: max(row.repeats for row in group.members),
        "why": lambda group: layers_text(group).casefold(),
    }
    many = by.get(column.key, lambda group: _same(column, group).casefold())
    return lambda row: many(row) if isinstance(row, GroupRow) else key(row)


def _same(column: Column[BlockRow], group: GroupRow) -> str:
    """Return what all members say, or that they differ; those that say nothing do not count."""
    said = {column.text(row) for row in group.members} - {DASH}
    if len(said) > 1:
        return _tr("several")
    return said.pop() if said else DASH


def _counted(row: BlockRow) -> int | None:
    if row.rate is not None:
        return row.rate.refused
    return row.block.hits if row.block is not None else None


def _sum(group: GroupRow, formats: Formats) -> str:
    counts = [count for count in map(_counted, group.members) if count is not None]
    return formats.count(sum(counts)) if counts else DASH


def _last_hit(group: GroupRow, formats: Formats) -> str:
    moments = [row.rate.last for row in group.members if row.rate is not None]
    moments += [
        row.block.last_hit
        for row in group.members
        if row.block is not None and row.block.last_hit is not None
    ]
    return formats.date_time(max(moments)) if moments else DASH


def _tone(column: Column[BlockRow]) -> str:
    return "accent" if column.key == "what" else ""


def _spoken(group: GroupRow) -> str:
    """Return the heading as it is read aloud: the sign is a word."""
    text = _tr("{title}, folded") if group.folded else _tr("{title}, unfolded")
    return text.format(title=group_title(group))


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("BlockGroups", text, "", count)

"""Filters that are taken over from elsewhere: that of the CDR page, or one of a saved view.

A legal hold and a scheduled export keep a filter of their own. Nobody types one into a dialog:
it is made where its records are seen, on the CDR page, and chosen here by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from client.api.cdr_values import parts_of
from client.api.view_values import SavedView
from client.models.cdr_chips import chip_text
from client.models.cdr_filter import CdrFilter
from client.models.cdr_view import Shown, shown_by
from client.models.cdr_vocabulary import ILLEGAL, CdrWords

KEPT, ALL, ILLEGAL_CALLS, PAGE = "kept", "all", "illegal", "page"


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A filter to choose.

    Attributes:
        key: `KEPT`, `ALL`, `ILLEGAL_CALLS`, `PAGE` or the identifier of a saved view.
        word: its name.
        shown: the filter, and the columns that are shown with it; none for the usual ones.
        ranged: whether the time range of the filter means something.
    """

    key: str
    word: str
    shown: Shown
    ranged: bool = False

    def conditions(self) -> dict[str, Any]:
        """Return the filter by the names of the interface, without its time range."""
        return dict(self.shown.filter.query(datetime.now(UTC), UTC).conditions())


def filter_choices(
    page: Mapping[str, Any],
    views: Iterable[SavedView],
    kept: Mapping[str, Any] | None = None,
) -> tuple[FilterChoice, ...]:
    """Return what can be chosen.

    Args:
        page: the filter of the CDR page, as it is remembered; empty if it was never used.
        views: the saved views.
        kept: the conditions in use so far, of something that is changed.
    """
    found = [
        FilterChoice(ALL, _tr("All call records"), Shown(CdrFilter())),
        FilterChoice(
            ILLEGAL_CALLS, _tr("Illegal calls"), Shown(CdrFilter(billing_modes=(ILLEGAL,)))
        ),
    ]
    if page:
        shown = Shown(CdrFilter.recalled(page))
        found.append(FilterChoice(PAGE, _tr("The filter of the CDR page"), shown, ranged=True))
    for view in views:
        word = _tr("View: {name}").format(name=view.name)
        found.append(FilterChoice(view.id, word, shown_by(view), ranged=view.range == "custom"))
    if kept and all(choice.conditions() != dict(kept) for choice in found[:2]):
        own = Shown(CdrFilter(**parts_of(kept)))
        found.insert(0, FilterChoice(KEPT, _tr("As it is"), own))
    return tuple(found)


def conditions_text(filters: Mapping[str, Any], words: CdrWords) -> str:
    """Return conditions in words, those of the time range left out."""
    wanted = CdrFilter(**parts_of(filters))
    texts = [
        ", ".join(map(words.mode, wanted.billing_modes)) if name == "billing_modes"
        else chip_text(wanted, name, words)
        for name in wanted.active()
    ]  # fmt: skip
    return " · ".join(texts) or _tr("All call records")


def _tr(text: str) -> str:
    return QCoreApplication.translate("FilterChoices", text)

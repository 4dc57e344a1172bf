"""The menu of saved views: which there are, and what can be done with the one in use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from client.api.view_values import SavedView
from client.models.cdr_views import CdrViews
from client.theme import Theme
from client.views.widgets.menu import Menu


@dataclass(frozen=True, slots=True)
class ViewDeeds:
    """What the lines of the menu do; each gets the view it is about."""

    use: Callable[[SavedView], object]
    leave: Callable[[], object]
    save: Callable[[SavedView], object]
    save_as: Callable[[], object]
    rename: Callable[[SavedView], object]
    share: Callable[[SavedView, bool], object]
    begin_with: Callable[[SavedView | None], object]
    delete: Callable[[SavedView], object]


def views_menu(
    theme: Theme,
    views: CdrViews,
    deeds: ViewDeeds,
    parent: QWidget,
    *,
    differs: bool,
    may_share: bool,
) -> Menu:
    """The menu as things stand.

    Args:
        theme: the look.
        views: which there are, and which one is in use.
        deeds: what to do.
        parent: the widget it drops from.
        differs: whether something else is shown than the view in use keeps.
        may_share: whether the operator's role may share views.
    """
    menu = Menu(theme, parent)
    menu.setToolTipsVisible(True)
    active = views.active
    for view in views.all:
        line = _checkable(menu, label(view, views.start), view == active)
        line.triggered.connect(lambda _on=False, view=view: deeds.use(view))
    if not views.all:
        menu.add(_tr("No view is saved yet"), _nothing, enabled=False)
    menu.addSeparator()
    if active is not None:
        _of_active(menu, active, views.start, deeds, differs=differs, may_share=may_share)
    menu.add(_tr("Save as a new view…"), deeds.save_as, "plus")
    return menu


def label(view: SavedView, start: str = "") -> str:
    """The name of a view, with its owner if it is somebody else's, as a line of the menu."""
    name = view.name
    if view.shared:
        name = _tr("{name} (shared by {owner})").format(name=name, owner=view.owner)
    if view.id == start:
        name = _tr("{name}, shown at the start").format(name=name)
    return name.replace("&", "&&")


def _of_active(
    menu: Menu,
    view: SavedView,
    start: str,
    deeds: ViewDeeds,
    *,
    differs: bool,
    may_share: bool,
) -> None:
    name, own = view.name.replace("&", "&&"), view.editable
    save = _tr("Save changes to “{name}”").format(name=name)
    lines = [
        menu.add(save, partial(deeds.save, view), "device-floppy", enabled=differs and own),
        menu.add(
            _tr("Discard the changes"), partial(deeds.use, view), "arrow-back-up", enabled=differs
        ),
        menu.add(_tr("Rename…"), partial(deeds.rename, view), "pencil", enabled=own),
        _share_line(menu, view, deeds, may_share=may_share),
        _start_line(menu, view, start, deeds),
        menu.add(_tr("Delete…"), partial(deeds.delete, view), "trash", enabled=own),
        menu.add(_tr("Go on without a view"), deeds.leave, "x"),
    ]
    if not own:
        why = _tr("Only {owner} or an admin changes this view.").format(owner=view.owner)
        for line in (lines[0], lines[2], lines[3], lines[5]):
            line.setToolTip(why)
    menu.addSeparator()


def _share_line(menu: Menu, view: SavedView, deeds: ViewDeeds, *, may_share: bool) -> QAction:
    line = _checkable(menu, _tr("Share with everybody"), view.shared)
    line.setEnabled(view.editable and (may_share or view.shared))
    line.triggered.connect(lambda on: deeds.share(view, on))
    if not may_share:
        line.setToolTip(_tr("Sharing needs the role operator or admin."))
    return line


def _start_line(menu: Menu, view: SavedView, start: str, deeds: ViewDeeds) -> QAction:
    line = _checkable(menu, _tr("Show this view at the start"), view.id == start)
    line.triggered.connect(lambda on: deeds.begin_with(view if on else None))
    return line


def _checkable(menu: Menu, text: str, on: bool) -> QAction:
    line = QAction(text, menu)
    line.setCheckable(True)
    line.setChecked(on)
    menu.addAction(line)
    return line


def _nothing() -> None:
    """A line that only says something."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ViewsMenu", text)

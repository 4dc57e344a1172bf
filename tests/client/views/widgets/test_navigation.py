"""The navigation tree: branches from the specs, leaves that open pages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.pages import PAGES
from client.views.widgets.navigation import BRANCH_ICONS, KeyRole, Navigation, build_model
from client.views.widgets.page import Page, PageContext, PageSpec


def never(spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> Page:
    raise AssertionError("the navigation makes no pages")


SPECS = (
    PageSpec("endpoints", ("Operation management",), "Endpoint management", "phone", never),
    PageSpec(
        "parameters", ("Softswitch management", "Additional settings"), "System parameter",
        "adjustments", never,
    ),
    PageSpec("lines", ("Operation management",), "Lines", "phone", never),
)  # fmt: skip


@pytest.fixture
def tree(theme: Theme, qtbot: QtBot) -> Navigation:
    made = Navigation(theme, SPECS)
    qtbot.addWidget(made)
    made.resize(262, 600)
    made.show()
    return made


def test_branches_stand_once_in_their_first_order() -> None:
    """# req 71"""
    model = build_model(SPECS)
    tops = [model.item(row).text() for row in range(model.rowCount())]
    assert tops == ["Operation management", "Softswitch management"]
    assert [model.item(0).child(row).text() for row in range(2)] == [
        "Endpoint management", "Lines",
    ]  # fmt: skip
    assert model.item(1).child(0).child(0).data(KeyRole) == "parameters"


def test_a_click_on_a_leaf_wants_its_page(tree: Navigation, qtbot: QtBot) -> None:
    leaf = tree.model().index(0, 0, tree.model().index(0, 0))
    place = tree.visualRect(leaf).center()
    with qtbot.waitSignal(tree.page_wanted) as signal:
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert signal.args == ["endpoints"]


def test_a_click_on_a_branch_folds_it(tree: Navigation, qtbot: QtBot) -> None:
    branch = tree.model().index(0, 0)
    with qtbot.assertNotEmitted(tree.page_wanted):
        qtbot.mouseClick(
            tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(branch).center()
        )
    assert not tree.isExpanded(branch)


def test_the_page_in_front_is_selected_and_painted(tree: Navigation) -> None:
    tree.select_page("parameters")
    assert tree.currentIndex().data(KeyRole) == "parameters"
    tree.select_page("no such page")
    assert tree.currentIndex().data(KeyRole) == "parameters"
    assert not tree.grab().isNull()


def test_every_branch_has_an_icon_of_its_own() -> None:
    branches = {name for spec in PAGES for name in spec.path}
    assert branches == set(BRANCH_ICONS)
    assert len(set(BRANCH_ICONS.values())) == len(BRANCH_ICONS)

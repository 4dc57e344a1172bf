"""Bundled files: every icon can be drawn, in any colour, at any scale; licences are there."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from client import resources
from client.resources.icons import IconShelf, coloured_svg, draw


@pytest.mark.parametrize("name", resources.icon_names())
def test_every_icon_can_be_drawn(name: str, qapp: QApplication) -> None:
    image = draw(name, "#FF0000", 16, 2.0).toImage()
    assert (image.width(), image.height()) == (32, 32)
    colours = {image.pixelColor(x, y).name() for x in range(32) for y in range(32)
               if image.pixelColor(x, y).alpha() == 255}  # fmt: skip
    assert colours <= {"#ff0000"}
    assert any(image.pixelColor(x, y).alpha() for x in range(32) for y in range(32))


def test_an_icon_has_the_colour_it_is_asked_for() -> None:
    svg = coloured_svg("lock", "#123456")
    assert b"#123456" in svg
    assert b"currentColor" not in svg


def test_an_unknown_icon_is_a_mistake_of_ours() -> None:
    with pytest.raises(resources.UnknownIconError):
        resources.icon_svg("../fonts/OFL")
    with pytest.raises(resources.UnknownIconError):
        resources.icon_svg("no-such-icon")


def test_a_shelf_draws_each_icon_once(qapp: QApplication) -> None:
    shelf = IconShelf()
    first = shelf.icon("lock", "#000000", "#888888")
    assert shelf.icon("lock", "#000000", "#888888") is first
    assert shelf.icon("lock", "#FF0000", "#888888") is not first
    assert shelf.pixmap("lock", "#000000", 14, 1.0) is shelf.pixmap("lock", "#000000", 14, 1.0)
    shelf.clear()
    assert shelf.icon("lock", "#000000", "#888888") is not first


def test_disabled_icons_have_their_own_colour(qapp: QApplication) -> None:
    icon = IconShelf().icon("lock", "#000000", "#FF0000")
    image = icon.pixmap(QSize(16, 16), 1.0, QIcon.Mode.Disabled).toImage()
    drawn = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
    seen = [each for each in drawn if each.alpha() > 100]
    assert seen
    assert all(each.red() > 250 and each.green() == each.blue() == 0 for each in seen)


def test_room_is_left_beside_the_icon(qapp: QApplication) -> None:
    assert draw("lock", "#000000", 16, 2.0, room=4).width() == 40


def test_fonts_styles_and_licences_are_bundled() -> None:
    folder = Path(resources.__file__).parent
    assert [path.stem for path in resources.font_files()] == [
        "Inter-Medium", "Inter-Regular", "Inter-SemiBold",
    ]  # fmt: skip
    assert "SIL Open Font License" in (folder / "fonts" / "OFL.txt").read_text()
    assert "MIT License" in (folder / "icons" / "LICENSE").read_text()
    assert len(resources.style_templates()) == 3

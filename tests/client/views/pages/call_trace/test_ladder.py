"""Lifelines stand in their order, and no class is told by colour alone."""

import itertools

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from client.models.trace_ladder import Kind
from client.views.pages.call_trace import CallTracePage
from client.views.pages.call_trace.ladder import LANE, TIMES, lane_x, paint_arrow
from tests.helpers.page_stage import theme_of


@pytest.mark.parametrize("width", [100, 2_000])
def test_the_switch_stands_between_the_caller_and_the_others(width: int) -> None:
    places = [lane_x(leg, 3, width) for leg in (0, None, 1, 2)]
    assert places == sorted(places)
    assert all(right - left >= LANE for left, right in itertools.pairwise(places))
    assert places[0] > TIMES


def test_lifelines_are_named(shown: CallTracePage) -> None:
    names = shown.body.heads.names()
    assert [name for name, _ in names] == ["1001", "Switch", "carrier-a", "carrier-b"]
    assert names[2][1] == "192.0.2.2:5060"
    assert not shown.grab().isNull()


def test_classes_differ_in_shape(qapp: QApplication) -> None:
    def shape(kind: Kind) -> bytes:
        image = QImage(60, 20, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        paint_arrow(painter, theme_of(qapp), kind, QPointF(5, 10), QPointF(55, 10))
        painter.end()
        alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
        return bytes(alpha.constBits())

    assert len({shape(kind) for kind in Kind}) == len(Kind)

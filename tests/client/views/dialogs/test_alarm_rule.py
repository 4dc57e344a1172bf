from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.alarm_rule_values import AlarmRule, Webhook
from client.api.decoding import decode
from client.api.errors import Conflict
from client.api.figure_values import Figure
from client.models.alarm_rule_feed import RuleListing
from client.theme import Theme
from client.views.dialogs.alarm_rule import AlarmRuleDialog
from tests.helpers.fake_alarms import FIGURES, rule

KNOWN = RuleListing((AlarmRule("Disk", "disk_free"),), Webhook("https://chat.example.org/x"))


def test_what_is_not_changed_stays(theme: Theme, window: QWidget) -> None:
    given = decode(AlarmRule, rule(kind="rise", threshold=0.25, window_s=60, quiet_s=0,
                                   severity="critical", mail=["a@b.org"], webhook=True,
                                   enabled=False))  # fmt: skip
    dialog = AlarmRuleDialog(theme, given, KNOWN, window)
    assert dialog.rule() == given
    assert dialog.save.isEnabled()
    assert not dialog.name.isEnabled()


def test_each_mistake_is_said_beside_its_field(theme: Theme, window: QWidget) -> None:
    dialog = AlarmRuleDialog(theme, AlarmRule(), KNOWN, window)
    assert not dialog.save.isEnabled()
    dialog.name.setText("Disk")
    assert "of this name" in dialog.name_field.complaint()
    dialog.name.setText("-x")
    assert "Letters" in dialog.name_field.complaint()
    dialog.name.setText("Disk low")
    dialog.figure.setText("disk free")
    assert "Write it as in" in dialog.figure_field.complaint()
    dialog.figure.setText("disk_free")
    assert dialog.save.isEnabled()
    dialog.threshold.setText("much")
    assert dialog.threshold_field.complaint()
    assert not dialog.save.isEnabled()
    dialog.kind.set_value("absence")
    assert dialog.threshold_field.isHidden()
    assert dialog.save.isEnabled()


def test_only_a_rise_has_a_window(theme: Theme, window: QWidget) -> None:
    dialog = AlarmRuleDialog(theme, AlarmRule(), RuleListing(), window)
    assert dialog.window_field.isHidden()
    dialog.kind.set_value("rise")
    assert not dialog.window_field.isHidden()


def test_it_waits_for_the_answer(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    dialog = AlarmRuleDialog(theme, KNOWN.rules[0], KNOWN, window)
    dialog.open()
    with qtbot.waitSignal(dialog.wanted):
        dialog.save.click()
    assert not dialog.save.isEnabled()
    dialog.complain(Conflict("there are 100 rules"))
    assert "100 rules" in dialog.notice.text()
    assert dialog.save.isEnabled()
    assert dialog.isVisible()


def test_a_figure_is_chosen_and_others_are_refused(theme: Theme, window: QWidget) -> None:
    figures = tuple(decode(Figure, item) for item in FIGURES)
    dialog = AlarmRuleDialog(theme, AlarmRule(), RuleListing(figures=figures), window)
    dialog.name.setText("Disk low")
    dialog.figure.setText("disk_fre")
    assert "no such figure" in dialog.figure_field.complaint()
    assert not dialog.save.isEnabled()
    dialog.figure.setText('disk_free{mount="/"}')
    assert not dialog.figure_field.complaint()
    assert dialog.save.isEnabled()

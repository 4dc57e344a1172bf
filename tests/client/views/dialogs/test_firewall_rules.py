"""The blacklist as a file for a firewall: shown, copied, saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.views.dialogs.firewall_rules import FirewallRulesDialog, open_firewall_rules
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.page_stage import PageStage


@pytest.fixture
def dialog(stage: PageStage, qtbot: QtBot) -> Iterator[FirewallRulesDialog]:
    owner = QWidget()
    qtbot.addWidget(owner)
    made = open_firewall_rules(stage.context(), owner)
    qtbot.waitUntil(lambda: made.rules is not None)
    yield made
    owner.close()


def test_the_file_is_shown_copied_and_saved(
    dialog: FirewallRulesDialog, stage: PageStage, qtbot: QtBot, tmp_path: Path
) -> None:
    assert dialog.text.toPlainText().startswith("nft drop 203.0.113.24")
    assert "nft -f" in dialog.notice.text()
    dialog.form.set_value("ip6tables")
    assert not dialog.save_button.isEnabled()
    dialog.copy()
    dialog.save()
    assert stage.prompts.suggested == [], "there is nothing yet"
    qtbot.waitUntil(lambda: dialog.rules is not None)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text().startswith("ip6tables drop")
    stage.prompts.path = tmp_path / "rules"
    dialog.save_button.click()
    assert stage.prompts.suggested == ["switchwarden-ip6tables.rules"]
    assert stage.prompts.path.read_text(encoding="utf-8").startswith("ip6tables drop")
    assert "saved as" in dialog.notice.text()


def test_what_went_wrong_is_said(
    dialog: FirewallRulesDialog, stage: PageStage, fake: FakeApi, qtbot: QtBot, tmp_path: Path
) -> None:
    stage.prompts.path = tmp_path / "missing" / "rules"
    dialog.save_button.click()
    assert "rules was not written" in dialog.notice.text()
    fake.answers["GET /firewall/rules"] = problem(503, "the softswitch is away")
    dialog.form.set_value("iptables")
    qtbot.waitUntil(lambda: "is away" in dialog.notice.text())
    assert not dialog.copy_button.isEnabled()

"""Shipped alarm rules have names in both languages; those of operators are left alone."""

from PySide6.QtWidgets import QApplication

from client.i18n import Translations
from client.models.alarm_rule_names import rule_word
from engine.store.alarm_rules import SHIPPED


def test_every_shipped_rule_has_a_name_in_both_languages(qapp: QApplication) -> None:
    names = [rule.name for rule in SHIPPED]
    assert [rule_word(name) for name in names] == names
    translations = Translations(qapp)
    translations.use("zh_CN")
    try:
        words = {rule_word(name) for name in names}
        assert rule_word("Disk nearly full") == "磁盘将满"
        assert rule_word("Night shift") == "Night shift"
    finally:
        translations.use("en")
    assert len(words) == len(names)
    assert all(not word.isascii() for word in words)

import pytest

from engine.api.parameter_view import change_item, matches, parameter_item
from engine.parameters.catalogue import CATALOGUE
from engine.store.rows import AuditRow, ParameterRow


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_parameter_can_be_shown(name: str) -> None:
    entry = CATALOGUE[name]
    item = parameter_item(ParameterRow(name, entry.default))
    assert item.value == item.default == entry.default
    assert item.type == entry.kind
    assert str(item.maximum) in item.accepted or item.type in {"boolean", "text"}
    assert len(item.recommended) == len(entry.recommended)


def test_a_timed_change_shows_what_it_returns_to() -> None:
    row = ParameterRow("SERVER_PASSWORD_LENGTH", 8, 3, "maria", 10.0, 70.0, 12)
    item = parameter_item(row)
    assert (item.revert_at, item.revert_to) == ("1970-01-01T00:01:10.000Z", 12)
    assert (item.changed_by, item.changed_at) == ("maria", "1970-01-01T00:00:10.000Z")


def test_text_matches_in_any_case_and_group_exactly() -> None:
    row = ParameterRow("SERVER_PASSWORD_LENGTH", 8)
    assert matches(row, "password_LENGTH", None)
    assert matches(row, "", "security")
    assert not matches(row, "", "billing")
    assert not matches(row, "zzz", None)


def test_a_change_without_a_state_before_is_shown() -> None:
    row = AuditRow(1, 0.0, "a", "", "parameter.set", "parameter:X", None, {"value": 5}, "")
    item = change_item(row)
    assert (item.before, item.after, item.version, item.revert_at) == (None, 5, 0, None)


@pytest.mark.parametrize("language", ["zh-CN", "zh", " ZH-cn,en;q=0.5"])
def test_texts_are_chinese_for_who_asks_for_chinese(language: str) -> None:
    row = ParameterRow("SS_ENDPOINTREGISTERRETRY", 6)
    item = parameter_item(row, language)
    assert item.description == "连续输错密码多少次后锁定终端的注册。"
    assert item.unit == "次"
    assert item.recommended[1].text.startswith("生产环境推荐")
    assert parameter_item(row, "fr, zh").description.startswith("Consecutive")

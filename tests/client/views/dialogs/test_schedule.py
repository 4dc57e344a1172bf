from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.cdr_values import Vocabulary
from client.api.decoding import decode
from client.api.errors import Conflict
from client.api.schedule_values import Schedule, ScheduleListing
from client.api.view_values import SavedView
from client.models.cdr_filter import CdrFilter
from client.models.cdr_vocabulary import CdrWords
from client.models.filter_choices import filter_choices
from client.theme import Theme
from client.views.dialogs.schedule import FORMATS, ScheduleDialog
from tests.helpers.fake_schedules import schedule

WORDS = CdrWords(Vocabulary(), "en")
PAGE = CdrFilter(callers=("1001",)).remembered()
VIEW = SavedView("v1", "me", "Long ones", False, "week", {"hold_min": 60}, ("hold", "mode"))


def opened(
    theme: Theme, given: Schedule, window: QWidget, listing: ScheduleListing | None = None
) -> ScheduleDialog:
    choices = filter_choices(PAGE, [VIEW], given.filters)
    return ScheduleDialog(theme, given, listing or ScheduleListing(), choices, WORDS, window)


def test_what_is_not_changed_stays(theme: Theme, window: QWidget) -> None:
    given = decode(
        Schedule,
        schedule(kind="cdrs", format="xlsx", columns=["caller"], frequency="weekly", weekday=5,
                 recipients=["a@example.org"], minute=30, period="last_month",
                 filters={"caller_ip": ["203.0.113.0/24"], "hold_min": 3}, sort="fee",
                 order="oldest"),
    )  # fmt: skip
    assert opened(theme, given, window).schedule() == given


def test_a_report_has_a_language_and_an_export_an_order(theme: Theme, window: QWidget) -> None:
    dialog = opened(theme, Schedule(language="zh"), window)
    assert dialog.schedule().language == "zh"
    assert dialog.order_field.isHidden()
    dialog.order.set_value("caller:oldest")
    assert (dialog.schedule().sort, dialog.schedule().order) == ("start", "newest")
    dialog.kind.set_value("cdrs")
    assert (dialog.schedule().sort, dialog.schedule().order) == ("caller", "oldest")
    assert dialog.language_field.isHidden()


def test_it_asks_for_a_name_and_a_place_and_waits_for_the_answer(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    dialog = opened(theme, Schedule(), window, ScheduleListing(root="/srv/out"))
    dialog.open()
    assert not dialog.save.isEnabled()
    qtbot.keyClicks(dialog.name, "Daily")
    assert not dialog.save.isEnabled()
    qtbot.keyClicks(dialog.recipients, "a@example.org; b@example.org")
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.save.click()
    assert wanted.args is not None
    assert wanted.args[0].recipients == ("a@example.org", "b@example.org")
    dialog.complain(Conflict("there is a schedule of that name already"))
    assert "of that name" in dialog.notice.text()
    assert dialog.save.isEnabled()
    assert dialog.isVisible()


def test_only_what_counts_is_shown(theme: Theme, window: QWidget) -> None:
    dialog = opened(theme, Schedule(), window)
    assert (dialog.weekday_field.isHidden(), dialog.day_field.isHidden()) == (True, True)
    dialog.frequency.set_value("monthly")
    assert (dialog.weekday_field.isHidden(), dialog.day_field.isHidden()) == (True, False)
    dialog.kind.set_value("cdrs")
    shown = [dialog.format.itemData(place) for place in range(dialog.format.count())]
    assert tuple(shown) == FORMATS["cdrs"]


def test_records_and_columns_are_those_of_the_page_or_of_a_view(
    theme: Theme, window: QWidget
) -> None:
    given = Schedule(name="Daily", kind="cdrs", format="csv", folder="out")
    dialog = opened(theme, given, window)
    assert dialog.columns_field.isHidden()
    choose(dialog, "page")
    assert dialog.schedule().filters == {"caller": ["1001"]}
    assert dialog.schedule().columns == ()
    choose(dialog, "v1")
    assert dialog.schedule().filters == {"hold_min": 60}
    assert dialog.schedule().columns == ("hold_time_s", "billing_mode", "billing_mode_name")
    dialog.columns.tick("billing_mode", on=False)
    assert dialog.schedule().columns == ("hold_time_s", "billing_mode_name")
    dialog.columns.set_columns(())
    assert not dialog.save.isEnabled()
    dialog.kind.set_value("illegal-calls")
    assert dialog.which_field.isHidden()
    assert dialog.schedule().columns == ()
    assert dialog.save.isEnabled()


def choose(dialog: ScheduleDialog, key: str) -> None:
    dialog.source.set_value(key)
    dialog.source.chosen.emit(key)

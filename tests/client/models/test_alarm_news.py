from dataclasses import replace
from datetime import timedelta

from client.api.alarm_values import StandingAlarm
from client.api.decoding import decode
from client.models.alarm_news import NAMED, AlarmNews, body, heading
from tests.helpers.fake_data import alarm

ONE = decode(StandingAlarm, alarm.make("relay.gone:r1", "critical"))
TWO = replace(ONE, id="relay.gone:r2", severity="warning")


def test_only_what_is_raised_later_and_is_nobodys_is_news() -> None:
    news = AlarmNews()
    assert news.fresh([ONE]) == []
    assert news.fresh([ONE, TWO]) == [TWO]
    assert news.fresh([ONE, TWO]) == []
    taken = replace(ONE, id="relay.gone:r3", acknowledged_by="alice")
    assert news.fresh([ONE, TWO, taken]) == []


def test_an_alarm_that_came_back_is_news_again() -> None:
    news = AlarmNews()
    news.fresh([ONE])
    again = replace(ONE, since=ONE.since + timedelta(minutes=1))
    assert news.fresh([again]) == [again]
    news.fresh([])
    assert news.fresh([again]) == [again]


def test_a_notice_names_what_is_wrong_and_holds_no_markup(qapp: object) -> None:
    assert heading([ONE]) == "Critical alarm: Media relay gone (r1)"
    assert heading([TWO]) == "Alarm: Media relay gone (r2)"
    assert body([replace(ONE, detail="<b>x</b> & y")]) == "‹b›x‹/b› + y"
    many = [ONE, TWO] * NAMED
    assert heading(many) == f"{2 * NAMED} new alarms"
    assert body(many).count("\n") == NAMED - 1

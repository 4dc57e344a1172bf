from typing import Any, cast

from pytestqt.qtbot import QtBot

from client.api.alarm_rule_values import AlarmRule, RuleTest, Webhook
from client.api.errors import Conflict, Unreachable
from client.models.alarm_rule_feed import RuleFeed
from tests.helpers.client_stubs import StubSession

RULE = AlarmRule("Disk", "disk_free")


class StubRules:
    def __init__(self) -> None:
        self.calls: list[str] = []
        self.error: Exception | None = None

    def __getattr__(self, name: str) -> Any:
        answers: dict[str, Any] = {"alarm_rules": (RULE,), "alarm_webhook": Webhook("https://a"),
                                   "test_alarm_rule": RuleTest(1.0)}  # fmt: skip

        def call(*_values: Any) -> Any:
            self.calls.append(name)
            if self.error is not None:
                raise self.error
            return answers.get(name, RULE)

        return call


def test_every_change_is_followed_by_the_list(qtbot: QtBot) -> None:
    api = StubRules()
    feed = RuleFeed(cast(Any, StubSession(cast(Any, api))))
    answers: list[Any] = []
    feed.save(RULE, answers.append, answers.append)
    feed.enable(RULE, on=False)
    feed.remove(RULE)
    feed.save_webhook("", None, answers.append, answers.append)
    qtbot.waitUntil(lambda: api.calls.count("alarm_rules") == 4)
    assert feed.listing.rules == (RULE,)
    assert feed.listing.webhook.url == "https://a"
    feed.test(RULE, answers.append)
    qtbot.waitUntil(lambda: answers[-1] == RuleTest(1.0))


def test_only_administrators_are_asked_for_the_webhook(qtbot: QtBot) -> None:
    api = StubRules()
    feed = RuleFeed(cast(Any, StubSession(cast(Any, api), "auditor")))
    with qtbot.waitSignal(feed.loaded):
        feed.load()
    assert not feed.allowed()
    assert api.calls == ["alarm_rules", "alarm_figures"]


def test_what_goes_wrong_is_told(qtbot: QtBot) -> None:
    api = StubRules()
    feed = RuleFeed(cast(Any, StubSession(cast(Any, api))))
    api.error = Unreachable("nobody answers")
    with qtbot.waitSignal(feed.failed):
        feed.load()
    api.error = Conflict("there are 100 rules")
    with qtbot.waitSignal(feed.refused):
        feed.enable(RULE, on=True)

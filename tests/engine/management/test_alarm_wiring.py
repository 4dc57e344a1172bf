from pathlib import Path

from engine.errors import ControlError
from engine.management.alarm_wiring import AlarmTest, alarm_watch
from engine.store.alarm_rules import AlarmRule, Webhook
from tests.helpers.api_app import Stage

RULE = AlarmRule("Mine", "x", "level", mail=("a@example.org",), webhook=True)


def test_a_test_says_what_became_of_each_way() -> None:
    mails: list[str] = []
    tester = AlarmTest(lambda _to, subject, _text: mails.append(subject), Webhook, lambda: 1.0)
    assert tester.tell(RULE) == ["mail to a@example.org: taken", "webhook: none is set"]
    assert mails == ["[Switchwarden] WARNING: Mine"]

    def refuse(*_: object) -> None:
        raise ControlError("no server is set")

    dead = AlarmTest(refuse, lambda: Webhook("http://127.0.0.1:1/", "s" * 16), lambda: 1.0)
    mail, hook = dead.tell(RULE)
    assert mail == "mail to a@example.org: no server is set"
    assert hook.startswith("webhook: the webhook does not answer")


def test_the_figures_of_an_engine_are_watched(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    watch = alarm_watch(stage.services, stage.app.state.stats, stage.alarms)
    rule = AlarmRule("Runs", 'switchwarden_module_up{module="switch"}', "level", 1)
    stage.config.alarm_rules.put(rule, actor="alice", address="")
    watch.sweep()
    assert "rule:Runs" in [each.id for each in stage.alarms.all()]
    stage.close()

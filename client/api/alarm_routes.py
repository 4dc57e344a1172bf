"""The routes of alarms and their rules; ``ApiClient`` has them with all others."""

from __future__ import annotations

from urllib.parse import quote

from client.api.alarm_rule_values import AlarmRule, RuleTest, Webhook
from client.api.alarm_values import StandingAlarm
from client.api.answers import items_in
from client.api.decoding import decode
from client.api.figure_values import Figure
from client.api.http import CONNECT_S, Connection

TEST_S = 90.0
"""A test waits for a mail server and a webhook, up to a minute."""


class AlarmRoutes:
    """What stands, who has taken it on, and the rules that raise more."""

    _http: Connection

    def alarms(self) -> tuple[StandingAlarm, ...]:
        """Return the alarms that stand now, the most serious first."""
        return items_in(StandingAlarm, self._http.json("GET", "/alarms"))

    def acknowledge_alarm(self, alarm_id: str) -> None:
        """Take an alarm on, until it is over."""
        self._http.json("POST", "/alarms/acknowledge", json={"id": alarm_id})

    def alarm_rules(self) -> tuple[AlarmRule, ...]:
        """Return all rules by name."""
        return items_in(AlarmRule, self._http.json("GET", "/alarms/rules"))

    def alarm_figures(self) -> tuple[Figure, ...]:
        """Return the figures that a rule may be about, by name."""
        return items_in(Figure, self._http.json("GET", "/alarms/figures"))

    def save_alarm_rule(self, rule: AlarmRule) -> AlarmRule:
        """Add a rule, or replace the one of its name."""
        return decode(AlarmRule, self._http.json("PUT", _path(rule.name), json=rule.body()))

    def delete_alarm_rule(self, name: str) -> None:
        """Forget a rule; its alarm leaves with it."""
        self._http.json("DELETE", _path(name))

    def test_alarm_rule(self, name: str) -> RuleTest:
        """Measure the figure of a rule now, and send a test to whoever it tells."""
        wait = (CONNECT_S, TEST_S)
        return decode(RuleTest, self._http.json("POST", f"{_path(name)}/test", timeout=wait))

    def alarm_webhook(self) -> Webhook:
        """Return where alarms are posted to."""
        return decode(Webhook, self._http.json("GET", "/alarms/webhook"))

    def save_alarm_webhook(self, url: str, secret: str | None) -> Webhook:
        """Change where alarms are posted to; without a secret the stored one stays."""
        body = {"url": url} | ({} if secret is None else {"secret": secret})
        return decode(Webhook, self._http.json("PUT", "/alarms/webhook", json=body))


def _path(name: str) -> str:
    return f"/alarms/rules/{quote(name, safe='')}"

"""Knows the alarm rules and the webhook, and changes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject

from client.api.alarm_rule_values import AlarmRule, RuleTest, Webhook
from client.api.client import ApiClient
from client.api.errors import ApiError
from client.api.figure_values import Figure
from client.models.list_feed import ListFeed
from client.session import Session

RIGHT = "administer"


@dataclass(frozen=True, slots=True)
class RuleListing:
    """All rules by name, the webhook as far as the role may know it, and what rules are about."""

    rules: tuple[AlarmRule, ...] = ()
    webhook: Webhook = field(default_factory=Webhook)
    figures: tuple[Figure, ...] = ()


class RuleFeed(ListFeed[RuleListing]):
    """Alarm rules of a session."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "alarm-rules", RuleListing(), parent)

    def allowed(self) -> bool:
        """Say whether the role may change and test rules."""
        return self._session.may(RIGHT)

    def read(self, api: ApiClient) -> RuleListing:
        """Ask for the rules and figures, and for the webhook if the role may know it."""
        webhook = api.alarm_webhook() if self.allowed() else Webhook()
        return RuleListing(api.alarm_rules(), webhook, api.alarm_figures())

    def save(
        self,
        rule: AlarmRule,
        done: Callable[[AlarmRule], object] | None = None,
        failed: Callable[[ApiError], object] | None = None,
        reason: str = "",
    ) -> None:
        """Add a rule, or replace the one of its name."""
        self.change(lambda api: api.save_alarm_rule(rule), done, failed, reason)

    def enable(self, rule: AlarmRule, *, on: bool) -> None:
        """Have a rule worked out, or not."""
        self.save(replace(rule, enabled=on))

    def remove(self, rule: AlarmRule, reason: str = "") -> None:
        """Forget a rule."""
        self.change(lambda api: api.delete_alarm_rule(rule.name), reason=reason)

    def test(self, rule: AlarmRule, done: Callable[[RuleTest], object]) -> bool:
        """Test a rule; False while another test runs."""
        return self.ask("test", lambda api: api.test_alarm_rule(rule.name), done)

    def save_webhook(
        self,
        url: str,
        secret: str | None,
        done: Callable[[Webhook], object],
        failed: Callable[[ApiError], object],
        reason: str = "",
    ) -> None:
        """Change where alarms are posted to; without a secret the stored one stays."""
        self.change(lambda api: api.save_alarm_webhook(url, secret), done, failed, reason)

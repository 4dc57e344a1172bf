"""Knows the alarm rules and the webhook, and changes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from client.api.alarm_rule_values import AlarmRule, RuleTest, Webhook
from client.api.client import ApiClient
from client.api.errors import ApiError
from client.models.alive import alive
from client.session import Session

LOAD, CHANGE, TEST = "alarm-rules.load", "alarm-rules.change", "alarm-rules.test"
RIGHT = "administer"


@dataclass(frozen=True, slots=True)
class RuleListing:
    """All rules by name, and the webhook as far as the role may know it."""

    rules: tuple[AlarmRule, ...] = ()
    webhook: Webhook = field(default_factory=Webhook)


class RuleFeed(QObject):
    """Alarm rules of a session.

    Signals:
        loaded: carries the `RuleListing`.
        failed: they could not be read; carries the error.
        refused: something could not be changed; carries the error.
    """

    loaded = Signal(object)
    failed = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.listing = RuleListing()

    def allowed(self) -> bool:
        """Say whether the role may change and test rules."""
        return self._session.may(RIGHT)

    def load(self) -> None:
        """Ask for the rules."""
        allowed = self.allowed()

        def read(api: ApiClient) -> RuleListing:
            return RuleListing(api.alarm_rules(), api.alarm_webhook() if allowed else Webhook())

        self._session.call(
            LOAD, read, alive(self, self._take), alive(self, self.failed.emit), latest=True
        )

    def save(
        self,
        rule: AlarmRule,
        done: Callable[[AlarmRule], object],
        failed: Callable[[ApiError], object],
    ) -> None:
        """Add a rule, or replace the one of its name."""

        def stored(saved: AlarmRule) -> None:
            done(saved)
            self.load()

        self._session.call(
            CHANGE, lambda api: api.save_alarm_rule(rule), alive(self, stored),
            alive(self, failed),
        )  # fmt: skip

    def enable(self, rule: AlarmRule, *, on: bool) -> None:
        """Have a rule worked out, or not."""
        self.save(replace(rule, enabled=on), lambda _saved: None, self.refused.emit)

    def remove(self, rule: AlarmRule) -> None:
        """Forget a rule."""
        self._session.call(
            CHANGE, lambda api: api.delete_alarm_rule(rule.name),
            alive(self, lambda _nothing: self.load()), alive(self, self.refused.emit),
        )  # fmt: skip

    def test(self, rule: AlarmRule, done: Callable[[RuleTest], object]) -> bool:
        """Test a rule; False while another test runs."""
        return self._session.call(
            TEST, lambda api: api.test_alarm_rule(rule.name), alive(self, done),
            alive(self, self.refused.emit),
        )  # fmt: skip

    def save_webhook(
        self,
        url: str,
        secret: str | None,
        done: Callable[[Webhook], object],
        failed: Callable[[ApiError], object],
    ) -> None:
        """Change where alarms are posted to; without a secret the stored one stays."""

        def stored(webhook: Webhook) -> None:
            done(webhook)
            self.load()

        self._session.call(
            CHANGE, lambda api: api.save_alarm_webhook(url, secret), alive(self, stored),
            alive(self, failed),
        )  # fmt: skip

    def _take(self, listing: RuleListing) -> None:
        self.listing = listing
        self.loaded.emit(listing)

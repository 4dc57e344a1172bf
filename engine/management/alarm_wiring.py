"""Alarm rules put together with mail and webhook, and the test that an operator can ask for."""

from collections.abc import Callable, Sequence
from typing import Any

from engine.api.alarm_board import AlarmBoard
from engine.api.exposition import figures_of
from engine.api.services import Services
from engine.api.stats import HttpStats
from engine.errors import SwitchwardenError
from engine.management.alarm_notices import AlarmNotices, Notice, message, subject, text
from engine.management.alarm_watch import EVERY_S as RULES_S
from engine.management.alarm_watch import AlarmWatch, sentence

__all__ = ["RULES_S", "AlarmTest", "alarm_watch"]

from engine.management.mailer import Mailer
from engine.management.webhook import post
from engine.store.alarm_rules import AlarmRule, Webhook


def alarm_watch(services: Services, stats: HttpStats, board: AlarmBoard) -> AlarmWatch:
    """The rules of an engine at work."""
    config, clock = services.config, services.clock
    mailer = Mailer(config.mail.get, clock.wall)

    def send(webhook: Webhook, body: dict[str, Any]) -> object:
        return post(webhook, body, clock.wall())

    notices = AlarmNotices(mailer.send, send, config.alarm_rules.webhook, clock.now)
    return AlarmWatch(
        config.alarm_rules,
        lambda: figures_of(services, stats),
        board,
        notices,
        clock,
        config.facts,
    )


class AlarmTest:
    """Tells whoever a rule tells that this is a test.

    Args:
        mail: Sends a mail: addresses, subject, text.
        webhook: The webhook in force.
        wall: Present time, epoch seconds.
    """

    def __init__(
        self,
        mail: Callable[[Sequence[str], str, str], object],
        webhook: Callable[[], Webhook],
        wall: Callable[[], float],
    ) -> None:
        self._mail = mail
        self._webhook = webhook
        self._wall = wall

    def tell(self, rule: AlarmRule) -> list[str]:
        """Send the test; a sentence for each way. Blocks for as long as a server takes."""
        detail = f"This is a test. {sentence(rule)}"
        notice = Notice(
            rule.name, True, rule.severity, detail, self._wall(), rule.mail, rule.webhook
        )
        told = []
        if rule.mail:
            send = lambda: self._mail(rule.mail, subject([notice]), text([notice]))  # noqa: E731
            told.append(_outcome(f"mail to {', '.join(rule.mail)}", send))
        if rule.webhook:
            webhook = self._webhook()
            if not webhook.url:
                return [*told, "webhook: none is set"]
            body = {**message([notice]), "test": True}
            told.append(_outcome("webhook", lambda: post(webhook, body, self._wall())))
        return told


def _outcome(way: str, send: Callable[[], object]) -> str:
    try:
        send()
    except SwitchwardenError as error:
        return f"{way}: {error.detail}"
    return f"{way}: taken"

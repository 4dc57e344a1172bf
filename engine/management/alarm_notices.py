"""Who is told of an alarm, by mail and by webhook: together, not too often, and again if it failed.

Messages of one look go out as one. What could not be sent waits, a bounded number of messages, and
is tried again after growing times; nobody waits for it but the thread that sends.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from engine.api.wire import stamp
from engine.errors import SwitchwardenError
from engine.logs import get_logger
from engine.store.alarm_rules import Webhook

MAX_WAITING: Final = 100
"""Messages that wait; the oldest give way."""

WAITS_S: Final = (5.0, 30.0, 120.0, 600.0)
"""Pauses before each new try; after the last one a message is given up."""

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said of one alarm."""

    name: str
    raised: bool
    severity: str
    detail: str
    at: float
    mail: tuple[str, ...]
    webhook: bool


@dataclass(slots=True)
class _Message:
    send: Callable[[], object]
    what: str
    failures: int = 0
    not_before: float = 0.0


class AlarmNotices:
    """Sends notices.

    Args:
        mail: Sends a mail: addresses, subject, text.
        post: Sends a message to the webhook.
        webhook: The webhook in force.
        now: Monotonic seconds.
    """

    def __init__(
        self,
        mail: Callable[[Sequence[str], str, str], object],
        post: Callable[[Webhook, dict[str, Any]], object],
        webhook: Callable[[], Webhook],
        now: Callable[[], float],
    ) -> None:
        self._mail = mail
        self._post = post
        self._webhook = webhook
        self._now = now
        self._waiting: deque[_Message] = deque(maxlen=MAX_WAITING)

    def __len__(self) -> int:
        return len(self._waiting)

    def tell(self, notices: Sequence[Notice]) -> None:
        """Queue what is to be said, grouped by who hears it."""
        readers: dict[tuple[str, ...], list[Notice]] = {}
        for notice in notices:
            if notice.mail:
                readers.setdefault(notice.mail, []).append(notice)
        for to, group in readers.items():
            self._queue(partial(self._mail, to, subject(group), text(group)), "mail")
        hooked = [notice for notice in notices if notice.webhook]
        if hooked and self._webhook().url:
            self._queue(lambda: self._post(self._webhook(), message(hooked)), "webhook")

    def send(self) -> None:
        """Send what waits and is due; blocks for as long as a server takes."""
        for _ in range(len(self._waiting)):
            each = self._waiting.popleft()
            if self._now() < each.not_before:
                self._waiting.append(each)
                continue
            try:
                each.send()
            except SwitchwardenError as error:
                self._again(each, error.detail)

    def _queue(self, send: Callable[[], object], what: str) -> None:
        self._waiting.append(_Message(send, what))

    def _again(self, each: _Message, reason: str) -> None:
        if each.failures >= len(WAITS_S):
            _log.error("a notice of an alarm was given up", by=each.what, reason=reason)
            return
        each.not_before = self._now() + WAITS_S[each.failures]
        each.failures += 1
        self._waiting.append(each)
        _log.warning("a notice of an alarm was not taken", by=each.what, reason=reason)


def subject(notices: Sequence[Notice]) -> str:
    """The subject of a mail."""
    first = notices[0]
    word = first.severity.upper() if first.raised else "over"
    more = f" and {len(notices) - 1} more" if len(notices) > 1 else ""
    return f"[Switchwarden] {word}: {first.name}{more}"


def text(notices: Sequence[Notice]) -> str:
    """The text of a mail."""
    return "\n\n".join(
        f"{stamp(each.at)}  {each.severity if each.raised else 'over'}: {each.name}\n{each.detail}"
        for each in notices
    )


def message(notices: Sequence[Notice]) -> dict[str, Any]:
    """The body of a message to the webhook."""
    return {
        "alarms": [
            {
                "name": each.name,
                "state": "raised" if each.raised else "cleared",
                "severity": each.severity,
                "detail": each.detail,
                "at": stamp(each.at),
            }
            for each in notices
        ]
    }

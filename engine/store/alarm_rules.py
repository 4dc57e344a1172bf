"""Rules that raise alarms over figures, the webhook that hears of them, and who acknowledged what.

All of it is a few facts beside the configuration, changed in the transaction of its audit row. The
secret of the webhook is encrypted like every other one, and bound to its address: whoever changes
where messages go has to give it anew.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final, Literal

from sqlalchemy import Connection

from engine.errors import Conflict, Invalid, NotFound, StoreError, SwitchwardenError
from engine.secretfile import Cipher
from engine.store import meta
from engine.store.audit import By, record
from engine.store.database import Database

MAX_RULES: Final = 100
"""They are all worked out every few seconds."""

Kind = Literal["level", "below", "rise", "absence"]
"""At or above a value; at or below it; so much more than a window ago; not there at all."""

_RULES: Final = "alarm_rules"
_WEBHOOK: Final = "alarm_webhook"
_ACKNOWLEDGED: Final = "alarm_acknowledged"


@dataclass(frozen=True, slots=True)
class AlarmRule:
    """One rule.

    Attributes:
        name: What operators call it; unique.
        figure: A figure of ``/metrics`` with labels as Prometheus writes them; all that fit are
            added up.
        kind: See :data:`Kind`.
        threshold: The value, or the rise.
        window_s: Seconds over which a rise is measured.
        hold_s: Seconds for which it must be so before the alarm is raised.
        severity: ``warning`` or ``critical``.
        quiet_s: Seconds in which nobody is told of it a second time.
        enabled: Whether it is worked out.
        mail: Addresses that are told.
        webhook: Whether the webhook is told.
    """

    name: str
    figure: str
    kind: Kind
    threshold: float = 0.0
    window_s: int = 300
    hold_s: int = 0
    severity: Literal["warning", "critical"] = "warning"
    quiet_s: int = 3600
    enabled: bool = True
    mail: tuple[str, ...] = ()
    webhook: bool = False


SHIPPED: Final = (
    AlarmRule("Suspensions rise", "switchwarden_suspensions_total", "rise", 50, 300),
    AlarmRule(
        "Flood of illegal calls", "switchwarden_illegal_calls_total", "rise", 30_000, 60,
        severity="critical",
    ),
    AlarmRule("Journal behind", "switchwarden_journal_oldest_seconds", "level", 20, hold_s=30),
    AlarmRule("Disk nearly full", "switchwarden_disk_free_ratio", "below", 0.1, hold_s=60),
    AlarmRule(
        "Module down", 'switchwarden_module_up{module="switch"}', "below", 0, hold_s=5,
        severity="critical",
    ),
    AlarmRule("Recording off for long", "switchwarden_records_off", "level", 1, hold_s=3600),
    AlarmRule(
        "Certificate ends", 'switchwarden_alarm_standing{kind="certificate.ending"}', "level", 1
    ),
    AlarmRule("Audit changed", "switchwarden_audit_broken", "level", 1, severity="critical"),
)  # fmt: skip
"""What there is at first; an operator changes and removes them like his own."""


_CORRECTED: Final = {'switchwarden_sip_responses_total{status="4xx"}': SHIPPED[1]}
"""Figures that a rule shipped with before; a stored rule that is otherwise unchanged follows."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where messages go, "" for nowhere, and the secret that signs them."""

    url: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody has taken an alarm on; ``since`` tells this time from another."""

    alarm: str
    since: float
    by: str
    at: float


class AlarmRules:
    """The rules of one configuration store."""

    def __init__(self, database: Database, cipher: Cipher, wall: Callable[[], float]) -> None:
        self._database = database
        self._cipher = cipher
        self._wall = wall

    def all(self) -> list[AlarmRule]:
        """All rules by name."""
        with self._database.read() as connection:
            return _rules(connection)

    def put(self, rule: AlarmRule, *, actor: str, address: str, reason: str = "") -> AlarmRule:
        """Add a rule, or replace the one of its name.

        Raises:
            Conflict: there are :data:`MAX_RULES`.
        """
        with self._database.write() as connection:
            known = {each.name: each for each in _rules(connection)}
            before = known.get(rule.name)
            if before is None and len(known) >= MAX_RULES:
                raise Conflict(f"there are {MAX_RULES} rules; delete one of them first")
            _store(connection, [*(known | {rule.name: rule}).values()])
            action = "alarm_rule.create" if before is None else "alarm_rule.update"
            by = By(actor, address, reason, self._wall())
            states = None if before is None else asdict(before), asdict(rule)
            record(connection, by, action, f"alarm_rule:{rule.name}", *states)
        return rule

    def remove(self, name: str, *, actor: str, address: str) -> None:
        """Forget a rule.

        Raises:
            NotFound: there is none of that name.
        """
        with self._database.write() as connection:
            known = {each.name: each for each in _rules(connection)}
            before = known.pop(name, None)
            if before is None:
                raise NotFound("there is no alarm rule of that name")
            _store(connection, [*known.values()])
            by = By(actor, address, "", self._wall())
            record(connection, by, "alarm_rule.delete", f"alarm_rule:{name}", asdict(before))

    def webhook(self) -> Webhook:
        """The webhook in force.

        Raises:
            StoreError: the key file is not the one the secret was sealed with.
        """
        with self._database.read() as connection:
            return self._webhook(connection)

    def set_webhook(self, url: str, secret: str | None, *, actor: str, address: str) -> Webhook:
        """Replace it; ``secret`` None keeps the one there is.

        Raises:
            Invalid: the address changed without the secret being given anew.
        """
        with self._database.write() as connection:
            before = self._webhook(connection)
            if secret is None and url and url != before.url:
                raise Invalid("secret", "the secret was given for another address; give it again")
            after = Webhook(url, (before.secret if secret is None else secret) if url else "")
            sealed = self._cipher.encrypt(after.secret.encode(), _WEBHOOK.encode()).hex()
            meta.put(connection, _WEBHOOK, json.dumps([url, sealed]))
            by = By(actor, address, "", self._wall())
            changed = {"secret": "changed"} if before.secret != after.secret else {}
            shown = {"url": before.url}, {"url": after.url} | changed
            record(connection, by, "alarm_webhook.set", "alarm_webhook", *shown)
            return after

    def acknowledged(self) -> dict[str, Acknowledgement]:
        """Alarms that somebody has taken on, by id."""
        with self._database.read() as connection:
            return _acknowledged(connection)

    def acknowledge(
        self, alarm: str, since: float, *, actor: str, address: str, standing: Iterable[str]
    ) -> Acknowledgement:
        """Take an alarm on; what does not stand any more is forgotten."""
        made = Acknowledgement(alarm, since, actor, self._wall())
        with self._database.write() as connection:
            kept = _acknowledged(connection)
            ids = set(standing)
            all_of_them = [each for each in kept.values() if each.alarm in ids - {alarm}] + [made]
            meta.put(connection, _ACKNOWLEDGED, json.dumps([asdict(each) for each in all_of_them]))
            by = By(actor, address, "", made.at)
            record(connection, by, "alarm.acknowledge", f"alarm:{alarm}", None, {"since": since})
        return made

    def _webhook(self, connection: Connection) -> Webhook:
        stored = meta.get(connection, _WEBHOOK)
        if stored is None:
            return Webhook()
        url, sealed = json.loads(stored)
        try:
            secret = self._cipher.decrypt(bytes.fromhex(sealed), _WEBHOOK.encode()).decode()
        except SwitchwardenError as error:
            raise StoreError(error.detail) from error
        return Webhook(url, secret)


def _rules(connection: Connection) -> list[AlarmRule]:
    stored = meta.get(connection, _RULES)
    if stored is None:
        return sorted(SHIPPED, key=lambda rule: rule.name)
    found: list[dict[str, Any]] = json.loads(stored)
    return [_corrected(AlarmRule(**{**each, "mail": tuple(each["mail"])})) for each in found]


def _corrected(rule: AlarmRule) -> AlarmRule:
    """A shipped rule with the figure that it ships with now."""
    now = _CORRECTED.get(rule.figure)
    if now is None or (rule.name, rule.kind) != (now.name, now.kind):
        return rule
    return replace(rule, figure=now.figure)


def _store(connection: Connection, rules: list[AlarmRule]) -> None:
    ordered = sorted(rules, key=lambda rule: rule.name)
    meta.put(connection, _RULES, json.dumps([asdict(rule) for rule in ordered]))


def _acknowledged(connection: Connection) -> dict[str, Acknowledgement]:
    stored = meta.get(connection, _ACKNOWLEDGED)
    found = [Acknowledgement(**each) for each in json.loads(stored)] if stored else []
    return {each.alarm: each for each in found}

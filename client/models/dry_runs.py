"""What a trial of proposed limits came to: sentences, and a table of whom it would hit."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject

from client.api.proving_values import DryRun, Hit
from client.formats import Formats, countable
from client.models.columns import Column, Pill
from client.models.parameter_edits import Edit
from client.models.table import TableModel

#: Beginnings of the parameters that can be tried, and endings of some that look like them.
TRIABLE = ("SS_ENDPOINTREGISTER", "SS_BLACK_LIST_IP", "SS_RATE_LIMIT")


def triable(name: str) -> bool:
    """Whether values of a parameter can be tried on what happened."""
    return name.startswith(TRIABLE)


def proposed(edits: Iterable[Edit]) -> dict[str, int | str]:
    """The pending values that can be tried, by name."""
    return {
        edit.name: edit.value for edit in edits if triable(edit.name) and edit.value is not None
    }


def summary(run: DryRun, formats: Formats) -> str:
    """What it came to in sentences."""
    if not run.attempts and not run.hits:
        return _tr("Nothing was tried in this time: no wrong password, no illegal call.")
    lines = [
        _tr(
            "Of {attempts} attempt(s) since {began}, {stopped} would have been stopped. Endpoints "
            "locked out: {endpoints}; addresses blocked or limited: {addresses}; really hit then: "
            "{did}.",
            countable(run.attempts),
        ).format(
            attempts=formats.count(run.attempts),
            began=formats.date_time(run.began_at),
            stopped=formats.count(run.stopped),
            endpoints=formats.count(run.endpoints),
            addresses=formats.count(run.addresses),
            did=formats.count(run.did),
        )
    ]
    if run.customers:
        words = _tr("Customers among them, who registered rightly in the same time: {count}.")
        lines.append(words.format(count=formats.count(run.customers)))
    if run.gateways:
        words = _tr("Gateways that reached a limit, and are spared: {count}.")
        lines.append(words.format(count=formats.count(run.gateways)))
    if not run.complete:
        words = _tr("There was too much for one trial: it ends at {moment}.")
        lines.append(words.format(moment=formats.date_time(run.until)))
    if run.missed:
        words = _tr("Events that were not kept apart at the time: {count}.")
        lines.append(words.format(count=formats.count(run.missed)))
    return " ".join(lines)


def tone(run: DryRun) -> str:
    """The colour of the sentences: customers are what one should look at."""
    return "warning" if run.customers else "ok"


def kind_word(hit: Hit) -> str:
    """What was hit."""
    words = {
        "endpoint": _tr("Endpoint"),
        "address": _tr("Address"),
        "gateway": _tr("Gateway"),
    }
    return words.get(hit.kind, hit.kind)


def verdict_word(hit: Hit) -> str:
    """Against what really happened."""
    if hit.kind == "gateway":
        return _tr("spared")
    words = {"new": _tr("new"), "gone": _tr("no longer"), "same": _tr("as it was")}
    return words.get(hit.verdict, hit.verdict)


def who(hit: Hit) -> str:
    """Whether it is a customer."""
    if hit.kind == "gateway" or hit.customer:
        return _tr("customer")
    return _tr("stranger") if hit.kind == "address" or not hit.known else _tr("known extension")


def who_pill(hit: Hit) -> Pill | None:
    """The same as a pill, for customers only."""
    return Pill("user", who(hit), "warning") if hit.customer else None


class HitTable(TableModel[Hit]):
    """Whom it would hit, customers first."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(_columns(formats), lambda hit: (hit.kind, hit.name), parent)


def _columns(formats: Formats) -> tuple[Column[Hit], ...]:
    return (
        Column("kind", _tr("What"), kind_word, 76),
        Column("name", _tr("Who"), lambda hit: hit.name, 126),
        Column("customer", _tr("Is"), who, 112, pill=who_pill),
        Column("verdict", _tr("Compared"), verdict_word, 88),
        Column("times", _tr("Would be hit"), lambda hit: formats.count(hit.times), 98, "right"),
        Column("did", _tr("Was hit"), lambda hit: formats.count(hit.did_times), 80, "right"),
        Column("first", _tr("First"), lambda hit: formats.date_time(hit.first_at), 174),
        Column(
            "earlier", _tr("Earlier by"),
            lambda hit: formats.span(hit.earlier_s) if hit.earlier_s else "", 82,
        ),
        Column("stopped", _tr("Stopped"), lambda hit: formats.count(hit.stopped), 78, "right"),
        Column("refused", _tr("Right but refused"), lambda hit: formats.count(hit.refused), 134,
               "right"),
    )  # fmt: skip


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("DryRuns", text, "", count)

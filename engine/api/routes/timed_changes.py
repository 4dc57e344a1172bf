"""Timed changes of parameters: seen, prolonged, returned before their time.

They are made by ``PUT /parameters/{name}`` with ``revert_after_s``. What is done to one here is a
change of the parameter like any other: in its history, obeyed by the switch, told to everybody.
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import Header, Query

from engine.api.changes import push_parameters
from engine.api.models.parameters import ParameterChanged
from engine.api.models.timed import Extension, ReturnQuery, TimedChangeItem, TimedChangePage
from engine.api.parameter_view import parameter_item
from engine.api.probation import must_not_prolong
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Admin, Engine
from engine.api.services import Services
from engine.api.wire import stamp
from engine.parameters.catalogue import CATALOGUE
from engine.store.rows import ParameterRow

Language = Annotated[str, Header(alias="Accept-Language", max_length=200)]
router = resource("/timed-changes", tag="parameters", needs=SIGNED_IN)


@router.get("", responses=refusals(401, 503))
def get_timed_changes(services: Engine) -> TimedChangePage:
    """What returns by itself, the next one first."""
    now = services.clock.wall()
    return TimedChangePage(items=[_item(row, now) for row in services.config.parameters.timed()])


@router.post("/{name}/extend", responses=refusals(400, 401, 403, 404, 409, 413, 415, 422, 503))
def extend_timed_change(
    name: str, asked: Extension, identity: Admin, services: Engine, language: Language = ""
) -> ParameterChanged:
    """Let it return later; 409 when it is none, or not any more, or has to be confirmed."""
    must_not_prolong(name)
    return _changed(
        services,
        language,
        lambda: services.config.parameters.extend(
            name,
            asked.by_s,
            actor=identity.name,
            address=identity.address,
            reason=asked.reason,
        ),
    )


@router.delete("/{name}", responses=refusals(401, 403, 404, 409, 422, 503))
def return_timed_change(
    name: str,
    query: Annotated[ReturnQuery, Query()],
    identity: Admin,
    services: Engine,
    language: Language = "",
) -> ParameterChanged:
    """Return it now; 409 when it is none, or not any more."""
    return _changed(
        services,
        language,
        lambda: services.config.parameters.return_now(
            name, actor=identity.name, address=identity.address, reason=query.reason
        ),
    )


def _changed(
    services: Services, language: str, change: Callable[[], ParameterRow]
) -> ParameterChanged:
    with services.changes:
        row = change()
        outcome = push_parameters(services, CATALOGUE[row.name].group)
    services.events.publish("parameter", [parameter_item(row).model_dump()])
    return ParameterChanged(**parameter_item(row, language).model_dump(), **outcome._asdict())


def _item(row: ParameterRow, now: float) -> TimedChangeItem:
    end, back = row.revert_at or now, row.revert_to
    return TimedChangeItem(
        name=row.name,
        value=row.value,
        revert_to=row.value if back is None else back,
        revert_at=stamp(end),
        remaining_s=max(0.0, round(end - now, 3)),
        changed_by=row.changed_by,
        changed_at=stamp(row.changed_at or 0.0),
        version=row.version,
    )

"""System parameters: read by all, changed by admins (requirements 22-26, 30, 71-74).

A change may return by itself after some seconds. ``ETag`` and ``If-Match`` carry the version, so
that two admins cannot overwrite each other unseen.
"""

import re
from typing import Annotated, Final

from fastapi import Depends, Header, Query, Response

from engine.api.changes import push_parameters
from engine.api.http_gate import HttpGate, gate_of
from engine.api.models.parameters import (
    HistoryQuery,
    ParameterChanged,
    ParameterHistory,
    ParameterItem,
    ParameterPage,
    ParameterQuery,
    ParameterSet,
)
from engine.api.parameter_view import change_item, matches, parameter_item
from engine.api.probation import ends_after
from engine.api.problems import Refused, refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Admin, Engine
from engine.api.wire import read_number, write_cursor
from engine.errors import Conflict
from engine.parameters.catalogue import CATALOGUE
from engine.store.rows import ParameterRow

_TAG: Final = re.compile(r'"([0-9]{1,18})"')
Language = Annotated[str, Header(alias="Accept-Language", max_length=200)]
_ETAG: Final = {"ETag": {"description": 'The version, as in `"3"`', "schema": {"type": "string"}}}
router = resource("/parameters", tag="parameters", needs=SIGNED_IN)


@router.get("", responses=refusals(401, 422, 503))
def list_parameters(
    query: Annotated[ParameterQuery, Query()], services: Engine, language: Language = ""
) -> ParameterPage:
    """All parameters that match, alphabetically."""
    rows = services.config.parameters.all()
    found = [parameter_item(row, language) for row in rows if matches(row, query.q, query.group)]
    return ParameterPage(items=found)


@router.get("/{name}", responses={200: {"headers": _ETAG}, **refusals(401, 404, 422, 503)})
def get_parameter(
    name: str, services: Engine, response: Response, language: Language = ""
) -> ParameterItem:
    """One parameter."""
    row = services.config.parameters.get(name)
    response.headers["ETag"] = f'"{row.version}"'
    return parameter_item(row, language)


@router.put(
    "/{name}",
    responses={
        200: {"headers": _ETAG},
        **refusals(400, 401, 403, 404, 409, 412, 413, 415, 422, 503),
    },
)
def set_parameter(
    name: str,
    asked: ParameterSet,
    identity: Admin,
    services: Engine,
    response: Response,
    gate: Annotated[HttpGate, Depends(gate_of)],
    if_match: Annotated[str, Header(max_length=200)] = "",
    language: Language = "",
) -> ParameterChanged:
    """Change a parameter, for good or for ``revert_after_s`` seconds.

    The answer comes when the softswitch obeys, and says since when.
    """
    with services.changes:
        before = services.config.parameters.get(name)
        expected = _expected(before, if_match)
        revert_after = ends_after(before, asked.value, asked.revert_after_s, identity, gate)
        try:
            row = services.config.parameters.set(
                name,
                asked.value,
                actor=identity.name,
                address=identity.address,
                reason=asked.reason,
                expected_version=expected,
                revert_at=revert_after and services.clock.wall() + revert_after,
            )
        except Conflict as error:
            raise Refused(412, error.detail) from error
        outcome = push_parameters(services, CATALOGUE[name].group)
    services.events.publish("parameter", [parameter_item(row).model_dump()])
    item = parameter_item(row, language).model_dump()
    response.headers["ETag"] = f'"{row.version}"'
    return ParameterChanged(**item, **outcome._asdict())


@router.get("/{name}/history", responses=refusals(401, 404, 422, 503))
def parameter_history(
    name: str,
    query: Annotated[HistoryQuery, Query()],
    services: Engine,
) -> ParameterHistory:
    """Changes of a parameter, newest first: before, after, who, from where, why and when."""
    before_id = read_number(query.cursor)
    rows = services.config.parameters.history(name, query.limit + 1, before_id)
    page = rows[: query.limit]
    cursor = write_cursor(str(page[-1].id)) if len(rows) > query.limit else None
    return ParameterHistory(items=[change_item(row) for row in page], next_cursor=cursor)


def _expected(row: ParameterRow, if_match: str) -> int | None:
    """The version the sender wants to change; None when he does not care.

    Raises:
        Refused: 412, he wants another one.
    """
    if not if_match or if_match.strip() == "*":
        return None
    if str(row.version) not in _TAG.findall(if_match):
        raise Refused(
            412,
            f"{row.name} was changed meanwhile: it has version {row.version}, by "
            f"{row.changed_by or 'nobody'}. Look at it again before changing it.",
        )
    return row.version

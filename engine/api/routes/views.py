"""Saved views of the call records: one's own, and those that are shared by all.

Whoever is signed in may keep private ones. Sharing needs the role operator. A shared view may be
changed and deleted by its owner or an admin; a private one is for nobody else, not even to see.
``ETag`` and ``If-Match`` carry the version.
"""

import re
from typing import Annotated, Any, Final

from fastapi import Header, Response

from engine.api.cdr_range import to_filter
from engine.api.models.views import ViewDeleted, ViewId, ViewItem, ViewList, ViewPut
from engine.api.problems import Refused, refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Identity, Reader
from engine.api.wire import encoded, stamp
from engine.errors import NotFound
from engine.store.views import ViewContent, ViewRow

_TAG: Final = re.compile(r'"([0-9]{1,18})"')
_ETAG: Final = {"ETag": {"description": 'The version, as in `"3"`', "schema": {"type": "string"}}}
_CHANGED: Final = "The view was changed or deleted meanwhile; load it again."
IfMatch = Annotated[str, Header(max_length=200)]
router = resource("/views", tag="views", needs=SIGNED_IN)


@router.get("", response_model=None, responses={200: {"model": ViewList}, **refusals(401, 503)})
def get_views(identity: Reader, services: Engine) -> Response:
    """One's own views and the shared ones, by name."""
    rows = services.config.views.visible(identity.name)
    return encoded({"items": [_item(row, identity) for row in rows], "next_cursor": None})


@router.put(
    "/{view_id}",
    response_model=None,
    responses={
        200: {"model": ViewItem, "headers": _ETAG},
        201: {"model": ViewItem, "headers": _ETAG, "description": "The view is new"},
        **refusals(400, 401, 403, 404, 409, 412, 413, 415, 422, 503),
    },
)
def put_view(
    view_id: ViewId, asked: ViewPut, identity: Reader, services: Engine, if_match: IfMatch = ""
) -> Response:
    """Save a view under an id of one's own, or change one; with ``If-Match`` only that version."""
    to_filter(services, asked.filters)  # refuses what the records could not be asked for
    content = _content(asked)
    who = {"actor": identity.name, "address": identity.address}
    with services.changes:
        before = services.config.views.find(view_id)
        _expect(before, if_match)
        if before is None:
            _may_share(identity, content)
            row = services.config.views.create(view_id, content, **who)
        else:
            _may_change(identity, before)
            _may_share(identity, content)
            row = services.config.views.change(before, content, **who)
    if content.shared or (before is not None and before.content.shared):
        services.events.publish("view", [{"id": view_id, "action": "stored"}])
    status = 201 if before is None else 200
    return encoded(_item(row, identity), status, {"ETag": f'"{row.version}"'})


@router.delete("/{view_id}", responses=refusals(401, 403, 404, 412, 422, 503))
def delete_view(
    view_id: ViewId, identity: Reader, services: Engine, if_match: IfMatch = ""
) -> ViewDeleted:
    """Delete a view; with ``If-Match`` only that version."""
    with services.changes:
        before = services.config.views.find(view_id)
        if before is None:
            raise NotFound("there is no view of that id")
        _may_change(identity, before)
        _expect(before, if_match)
        services.config.views.delete(view_id, actor=identity.name, address=identity.address)
    if before.content.shared:
        services.events.publish("view", [{"id": view_id, "action": "deleted"}])
    return ViewDeleted(id=view_id)


def _content(asked: ViewPut) -> ViewContent:
    filters = asked.filters.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return ViewContent(asked.name, asked.shared, asked.range, filters, tuple(asked.columns))


def _item(row: ViewRow, identity: Identity) -> dict[str, Any]:
    return {
        "id": row.id,
        "owner": row.owner,
        **row.content.plain(),
        "version": row.version,
        "changed_by": row.changed_by,
        "changed_at": stamp(row.changed_at),
        "editable": _editable(row, identity),
    }


def _editable(row: ViewRow, identity: Identity) -> bool:
    return row.owner == identity.name or (row.content.shared and identity.role == "admin")


def _may_change(identity: Identity, row: ViewRow) -> None:
    """Let its owner through, and an admin when it is shared.

    Raises:
        NotFound: it is somebody else's alone.
        Refused: 403, it is shared by somebody else.
    """
    if _editable(row, identity):
        return
    if not row.content.shared:
        raise NotFound("there is no view of that id")
    raise Refused(403, f"This view is {row.owner}'s; only its owner or an admin changes it.")


def _may_share(identity: Identity, content: ViewContent) -> None:
    """Let everybody keep a view, and operators share one.

    Raises:
        Refused: 403, an auditor would share it.
    """
    if content.shared and identity.role == "auditor":
        raise Refused(403, "Sharing a view needs the role operator; you are signed in as auditor.")


def _expect(row: ViewRow | None, if_match: str) -> None:
    """Refuse a version that is not the one the sender has seen.

    Raises:
        Refused: 412.
    """
    if not if_match or (row is not None and if_match.strip() == "*"):
        return
    if row is None or str(row.version) not in _TAG.findall(if_match):
        raise Refused(412, _CHANGED)

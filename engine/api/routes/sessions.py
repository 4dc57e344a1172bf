"""Who is signed in, from where and since when, and signing somebody out; admins only."""

from typing import Final

from engine.api.block_requests import note
from engine.api.models.sessions import SessionItem, SessionPage
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import ADMIN, Admin, Engine, Identity
from engine.api.services import Services
from engine.api.wire import stamp
from engine.errors import NotFound
from engine.store.rows import SessionRow
from engine.store.sessions import session_id as id_of

MOST: Final = 1_000
_GONE: Final = "There is no session of this id; it may be over meanwhile."
router = resource("/sessions", tag="operators", needs=ADMIN)


@router.get("", responses=refusals(401, 403, 503))
def get_sessions(identity: Admin, services: Engine) -> SessionPage:
    """The sessions that run, the newest first."""
    return SessionPage(items=_running(services, identity), next_cursor=None)


@router.delete("/{session_id}", responses=refusals(401, 403, 404, 422, 503))
def end_session(session_id: str, identity: Admin, services: Engine) -> SessionItem:
    """Sign a client out: its token is of no use from now on; what the session was."""
    found = next((each for each in _running(services, identity) if each.id == session_id), None)
    if found is None or not services.config.sessions.end(session_id):
        raise NotFound(_GONE)
    before = {"address": found.address, "created_at": found.created_at}
    note(services, identity, "session.end", f"operator:{found.operator}", before, None, "")
    return found


def _running(services: Services, identity: Identity) -> list[SessionItem]:
    mine = id_of(identity.token)
    rows = services.config.sessions.all(services.clock.wall(), MOST)
    return [_item(row, mine) for row in rows]


def _item(row: SessionRow, mine: str) -> SessionItem:
    return SessionItem(
        id=row.id,
        operator=row.operator,
        role=row.role,
        address=row.address,
        created_at=stamp(row.created_at),
        expires_at=stamp(row.expires_at),
        current=row.id == mine,
    )

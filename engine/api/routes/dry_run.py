"""Trying proposed values of the lockout and the blacklist before they are applied.

Nothing changes by it, so it is not in the audit. It takes up to twenty seconds of a worker thread.
"""

from dataclasses import asdict

from engine.api.dry_run import TRIABLE, Hit
from engine.api.models.dry_run import DryRunItem, DryRunStart, HitItem
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Operator
from engine.api.wire import stamp, stamp_or_none
from engine.errors import Invalid
from engine.parameters.values import find, parse

router = resource("/dry-run", tag="parameters", needs=SIGNED_IN)


@router.post("", responses=refusals(400, 401, 403, 409, 413, 415, 422, 503))
def try_values(asked: DryRunStart, identity: Operator, services: Engine) -> DryRunItem:
    """Who would have been locked out or blocked, and what that differs from what happened.

    409 while another trial goes on.
    """
    del identity
    values = {name: _value(name, value) for name, value in asked.values.items()}
    done = services.dry_runs.run(asked.hours, values)
    return DryRunItem(
        began_at=stamp(done.began_at),
        until=stamp(done.until),
        complete=done.complete,
        attempts=done.attempts,
        stopped=done.stopped,
        missed=done.missed,
        endpoints=done.endpoints,
        addresses=done.addresses,
        gateways=done.gateways,
        customers=done.customers,
        did=done.did,
        hits=[_hit(hit) for hit in done.hits],
        values=dict(done.values),
    )


def _value(name: str, value: object) -> int | str:
    if name not in TRIABLE:
        raise Invalid("values", f"{name[:80]!a} cannot be tried on what happened")
    return parse(find(name), value)


def _hit(hit: Hit) -> HitItem:
    return HitItem(**{**asdict(hit), "first_at": stamp_or_none(hit.first_at)})

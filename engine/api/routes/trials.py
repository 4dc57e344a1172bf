"""Test calls: one that hangs up at once, or one that stays up for some seconds (requirement 27).

One at a time. The answer comes at once; what happens is asked for until it is over.
"""

from typing import Annotated, Any, Final

from fastapi import Header, Response

from engine.api.models.trials import TrialItem, TrialStart
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Identity, Operator
from engine.api.services import Services
from engine.api.trial_view import trial_item
from engine.api.trials import Trial
from engine.errors import StoreError

Language = Annotated[str, Header(alias="Accept-Language", max_length=500)]
_LOCATION: Final[dict[int | str, dict[str, Any]]] = {
    202: {"headers": {"Location": {"schema": {"type": "string"}}}}
}
router = resource("/calls/test", tag="calls", needs=SIGNED_IN)


@router.post(
    "",
    status_code=202,
    responses={**_LOCATION, **refusals(400, 401, 403, 409, 413, 415, 422, 503)},
)
def place_test_call(
    asked: TrialStart,
    identity: Operator,
    services: Engine,
    response: Response,
    accept_language: Language = "",
) -> TrialItem:
    """Call the echo inside the switch; 409 while another test call goes on."""
    trial = services.trials.begin(asked.hold_s, identity.name)
    _audit(services, identity, trial)
    response.headers["Location"] = f"/api/v1/calls/test/{trial.call.id}"
    return trial_item(trial, accept_language)


@router.get("/{test_id}", responses=refusals(401, 404, 422, 503))
def get_test_call(test_id: str, services: Engine, accept_language: Language = "") -> TrialItem:
    """A test call as it stands; its record, or why there is none, once that is known."""
    return trial_item(services.trials.get(test_id), accept_language)


def _audit(services: Services, identity: Identity, trial: Trial) -> None:
    """Write down who placed it; the call goes on when that cannot be done."""
    call = trial.call
    try:
        services.config.audit.append(
            actor=identity.name,
            address=identity.address,
            action="call.test",
            object=f"call:{call.id}",
            after={"hold_s": call.hold_s, "call_id": call.call_id},
        )
    except StoreError as error:
        raise StoreError(
            "The test call was placed, but that is missing in the audit, because the configuration "
            "store cannot be written; see the health of the engine."
        ) from error

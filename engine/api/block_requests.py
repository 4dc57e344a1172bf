"""What requests about the blacklist and the allow list have in common."""

from datetime import datetime
from ipaddress import ip_address

from engine.api.security import Identity
from engine.api.services import Services
from engine.defence.places import Network, Place, place
from engine.errors import Invalid, StoreError


def read_place(text: str) -> Place:
    """The place that a client named.

    Raises:
        Invalid: it is none.
    """
    try:
        return place(text)
    except ValueError as error:
        raise Invalid("value", f"no address and no network: {error}") from error


def refusal_of_engine(value: str) -> str:
    """Why an address of the engine itself cannot be blocked."""
    return (
        f"{value} is the engine itself: health, test calls and the proof of the lockout come from "
        "there, and from this machine alone. It cannot be blocked."
    )


def inside(address: str, network: Network) -> bool:
    """Whether an address lies in a network; what is no address lies nowhere."""
    try:
        return ip_address(address) in network
    except ValueError:
        return False


def read_until(until: datetime | None, services: Services) -> float | None:
    """An end that a client named, in epoch seconds.

    Raises:
        Invalid: it is over.
    """
    if until is None:
        return None
    if until.timestamp() <= services.clock.wall():
        raise Invalid("until", "this moment is over; null stands for ever")
    return until.timestamp()


def note(
    services: Services,
    identity: Identity,
    action: str,
    named: str,
    before: object,
    after: object,
    reason: str,
) -> None:
    """Write down what was done; it stays done when that cannot be written."""
    try:
        services.config.audit.append(
            actor=identity.name,
            address=identity.address,
            action=action,
            object=named,
            before=before,
            after=after,
            reason=reason,
        )
    except StoreError as error:
        raise StoreError(
            "It was done, but that is missing in the audit, because the configuration store "
            "cannot be written; see the health of the engine."
        ) from error

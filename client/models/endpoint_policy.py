"""The parameters that Endpoint Management depends on: the password policy and the lockout.

They decide what the form says about a password and what an empty list of lockouts teaches: that
nobody is locked out, or that the lockout is off.
"""

from dataclasses import dataclass, field

from client.api.client import ApiClient
from client.models.endpoint_passwords import PasswordPolicy

LOCKOUT = "SS_ENDPOINTREGISTERSUSPEND"
RETRY = "SS_ENDPOINTREGISTERRETRY"
LENGTH = "SERVER_PASSWORD_LENGTH"
COMPLEXITY = "SERVER_PASSWORD_COMPLEXITY"
STRENGTH = "SERVER_PASSWORD_STRENGTH"


@dataclass(frozen=True, slots=True)
class EndpointPolicy:
    """What is in force now.

    Attributes:
        passwords: What a password must have.
        lockout: Whether wrong passwords suspend; None while it is not known.
        retries: Wrong passwords until a suspension.
    """

    passwords: PasswordPolicy = field(default_factory=PasswordPolicy)
    lockout: bool | None = None
    retries: int = 6


def fetch_policy(api: ApiClient) -> EndpointPolicy:
    """Read the policy from the parameters; runs in a worker thread."""
    values = {parameter.name: parameter.value for parameter in api.parameters()}
    default = EndpointPolicy()
    return EndpointPolicy(
        PasswordPolicy(
            int(values.get(LENGTH, default.passwords.length)),
            bool(values.get(COMPLEXITY, default.passwords.complexity)),
            int(values.get(STRENGTH, default.passwords.strength)),
        ),
        bool(values[LOCKOUT]) if LOCKOUT in values else None,
        int(values.get(RETRY, default.retries)),
    )

"""From parameters to the rule of lockouts."""

from collections.abc import Callable

from engine.registrar.lockout import LockoutPolicy


def lockout_policy(number: Callable[[str], int]) -> LockoutPolicy:
    """What the parameters demand; ``number`` knows the value of each."""
    return LockoutPolicy(
        enabled=bool(number("SS_ENDPOINTREGISTERSUSPEND")),
        retry=number("SS_ENDPOINTREGISTERRETRY"),
        duration=number("SS_ENDPOINTREGISTERSUSPENDTIME"),
    )

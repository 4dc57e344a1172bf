from engine.parameters.catalogue import CATALOGUE
from engine.registrar.lockout import LockoutPolicy
from engine.registrar.settings import lockout_policy


def test_the_three_parameters_make_the_policy() -> None:  # req 63-70
    assert lockout_policy(lambda name: int(CATALOGUE[name].default)) == LockoutPolicy()
    values = {
        "SS_ENDPOINTREGISTERSUSPEND": 1,
        "SS_ENDPOINTREGISTERRETRY": 5,
        "SS_ENDPOINTREGISTERSUSPENDTIME": 600,
    }
    assert lockout_policy(values.__getitem__) == LockoutPolicy(True, 5, 600)

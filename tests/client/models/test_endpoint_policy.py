"""The parameters that Endpoint Management depends on."""

from __future__ import annotations

from typing import cast

from client.api.client import ApiClient
from client.models.endpoint_passwords import PasswordPolicy
from client.models.endpoint_policy import EndpointPolicy, fetch_policy
from tests.helpers.client_samples import parameter, switch
from tests.helpers.client_stubs import StubApi


def test_the_policy_is_read_from_the_parameters() -> None:
    api = StubApi()
    for item in (
        parameter("SERVER_PASSWORD_LENGTH", value=16),
        switch("SERVER_PASSWORD_COMPLEXITY", value=0),
        parameter("SERVER_PASSWORD_STRENGTH", value=4),
        switch("SS_ENDPOINTREGISTERSUSPEND", value=1),
        parameter("SS_ENDPOINTREGISTERRETRY", value=5),
    ):
        api.stored[item.name] = item
    assert fetch_policy(cast("ApiClient", api)) == EndpointPolicy(
        PasswordPolicy(16, False, 4), True, 5
    )


def test_what_the_engine_does_not_have_is_the_default_or_not_known() -> None:
    assert fetch_policy(cast("ApiClient", StubApi())) == EndpointPolicy()
    assert EndpointPolicy().lockout is None

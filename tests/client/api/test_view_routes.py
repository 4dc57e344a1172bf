"""The routes of saved views, against a stand-in on a real socket."""

from dataclasses import replace

import pytest

from client.api.client import ApiClient
from client.api.errors import Conflict, Missing
from client.api.view_values import SavedView
from tests.helpers.fake_api import FakeApi

NIGHT = SavedView("v1", "", "Night", False, "today", {"caller": ["8801*"]}, ("start", "caller"))


def test_a_view_is_saved_changed_and_deleted(api: ApiClient, fake: FakeApi) -> None:
    stored = api.put_view(NIGHT)
    assert (stored.owner, stored.version, stored.columns) == ("admin", 1, ("start", "caller"))
    assert "If-Match" not in fake.requests[-1].headers
    changed = api.put_view(replace(stored, name="Day"))
    assert fake.requests[-1].headers["If-Match"] == '"1"'
    assert api.views() == (changed,)
    with pytest.raises(Conflict):
        api.put_view(stored)
    api.delete_view(changed)
    assert fake.requests[-1].headers["If-Match"] == '"2"'
    with pytest.raises(Missing):
        api.delete_view(changed)

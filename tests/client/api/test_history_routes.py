from pathlib import Path

import pytest

from client.api.client import ApiClient
from client.api.errors import LocalDisk
from client.api.history_values import HistoryTerms
from tests.helpers.fake_api import PASSWORD, FakeApi
from tests.helpers.fake_data.history import past


def test_pages_and_the_file_of_the_history(api: ApiClient, fake: FakeApi, tmp_path: Path) -> None:
    api.sign_in("alice", PASSWORD)
    fake.answers["GET /history"] = 200, {"items": [past(1)], "next_cursor": "1.2"}
    page = api.past_events(HistoryTerms(layer="ip"))
    assert ([row.value for row in page.items], page.next_cursor) == (["203.0.113.1"], "1.2")
    fake.answers["GET /history/file"] = 200, {"at": "it is not looked into"}
    path = tmp_path / "history.csv"
    assert api.save_past_events(HistoryTerms(), path) == path.stat().st_size
    with pytest.raises(LocalDisk):
        api.save_past_events(HistoryTerms(), tmp_path / "nowhere" / "history.csv")

from pathlib import Path

import pytest

from client.api.errors import LocalDisk
from client.api.http import Connection
from client.api.saving import save_answer
from tests.helpers.fake_api import TOKEN, FakeApi


def test_a_file_appears_when_it_is_whole(fake: FakeApi, tmp_path: Path) -> None:
    http = Connection(fake.url, token=TOKEN)
    path = tmp_path / "audit.csv"
    assert save_answer(http, "/audit/file", {}, path) == path.stat().st_size
    assert not list(tmp_path.glob("*.part"))
    with pytest.raises(LocalDisk):
        save_answer(http, "/audit/file", {}, tmp_path / "nowhere" / "audit.csv")
    http.close()

from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.management import deliveries as module
from engine.management.deliveries import Deliveries


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Path]:
    file, description = tmp_path / "file", tmp_path / "meta"
    file.write_bytes(b"data")
    description.write_bytes(b"{}")
    return file, description


def test_a_file_and_its_description_appear_whole(made: tuple[Path, Path], tmp_path: Path) -> None:
    root = tmp_path / "out"
    for _ in range(2):  # the second takes the place of the first
        put = Deliveries(root).put("audit/daily", "a.csv", *made)
    assert put == root / "audit" / "daily" / "a.csv"
    assert put.read_bytes() == b"data"
    names = sorted(path.name for path in put.parent.iterdir())
    assert names == ["a.csv", "a.csv.meta.json"]


def test_nothing_leads_out_of_the_root(made: tuple[Path, Path], tmp_path: Path) -> None:
    root, outside = tmp_path / "out", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "link").symlink_to(outside)
    for folder in ("..", "../outside", "link", "link/x", str(outside)):
        with pytest.raises(StoreError, match="leads out"):
            Deliveries(root).put(folder, "a.csv", *made)
    assert list(outside.iterdir()) == []


def test_a_folder_that_refuses_is_a_sentence(
    made: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StoreError, match="cannot write to"):
        Deliveries(tmp_path / "out").put("a", "a.csv", *made)

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "leave_room", full)
    with pytest.raises(StoreError, match="the disk is full"):
        Deliveries(tmp_path / "other").put("a", "a.csv", *made)
    assert list((tmp_path / "other" / "a").iterdir()) == []

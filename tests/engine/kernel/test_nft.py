"""Running the program: what it says is passed on in one short line."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.kernel.nft import MAX_COMPLAINT, NftError, NftProgram, find_nft


def program(folder: Path, body: str) -> NftProgram:
    path = folder / "nft"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="ascii")
    path.chmod(0o700)
    return NftProgram(str(path))


def test_scripts_go_in_on_standard_input(tmp_path: Path) -> None:
    nft = program(tmp_path, f'echo "$@" > {tmp_path}/seen; cat >> {tmp_path}/seen')
    nft.change("add table inet t\n")
    assert (tmp_path / "seen").read_text(encoding="ascii") == "-f -\nadd table inet t\n"


def test_a_refusal_is_one_line_of_bounded_length(tmp_path: Path) -> None:
    nft = program(tmp_path, f"cat >/dev/null; echo '{'x' * 500}' >&2; echo more >&2; exit 1")
    with pytest.raises(NftError) as caught:
        nft.change("")
    assert len(caught.value.detail) < MAX_COMPLAINT + 40
    assert "more" not in caught.value.detail
    with pytest.raises(NftError, match="exit code 3"):
        program(tmp_path, "exit 3").read("ruleset")


def test_objects_are_read_and_nonsense_is_named(tmp_path: Path) -> None:
    assert program(tmp_path, """echo '{"nftables": [{"a": {}}]}'""").read("ruleset") == [{"a": {}}]
    with pytest.raises(NftError, match="no list"):
        program(tmp_path, "echo '[]'").read("ruleset")
    with pytest.raises(NftError, match="could not be run"):
        NftProgram(str(tmp_path / "nowhere")).read("ruleset")


def test_nft_is_looked_for_where_systems_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert find_nft() in (None, "/usr/sbin/nft", "/sbin/nft", "/usr/local/sbin/nft", "/usr/bin/nft")

"""The helper's step: what it asks, what it brings about, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from engine.control.kernel import KernelAsk, KernelNews, KernelReport
from engine.control.operations import Op
from engine.errors import ControlError
from engine.kernel.helper import AUDIT_S, Helper
from engine.switch.policies import KernelPolicy
from tests.helpers.block_desk import Lists
from tests.helpers.fake_nft import FakeNft

TABLE = "switchwarden_5060"


class Stage:
    """A helper between the desk of the switch and a stand-in for nft."""

    def __init__(self, folder: Path, nft: FakeNft | None, reason: str = "") -> None:
        self.lists = Lists(1_000_000.0)
        self.lists.kernel.policy = KernelPolicy(1)
        self.marker = folder / "kernel-table"
        self.nft = nft
        self.away = False
        self.asked: list[KernelAsk] = []
        self.helper = Helper(self, nft, reason, self.marker, 77)
        self.now = 0.0

    def ask(self, question: KernelAsk) -> KernelNews:
        self.asked.append(question)
        if self.away:
            raise ControlError("nobody answers")
        found: KernelNews = self.lists.ask(Op.KERNEL, msgspec.to_builtins(question))
        return found

    def steps(self, count: int = 2) -> KernelReport:
        """So many steps; what the switch knows after them."""
        for _ in range(count):
            self.now += 0.5
            self.helper.step(self.now)
        return self.lists.kernel.report()

    def block(self, value: str) -> Any:
        return self.lists.ask(Op.BLOCK, {"value": value, "reason": "", "by": "maria"})

    def state_of(self, value: str) -> str:
        (found,) = self.lists.ask(Op.BLOCKS, {"q": value})
        return str(found.kernel)


@pytest.fixture
def nft() -> FakeNft:
    return FakeNft()


@pytest.fixture
def stage(tmp_path: Path, nft: FakeNft) -> Stage:
    return Stage(tmp_path, nft)


def test_what_is_listed_gets_into_the_kernel_and_out_again(stage: Stage, nft: FakeNft) -> None:
    info = stage.block("192.0.2.7")
    assert info.kernel == "unavailable"  # nobody asked so far
    report = stage.steps()
    assert (report.state, report.elements, report.pid) == ("enforced", 1, 77)
    assert nft.elements() == {"192.0.2.7"}
    assert stage.marker.read_text(encoding="ascii").strip() == TABLE
    stage.block("198.51.100.0/24")
    assert stage.state_of("198.51.100.0/24") == "pending"
    stage.steps()
    assert stage.state_of("198.51.100.0/24") == "enforced"
    stage.lists.ask(Op.UNBLOCK, {"entry": info.id})
    stage.steps()
    assert nft.elements() == {"198.51.100.0/24"}
    assert len(nft.scripts) == 3  # one run a batch


def test_who_is_trusted_is_never_in_the_kernel(stage: Stage, nft: FakeNft) -> None:
    stage.block("192.0.2.0/24")
    stage.steps()
    stage.lists.ask(Op.TRUST, {"value": "192.0.2.9", "comment": "", "by": "maria"})
    report = stage.steps()
    assert nft.elements() == set()
    assert report.withheld_count == 1
    assert stage.state_of("192.0.2.0/24") == "withheld"


def test_switched_off_nothing_is_touched_and_what_was_there_goes(
    stage: Stage, nft: FakeNft
) -> None:
    stage.lists.kernel.policy = KernelPolicy(0)
    stage.block("192.0.2.7")
    assert stage.steps().state == "off"
    assert nft.scripts == []
    assert stage.state_of("192.0.2.7") == "off"
    stage.lists.kernel.policy = KernelPolicy(1)
    stage.steps()
    assert nft.elements() == {"192.0.2.7"}
    stage.lists.kernel.policy = KernelPolicy(0)
    stage.steps()
    assert nft.tables == {}
    assert not stage.marker.exists()


def test_the_other_ports_make_a_table_of_another_shape(stage: Stage, nft: FakeNft) -> None:
    stage.steps()
    stage.lists.kernel.policy = KernelPolicy(2)
    stage.steps()
    assert "meta l4proto udp jump listed" in nft.rules[TABLE]


def test_without_the_right_it_says_so_and_goes_on(tmp_path: Path) -> None:
    stage = Stage(tmp_path, None, "not allowed")
    stage.block("192.0.2.7")
    report = stage.steps()
    assert (report.state, report.reason) == ("unavailable", "not allowed")
    assert stage.state_of("192.0.2.7") == "unavailable"
    stage.lists.kernel.policy = KernelPolicy(0)
    assert stage.steps().state == "off"


def test_an_nft_that_fails_is_named_tried_again_and_caught_up_with(
    stage: Stage, nft: FakeNft
) -> None:
    stage.block("192.0.2.7")
    stage.steps()
    nft.broken = "nft refused: out of memory"
    stage.block("192.0.2.8")
    assert stage.steps(2).state == "pending"  # one refusal is no fault
    report = stage.steps(6)
    assert (report.state, report.reason) == ("unavailable", "nft refused: out of memory")
    tries = report.failures
    stage.steps(4)
    assert stage.lists.kernel.report().failures <= tries + 1  # later each time
    nft.broken = ""
    report = stage.steps(70)
    assert report.state == "enforced"
    assert nft.elements() == {"192.0.2.7", "192.0.2.8"}


def test_drift_is_put_right_at_the_next_look(stage: Stage, nft: FakeNft) -> None:
    stage.block("192.0.2.7")
    stage.steps()
    nft.tables[TABLE]["addr4"].clear()
    report = stage.steps(int(AUDIT_S * 2) + 4)
    assert nft.elements() == {"192.0.2.7"}
    assert report.drift == 1


def test_a_switch_that_is_away_changes_nothing_and_a_new_one_is_followed(
    stage: Stage, nft: FakeNft
) -> None:
    stage.block("192.0.2.7")
    stage.steps()
    stage.away = True
    stage.steps(6)
    assert nft.elements() == {"192.0.2.7"}
    stage.away = False
    after = Lists(1_000_000.0)
    after.ask(Op.BLOCK, {"value": "203.0.113.9", "reason": "", "by": "maria"})
    after.kernel.policy = KernelPolicy(1)
    stage.lists = after
    stage.steps(3)
    assert nft.elements() == {"203.0.113.9"}


def test_half_a_list_is_none(stage: Stage, nft: FakeNft) -> None:
    for last in range(3):
        stage.block(f"192.0.2.{last}")
    whole = stage.lists.ask(Op.KERNEL, {})
    stage.lists.ask = lambda *_: msgspec.structs.replace(whole, cursor=2)  # type: ignore[method-assign]
    stage.steps(1)
    assert nft.scripts == []  # nothing is enforced before everything is known
    stage.away = True
    stage.steps(1)
    stage.away = False
    stage.steps(1)
    assert [each.cursor for each in stage.asked if each.generation == ""] == [0, 0]


def test_a_helper_after_one_that_was_killed_begins_anew(tmp_path: Path, nft: FakeNft) -> None:
    first = Stage(tmp_path, nft)
    first.block("192.0.2.7")
    first.steps()
    second = Stage(tmp_path, nft)
    second.block("192.0.2.8")
    second.steps()
    assert nft.elements() == {"192.0.2.8"}
    second.marker.write_text("switchwarden_5099", encoding="ascii")
    nft.tables["switchwarden_5099"] = {}
    third = Stage(tmp_path, nft)
    third.steps()
    assert set(nft.tables) == {TABLE}


@pytest.mark.parametrize(("leave", "left"), [(False, set()), (True, {TABLE})])
def test_at_the_end_the_table_goes_unless_it_is_to_stay(
    stage: Stage, nft: FakeNft, leave: bool, left: set[str]
) -> None:
    stage.lists.kernel.policy = KernelPolicy(1, leave)
    stage.steps()
    stage.helper.finish()
    assert set(nft.tables) == left
    assert stage.marker.exists() is leave


def test_a_marker_of_somebody_elses_words_names_no_table(stage: Stage, nft: FakeNft) -> None:
    stage.marker.write_text("x; flush ruleset", encoding="ascii")
    stage.lists.kernel.policy = KernelPolicy(0)
    stage.steps()
    assert nft.scripts == []

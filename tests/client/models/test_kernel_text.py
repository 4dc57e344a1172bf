"""What the kernel does, in words."""

import pytest

from client.api.kernel_values import KernelStatus
from client.formats import DASH
from client.models.kernel_text import kernel_tip, kernel_word, notice_text
from tests.helpers.block_stubs import entry, lock, row


def test_each_state_of_an_entry_has_a_word() -> None:
    words = [
        kernel_word(row(entry(1, "192.0.2.1", kernel=state)))
        for state in ("off", "enforced", "pending", "unavailable", "withheld", "newer")
    ]
    assert words == [DASH, "dropped", "on its way", "not enforced", "left out", "newer"]
    assert kernel_word(row(lock("1001"))) == DASH
    assert "costs the softswitch nothing" in kernel_tip(row(entry(1, "x", kernel="enforced")))
    assert kernel_tip(row(lock("1001"))) == ""


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (KernelStatus("off"), ""),
        (KernelStatus("enforced"), ""),
        (KernelStatus("pending"), ""),
        (KernelStatus("pending", waiting=3), "3 entries"),
        (KernelStatus("enforced", withheld=2), "left out of the kernel"),
        (KernelStatus("unavailable", "nft is not installed"), "nft is not installed. The soft"),
    ],
)
def test_the_notice_says_what_is_not_enforced(status: KernelStatus, text: str) -> None:
    found = notice_text(status)
    assert text in found
    assert bool(text) is bool(found)

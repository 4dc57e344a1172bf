"""Values of blocked and trusted addresses."""

from dataclasses import replace

from client.api.block_values import Block, BlockPreview
from client.api.decoding import decode
from tests.helpers.fake_data import block


def test_an_entry_of_the_interface_becomes_a_value() -> None:
    ruled = decode(Block, block.samples()[0])
    assert (ruled.id, ruled.kind, ruled.rule, ruled.hits) == (
        1, "ip", "failed_registrations", 4812,
    )  # fmt: skip
    manual = decode(Block, block.make(7, "198.51.100.0/24"))
    assert (manual.rule, manual.until, manual.remaining_s) == ("", None, None)


def test_a_preview_hurts_when_somebody_is_behind_it() -> None:
    calm = BlockPreview("192.0.2.1", "ip", already=3, allowed=4)
    assert not calm.hurts
    assert replace(calm, live_endpoints=1).hurts
    assert replace(calm, gateways=("carrier-a",)).hurts
    assert replace(calm, own_address=True).hurts

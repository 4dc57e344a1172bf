"""What a client reads of an entry."""

from engine.api.block_view import block_item, trust_item
from engine.control.blocks import BlockInfo, TrustInfo

INFO = BlockInfo("1", "ip", "192.0.2.1", "scanner", "why", "", 100.0, 160.0, 2, "x", 3, 120.5)


def test_a_rules_entry_says_its_rule_and_what_is_left() -> None:
    item = block_item(INFO, 130.0)
    assert (item["rule"], item["source"], item["remaining_s"]) == ("scanner", "rule", 30.0)
    assert item["since"] == "1970-01-01T00:01:40.000Z"
    assert item["last_hit"] == "1970-01-01T00:02:00.500Z"
    assert block_item(INFO, 500.0)["remaining_s"] == 0.0


def test_an_entry_for_ever_has_no_end() -> None:
    item = trust_item(TrustInfo("2", "ip", "192.0.2.1", "office", "maria", 100.0, None))
    assert (item["until"], item["comment"], item["by"]) == (None, "office", "maria")

"""Only what is different is sent, and a refusal finds its field."""

from client.models.gateway_draft import (
    FIELDS,
    MAPPING_ONLY,
    ROUTING_ONLY,
    as_shown,
    changes_between,
    fields_of,
    lines_in,
    refusals,
    same_configuration,
)
from tests.helpers.call_stubs import NOON, gateway, live


def test_a_new_gateway_has_all_fields_of_its_kind() -> None:
    routing = fields_of(gateway(prefixes=("0044",)))
    assert set(routing) == {"name", "kind", *FIELDS} - {"password", *MAPPING_ONLY}
    assert fields_of(gateway(password="word"))["password"] == "word"
    assert routing["prefixes"] == ["0044"]
    mapping = fields_of(gateway(kind="mapping"))
    assert not mapping.keys() & set(ROUTING_ONLY)


def test_only_what_is_different_is_sent() -> None:
    stored = gateway(prefixes=("0044",), capacity=10)
    assert changes_between(stored, stored) == {}
    draft = gateway(prefixes=("0044", "0049"), capacity=20)
    assert changes_between(stored, draft) == {"prefixes": ["0044", "0049"], "capacity": 20}


def test_live_figures_are_no_difference() -> None:
    assert same_configuration(gateway(), gateway(live=live(5)))
    assert not same_configuration(gateway(), gateway(memo="x"))
    assert not same_configuration(gateway(), gateway("carrier-b"))


def test_a_stored_gateway_keeps_the_figures_there_were() -> None:
    answer = gateway(live=None, effective_at=NOON, warning="away")
    assert as_shown(answer, gateway(live=live(5))) == gateway(live=live(5))
    assert as_shown(answer, None).live is None
    assert as_shown(gateway(live=live(1)), gateway(live=live(5))).live == live(1)


def test_lines_are_trimmed_and_empty_ones_left_out() -> None:
    assert lines_in(" 0044 \n\n0049, 0033,\n") == ("0044", "0049", "0033")


def test_a_refusal_about_an_entry_is_about_its_field() -> None:
    found = refusals({"prefixes.1": "is there twice", "body.addresses[0]": "bad", "other": "why"})
    assert found == {"prefixes": "is there twice", "addresses": "bad", "": "why"}
    both = refusals({"prefixes.0": "one", "prefixes.1": "two"})
    assert both == {"prefixes": "one two"}

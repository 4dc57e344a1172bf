import gc
import json

import msgspec
import pytest

from engine.registrar.binding import (
    MAX_USER_AGENT,
    Binding,
    device_text,
    dump,
    load,
    source_text,
)
from engine.sip.nat import Source

OFFSET = 1_790_000_000.0


def bound(ip: str = "10.0.0.1") -> Binding:
    return Binding(
        contact="sip:1001@10.0.0.1:5062",
        q="0.5",
        call_id="abc",
        cseq=7,
        path=("<sip:proxy;lr>",),
        source=source_text(Source(ip, 5062)),
        transport="TCP",
        user_agent="phone",
        registered_at=100.0,
        expires_at=700.0,
    )


@pytest.mark.parametrize("ip", ["10.0.0.1", "2001:db8::1", "::ffff:10.0.0.1"])
def test_the_source_is_kept_as_text_and_its_address_comes_back(ip: str) -> None:
    binding = bound(ip)
    assert binding.ip == ip
    assert binding.source == (f"[{ip}]:5062" if ":" in ip else f"{ip}:5062")


def test_a_device_is_named_shortly_and_once() -> None:
    name = device_text("phone" * 100)
    assert len(name) == MAX_USER_AGENT
    assert device_text("phone" * 100) is name


def test_a_binding_is_no_business_of_the_garbage_collector() -> None:
    assert not gc.is_tracked(bound())


def test_the_contact_header_tells_the_seconds_left() -> None:
    assert bound().header(100.0) == "<sip:1001@10.0.0.1:5062>;q=0.5;expires=600"
    assert bound().header(400.4).endswith(";expires=300")
    plain = msgspec.structs.replace(bound(), q="", expires_at=0.0)
    assert plain.header(0.0) == "<sip:1001@10.0.0.1:5062>;expires=0"


def test_a_binding_survives_being_written_and_read() -> None:
    before = bound()
    after = load(json.loads(json.dumps(dump(before, OFFSET))), OFFSET, 200.0)
    assert after == before


def test_a_wall_clock_set_back_does_not_prolong_a_binding() -> None:
    line = json.loads(json.dumps(dump(bound(), OFFSET)))
    assert load(line, OFFSET - 86_400, 200.0).expires_at == 800.0
    assert load(line, OFFSET + 86_400, 200.0).expires_at < 200.0


def test_a_damaged_line_is_refused() -> None:
    line = json.loads(json.dumps(dump(bound(), OFFSET)))
    for damaged in (None, [], line[:-1], [5, *line[1:]], [*line[:3], "7", *line[4:]]):
        with pytest.raises(ValueError):  # noqa: PT011 - the text is the decoder's
            load(damaged, OFFSET, 0.0)

from __future__ import annotations

import pytest

from engine.registrar.update import (
    MAX_BINDINGS,
    MAX_CALL_ID,
    MAX_PATH_TEXT,
    Bindings,
    ExpiryPolicy,
    supports_path,
    update,
)
from engine.sip.address import Address
from engine.sip.errors import PeerError
from engine.sip.nat import Source
from tests.engine.registrar.build import register

SOURCE = Source("10.0.0.1", 5062, "UDP")
POLICY = ExpiryPolicy(longest=3600, shortest=60)


def apply(
    contact: str,
    current: Bindings = (),
    *,
    policy: ExpiryPolicy = POLICY,
    now: float = 0.0,
    cseq: int = 1,
    call_id: str = "abc",
    extra: str = "",
) -> Bindings:
    request = register(contact=contact, cseq=cseq, call_id=call_id, extra=extra)
    return update(request, current, SOURCE, policy, now)


def refusal(contact: str, current: Bindings = (), **options: object) -> PeerError:
    before = [(b.contact, b.cseq, b.expires_at) for b in current]
    with pytest.raises(PeerError) as caught:
        apply(contact, current, **options)  # type: ignore[arg-type]
    assert [(b.contact, b.cseq, b.expires_at) for b in current] == before
    return caught.value


def contacts(bindings: Bindings) -> list[str]:
    return [binding.contact for binding in bindings]


@pytest.mark.parametrize(
    ("contact", "extra", "seconds"),
    [
        ("<sip:a@b>", "", 3600),
        ("<sip:a@b>", "Expires: 120\r\n", 120),
        ("<sip:a@b>;expires=90", "Expires: 120\r\n", 90),
        ("<sip:a@b>;expires=99999", "", 3600),
        ("<sip:a@b>;expires=60", "", 60),
        ("<sip:a@b>;expires=soon", "Expires: 120\r\n", 3600),
        ("sip:a@b;expires=90", "", 90),
    ],
)
def test_the_expiry_is_the_contacts_then_the_requests_then_ours(
    contact: str, extra: str, seconds: int
) -> None:
    """RFC 3261 §10.2.1.1, §10.3 step 7, §20.10."""
    (binding,) = apply(contact, extra=extra, now=5.0)
    assert binding.expires_at == 5.0 + seconds
    assert binding.registered_at == 5.0


def test_an_expiry_too_short_is_423_with_what_is_wanted() -> None:
    """RFC 3261 §10.3 step 7."""
    for contact, extra in (("<sip:a@b>;expires=59", ""), ("<sip:a@b>", "Expires: 1\r\n")):
        error = refusal(contact, extra=extra)
        assert (error.status, error.headers) == (423, (("Min-Expires", "60"),))


def test_a_binding_keeps_where_it_came_from() -> None:
    (binding,) = apply("<sip:a@b>;q=0.7", call_id="x", cseq=9)
    assert (binding.source, binding.transport) == ("10.0.0.1:5062", "UDP")
    assert (binding.user_agent, binding.call_id, binding.cseq) == ("test phone", "x", 9)
    assert binding.q == "0.7"


@pytest.mark.parametrize("q", ["2", "-1", "0.1234", '"x,<sip:evil>"'])
def test_a_preference_that_is_none_is_not_repeated(q: str) -> None:
    (binding,) = apply(f"<sip:a@b>;q={q}")
    assert binding.q == ""


def test_several_contacts_stand_beside_each_other() -> None:
    current = apply("<sip:a@b>, <sip:c@d>;expires=90")
    assert contacts(current) == ["sip:a@b", "sip:c@d"]
    assert contacts(apply("<sip:e@f>", current, cseq=2)) == ["sip:a@b", "sip:c@d", "sip:e@f"]


def test_a_contact_given_twice_is_taken_as_given_last() -> None:
    (binding,) = apply("<sip:a@b>;expires=90, <sip:a@b>;expires=120")
    assert binding.expires_at == 120.0


def test_replacing_leaves_only_the_new_ones() -> None:
    policy = POLICY._replace(replace=True)
    current = apply("<sip:a@b>, <sip:c@d>")
    assert contacts(apply("<sip:e@f>", current, cseq=2, policy=policy)) == ["sip:e@f"]
    removed = apply("<sip:a@b>;expires=0", current, cseq=2, policy=policy)
    assert contacts(removed) == ["sip:c@d"]


def test_zero_removes_one_contact() -> None:
    current = apply("<sip:a@b>, <sip:c@d>")
    assert contacts(apply("<sip:a@b>;expires=0", current, cseq=2)) == ["sip:c@d"]
    assert apply("<sip:a@b>", current[:1], cseq=2, extra="Expires: 0\r\n") == ()
    assert apply("<sip:x@y>;expires=0", current, cseq=2) == current


@pytest.mark.parametrize(
    "same", ["<sip:%61@b>", "<sip:a@B>", "<SIP:a@b>", "<sip:a@b;x=1>", '"me" <sip:a@b>']
)
def test_equal_contacts_are_one(same: str) -> None:
    """RFC 3261 §19.1.4."""
    assert len(apply(same, apply("<sip:a@b>"), cseq=2)) == 1


@pytest.mark.parametrize(
    "other", ["<sip:A@b>", "<sips:a@b>", "<sip:a@b:5060>", "<sip:a@b;transport=tcp>"]
)
def test_different_contacts_are_two(other: str) -> None:
    assert len(apply(other, apply("<sip:a@b>"), cseq=2)) == 2


@pytest.mark.parametrize("contact", ["<sip:a@b>", "<sip:a@b>;expires=0", "<sip:a@b>;expires=90"])
@pytest.mark.parametrize("cseq", [4, 5])
def test_an_older_request_changes_nothing(contact: str, cseq: int) -> None:
    """RFC 3261 §10.3 step 7: same Call-ID, CSeq not higher."""
    current = apply("<sip:a@b>", cseq=5)
    assert refusal(contact, current, cseq=cseq).status == 400
    assert len(apply("<sip:a@b>", current, cseq=cseq, call_id="new")) == 1


def test_a_star_removes_all() -> None:
    current = apply("<sip:a@b>, <sip:c@d>", cseq=5)
    assert apply("*", current, cseq=6, extra="Expires: 0\r\n") == ()
    assert refusal("*", current, cseq=5, extra="Expires: 0\r\n").status == 400


@pytest.mark.parametrize(
    ("contact", "extra"),
    [
        ("*", ""),
        ("*", "Expires: 1\r\n"),
        ("*, <sip:a@b>", "Expires: 0\r\n"),
        ("*;expires=0", "Expires: 0\r\n"),
        ("<sip:a@b", ""),
    ],
)
def test_a_bad_contact_changes_nothing(contact: str, extra: str) -> None:
    assert refusal(contact, apply("<sip:x@y>"), cseq=2, extra=extra).status == 400


def test_all_or_nothing() -> None:
    """The second contact is refused, so the first is not bound either."""
    current = apply("<sip:a@b>", cseq=1)
    error = refusal("<sip:new@b>, <sip:a@b>;expires=5", current, cseq=2)
    assert error.status == 423


def test_ten_contacts_are_the_limit() -> None:
    ten = ", ".join(f"<sip:{number}@b>" for number in range(MAX_BINDINGS))
    current = apply(ten)
    assert len(current) == 10
    error = refusal("<sip:11@b>", current, cseq=2, now=100.0)
    assert error.status == 503
    assert error.headers == (("Retry-After", "3501"),)
    assert len(apply("<sip:11@b>, <sip:0@b>;expires=0", current, cseq=2)) == 10


def test_a_path_is_kept_if_the_client_knows_it() -> None:
    """RFC 3327 §5.3."""
    path = "Path: <sip:p1;lr>, <sip:p2;lr>\r\nPath: <sip:p3>\r\n"
    (binding,) = apply("<sip:a@b>", extra=f"{path}Supported: outbound, Path\r\n")
    assert binding.path == ("<sip:p1;lr>", "<sip:p2;lr>", "<sip:p3>")
    error = refusal("<sip:a@b>", extra=path)
    assert (error.status, error.headers) == (420, (("Unsupported", "path"),))
    renewed = apply("<sip:a@b>", (binding,), cseq=2)
    assert renewed[0].path == ()
    assert not supports_path(register())


def test_what_a_binding_keeps_is_bounded() -> None:
    hop = f"<sip:{'p' * (MAX_PATH_TEXT - 11)}@x;lr>"
    assert len(hop) == MAX_PATH_TEXT
    (binding,) = apply(
        "<sip:a@b>", call_id="c" * MAX_CALL_ID, extra=f"Supported: path\r\nPath: {hop}\r\n"
    )
    assert (len(binding.call_id), len(binding.path[0])) == (MAX_CALL_ID, MAX_PATH_TEXT)
    error = refusal("<sip:a@b>", call_id="c" * (MAX_CALL_ID + 1))
    assert (error.status, error.reason) == (400, "Call-ID Too Long")
    extra = f"Supported: path\r\nPath: {hop}, <sip:q@x;lr>\r\n"
    error = refusal("<sip:a@b>", extra=extra)
    assert (error.status, error.reason) == (400, "Path Too Long")


def test_the_short_way_gives_the_same_as_the_long_one() -> None:
    current = apply("<sip:1001@10.0.0.1:5062>")
    for extra in ("", "Expires: 120\r\n", "Expires: 0\r\n"):
        short = apply("<sip:1001@10.0.0.1:5062>", current, cseq=2, extra=extra, now=9.0)
        long = apply("<sip:1001@10.0.0.1:5062> ;x=1", current, cseq=2, extra=extra, now=9.0)
        assert short == long


@pytest.mark.parametrize(
    "contact",
    [
        "<sip:1001@192.0.2.1>",
        "<sip:1001@192.0.2.1:65535>",
        "<sip:1001@192.0.2.1:05060>",
        "<sip:1001@Phone.Example.org:5060>",
        "<sip:1001@192.0.2.1;transport=tcp>",
        "sip:1001@192.0.2.1",
    ],
)
def test_a_first_contact_is_kept_as_parsing_and_writing_leaves_it(contact: str) -> None:
    """However it is written: the short way for plain ones gives what the long way gives."""
    (binding,) = apply(contact)
    assert binding.contact == str(Address.parse(contact, "Contact").uri)


def test_a_first_contact_with_an_impossible_port_is_refused() -> None:
    assert refusal("<sip:1001@192.0.2.1:65536>").status == 400

import pytest

from engine.sip import LocalError, PeerError, Request
from engine.stack import Dialog, DialogBook
from tests.helpers.wire import Value, answer, request, response


def dialog(tag: str = "ours") -> Dialog:
    data = request("INVITE", Contact="<sip:caller@192.0.2.10>")
    return Dialog.as_uas(Request.parse(data), tag)


def inside(tag: str = "ours", **changes: Value) -> Request:
    to = f"<sip:1001@example.com>;tag={tag}"
    return Request.parse(request("BYE", headers={"To": to, **changes}))


def test_a_dialog_is_found_by_what_a_request_says() -> None:
    book: DialogBook[str] = DialogBook()
    first, second = dialog("one"), dialog("two")
    book.add(first, "a call")
    book.add(second, "another call")
    found = book.find(inside("two"))
    assert found == (second, "another call")
    assert book.get(*first.key) == (first, "a call")
    assert [entry.owner for entry in book] == ["a call", "another call"]


def test_an_answer_to_a_request_of_ours_has_our_tag_in_from() -> None:
    book: DialogBook[None] = DialogBook()
    kept = dialog()
    book.add(kept, None)
    sides = {"From": "<sip:us@b>;tag=ours", "To": "<sip:them@b>;tag=from1"}
    found = book.find(answer(response(200, **sides)))
    assert found is not None
    assert found.dialog is kept
    swapped = {"From": sides["To"], "To": sides["From"]}
    assert book.find(answer(response(200, **swapped))) is None


@pytest.mark.parametrize(
    "changes",
    [{"Call-ID": "other"}, {"From": "<sip:1001@example.com>;tag=x"}, {"To": "<sip:a@b>"}],
)
def test_another_call_id_or_tag_is_another_dialog(changes: dict[str, Value]) -> None:
    book: DialogBook[None] = DialogBook()
    book.add(dialog(), None)
    asked = Request.parse(
        request("BYE", headers={"To": "<sip:1001@example.com>;tag=ours", **changes})
    )
    assert book.find(asked) is None


def test_what_cannot_be_read_is_the_mistake_of_the_peer() -> None:
    book: DialogBook[None] = DialogBook()
    with pytest.raises(PeerError):
        book.find(inside(From="<"))


def test_a_removed_dialog_is_found_no_more() -> None:
    book: DialogBook[None] = DialogBook()
    kept, twin = dialog(), dialog()
    book.add(kept, None)
    book.remove(twin)
    assert len(book) == 1, "one of the same names that was never kept"
    book.remove(kept)
    book.remove(kept)
    assert (len(book), book.find(inside())) == (0, None)


def test_a_dialog_is_kept_once() -> None:
    book: DialogBook[None] = DialogBook()
    book.add(dialog(), None)
    with pytest.raises(LocalError):
        book.add(dialog(), None)


def test_the_book_is_bounded() -> None:
    book: DialogBook[None] = DialogBook(limit=2)
    book.add(dialog("1"), None)
    book.add(dialog("2"), None)
    with pytest.raises(PeerError) as caught:
        book.add(dialog("3"), None)
    assert (caught.value.status, len(book)) == (503, 2)

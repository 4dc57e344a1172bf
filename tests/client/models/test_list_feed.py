from typing import Any, cast

from pytestqt.qtbot import QtBot

from client.api.because import reason_headers
from client.api.client import ApiClient
from client.api.errors import Conflict, Unreachable
from client.models.list_feed import ListFeed
from tests.helpers.client_stubs import StubSession


class Numbers(ListFeed[tuple[int, ...]]):
    def read(self, api: ApiClient) -> tuple[int, ...]:
        return tuple(cast(list[int], api))


def feed_of(numbers: list[int]) -> Numbers:
    return Numbers(cast(Any, StubSession(cast(Any, numbers))), "numbers", ())


def failing(_api: ApiClient) -> object:
    raise Conflict("taken")


def test_a_list_is_read_and_read_again_after_a_change(qtbot: QtBot) -> None:
    numbers, answers = [1], list[int]()
    feed = feed_of(numbers)
    with qtbot.waitSignal(feed.loaded) as told:
        feed.load()
    assert told.args == [(1,)]

    def add(_api: ApiClient) -> int:
        numbers.append(2)
        return len(numbers)

    with qtbot.waitSignal(feed.loaded):
        assert feed.change(add, answers.append)
    assert feed.listing == (1, 2)
    assert answers == [2]


def test_a_question_beside_the_list_does_not_read_it(qtbot: QtBot) -> None:
    feed, answers = feed_of([1]), list[int]()
    feed.ask("sum", lambda _api: 7, answers.append)
    qtbot.waitUntil(lambda: answers == [7])
    assert feed.listing == ()


def test_what_goes_wrong_goes_to_whoever_asked_and_to_everybody_otherwise(qtbot: QtBot) -> None:
    feed, errors = feed_of([]), list[Exception]()
    feed.change(failing, failed=errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)
    with qtbot.waitSignal(feed.refused) as told:
        feed.change(failing)
    assert isinstance(told.args[0], Conflict)


def test_a_list_that_cannot_be_read_keeps_what_was_known(qtbot: QtBot) -> None:
    class Deaf(Numbers):
        def read(self, api: ApiClient) -> tuple[int, ...]:
            raise Unreachable("nobody answers")

    feed = Deaf(cast(Any, StubSession(cast(Any, []))), "numbers", (5,))
    with qtbot.waitSignal(feed.failed):
        feed.load()
    assert feed.listing == (5,)


def test_a_change_is_sent_with_its_reason(qtbot: QtBot) -> None:
    feed, sent = feed_of([]), list[dict[str, str]]()
    feed.change(lambda _api: reason_headers("PUT"), sent.append, reason="ticket 4711")
    qtbot.waitUntil(lambda: sent == [{"X-Reason": "ticket 4711"}])
    feed.change(lambda _api: reason_headers("PUT"), sent.append)
    qtbot.waitUntil(lambda: sent[1:] == [{}])

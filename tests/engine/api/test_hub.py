import asyncio
import threading
from contextlib import AbstractContextManager

import pytest

from engine.api.hub import MAX_SUBSCRIPTIONS, RESYNC, EventHub, Message, Subscription
from engine.errors import Conflict


def test_events_published_in_a_thread_arrive_in_order() -> None:
    async def run() -> list[Message]:
        hub = EventHub()
        with hub.subscribe() as subscription:
            assert len(hub) == 1

            def publish() -> None:
                for number in range(3):
                    hub.publish("rates", [{"n": number}])
                hub.close()

            threading.Thread(target=publish).start()
            return [message async for message in subscription.messages(5) if message]

    found = asyncio.run(run())
    assert [message.data for message in found] == [
        b'{"items":[{"n":%d}]}' % number for number in range(3)
    ]


def test_a_slow_reader_gets_one_resync_instead_of_everything() -> None:
    async def run() -> list[Message | None]:
        hub = EventHub(capacity=5)
        with hub.subscribe() as subscription:
            for _ in range(8):
                hub.publish("rates", [{}])
            hub.close()
            return [message async for message in subscription.messages(5)]

    found = asyncio.run(run())
    assert found[0] == RESYNC
    assert [message.name for message in found if message] == ["resync", "rates", "rates"]


def test_times_are_written_like_every_time() -> None:
    async def run() -> bytes:
        hub = EventHub()
        with hub.subscribe() as subscription:
            hub.publish("suspension", [{"extension": "1001", "until": 1_790_000_000.5}])
            hub.publish("module", [{"module": "switch", "since": None}])
            hub.close()
            found = [message.data async for message in subscription.messages(5) if message]
        return b"".join(found)

    assert asyncio.run(run()) == (
        b'{"items":[{"extension":"1001","until":"2026-09-21T14:13:20.500Z"}]}'
        b'{"items":[{"module":"switch","since":null}]}'
    )


def test_silence_is_told_and_ends_with_the_hub() -> None:
    async def run() -> list[Message | None]:
        hub = EventHub()
        seen: list[Message | None] = []
        with hub.subscribe() as subscription:
            async for message in subscription.messages(0.01):
                seen.append(message)
                hub.close()
        return seen

    assert asyncio.run(run()) == [None]


def test_without_readers_nothing_is_kept() -> None:
    hub = EventHub()
    hub.publish("cdr", [{"rows": 1}])
    assert len(hub) == 0


def test_readers_are_bounded_and_leave() -> None:
    async def run() -> None:
        hub = EventHub()
        held = [hub.subscribe() for _ in range(MAX_SUBSCRIPTIONS)]
        for one in held:
            one.__enter__()
        assert hub.full
        with pytest.raises(Conflict), hub.subscribe():
            pass
        for one in held:
            one.__exit__(None, None, None)
        assert len(hub) == 0
        hub.close()
        with pytest.raises(Conflict), hub.subscribe():
            pass

    asyncio.run(run())


def test_a_reader_whose_loop_is_gone_does_not_harm() -> None:
    hub = EventHub()

    async def run() -> AbstractContextManager[Subscription]:
        held = hub.subscribe()
        held.__enter__()
        return held

    held = asyncio.run(run())
    hub.publish("cdr", [])
    assert len(hub) == 1
    held.__exit__(None, None, None)

"""Sources of attacks out of records, counts and lockouts; a small store is filled once."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from engine.billing.records import CdrRecord
from engine.countries import Origin
from engine.errors import Invalid
from engine.store import attack_sql
from engine.store.attack_rows import AttackSource, Device, Run, Target
from engine.store.cdr_attacks import MAX_SOURCES, AttackBy, fair_share, with_mode
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore, open_cdrs
from tests.helpers.archives import archive_by_hand
from tests.helpers.stores import START, aggregate, cdr, connected, segment, suspension

HOUR = 3_600_000
KATHMANDU = ZoneInfo("Asia/Kathmandu")
DAY = 24 * HOUR
MINUTE = START - START % 60_000
MOMENT = datetime.fromtimestamp(START / 1000, UTC)
EVER = CdrFilter(from_=MOMENT - timedelta(days=1), to=MOMENT + timedelta(days=9))

SEQUENCE = "203.0.113.9"
PROBER = "198.51.100.20"
GUESSER = "198.51.100.30"
SILENT = "192.0.2.99"
PHONE = "192.0.2.20"
PLAIN = re.compile(r"\+?[0-9]+")
SIX = "2001:db8:1:2::5"


@pytest.fixture(scope="module")
def cdrs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CdrStore]:
    folder: Path = tmp_path_factory.mktemp("attacks")
    store = open_cdrs(folder / "cdr.duckdb")

    def take(kind: Any, *records: Any) -> None:
        store.ingest(segment(folder / "journal", kind, *records))

    take("cdr", *_records())
    take(
        "agg",
        aggregate(source=SEQUENCE, minute=MINUTE + HOUR, count=30, callee_prefix="0097"),
        aggregate(source=SILENT, minute=MINUTE, count=7),
        aggregate(source="other", callee_prefix="other", minute=MINUTE, count=11),
        aggregate(source=PHONE, billing_mode=0, minute=MINUTE, count=100),
        aggregate(source=SILENT, minute=MINUTE + 30 * DAY, count=1000),
    )
    take("sus", *_suspensions())
    yield store
    store.close()


def _records() -> list[Any]:
    """40 numbers one after the other over two days; a search for the dial prefix; a phone."""
    sequence = [
        cdr(start=START + step * HOUR, caller_ip=SEQUENCE, caller=str(1000 + step % 8),
            callee=f"00972590{step:06d}")
        for step in range(40)
    ]  # fmt: skip
    prober = [
        cdr(start=START + step, caller_ip=PROBER, callee=f"{prefix}88213456789",
            user_agent="Mystery/1")
        for step, prefix in enumerate(("00", "900", "9011", "+", "000"))
    ]  # fmt: skip
    six = [cdr(start=START, caller_ip=address) for address in (SIX, "2001:db8:1:2:ffff::1")]
    neighbours = [cdr(start=START, caller_ip="203.0.113.77", callee=" 12"), cdr(callee="1e5")]
    phone = [connected(5000, start=START, caller_ip=PHONE, callee="5551234")] * 2
    return [*sequence, *prober, *six, *neighbours, *phone]


def _suspensions() -> list[Any]:
    guessed = [
        suspension(at=START + step, extension=str(2000 + step), sources=[GUESSER],
                   known=step % 2 == 0)
        for step in range(12)
    ]  # fmt: skip
    again = [
        suspension(at=START + DAY + step, extension="3005", sources=[GUESSER, SILENT])
        for step in range(9)
    ]
    return [*guessed, *again, suspension(action="cleared", extension="4000", sources=[GUESSER])]


def source(store: CdrStore, name: str, filters: CdrFilter = EVER, **how: Any) -> AttackSource:
    return next(one for one in store.attacks(filters, **how).sources if one.source == name)


def names(source: AttackSource) -> list[str]:
    return [pattern.name for pattern in source.patterns]


def test_sources_are_ranked_by_everything_that_came_from_them(cdrs: CdrStore) -> None:  # req 54
    reading = cdrs.attacks(EVER)
    assert [(one.source, one.records, one.not_recorded) for one in reading.sources[:4]] == [
        (SEQUENCE, 40, 30),
        (GUESSER, 0, 0),  # 21 lockouts
        (SILENT, 0, 7),
        (PROBER, 5, 0),
    ]
    assert (reading.total, reading.records, reading.not_recorded) == (8, 49, 48)
    assert (reading.elsewhere, reading.narrowed) == (11, False)
    assert [one.source for one in cdrs.attacks(EVER, limit=1).sources] == [SEQUENCE]
    assert cdrs.attacks(EVER, limit=1).total == 8


def test_a_guesser_of_passwords_is_listed_beside_a_flood(tmp_path: Path) -> None:  # req 112
    store = open_cdrs(tmp_path / "cdr.duckdb")
    flood = [cdr(caller_ip=f"198.51.100.{host}") for host in range(10) for _ in range(9)]
    store.ingest(segment(tmp_path / "journal", "cdr", *flood))
    few = [suspension(extension=str(number), sources=[GUESSER]) for number in range(3)]
    store.ingest(segment(tmp_path / "journal", "sus", *few, suspension(sources=[SILENT])))
    reading = store.attacks(CdrFilter(), limit=4)
    assert [one.source for one in reading.sources] == [
        *("198.51.100.0", "198.51.100.1", "198.51.100.2", GUESSER),
    ]
    assert reading.total == 12
    assert GUESSER not in [one.source for one in store.attacks(CdrFilter(), limit=3).sources]
    store.close()


def test_a_source_has_its_times_and_targets(cdrs: CdrStore) -> None:  # req 54, 61
    found = source(cdrs, SEQUENCE)
    assert (found.first, found.last) == (START, START + 39 * HOUR)
    assert found.days == 3
    assert found.attempts == sum(found.hours) == 70
    assert found.targets == (Target("009725", 40, 0), Target("0097", 0, 30))
    assert found.devices == (Device("friendly-scanner", 40),)
    assert (found.numbers.examined, found.numbers.callees, found.numbers.callers) == (40, 40, 8)
    assert found.origin == Origin("reserved")


def test_the_rhythm_is_that_of_the_asked_zone(cdrs: CdrStore) -> None:
    universal, china = (
        source(cdrs, PROBER, timezone=zone).hours for zone in ("UTC", "Asia/Shanghai")
    )
    assert universal[22] == china[6] == 5
    assert sum(universal) == sum(china) == 5
    assert source(cdrs, SEQUENCE, timezone="Asia/Kathmandu").days == 2


def test_consecutive_numbers_are_found_with_their_zeros(cdrs: CdrStore) -> None:  # req 113
    numbers = source(cdrs, SEQUENCE).numbers
    assert numbers.runs == (
        Run("callee", "00972590000000", "00972590000039", 40),
        Run("caller", "1000", "1007", 8),
    )
    assert names(source(cdrs, SEQUENCE)) == [
        *("callees_in_sequence", "callers_in_sequence", "international_numbers", "scanner"),
    ]


def test_a_search_for_the_dial_prefix_is_found(cdrs: CdrStore) -> None:
    found = source(cdrs, PROBER)
    assert (found.numbers.probed, found.numbers.variants) == (1, 5)
    assert found.numbers.probe == "213456789"
    assert (found.numbers.international, found.numbers.premium) == (5, 5)
    assert names(found) == ["prefix_probing", "international_numbers", "premium_numbers"]


def test_lockouts_are_those_of_requirements_112_to_115(cdrs: CdrStore) -> None:
    found = source(cdrs, GUESSER)
    locked = found.lockouts
    assert (locked.suspensions, locked.extensions, locked.unknown) == (21, 13, 6)
    assert (locked.most, locked.times) == ("3005", 9)
    assert locked.runs == (Run("extension", "2000", "2011", 12),)
    assert (found.first, found.last) == (START, START + DAY + 8)
    assert names(found) == [
        "many_extensions_locked",  # req 112
        "extensions_locked_in_sequence",  # req 113
        "extension_locked_again",  # req 114
        "mass_lockout",  # req 115
    ]
    assert names(source(cdrs, SILENT)) == ["extension_locked_again"]


def test_lockouts_of_all_sources_together_count_each_once(cdrs: CdrStore) -> None:  # req 115
    reading = cdrs.attacks(EVER)
    assert reading.lockouts.suspensions == 21
    assert sum(count for _, count in reading.lockout_days) == 21
    assert [pattern.name for pattern in reading.patterns] == [
        *("extensions_locked_in_sequence", "extension_locked_again", "mass_lockout"),
    ]


def test_networks_gather_their_addresses(cdrs: CdrStore) -> None:
    found = {one.source: one for one in cdrs.attacks(EVER, by="network").sources}
    assert set(found) == {
        *("203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24", "2001:db8:1:2::/64"),
    }
    assert found["203.0.113.0/24"].addresses == 2
    assert found["203.0.113.0/24"].records == 41
    assert found["2001:db8:1:2::/64"].records == found["2001:db8:1:2::/64"].addresses == 2
    assert sum(found["2001:db8:1:2::/64"].hours) == 2


def test_a_condition_on_addresses_holds_for_counts_and_lockouts(cdrs: CdrStore) -> None:
    reading = cdrs.attacks(CdrFilter(caller_ips=("192.0.2.0/24",)))
    assert [(one.source, one.not_recorded) for one in reading.sources] == [(SILENT, 1007)]
    assert reading.lockouts.suspensions == 9
    assert not reading.narrowed
    assert cdrs.attacks(CdrFilter(ips=(GUESSER,))).lockouts.suspensions == 21


def test_other_conditions_are_answered_from_records_alone(cdrs: CdrStore) -> None:
    reading = cdrs.attacks(CdrFilter(user_agents=("mystery*",)))
    assert [one.source for one in reading.sources] == [PROBER]
    assert (reading.narrowed, reading.not_recorded, reading.lockouts.suspensions) == (True, 0, 0)


def test_other_billing_modes_are_read_when_asked_for(cdrs: CdrStore) -> None:
    for filters in (CdrFilter(billing_modes=(0,)), CdrFilter(illegal=False)):
        reading = cdrs.attacks(filters)
        assert [(one.source, one.attempts) for one in reading.sources] == [(PHONE, 102)]
        assert reading.lockouts.suspensions == 0
    assert with_mode(CdrFilter()) == CdrFilter(illegal=True)


def test_too_many_records_are_read_in_part_and_the_rhythm_in_whole(
    cdrs: CdrStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attack_sql, "MAX_EXAMINED", 20)
    whole = source(cdrs, SEQUENCE)
    assert whole.numbers.examined == 11  # the five others leave that much
    assert whole.numbers.runs[0] == Run("callee", "00972590000029", "00972590000039", 11)
    assert whole.attempts == sum(whole.hours) == 70
    assert whole.days == 3
    assert source(cdrs, PROBER).numbers.examined == 5


def test_archived_records_are_read_as_well(tmp_path: Path) -> None:
    store = open_cdrs(tmp_path / "cdr.duckdb")
    store.ingest(segment(tmp_path / "journal", "cdr", *_records()))
    before = store.attacks(EVER)
    archive_by_hand(store, f"billing_mode = 9 AND start < {START + 20 * HOUR}")
    assert store.attacks(EVER) == before
    store.close()


def test_figures_agree_with_plain_counting(tmp_path: Path) -> None:
    dice = random.Random(11)
    made = [
        cdr(
            start=START + dice.randrange(3 * DAY),
            caller_ip=f"203.0.{dice.randrange(2)}.{dice.randrange(4)}",
            caller=str(dice.randrange(30)),
            callee=f"{dice.choice(('00', '+', ''))}{dice.randrange(4000, 4060)}",
        )
        for _ in range(300)
    ]
    store = open_cdrs(tmp_path / "cdr.duckdb")
    store.ingest(segment(tmp_path / "journal", "cdr", *made))
    for by in get_args(AttackBy):
        for one in store.attacks(EVER, by=by, timezone="Asia/Kathmandu").sources:
            inside = ip_network(one.source)
            mine = [each for each in made if ip_address(each.caller_ip) in inside]
            local = [datetime.fromtimestamp(each.start / 1000, KATHMANDU) for each in mine]
            hours = Counter(moment.hour for moment in local)
            assert one.records == len(mine) == one.numbers.examined
            assert list(one.hours) == [hours[hour] for hour in range(24)]
            assert one.days == len({moment.date() for moment in local})
            assert one.numbers.callers == len({each.caller for each in mine})
            assert one.numbers.callees == len({each.callee for each in mine})
            assert (one.first, one.last) == (
                min(each.start for each in mine),
                max(each.start for each in mine),
            )
            assert list(one.numbers.runs) == runs_of(mine)
    store.close()


def test_what_the_numbers_show_agrees_with_plain_counting(tmp_path: Path) -> None:
    dice = random.Random(12)
    tails = ("88213456789", "97212345678", "4930123456", "12345")
    odd = (" 17", "017", "1e1", "10", "011", "012", "0013", "14", "-15", "+16", "16", "+17", "+18")
    made = []
    for count in range(400):
        head = dice.choice(("", "+", "00", "000", "011", "9011", "900", "7"))
        callee = dice.choice((head + dice.choice(tails), str(dice.randrange(10, 20)), *odd[-2:]))
        caller = odd[count % len(odd)] if count % 3 else f"+{dice.randrange(20, 27)}"
        address = f"203.0.113.{dice.randrange(3)}"
        made.append(cdr(start=START + count, caller_ip=address, caller=caller, callee=callee))
    store = open_cdrs(tmp_path / "cdr.duckdb")
    store.ingest(segment(tmp_path / "journal", "cdr", *made))
    for by in get_args(AttackBy):
        for one in store.attacks(EVER, by=by).sources:
            mine = [each for each in made if ip_address(each.caller_ip) in ip_network(one.source)]
            called = Counter(each.callee for each in mine)
            most = max(called, key=lambda number: (called[number], number))
            variants = Counter(number[-9:] for number in called if len(number) >= 9)
            probed = {tail: n for tail, n in variants.items() if n >= attack_sql.LEAST_VARIANTS}
            probe = max(probed, key=lambda tail: (probed[tail], tail))
            heads = Counter(each.callee[: attack_sql.PREFIX_DIGITS] for each in mine)
            ranked = sorted(heads.items(), key=lambda item: (-item[1], item[0]))
            targets = tuple(Target(head, n, 0) for head, n in ranked[: attack_sql.LISTED])
            numbers = one.numbers
            assert (numbers.most, numbers.times) == (most, called[most])
            assert (numbers.probed, numbers.probe) == (len(probed), probe)
            assert numbers.variants == probed[probe]
            assert one.targets == targets
            assert list(numbers.runs) == runs_of(mine)
    store.close()


def runs_of(records: list[CdrRecord]) -> list[Run]:
    """The longest runs of called and calling numbers, found by hand."""
    found: list[Run] = []
    for side in ("callee", "caller"):
        numbers = {number for each in records if PLAIN.fullmatch(number := getattr(each, side))}
        runs = []
        for form in ("", "+"):
            for digits in range(2, 19):
                alike = sorted(
                    each for each in numbers
                    if len(each) == digits and each.startswith("+") == bool(form)
                )  # fmt: skip
                values = [int(each) for each in alike]
                begin = 0
                for place in range(1, len(values) + 1):
                    if place == len(values) or values[place] != values[place - 1] + 1:
                        if place - begin >= attack_sql.LEAST_RUN:
                            length = place - begin
                            runs.append(Run(side, alike[begin], alike[place - 1], length))
                        begin = place
        found += sorted(runs, key=lambda run: (-run.length, run.first))[: attack_sql.LISTED]
    return sorted(found, key=lambda run: (-run.length, run.side, run.first))


def test_nothing_found_is_an_answer(cdrs: CdrStore) -> None:
    reading = cdrs.attacks(CdrFilter(to=MOMENT - timedelta(days=1)))
    assert (reading.sources, reading.total, reading.records) == ((), 0, 0)
    assert (reading.lockout_days, reading.patterns) == ((), ())


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": MAX_SOURCES + 1}, "limit"),
        ({"timezone": "Nowhere/At_all"}, "timezone"),
    ],
)
def test_what_cannot_be_read_is_refused_and_named(
    cdrs: CdrStore, how: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        cdrs.attacks(EVER, **how)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("counts", "room", "share"),
    [([], 10, 0), ([3, 4], 10, 4), ([1, 100, 100], 21, 10), ([100], 10, 10), ([5, 5], 10, 5)],
)
def test_who_has_less_leaves_the_rest_to_the_others(
    counts: list[int], room: int, share: int
) -> None:
    assert fair_share(counts, room) == share

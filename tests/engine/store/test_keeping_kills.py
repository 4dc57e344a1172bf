"""Killed at any moment of sealing, archiving, indexing, removing: nothing lost, nothing double.

``SWITCHWARDEN_KEEPING_KILLS=300`` kills that often instead of a few times, and
``SWITCHWARDEN_CRASH_SEED`` chooses other records and moments: several short runs are quicker than a
long one, since everything is checked after each kill.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from engine.billing.records import CdrRecord
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_rows import CdrRow
from engine.store.cdr_store import CdrStore, open_cdrs
from tests.helpers.keeping import FIRST_DAY, NOW, verified
from tests.helpers.stores import cdr, fill_with

KILLS = int(os.environ.get("SWITCHWARDEN_KEEPING_KILLS", "5"))
SEED = int(os.environ.get("SWITCHWARDEN_CRASH_SEED", "3"))
DAY_MS = 86_400_000
DAYS = 40
PHASES = ("sealing", "archiving", "removing", "indexing")
CUTOFF = (FIRST_DAY + 20) * DAY_MS
KEEP = (NOW - CUTOFF) // DAY_MS

WORKSHOP = f"""
import os, sys
from pathlib import Path
from engine.store import archive_months
from engine.store.cdr_rows import CdrRow
from engine.store.cdr_store import open_cdrs
from engine.store.retention_plan import Rules

archive_months.PIECE_ROWS = 40

def work(path):
    cdrs = open_cdrs(path)
    print("ready", flush=True)
    phase = path.with_suffix(".phase")
    phase.write_text("sealing")
    while cdrs.seals.seal_next({NOW}):
        pass
    phase.write_text("archiving")
    while cdrs.months.archive_next(1, {NOW}):
        cdrs.index_texts(1)
    phase.write_text("removing")
    cdrs.retention.run(Rules({{0: {KEEP}}}), {NOW}, "")
    phase.write_text("indexing")
    while cdrs.index_texts(1):
        pass
    phase.write_text("done")

for line in sys.stdin:
    child = os.fork()
    if not child:
        work(Path(line.strip()))
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("over", flush=True)
"""
"""Makes a child that does everything for each line it is sent, without the cost of a start."""


def test_killed_at_any_moment_nothing_is_lost_or_there_twice(tmp_path: Path) -> None:
    dice, made, hit = random.Random(SEED), list[CdrRecord](), Counter[str]()
    path = tmp_path / "cdr.duckdb"
    workshop = subprocess.Popen(
        [sys.executable, "-c", WORKSHOP], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert workshop.stdin is not None
    assert workshop.stdout is not None
    with workshop, workshop.stdin as orders, workshop.stdout as answers:
        for kill in range(KILLS):
            cdrs = open_cdrs(path)
            check(cdrs, made)
            made += more(cdrs, tmp_path / "journal", dice)
            cdrs.close()
            path.with_suffix(".phase").write_text("")
            orders.write(f"{path}\n")
            orders.flush()
            child = int(answers.readline())
            answers.readline()
            if kill < KILLS - 1:
                wanted = PHASES[kill % len(PHASES)]
                reach(path.with_suffix(".phase"), wanted)
                time.sleep(dice.uniform(0, 0.03 if wanted == "indexing" else 0.3))
                with suppress(ProcessLookupError):  # done already
                    os.kill(child, signal.SIGKILL)
                hit[path.with_suffix(".phase").read_text()] += 1
            while answers.readline() != "over\n":
                pass
    cdrs = open_cdrs(path)
    check(cdrs, made)
    assert {row.flow_no for row in all_rows(cdrs)} == {each.flow_no for each in made if stays(each)}
    cdrs.close()
    assert hit.total() == KILLS - 1
    (tmp_path / "kills.txt").write_text(f"{dict(hit)}, {len(made)} records")


def reach(phase: Path, wanted: str) -> None:
    """Wait until the child does that, or is done with it."""
    end = time.monotonic() + 120
    while phase.read_text() not in (wanted, "done") and time.monotonic() < end:
        time.sleep(0.005)


def more(cdrs: CdrStore, journal: Path, dice: random.Random) -> list[CdrRecord]:
    """Records of old days, of phones and of strangers."""
    days = [(FIRST_DAY + dice.randrange(DAYS)) * DAY_MS for _ in range(30)]
    made = [cdr(start=day, billing_mode=dice.choice([0, 9])) for day in days]
    fill_with(cdrs, journal, *made)
    return made


def stays(record: CdrRecord) -> bool:
    return record.billing_mode == 9 or record.start >= CUTOFF


def check(cdrs: CdrStore, made: list[CdrRecord]) -> None:
    """What must be there is there once, what may go at most once, and no file is left over."""
    rows = all_rows(cdrs)
    found = Counter(row.flow_no for row in rows)
    assert set(found.values()) <= {1}
    assert {each.flow_no for each in made if stays(each)} <= found.keys()
    assert found.keys() <= {each.flow_no for each in made}
    assert cdrs.count(CdrFilter()) == len(rows)
    files = {entry.file for entry in cdrs.records.entries()}
    folder = cdrs.archive.folder
    assert {each.name for each in folder.glob("*")} == files
    assert cdrs.records.missing() == []
    assert verified(cdrs).sound
    for record in [each for each in made if stays(each)][::40]:
        assert cdrs.count(CdrFilter(call_ids=(record.call_id,))) == 1
    assert cdrs.count(CdrFilter(q="nobody at all")) == 0


def all_rows(cdrs: CdrStore) -> list[CdrRow]:
    rows, cursor = cdrs.page(CdrFilter(), limit=10_000)
    while cursor is not None:
        more_rows, cursor = cdrs.page(CdrFilter(), limit=10_000, cursor=cursor)
        rows += more_rows
    return rows

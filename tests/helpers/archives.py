"""Archives made by hand: what the archive does, without its rules of when."""

import hashlib
from itertools import count

from engine.store.archive_files import ArchiveFile
from engine.store.cdr_grams import drop
from engine.store.cdr_store import CdrStore

_numbers = count(1)


def archive_by_hand(cdrs: CdrStore, condition: str) -> ArchiveFile:
    """Move the records of an SQL condition into one file; its entry."""
    folder = cdrs.archive.folder
    folder.mkdir(exist_ok=True)
    path = folder / f"by-hand-{next(_numbers)}.parquet"
    chosen = f"FROM cdr WHERE {condition}"
    edges = "min(start), max(start), count(*), bool_and(billing_mode = 9)"
    with cdrs._database.write() as cursor:
        first, last, rows, illegal = cursor.execute(f"SELECT {edges} {chosen}").fetchall()[0]
        order = f"SELECT * {chosen} ORDER BY start, flow_no"
        cursor.execute(f"COPY ({order}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
        content = path.read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        entry = ArchiveFile(path.name, illegal, first, last, rows, len(content), sha256, last)
        cursor.execute("INSERT INTO cdr_archive VALUES (?, ?, ?, ?, ?, ?, ?, ?)", list(entry))
        cursor.execute(f"DELETE {chosen}")
        drop(cursor)
    return entry

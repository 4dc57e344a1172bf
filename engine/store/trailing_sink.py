"""A file that is made of slices, hashed and appended by a thread of its own.

Hashing and appending take a tenth of an export and need nothing of the database. So while it writes
the next slice to one scratch file, the slice before is taken from another one. There are two, no
more is ever waiting, and the order is that of :meth:`TrailingSink.take`.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from engine.store.export_parts import Sink


class TrailingSink:
    """Writes one file, a slice behind; used by one thread.

    Args:
        path: The file, written anew.
        scratch: A name for the files of slices; they end with :meth:`close` at the latest.
    """

    def __init__(self, path: Path, scratch: Path) -> None:
        self._sink = Sink(path)
        self._scratch = [scratch.with_name(f"{scratch.name}{number}") for number in range(2)]
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="export-sink")
        self._busy: Future[None] | None = None

    def write(self, chunk: bytes) -> None:
        """Write some bytes behind everything that was taken."""
        self._wait()
        self._sink.write(chunk)

    def free(self) -> Path:
        """Where the next slice may be written to."""
        return self._scratch[0]

    def take(self, path: Path) -> None:
        """Append a slice that lies at :meth:`free`; returns when the one before is appended.

        Raises:
            OSError: the one before could not be appended.
        """
        self._wait()
        self._scratch.reverse()
        self._busy = self._worker.submit(self._sink.append, path)

    def finish(self) -> tuple[int, str]:
        """Wait for the thread and the disk; size and checksum.

        Raises:
            OSError: a slice could not be appended.
        """
        self._wait()
        return self._sink.finish()

    def close(self) -> None:
        """Let go of the file and remove what was on its way; errors of it are no news any more."""
        self._worker.shutdown(wait=True)
        self._sink.close()
        for path in self._scratch:
            path.unlink(missing_ok=True)

    def _wait(self) -> None:
        busy, self._busy = self._busy, None
        if busy is not None:
            busy.result()

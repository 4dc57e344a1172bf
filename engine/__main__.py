"""``switchwarden-engine``, also as ``python -m engine``.

The two processes that the supervisor starts are dispatched before the command line for people is
loaded: every tenth of a second counts when a dead switch is started again.

Libraries make files of their own beside ours, such as the log of a database, with the mode they
like; the umask is what keeps those private too, in a data folder that others may enter.
"""

import os
import sys
from typing import Final

from engine.app import PROCESSES, load, run_process

_PRIVATE: Final = 0o077


def main() -> int:
    """Run what the arguments say; answers the exit code."""
    os.umask(_PRIVATE)
    name, rest = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("", [])
    if name in PROCESSES:
        return run_process(name, rest)
    return int(load("engine.cli.main").main())


if __name__ == "__main__":
    sys.exit(main())

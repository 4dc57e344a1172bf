"""``switchwarden-engine``, also as ``python -m engine``.

The two processes that the supervisor starts are dispatched before the command line for people is
loaded: every tenth of a second counts when a dead switch is started again.
"""

import sys

from engine.app import PROCESSES, load, run_process


def main() -> int:
    """Run what the arguments say; answers the exit code."""
    name, rest = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("", [])
    if name in PROCESSES:
        return run_process(name, rest)
    return int(load("engine.cli.main").main())


if __name__ == "__main__":
    sys.exit(main())

"""Draw the state machines from their tables: docs/states/*.md, in Mermaid.

    .venv/bin/python build/state_diagrams.py

A test compares the files with what this would write.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import Enum, IntEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.calls import callstate, reliablestate, sessionstate, trialstate  # noqa: E402
from engine.calls.relay import session  # noqa: E402
from engine.carriers import probestate, registerstate  # noqa: E402
from engine.defence import floodstate  # noqa: E402
from engine.registrar import lockout  # noqa: E402
from engine.stack.invite_client import (  # noqa: E402
    InviteClient,
    InviteClientInput,
    InviteClientState,
)
from engine.stack.invite_server import InviteInput, InviteServer, InviteState  # noqa: E402
from engine.stack.machine import Action, Machine  # noqa: E402
from engine.stack.request_client import (  # noqa: E402
    RequestClient,
    RequestClientInput,
    RequestClientState,
)
from engine.stack.request_server import RequestInput, RequestServer, RequestState  # noqa: E402

FOLDER = ROOT / "docs" / "states"
MACHINES: dict[str, tuple[str, type[Machine], type[IntEnum], type[IntEnum]]] = {
    "invite-server": (
        "INVITE server transaction (RFC 3261 §17.2.1, RFC 6026 §7.1)",
        InviteServer,
        InviteState,
        InviteInput,
    ),
    "request-server": (
        "Server transaction of other requests (RFC 3261 §17.2.2)",
        RequestServer,
        RequestState,
        RequestInput,
    ),
    "invite-client": (
        "INVITE client transaction (RFC 3261 §17.1.1, RFC 6026 §7.2)",
        InviteClient,
        InviteClientState,
        InviteClientInput,
    ),
    "request-client": (
        "Client transaction of other requests (RFC 3261 §17.1.2)",
        RequestClient,
        RequestClientState,
        RequestClientInput,
    ),
}


Table = Mapping[tuple[Enum, Enum], tuple[Enum, Enum]]
TABLES: dict[str, tuple[str, str, Enum, Enum | None, Table]] = {
    "call": (
        "A call between its two legs",
        "engine.calls.callstate",
        callstate.CallState.CONNECTING,
        callstate.CallState.ENDED,
        callstate.TABLE,
    ),
    "media": (
        "The media of one attempt, when a relay is part of it",
        "engine.calls.relay.session",
        session.MediaState.DIRECT,
        session.MediaState.OVER,
        session.TABLE,
    ),
    "session-timer": (
        "The session timer of one leg (RFC 4028)",
        "engine.calls.sessionstate",
        sessionstate.TimerState.OFF,
        None,
        sessionstate.TABLE,
    ),
    "test-call": (
        "The caller of a test call",
        "engine.calls.trialstate",
        trialstate.TrialState.CALLING,
        trialstate.TrialState.OVER,
        trialstate.TABLE,
    ),
    "register": (
        "Our registration with a carrier",
        "engine.carriers.registerstate",
        registerstate.RegisterState.OFF,
        None,
        registerstate.TABLE,
    ),
    "probe": (
        "Whether a routing gateway answers OPTIONS",
        "engine.carriers.probestate",
        probestate.ProbeState.UNKNOWN,
        None,
        probestate.TABLE,
    ),
    "reliable-answers": (
        "Reliable provisional answers to a caller (RFC 3262)",
        "engine.calls.reliablestate",
        reliablestate.ReliableState.IDLE,
        None,
        reliablestate.TABLE,
    ),
    "flood-guard": (
        "The flood guard",
        "engine.defence.floodstate",
        floodstate.FloodState.OFF,
        None,
        floodstate.TABLE,
    ),
    "lockout": (
        "The lockout of an extension",
        "engine.registrar.lockout",
        lockout.State.CLEAR,
        None,
        lockout.TABLE,
    ),
}


def render_table(title: str, module: str, first: Enum, last: Enum | None, table: Table) -> str:
    """Write one table of enums as a page; what changes and does nothing is left out."""
    lines = [f"# {title}", "", f"Drawn from the table of `{module}`; do not edit.", ""]
    lines += ["```mermaid", "stateDiagram-v2", f"    [*] --> {first.name}"]
    for (state, given), (target, action) in table.items():
        if state is not target or action.name not in ("IGNORE", "NOTHING"):
            label = f"{given.value} / {action.value}"
            lines.append(f"    {state.name} --> {target.name}: {label}")
    if last is not None:
        lines.append(f"    {last.name} --> [*]")
    return "\n".join([*lines, "```", ""])


def render(
    title: str,
    kind: type[Machine],
    states: type[IntEnum],
    inputs: type[IntEnum],
) -> str:
    """Write one machine as a page."""
    lines = [f"# {title}", "", f"Drawn from the table of `{kind.__module__}`; do not edit.", ""]
    lines += ["```mermaid", "stateDiagram-v2", f"    [*] --> {states(kind.INITIAL).name}"]
    for (state, given), (target, action) in kind.TABLE.items():
        label = f"{inputs(given).name} / {Action(action).name.lower()}"
        lines.append(f"    {states(state).name} --> {states(target).name}: {label}")
    lines += [f"    {states(kind.LAST).name} --> [*]", "```", "", "Timers that run in a state:", ""]
    lines += ["| State | Timers |", "| --- | --- |"]
    for state, timers in kind.TIMERS.items():
        lines.append(f"| {states(state).name} | {', '.join(timer.name for timer in timers)} |")
    return "\n".join([*lines, ""])


def pages() -> dict[Path, str]:
    """Return the text of every page."""
    drawn = {FOLDER / f"{name}.md": render(*machine) for name, machine in MACHINES.items()}
    return drawn | {FOLDER / f"{name}.md": render_table(*row) for name, row in TABLES.items()}


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))

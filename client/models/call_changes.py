"""Hanging up calls, and the sentence that says what it came to.

The requests run in a worker thread, one after the other. A call that is over already is no fault:
it was what the operator wanted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from client.api.client import ApiClient
from client.api.errors import ApiError, Missing, Unreachable


@dataclass(frozen=True, slots=True)
class HungUp:
    """What became of it.

    Attributes:
        done: the calls that were ended.
        over: those that had ended before.
        failed: how many go on.
        why: the first reason for that.
    """

    done: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    failed: int = 0
    why: str = ""


def hang_up(api: ApiClient, call_ids: Sequence[str], reason: str) -> HungUp:
    """End calls; runs in a worker thread."""
    done: list[str] = []
    over: list[str] = []
    failed: list[str] = []
    for number, call_id in enumerate(call_ids):
        try:
            api.hang_up(call_id, reason)
        except Missing:
            over.append(call_id)
        except Unreachable as error:
            failed += [error.detail] * (len(call_ids) - number)
            break
        except ApiError as error:
            failed.append(error.detail)
        else:
            done.append(call_id)
    return HungUp(tuple(done), tuple(over), len(failed), failed[0] if failed else "")


def hung_up_text(result: HungUp) -> tuple[str, str]:
    """Return the sentence about it, and its tone."""
    parts = []
    if len(result.done) == 1:
        parts.append(_tr("The call is hung up."))
    elif result.done:
        parts.append(_tr("%Ln call(s) are hung up.", len(result.done)))
    if result.over:
        parts.append(_tr("%Ln call(s) were over already.", len(result.over)))
    if result.failed:
        text = _tr("Not hung up: {count}, because {why}")
        parts.append(text.format(count=f"{result.failed:,}", why=result.why))
    tone = "bad" if result.failed else "ok" if result.done else "neutral"
    return " ".join(parts), tone


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("CallChanges", text, "", count)

"""The columns of an export by name: what the interface calls them, and what operators do."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from client.models.cdr_columns import EXPORTED, SORTED_BY


def column_titles() -> dict[str, str]:
    """Every column that a file may have, in the order of a file with all of them."""
    return {
        "flow_no": _tr("Flow number"),
        "start": _tr("Start"),
        "answer": _tr("Answer"),
        "stop": _tr("Stop"),
        "caller": _tr("Caller"),
        "callee": _tr("Callee"),
        "caller_ip": _tr("Source"),
        "callee_ip": _tr("Destination"),
        "caller_gateway": _tr("Mapping gateway"),
        "callee_gateway": _tr("Routing gateway"),
        "account": _tr("Account"),
        "hold_time_s": _tr("Hold time"),
        "fee_time_s": _tr("Billed time"),
        "fee": _tr("Fee"),
        "billing_mode": _tr("Billing mode (code)"),
        "billing_mode_name": _tr("Billing mode"),
        "end_direction": _tr("Ended by"),
        "end_reason": _tr("End reason (code)"),
        "end_reason_text": _tr("End reason"),
        "sip_status": _tr("SIP status"),
        "pdd_ms": _tr("Post-dial delay"),
        "call_id": _tr("Call-ID"),
        "user_agent": _tr("Device"),
        "id": _tr("Record identifier"),
    }


def as_exported(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the columns of a file for columns of the table; unknown ones are passed over."""
    return tuple(name for key in keys for name in EXPORTED.get(key, ()))


def order_text(by: str, *, oldest: bool) -> str:
    """Return the order of records as a sentence; *by* and *oldest* as `CdrFeed` has them."""
    if by in ("", "start"):
        return _tr("The oldest record comes first.") if oldest else _tr("The newest comes first.")
    text = (
        _tr("Sorted by {column}, ascending.") if oldest else _tr("Sorted by {column}, descending.")
    )
    return text.format(column=column_titles()[by])


def orders() -> dict[str, str]:
    """Return every order of an export, as ``sort:order`` in the words of the interface."""
    return {
        f"{by}:{order}": order_text(by, oldest=order == "oldest").rstrip(".。")
        for by in ("start", *SORTED_BY.values())
        for order in ("newest", "oldest")
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportColumns", text)

"""Call detail records, their totals, chart and export, as the interface gives them."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

VOCABULARY = {
    "billing_modes": [
        {"code": 0, "en": "Phone", "zh": "话机"},
        {"code": 1, "en": "Mapping gateway", "zh": "对接网关"},
        {"code": 2, "en": "Bound number", "zh": "绑定号码"},
        {"code": 3, "en": "Phone card", "zh": "电话卡"},
        {"code": 9, "en": "Illegal call", "zh": "非法呼叫"},
    ],
    "end_reasons": [
        {"code": 0, "en": "Normal clearing", "zh": "正常挂断"},
        {"code": -9, "en": "Unauthorised call", "zh": "未授权呼叫"},
        {"code": 404, "en": "Not found", "zh": "未找到"},
    ],
    "end_directions": [
        {"code": 0, "en": "Caller", "zh": "主叫"},
        {"code": 1, "en": "Callee", "zh": "被叫"},
        {"code": 2, "en": "Server", "zh": "服务器"},
    ],
}


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def samples(count: int) -> list[dict[str, Any]]:
    """Return *count* records, newest first: two of three are illegal calls."""
    now = datetime.now(UTC)
    result = []
    for number in range(count):
        start = now - timedelta(seconds=53 * number + 5)
        illegal = number % 3 != 1
        hold = 0 if illegal else 30 + number % 500
        result.append(
            {
                "id": f"0192-{number:08d}", "flow_no": count - number,
                "caller": "1001" if illegal else str(2000 + number % 900),
                "callee": f"0044190{4000000 + number * 731 % 999999}",
                "caller_ip": f"203.0.113.{10 + number % 80}" if illegal else "192.0.2.105",
                "callee_ip": "" if illegal else "198.51.100.7", "caller_gateway": "",
                "callee_gateway": "", "account": "", "start": _stamp(start),
                "answer": None if illegal else _stamp(start),
                "stop": _stamp(start + timedelta(seconds=hold)), "hold_time_s": hold,
                "fee_time_s": hold, "fee": 0.0, "billing_mode": 9 if illegal else 0,
                "billing_mode_name": "Illegal call" if illegal else "Phone",
                "end_direction": 2 if illegal else number % 2,
                "end_reason": -9 if illegal else 0,
                "end_reason_text": "Unauthorised call" if illegal else "Normal clearing",
                "sip_status": 403 if illegal else 200, "pdd_ms": None if illegal else 180,
                "call_id": f"call-{number}@203.0.113.1",
                "user_agent": "pplsip" if illegal else "Yealink SIP-T46S",
            }
        )  # fmt: skip
    return result


def summary(cdrs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the totals of *cdrs*."""
    talked = [item["hold_time_s"] for item in cdrs if item["answer"]]
    return {
        "from": "2026-11-23T00:00:00.000Z", "to": None, "records": len(cdrs),
        "connected": len(talked), "minutes": sum(talked) / 60,
        "asr": len(talked) / len(cdrs) if cdrs else None,
        "acd_s": sum(talked) / len(talked) if talked else None, "fee": 0.0,
        "illegal": sum(item["billing_mode"] == 9 for item in cdrs), "not_recorded": 40,
        "missing": [],
        "not_recorded_by_gate": {"zero_hold_time": 40, "illegal_call": 0},
    }  # fmt: skip


def series(cdrs: list[dict[str, Any]], bucket_s: int) -> dict[str, Any]:
    """Return *cdrs* counted by bucket and billing mode."""
    counts: Counter[tuple[int, int]] = Counter()
    for item in cdrs:
        start = datetime.fromisoformat(item["start"]).timestamp()
        counts[int(start // bucket_s) * bucket_s, item["billing_mode"]] += 1
    points = [
        {"at": _stamp(datetime.fromtimestamp(at, UTC)), "billing_mode": mode, "count": count}
        for (at, mode), count in sorted(counts.items())
    ]
    kept_out = [dict(point, gate="zero_hold_time", count=20) for point in points[:2]]
    return {
        "bucket_s": bucket_s, "from": "", "to": None, "points": points, "not_recorded": kept_out
    }  # fmt: skip


def csv_text(cdrs: list[dict[str, Any]]) -> str:
    """Return *cdrs* as the export writes them."""
    lines = ["start,caller,callee"]
    lines += [f"{item['start']},{item['caller']},{item['callee']}" for item in cdrs]
    return "\r\n".join(lines) + "\r\n"


def export(status: str, cdrs: list[dict[str, Any]], number: int = 1, **more: Any) -> dict[str, Any]:
    """Return an export in the state *status*."""
    done = status == "done"
    content = csv_text(cdrs).encode()
    return {
        "id": f"export-{number}", "status": status, "rows": len(cdrs) if done else 0,
        "expected_rows": len(cdrs), "bytes": len(content) if done else 0,
        "sha256": hashlib.sha256(content).hexdigest() if done else None, "detail": "",
        "filename": "cdr_20261123T000000Z_20261124T000000Z_UTC.csv", "format": "csv",
        "owner": "admin", "created_at": "2026-11-23T00:00:00.000Z",
        "finished_at": "2026-11-23T00:01:00.000Z" if done else None,
        "expires_at": "2026-11-30T00:01:00.000Z" if done else None,
    } | more  # fmt: skip

"""The security settings as a document: the nine points, every setting, who set it, when and why.

In English or Chinese. Chinese needs a typeface of the machine: see :mod:`.typefaces`.
"""

from contextlib import closing
from datetime import datetime
from typing import Any, Final

from engine.api.security_values import SecurityReport
from engine.errors import Conflict
from engine.management.reports.document import INK, MUTED, WARM, Colour, Column, Document
from engine.management.reports.typefaces import NO_CHINESE, chinese_there

_STATES: Final = {
    "ok": ("In order", "正常"),
    "warning": ("Warning", "警告"),
    "wrong": ("Wrong", "有问题"),
}
_BAD: Final[Colour] = (170, 36, 30)
_GOOD: Final[Colour] = (24, 110, 66)
_COLOURS: Final[dict[str, Colour]] = {"ok": _GOOD, "warning": WARM, "wrong": _BAD}
_SAMPLE: Final = "安"


def write_security(report: SecurityReport) -> bytes:
    """The document as the bytes of a PDF file.

    Raises:
        Conflict: in Chinese, which nothing on this machine can draw.
    """
    chinese = report.chinese
    if chinese and not chinese_there():
        raise Conflict(NO_CHINESE)
    title = _say("Security settings", "安全设置报告", chinese=chinese)
    foot = f"{report.made_by} · {_moment(report.made_at)} · Switchwarden {report.version}"
    page = _say("Page {page} of {pages}", "第 {page} 页，共 {pages} 页", chinese=chinese)
    with closing(Document(title, foot, page=page)) as document:
        document.typefaces.shown(_SAMPLE if chinese else "")
        document.set_author(report.made_by)
        document.set_creator(f"Switchwarden {report.version}")
        document.set_creation_date(datetime.fromisoformat(report.made_at))
        document.set_lang("zh" if chinese else "en")
        for part in (_front, _points, _settings, _operators, _trusted):
            part(document, report)
        return bytes(document.output())


def _front(document: Document, report: SecurityReport) -> None:
    chinese = report.chinese
    document.style(20, INK, bold=not chinese)
    document.cell(
        0, 11, _say("Security settings", "安全设置报告", chinese=chinese),
        new_x="LMARGIN", new_y="NEXT",
    )  # fmt: skip
    document.style(10, MUTED)
    document.cell(0, 6, f"Switchwarden {report.version}", new_x="LMARGIN", new_y="NEXT")
    document.ln(2)
    states = [point["state"] for point in report.points]
    document.tiles(
        [
            (str(states.count(state)), _word(state, chinese=chinese), _COLOURS[state])
            for state in _STATES
        ]
    )
    document.facts(
        [
            (_say("Made by", "生成人", chinese=chinese), report.made_by),
            (_say("Made at", "生成时间", chinese=chinese), _moment(report.made_at)),
            (
                _say("Settings", "设置项", chinese=chinese),
                _say(
                    f"{len(report.settings)}, of which {_changed(report)} were ever changed",
                    f"{len(report.settings)} 项，其中 {_changed(report)} 项曾被更改",
                    chinese=chinese,
                ),
            ),
        ]
    )


def _points(document: Document, report: SecurityReport) -> None:
    _heading(document, report, "The nine points", "九项检查")
    for number, point in enumerate(report.points, 1):
        document.need(19)
        document.style(10, _COLOURS[point["state"]], bold=not report.chinese)
        state = _word(point["state"], chinese=report.chinese)
        document.write_at(
            document.l_margin, document.get_y(), document.epw,
            f"{number}. {point['title']}: {state}", height=6,
        )  # fmt: skip
        document.ln(6)
        document.paragraph(point["found"], INK, 9)
        document.paragraph(point["why"], MUTED, 8)
        for fix in point["fixes"]:
            document.paragraph(f"{fix['name']}: {fix['value']} → {fix['wanted']}", INK, 8.5)


def _settings(document: Document, report: SecurityReport) -> None:
    chinese = report.chinese
    _heading(document, report, "Settings", "设置")
    columns = [
        Column(_say("Parameter", "参数", chinese=chinese), 74),
        Column(_say("Value", "当前值", chinese=chinese), 28, "R"),
        Column(_say("Default", "默认值", chinese=chinese), 18, "R"),
        Column(_say("Set by", "设置人", chinese=chinese), 22),
        Column(_say("When (UTC)", "时间 (UTC)", chinese=chinese), 30),
        Column(_say("Why", "原因", chinese=chinese), 42),
    ]
    rows: list[list[str | float]] = [
        [
            item["name"],
            f"{item['value']} {item['unit']}".strip(),
            str(item["default"]),
            item["changed_by"] or "–",
            _moment(item["changed_at"]),
            item["reason"] or "–",
        ]
        for item in report.settings
    ]
    document.rows(columns, rows)


def _operators(document: Document, report: SecurityReport) -> None:
    chinese = report.chinese
    _heading(document, report, "Operators", "操作员")
    columns = [
        Column(_say("Name", "名称", chinese=chinese), 50),
        Column(_say("Role", "角色", chinese=chinese), 30),
        Column(_say("May sign in", "可登录", chinese=chinese), 24),
        Column(_say("Last sign-in (UTC)", "最近登录 (UTC)", chinese=chinese), 40),
        Column(_say("Password set (UTC)", "密码设置 (UTC)", chinese=chinese), 40),
    ]
    yes, no = _say("yes", "是", chinese=chinese), _say("no", "否", chinese=chinese)
    rows: list[list[str | float]] = [
        [
            item["name"],
            item["role"],
            yes if item["enabled"] else no,
            _moment(item["last_login_at"]),
            _moment(item["password_changed_at"]),
        ]
        for item in report.operators
    ]
    document.rows(columns, rows)


def _trusted(document: Document, report: SecurityReport) -> None:
    chinese = report.chinese
    _heading(document, report, "Trusted addresses", "可信地址")
    if not report.trusted:
        unknown = report.trusted is None
        document.paragraph(
            _say("Not known: the softswitch did not answer.", "未知：软交换没有应答。",
                 chinese=chinese)
            if unknown
            else _say("None.", "无。", chinese=chinese),
            MUTED,
        )  # fmt: skip
        return
    columns = [
        Column(_say("Address or network", "地址或网段", chinese=chinese), 50),
        Column(_say("Comment", "备注", chinese=chinese), 70),
        Column(_say("By", "添加人", chinese=chinese), 25),
        Column(_say("Until (UTC)", "截止 (UTC)", chinese=chinese), 35),
    ]
    rows: list[list[str | float]] = [
        [item["value"], item["comment"], item["by"], _moment(item["until"])]
        for item in report.trusted
    ]
    document.rows(columns, rows)


def _heading(document: Document, report: SecurityReport, english: str, chinese: str) -> None:
    document.heading(_say(english, chinese, chinese=report.chinese), 30)


def _changed(report: SecurityReport) -> int:
    return sum(item["changed_at"] is not None for item in report.settings)


def _word(state: str, *, chinese: bool) -> str:
    return _STATES[state][chinese]


def _say(english: str, other: str, *, chinese: bool) -> str:
    return other if chinese else english


def _moment(stamp: Any) -> str:
    """``2026-11-28 12:00``; "–" for none."""
    return str(stamp)[:16].replace("T", " ") if stamp else "–"

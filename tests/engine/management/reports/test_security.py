"""The document on security settings has everything in it, in both languages."""

import pypdfium2
import pytest

from engine.api.security_values import SecurityReport
from engine.errors import Conflict
from engine.management.reports import security as module
from engine.management.reports.security import write_security
from engine.management.reports.typefaces import CHINESE

HOSTILE = "=cmd|'/c calc'\u202e" + "x" * 300
MADE = "2026-11-28T12:00:00.000Z"


def report(*, chinese: bool) -> SecurityReport:
    point = {
        "key": "lockout", "state": "wrong", "title": "认证锁定" if chinese else "Suspend is on",
        "found": "未开启" if chinese else "Off.", "why": HOSTILE, "page": "",
        "fixes": [{"name": "SS_ENDPOINTREGISTERSUSPEND", "value": 0, "wanted": 1}],
    }  # fmt: skip
    setting = {
        "name": "SS_ENDPOINTREGISTERRETRY", "value": 5, "default": 6, "unit": "", "description": "",
        "changed_by": "maria", "changed_from": "", "changed_at": MADE, "reason": HOSTILE,
        "returns_at": None,
    }  # fmt: skip
    operator = {"name": "maria", "role": "admin", "enabled": True, "last_login_at": None,
                "password_changed_at": MADE}  # fmt: skip
    trusted = {"value": "192.0.2.0/24", "comment": HOSTILE, "by": "maria", "until": None}
    return SecurityReport(
        chinese, MADE, "maria", "0.1.0", "wrong", [point], [setting] * 60, [operator],
        None if chinese else [trusted],
    )  # fmt: skip


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_everything_is_in_it() -> None:  # req 143
    text = text_of(write_security(report(chinese=False)))
    for words in ("Suspend is on: Wrong", "SS_ENDPOINTREGISTERRETRY", "192.0.2.0/24", "maria"):
        assert words in text
    assert "\u202e" not in text


def test_chinese_that_cannot_be_drawn_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "chinese_there", lambda: False)
    with pytest.raises(Conflict, match="fonts-noto-cjk"):
        write_security(report(chinese=True))
    assert write_security(report(chinese=False)).startswith(b"%PDF")


@pytest.mark.skipif(
    not any(face.path.exists() for face in CHINESE), reason="no typeface with Chinese here"
)
def test_it_is_in_chinese_when_that_is_asked_for() -> None:
    text = text_of(write_security(report(chinese=True)))
    assert "安全设置报告" in text
    assert "九项检查" in text
    assert "第 1 页" in text
    assert "软交换没有应答" in text
    assert "maria" in text
    assert "2026-11-28 12:00" in text

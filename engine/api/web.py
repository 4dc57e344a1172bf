"""The page at the root, for people who open the engine's address in a browser.

It says whether the softswitch runs and where to go on. It is made here, whole, without scripts,
styles from elsewhere or anything to click that changes something, and renews itself.
"""

from html import escape
from typing import Annotated, Final

from fastapi import Header
from fastapi.responses import HTMLResponse

from engine.api.routes.health import health
from engine.api.routing import resource
from engine.api.security import Engine

RENEW_S: Final = 5
_STYLE: Final = (
    "body{font:15px/1.5 system-ui,sans-serif;margin:12vh auto;max-width:34rem;padding:0 1rem;"
    "color:#1b2330;background:#f6f7f9}main{background:#fff;border:1px solid #e3e6eb;"
    "border-radius:8px;padding:1.5rem 2rem}h1{font-size:1.3rem;margin:0 0 .6rem}"
    ".ok{color:#1a7f4b}.bad{color:#b3261e}.lamp{font-weight:600}code{background:#eef1f5;"
    "padding:.1em .3em;border-radius:4px}@media(prefers-color-scheme:dark){body{color:#e6eaf0;"
    "background:#12161d}main{background:#191f29;border-color:#2a3240}.ok{color:#5bd197}"
    ".bad{color:#ff8a80}code{background:#232b37}a{color:#6ea1ff}}"
)
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_WORDS: Final = {
    "en": {
        "lang": "en",
        "running": "● Softswitch running",
        "down": "▲ Softswitch not ready",
        "how": "Administer it with the Switchwarden client, on this or any other computer:",
        "api": "For programs: <a href='/api/v1/openapi.json'>the HTTP interface</a>, "
        "<a href='/api/v1/health'>health</a>, <a href='/metrics'>metrics</a>.",
    },
    "zh": {
        "lang": "zh-CN",
        "running": "● 软交换运行中",
        "down": "▲ 软交换未就绪",
        "how": "请在本机或其他电脑上使用 Switchwarden 客户端进行管理：",
        "api": "供程序使用：<a href='/api/v1/openapi.json'>HTTP 接口说明</a>、"
        "<a href='/api/v1/health'>健康状态</a>、<a href='/metrics'>指标</a>。",
    },
}

router = resource(tag="web", under="")


@router.get("/", include_in_schema=False)
def page(
    services: Engine,
    language: Annotated[str, Header(alias="Accept-Language", max_length=200)] = "",
    host: Annotated[str, Header(max_length=300)] = "",
) -> HTMLResponse:
    """The page, in Chinese for browsers that ask for it first, else in English."""
    words = _WORDS["zh" if language.lower().startswith("zh") else "en"]
    state = health(services)
    fine = state.status == "ok"
    alarms = "".join(f"<li>{escape(alarm.detail)}</li>" for alarm in state.alarms)
    body = (
        f"<!doctype html><html lang={words['lang']}><meta charset=utf-8>"
        f"<meta name=viewport content='width=device-width'><title>Switchwarden</title>"
        f"<meta http-equiv=refresh content={RENEW_S}><style>{_STYLE}</style><main>"
        f"<h1>Switchwarden {escape(state.version)}</h1>"
        f"<p class='lamp {'ok' if fine else 'bad'}'>{words['running' if fine else 'down']}</p>"
        f"<ul>{alarms}</ul><p>{words['how']}<br>"
        f"<code>switchwarden --server http://{escape(host, quote=True)}</code></p>"
        f"<p>{words['api']}</p></main></html>"
    )
    return HTMLResponse(body, headers={"Content-Security-Policy": _POLICY})

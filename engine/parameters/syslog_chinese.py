"""The texts of :mod:`engine.parameters.syslog` in Chinese: description, then trade-offs."""

from collections.abc import Mapping
from typing import Final

SYSLOG_CHINESE: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "SERVER_SYSLOG_TARGET": (
        "实时接收安全事件和更改的 syslog 服务器；留空表示不发送。",
        (
            "默认：不发送。",
            "途中不会丢失，也不会被读取。",
            "适合旧服务器：丢失的内容不会被察觉。",
        ),
    ),
    "SERVER_SYSLOG_CEF": (
        "以通用事件格式（CEF）写给 syslog 服务器的事件。",
        (
            "RFC 5424 结构化数据：适合任何 syslog 服务器。",
            "CEF：适合 ArcSight、Microsoft Sentinel、QRadar 等系统。",
        ),
    ),
}

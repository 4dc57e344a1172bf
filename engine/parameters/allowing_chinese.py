"""The texts of :mod:`engine.parameters.allowing` in Chinese: description, then trade-offs."""

from collections.abc import Mapping
from typing import Final

Texts = tuple[str, tuple[str, ...]]

ALLOWING_CHINESE: Final[Mapping[str, Texts]] = {
    "SS_ALLOW_LIST_ONLY": (
        "SIP 只服务于白名单和网关；其余一律不读取即丢弃。",
        (
            "任何人都可发送；由锁定、限速和黑名单决定。",
            "适合封闭网络。须在 60 秒内再次设置，否则自动恢复。",
        ),
    ),
    "SERVER_ALLOW_LIST_ONLY": (
        "管理接口只服务于白名单和本机。",
        (
            "能访问该端口的人都可以尝试登录。",
            "端口公开时推荐。须在 60 秒内再次设置，否则自动恢复。",
        ),
    ),
}

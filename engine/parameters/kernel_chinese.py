"""The texts of :mod:`engine.parameters.kernel` in Chinese: description, then trade-offs."""

from collections.abc import Mapping
from typing import Final

Texts = tuple[str, tuple[str, ...]]

KERNEL_CHINESE: Final[Mapping[str, Texts]] = {
    "SS_BLACK_LIST_KERNEL": (
        "由本机内核（nftables）在 SIP 之前丢弃黑名单中的来源。",
        (
            "由软交换自行丢弃黑名单来源；不改动其他任何东西。",
            "允许时推荐：在 SIP 端口上，黑名单来源不再消耗任何资源。",
            "同时覆盖所有 UDP 端口，包括媒体；绝不触及 TCP。",
        ),
    ),
    "SS_BLACK_LIST_KERNEL_LEAVE": (
        "引擎停止后，内核是否继续丢弃。",
        (
            "默认：引擎停止时其规则表一并移除。",
            "引擎启动时没有攻击者的积压；各条目仍按时结束。",
        ),
    ),
}

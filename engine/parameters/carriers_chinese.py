"""The texts of :mod:`engine.parameters.carriers` in Chinese: description, then trade-offs."""

from collections.abc import Mapping
from typing import Final

Texts = tuple[str, tuple[str, ...]]

CARRIERS_CHINESE: Final[Mapping[str, Texts]] = {
    "SS_SIP_USER_AGENT_EXPIRE": (
        "向所有运营商请求的注册有效期，代替各网关自己的值；0 表示使用各网关的值。",
        (
            "默认：各网关使用自己的值，运营商要求更长时照办。",
            "本机在 NAT 之后时：运营商的呼叫一直找得到路。",
            "注册次数少，适合固定地址。",
        ),
    ),
    "SS_SIP_USER_AGENT_RETRY_DELAY": (
        "向运营商注册失败后，两次尝试之间的最长等待；开头几次更快。",
        (
            "运营商恢复后半分钟内即可重新使用。",
            "默认：一分钟内恢复，对运营商的负担很小。",
            "适合会封禁频繁尝试者的运营商。",
        ),
    ),
}

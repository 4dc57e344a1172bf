"""The texts of :mod:`engine.parameters.transport` in Chinese: description, then trade-offs."""

from collections.abc import Mapping
from typing import Final

Texts = tuple[str, tuple[str, ...]]

TRANSPORT_CHINESE: Final[Mapping[str, Texts]] = {
    "SS_MEDIAPROXYMODE": (
        "媒体是否经过中继：0 从不，1 除非网关关闭，2 自动，3 总是。",
        (
            "完全不用中继，不管网关设置：双方可直接互通。",
            "除网关设为关闭的呼叫外，全部经过中继。",
            "默认：由网关决定，双方无法互通时也使用。",
            "全部呼叫：任何一方都看不到对方地址；需要带宽。",
        ),
    ),
    "SS_QOS_RTP": (
        "经过中继的媒体数据包在网络中的优先级，以 TOS 字节表示。",
        (
            "无优先级：网络会删除或误读优先级时使用。",
            "默认，同 VOS3000：CS5（DSCP 40），0xa0。",
            "EF（DSCP 46）：RFC 4594 为语音规定的值，多数路由器都认识。",
        ),
    ),
    "SS_QOS_SIGNAL": (
        "SIP 数据包在网络中的优先级，以 TOS 字节表示。",
        (
            "无优先级：网络会删除或误读优先级时使用。",
            "CS3（DSCP 24）：RFC 4594 为信令规定的值。",
            "默认，同 VOS3000：CS5（DSCP 40），0xa0。",
        ),
    ),
    "SS_SIP_RESEND_INTERVAL": (
        "请求无应答时每次重发之前等待的秒数；最后一次之后即为失败。",
        (
            "适合距离近的运营商：失联的运营商只耽误一个呼叫 8 秒。",
            "默认，按 RFC 3261：共 32 秒。",
        ),
    ),
}

"""The texts of :mod:`engine.parameters.billing` in Chinese: description, then trade-offs."""

from collections.abc import Mapping
from typing import Final

Texts = tuple[str, tuple[str, ...]]

BILLING_CHINESE: Final[Mapping[str, Texts]] = {
    "SERVER_BILLING_RECORD_ILLEGAL_CALL": (
        "对来自未授权来源的呼叫写入话单，计费模式为 9。",
        (
            "流量大且另有防护时：这类呼叫照样拒绝，只计数不写话单。",
            "审计与合规：保留谁、从哪里、拨打了哪个号码。",
        ),
    ),
    "SERVER_BILLING_RECORD_ZERO_HOLD_TIME": (
        "通话时长为零的呼叫也写入话单：失败、被拒绝或无人接听。",
        (
            "遭受洪水攻击时：已接通的呼叫照常记录，其余只计数。",
            "日常运行：每次呼叫尝试都有话单，代价是每次一行。",
        ),
    ),
    "SERVER_BILLING_FREE_E164S": (
        "不计费的被叫号码，以逗号分隔；末尾的 * 表示以此开头的所有号码。",
        (),
    ),
    "SERVER_BILLING_FREE_TIME": (
        "每次接通的呼叫从计费时长中扣除的秒数；通话时长不变。",
        (
            "默认：计费时长等于通话时长。",
            "误接通的呼叫，如语音信箱，不收费。",
            "适合第一分钟免费的资费。",
        ),
    ),
    "SERVER_BILLING_HOLD_TIME_PRECISION": (
        "通话时长超出整秒多少毫秒起，多计一秒。",
        (
            "开始的每一秒都计一秒。",
            "默认：消息在途的时间不算通话，同 VOS3000。",
            "四舍五入：多数主叫认为公平，有时少计半秒。",
            "只计满的秒数：最多少计将近一秒。",
        ),
    ),
    "SERVER_BILLING_RECORD_SERVER_HANG_UP": (
        "由本系统结束的未接通呼叫也写入话单：无路由、超限或超时无人接听。",
        (
            "线路繁忙时：这类呼叫只计数；已接通的呼叫始终记录。",
            "默认：客户询问时，可以说明呼叫为何失败。",
        ),
    ),
}

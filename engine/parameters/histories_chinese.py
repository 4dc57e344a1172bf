"""The texts of :mod:`engine.parameters.histories` in Chinese: description, then trade-offs."""

from collections.abc import Mapping
from typing import Final

HISTORIES_CHINESE: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "SERVER_AUDIT_KEEP_DAYS": (
        "更改审计保留多久；0 表示只要行数允许就一直保留。",
        (
            "不因时间而删除。",
            "默认：三年，满足大多数审计的要求。",
            "十年，适合法律要求长期保存账册的地方。",
        ),
    ),
    "SERVER_AUDIT_MAX_ROWS": (
        "审计最多保存多少条；最旧的先删除。",
        (
            "磁盘较小：约 50 MB。",
            "默认：约 500 MB，繁忙系统数年的记录。",
        ),
    ),
    "SERVER_SECURITY_HISTORY_KEEP_DAYS": (
        "过去的锁定和封禁保留多久；0 表示只要行数允许就一直保留。",
        (
            "一个季度，适合数据保护要求删除地址的地方。",
            "默认：十三个月，可与去年同月比较。",
        ),
    ),
    "SERVER_SECURITY_HISTORY_MAX_ROWS": (
        "过去的锁定和封禁各最多保存多少条；最旧的先删除。",
        (
            "磁盘较小：约 10 MB。",
            "默认：约 100 MB，一年的攻击记录。",
        ),
    ),
}

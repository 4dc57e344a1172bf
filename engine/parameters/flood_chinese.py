"""The texts of :mod:`engine.parameters.flood` in Chinese: description, then trade-offs."""

from collections.abc import Mapping
from typing import Final

Texts = tuple[str, tuple[str, ...]]

FLOOD_CHINESE: Final[Mapping[str, Texts]] = {
    "SERVER_FLOOD_GUARD": (
        "洪水期间自动停止记录零时长呼叫，结束后自动恢复。",
        (
            "默认：记录只由人工开关。",
            "洪水只产生计数而不产生话单；每次切换都写入审计。",
        ),
    ),
    "SERVER_FLOOD_GUARD_ILLEGAL_CALL": (
        "允许洪水防护同时关闭和恢复非法呼叫的记录。",
        (
            "默认：关闭零时长呼叫的记录，非法呼叫随之不再记录。",
            "未写入的呼叫按非法呼叫计数，与客户的失败呼叫分开。",
        ),
    ),
    "SERVER_FLOOD_GUARD_LEVEL": (
        "每秒被拒绝和失败的呼叫达到多少时视为洪水。",
        (
            "小型系统：远高于客户失误所能造成的数量。",
            "默认：无人干预时每小时 360,000 条话单。",
            "尝试次数多的批发业务：只有真正的洪水才会达到。",
        ),
    ),
    "SERVER_FLOOD_GUARD_TIME": (
        "呼叫速率须超过阈值多久才停止记录。",
        ("默认：短暂的突发仍有话单。", "耐心：洪水的第一分钟完整写入。"),
    ),
    "SERVER_FLOOD_GUARD_RETURN_LEVEL": (
        "每秒被拒绝和失败的呼叫低于多少时视为洪水结束。",
        ("等到几乎没有呼叫为止。", "默认：阈值的五分之一，避免反复切换。"),
    ),
    "SERVER_FLOOD_GUARD_RETURN_TIME": (
        "洪水须结束多久才恢复记录。",
        (
            "迅速：漏记很少；波浪式的洪水会频繁切换。",
            "默认：攻击者短暂停顿不会改变任何事。",
            "适合一波接一波的洪水。",
        ),
    ),
    "SERVER_FLOOD_GUARD_MINIMUM_TIME": (
        "洪水防护停止记录后，至少保持多久。",
        ("不限：只由恢复阈值及其时长决定。", "默认：每小时最多切换十二次。"),
    ),
    "SERVER_FLOOD_GUARD_MAXIMUM_TIME": (
        "停止记录最长多久；到时无论速率如何都会恢复。",
        ("一小时：每小时对洪水取样一次。", "默认：一天，即使无人查看。"),
    ),
}

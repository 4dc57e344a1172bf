"""The texts of :mod:`engine.parameters.numbers` in Chinese: description, then trade-offs."""

from collections.abc import Mapping
from typing import Final

Texts = tuple[str, tuple[str, ...]]

_FOREVER: Final = "永久：仅适合每天有人查看名单的情况。"
_LONGER: Final = "默认值；每次重犯都会更长。"

_RULES: Final = (
    (
        "SS_BLACK_LIST_MALICIOUS_CALL",
        "CHECK_INTERVAL",
        "拨打同一号码的呼叫",
        ("VOS3000 的默认值：被反复拨打的号码。", "适合许多人拨打的总机和热线。"),
    ),
    (
        "SS_BLACK_LIST_CALLER_MALICIOUS_CALL",
        "CHECK_INTERVAL",
        "同一号码发起的呼叫",
        ("默认：没有人会十分钟内每十秒拨打一次。", "适合所有主叫显示同一号码的网关。"),
    ),
    (
        "SS_BLACK_LIST_NO_ANSWER",
        "PERIODS",
        "同一号码连续无人应答的呼叫",
        ("默认：无人应答的号码浪费线路。", "适合由机器呼叫很少在家的人。"),
    ),
)


def _texts(prefix: str, window: str, counts: str, limits: tuple[str, str]) -> Mapping[str, Texts]:
    return {
        f"{prefix}_LIMIT": (f"{counts}：间隔内达到多少次即列入黑名单；0 表示关闭。", limits),
        f"{prefix}_{window}": (
            f"{counts}：计数的时间范围。",
            ("短：只计突发，不计数小时。", "默认值，与默认次数配合。"),
        ),
        f"{prefix}_EXPIRE": (
            f"{counts}：最后一次呼叫（含被拒绝的）之后多久解除；0 表示永不。",
            (_FOREVER, _LONGER),
        ),
    }


NUMBERS_CHINESE: Final[Mapping[str, Texts]] = {
    "SS_BLACK_LIST_DYNAMIC": (
        "自动将号码列入黑名单；手工添加的条目始终有效。",
        (
            "默认：经常被拨打的号码也许只是受欢迎。",
            "此类号码的主叫和被叫呼叫以 403 拒绝，话单终止原因为 -23。",
        ),
    ),
    "SS_BLACK_LIST_DYNAMIC_RUN_MODE": (
        "监视谁的呼叫：0 为所有呼叫，1 为仅指定网关（独立模式）。",
        ("全局，默认：话机和所有网关。", "独立：客户以此类呼叫闻名的网关。"),
    ),
    "SS_BLACK_LIST_DYNAMIC_GATEWAYS": ("独立模式下监视其呼叫的对接网关，以逗号分隔。", ()),
    "SS_BLACK_LIST_CALLER_CONCURRENT_LIMIT": (
        "同一号码可同时发起的呼叫数；再多一个即列入黑名单；0 表示关闭。",
        ("默认：一个人只有两三个。", "适合所有主叫显示同一号码的网关。"),
    ),
    "SS_BLACK_LIST_CALLER_CONCURRENT_EXPIRE": (
        "同一号码的并发呼叫：最后一次呼叫之后多久解除；0 表示永不。",
        (_FOREVER, _LONGER),
    ),
    "SS_BLACK_LIST_DYNAMIC_GROWTH": (
        "同一号码一周内再次列入时，时长是上次的多少倍。",
        ("每次都与首次一样长。", "默认：一、二、四、八小时。"),
    ),
    "SS_BLACK_LIST_DYNAMIC_EXPIRE_MAXIMUM": (
        "因重犯而延长的条目最长多久。",
        ("一天：号码也会换主人。", "默认：一周。"),
    ),
    **{name: text for rule in _RULES for name, text in _texts(*rule).items()},
}

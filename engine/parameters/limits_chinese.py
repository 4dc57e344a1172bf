"""The texts of :mod:`engine.parameters.limits` in Chinese: description, then trade-offs."""

from collections.abc import Mapping
from typing import Final

Texts = tuple[str, tuple[str, ...]]

LIMITS_CHINESE: Final[Mapping[str, Texts]] = {
    "SS_RATE_LIMIT": (
        "限制处理单个地址的请求数量；超出部分回答 503 或不予回答。",
        (
            "一个地址可以任意请求，直到黑名单规则将其阻止。",
            "推荐：不会因为繁忙而被封禁，也没有人能占用他人的份额。",
        ),
    ),
    "SS_RATE_LIMIT_REGISTER": (
        "单个地址每分钟带密码的注册次数；0 表示不限制。",
        ("默认：每分钟猜十次毫无结果。", "适合办公室从未出现过的地址同时启动的情况。"),
    ),
    "SS_RATE_LIMIT_REQUEST": (
        "单个地址每秒的任意请求数；0 表示不限制。",
        ("默认：远高于任何话机，远低于任何洪水。", "适合许多话机共用地址且尚未注册的情况。"),
    ),
    "SS_RATE_LIMIT_CALL": (
        "单个地址每秒的新呼叫数；0 表示不限制。",
        ("严格：针对陌生人，其呼叫本来就会被拒绝。", "默认：网关和已注册话机为其十倍。"),
    ),
    "SS_RATE_LIMIT_OWN_TIMES": (
        "网关、已注册地址和受信任地址可达到的倍数；0 表示不限制。",
        ("网关另有限制，话机已知：不限制。", "默认：网关每秒 100 个呼叫，100 部话机的办公室。"),
    ),
}

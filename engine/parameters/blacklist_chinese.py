"""The texts of :mod:`engine.parameters.blacklist` in Chinese: description, then trade-offs."""

from collections.abc import Mapping
from typing import Final

Texts = tuple[str, tuple[str, ...]]

_RULES: Final = (
    (
        "REGISTER",
        "注册失败",
        "严格：间隔内输错十次密码已不是失误。",
        "默认：单部密码过期的话机不足以触发。",
    ),
    (
        "EXTENSION",
        "尝试不同分机均未成功",
        "严格：整个办公室密码过期也会被封禁。",
        "默认：没有人拥有十个分机却一个密码都没有。",
    ),
    (
        "ILLEGAL_CALL",
        "非法呼叫",
        "严格：客户换了地址，来不及询问就被封禁。",
        "默认：每两秒一个呼叫必是程序。",
    ),
    (
        "MALFORMED",
        "不是 SIP 的消息",
        "严格：几次其他协议的探测就足够。",
        "默认：放过有缺陷的设备，不放过洪水。",
    ),
    (
        "SCANNER",
        "已知扫描器（按 User-Agent）的消息",
        "默认：自称 SIPVicious 者没有第二次机会。",
        "适合用此类工具做监控的网络。",
    ),
    (
        "CALL_RATE",
        "不受信任地址的新呼叫",
        "严格：间隔内十个呼叫。",
        "默认：没有人或办公室呼叫如此频繁。",
    ),
)


def _texts(word: str, counts: str, strict: str, usual: str) -> Mapping[str, Texts]:
    name = f"SS_BLACK_LIST_IP_{word}"
    return {
        name: (
            f"{counts}：此规则是否封禁地址。",
            ("规则停用并保留其数值；已列入的仍然有效。", "默认值；SS_BLACK_LIST_IP 也必须打开。"),
        ),
        f"{name}_LIMIT": (f"{counts}：间隔内达到多少次即封禁该地址；0 表示关闭。", (strict, usual)),
        f"{name}_INTERVAL": (
            f"{counts}：计数的时间范围。",
            ("默认值，与默认次数配合。", "能发现缓慢的攻击者；需要更高的次数。"),
        ),
        f"{name}_EXPIRE": (
            f"{counts}：首次封禁多久；0 表示永久。",
            ("永久：仅适合每天有人查看名单的情况。", "默认值；每次重犯都会更长。"),
        ),
        f"{name}_GROWTH": (
            f"{counts}：此规则每次再封禁的时长是上次的多少倍；0 表示按 SS_BLACK_LIST_IP_GROWTH。",
            ("默认：所有规则相同。", "此规则每次封禁都与首次一样长。"),
        ),
    }


BLACKLIST_CHINESE: Final[Mapping[str, Texts]] = {
    "SS_BLACK_LIST_IP": (
        "自动封禁发起攻击的地址；手工添加的条目始终有效。",
        (
            "只锁定分机；攻击者会继续尝试下一个。",
            "推荐：不再读取攻击者的任何消息；自己人永远不会被封禁。",
        ),
    ),
    "SS_BLACK_LIST_IP_GROWTH": (
        "同一地址一周内再次被封禁时，时长是上次的多少倍。",
        ("每次封禁都与首次一样长。", "默认：一、二、四、八小时。"),
    ),
    "SS_BLACK_LIST_IP_EXPIRE_MAXIMUM": (
        "因重犯而延长的封禁最长多久。",
        ("一天：地址会换主人。", "默认：一周。"),
    ),
    **{name: text for rule in _RULES for name, text in _texts(*rule).items()},
}

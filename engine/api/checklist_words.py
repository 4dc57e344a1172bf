"""The points of the checklist in words, English and Chinese: title, why, and what was found."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from engine.api.checklist import Key, Point
from engine.api.wire import stamp


class Words(NamedTuple):
    """A point in one language; ``found`` has a sentence for each code of the evaluation."""

    title: str
    why: str
    found: Mapping[str, str]


ENGLISH: Final[Mapping[Key, Words]] = {
    "lockout": Words(
        "Authentication suspend is on",
        "Without it a guesser tries passwords of an extension without end, and some day one fits.",
        {"on": "On.", "off": "Off: nothing stops guessing."},
    ),
    "retry": Words(
        "Few wrong passwords until the lockout",
        "Every attempt is a guess. Three to five are strict, six is balanced, more than ten help "
        "only the guesser; fewer than three lock out people who mistype.",
        {
            "good": "{value} wrong passwords lock an extension.",
            "above": "{value} wrong passwords are allowed; six are enough.",
            "many": "{value} wrong passwords are allowed; more than ten are not recommended.",
            "few": "{value} wrong passwords lock an extension: people who mistype are hit.",
        },
    ),
    "time": Words(
        "The lockout lasts long enough",
        "Five tries in ten minutes make 6 million passwords a matter of 22 years.",
        {
            "good": "A lockout lasts {value} s.",
            "below": "A lockout lasts {value} s; at least 300 s are recommended.",
            "short": "A lockout lasts {value} s only; that is for tests.",
        },
    ),
    "blacklist": Words(
        "The dynamic blacklist is on",
        "The lockout protects one extension; only the blacklist stops an address that goes on with "
        "the next one.",
        {
            "on": "On; failed registrations and scanning block an address.",
            "off": "Off: an attacker goes on with the next extension.",
            "silent": "On, but failed registrations or scanning block nobody.",
        },
    ),
    "rate_limit": Words(
        "Registrations of an address are limited",
        "Ten registrations a minute are enough for a phone and too few for a guesser.",
        {
            "good": "{value} a minute.",
            "high": "{value} a minute; 10 are recommended.",
            "off": "Not limited.",
        },
    ),
    "allowlist": Words(
        "Trusted addresses are listed",
        "No rule blocks a trusted address: carriers, offices and your own desk stay connected "
        "whatever happens.",
        {
            "listed": "Trusted addresses and networks: {count}.",
            "only": "Only these and gateways are served: {count} addresses and networks.",
            "only_empty": "Only trusted addresses and gateways are served, and none is trusted: no "
            "phone elsewhere can register.",
            "empty": "None is trusted; gateways and registered phones are spared in any case.",
            "unknown": "Not known now: the softswitch does not answer.",
        },
    ),
    "passwords": Words(
        "Passwords are strong",
        "At least 12 characters of four classes, and none that guessers try first: then the "
        "lockout holds for ever.",
        {
            "good": "The policy is on, and no weak password is known.",
            "policy": "The password policy asks for too little.",
            "weak": "The policy is on. Weak passwords: {weak}; never judged: {unjudged}.",
            "unjudged": "The policy is on. Older passwords that nobody judged: {unjudged}.",
        },
    ),
    "test": Words(
        "The lockout was seen to act",
        "A setting that nobody tried is a hope. The proof tries wrong passwords on an endpoint "
        "made for it, and sees it locked.",
        {
            "seen": "The last lockout was at {at}.",
            "old": "The last lockout was long ago, at {at} ({days} days).",
            "never": "No lockout was ever seen.",
        },
    ),
    "documentation": Words(
        "The settings are written down",
        "Who set what, when and why: after an incident, and for whoever comes after you.",
        {
            "made": "The report of {at} is up to date.",
            "old": "A security setting was changed after the report of {at}.",
            "never": "No report was made yet.",
        },
    ),
}

CHINESE: Final[Mapping[Key, Words]] = {
    "lockout": Words(
        "认证锁定已开启",
        "否则猜测者可以无休止地尝试某个分机的密码，总有一天会猜中。",
        {"on": "已开启。", "off": "未开启：没有任何东西阻止猜测。"},
    ),
    "retry": Words(
        "锁定前允许的错误次数不多",
        "每次尝试都是一次猜测。3 到 5 次为严格，6 次为均衡，超过 10 次只对猜测者有利；"
        "少于 3 次会误锁输错密码的人。",
        {
            "good": "输错 {value} 次密码即锁定分机。",
            "above": "允许输错 {value} 次密码；6 次就够了。",
            "many": "允许输错 {value} 次密码；不建议超过 10 次。",
            "few": "输错 {value} 次密码即锁定：偶尔输错的人也会被锁。",
        },
    ),
    "time": Words(
        "锁定时间足够长",
        "每 10 分钟只能试 5 次时，试完 600 万个密码需要 22 年以上。",
        {
            "good": "锁定持续 {value} 秒。",
            "below": "锁定持续 {value} 秒；建议至少 300 秒。",
            "short": "锁定仅持续 {value} 秒；这只适合测试。",
        },
    ),
    "blacklist": Words(
        "动态黑名单已开启",
        "认证锁定只保护一个分机；只有黑名单能阻止继续攻击下一个分机的地址。",
        {
            "on": "已开启；注册失败和扫描会使地址被封禁。",
            "off": "未开启：攻击者会继续尝试下一个分机。",
            "silent": "已开启，但注册失败或扫描不会封禁任何地址。",
        },
    ),
    "rate_limit": Words(
        "限制每个地址的注册频率",
        "每分钟 10 次注册对话机足够，对猜测者太少。",
        {
            "good": "每分钟 {value} 次。",
            "high": "每分钟 {value} 次；建议 10 次。",
            "off": "未限制。",
        },
    ),
    "allowlist": Words(
        "已列出可信地址",
        "任何规则都不会封禁可信地址：运营商、办公室和您自己的工作台始终保持连接。",
        {
            "listed": "有 {count} 个可信地址或网段。",
            "only": "仅服务于可信地址和网关：{count} 个地址或网段。",
            "only_empty": "仅服务于可信地址和网关，但没有可信地址：其他地方的话机都无法注册。",
            "empty": "没有可信地址；网关和已注册的话机无论如何不会被封禁。",
            "unknown": "目前未知：软交换没有应答。",
        },
    ),
    "passwords": Words(
        "密码足够强",
        "至少 12 个字符、包含四类字符，且不是猜测者最先尝试的密码：这样认证锁定才长期有效。",
        {
            "good": "密码策略已开启，没有已知的弱密码。",
            "policy": "密码策略的要求过低。",
            "weak": "密码策略已开启，但有 {weak} 个弱密码；另有 {unjudged} 个未评估。",
            "unjudged": "密码策略已开启；有 {unjudged} 个较早的密码未评估。",
        },
    ),
    "test": Words(
        "已看到锁定生效",
        "没有试过的设置只是希望。验证功能会用专门的终端尝试错误密码，并确认它被锁定。",
        {
            "seen": "最近一次锁定在 {at}。",
            "old": "最近一次锁定在 {days} 天前（{at}）。",
            "never": "从未看到过锁定。",
        },
    ),
    "documentation": Words(
        "设置已记录成文",
        "谁在何时因何设置了什么：供事后调查，也供接手的人参考。",
        {
            "made": "{at} 的报告是最新的。",
            "old": "{at} 的报告之后又更改了安全设置。",
            "never": "还没有生成过报告。",
        },
    ),
}


def words_for(language: str) -> Mapping[Key, Words]:
    """The words in the language that an ``Accept-Language`` asks for first."""
    return CHINESE if is_chinese(language) else ENGLISH


def is_chinese(language: str) -> bool:
    """Whether Chinese is asked for first."""
    return language.lstrip().lower().startswith("zh")


def found_text(point: Point, words: Words) -> str:
    """What was found, as a sentence."""
    figures: dict[str, object] = dict(point.figures)
    if "at" in point.figures:
        figures["at"] = stamp(float(point.figures["at"]))[:16].replace("T", " ") + " UTC"
    return words.found[point.code].format(**figures)

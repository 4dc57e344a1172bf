"""The words of the evidence report, in English and Chinese.

A text has the same gaps in both; what fills them is the same as well: figures, moments, values of
records. Who reads it may be an auditor who knows neither this product nor telephony.
"""

from typing import Final

from engine.billing.modes import Language

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "title": ("Unauthorised call attempts", "未授权呼叫"),
    "kind": ("EVIDENCE REPORT", "取证报告"),
    "foot": (
        "Made by {owner} on {made} · Switchwarden {version}",
        "由 {owner} 于 {made} 生成 · Switchwarden {version}",
    ),
    "page": ("Page {page} of {pages}", "第 {page} 页，共 {pages} 页"),
    "period": ("{start} to {end} ({zone})", "{start} 至 {end}（{zone}）"),
    "span": ("{start} to {end}", "{start} 至 {end}"),
    "attempts recorded": ("attempts recorded", "已记录的呼叫"),
    "source addresses": ("source addresses", "来源地址"),
    "called numbers": ("called numbers", "被叫号码"),
    "attempts counted only": ("attempts counted only", "仅计数的呼叫"),
    "Period": ("Period", "时段"),
    "Time zone": ("Time zone", "时区"),
    "zone": ("{zone}; all times of this report are in it", "{zone}；本报告的所有时间均以此为准"),
    "Filter": ("Filter", "筛选条件"),
    "Made by": ("Made by", "生成人"),
    "made": ("{owner}, {made}", "{owner}，{made}"),
    "Engine": ("Engine", "软件"),
    "Checksum of records": ("Checksum of records", "记录校验和"),
    "recorded": (
        (
            "{count} unauthorised call attempts were refused and recorded, the first at "
            "{first}, the last at {last}."
        ),
        "共拒绝并记录了 {count} 次未授权呼叫，首次为 {first}，末次为 {last}。",
    ),
    "connected": (
        " {count} of them have a hold time and need a closer look.",
        "其中 {count} 次有通话时长，需要进一步核查。",
    ),
    "not connected": (" None of them was connected.", "其中没有一次接通。"),
    "no attempt": (
        "No unauthorised call attempt was recorded in this period.",
        "本时段内没有记录到未授权呼叫。",
    ),
    "more counted": (
        " {count} more were counted, but not recorded; see the part on what was kept out.",
        "另有 {count} 次只计数而未记录，见“未写入记录的呼叫”一节。",
    ),
    "was off": (
        " Recording was switched off for a part of the period; see below.",
        "本时段内有一部分时间关闭了记录，见下文。",
    ),
    "by day": ("Attempts by day", "每日呼叫次数"),
    "by hour": ("Attempts by hour of the day", "一天中各小时的呼叫次数"),
    "rhythm": ("Rhythm of the week", "一周内的分布"),
    "darker": (
        "The darker, the more recorded attempts in that hour.",
        "颜色越深，该小时内记录的呼叫越多。",
    ),
    "legend recorded": ("Recorded", "已记录"),
    "legend kept out": ("Counted, but kept out of the records", "已计数，但未写入记录"),
    "caller_ip": ("Source addresses", "来源地址"),
    "callee_prefix": ("Called prefixes ({digits} digits)", "被叫号码前缀（{digits} 位）"),
    "caller": ("Caller numbers as sent", "主叫号码（按对方所发）"),
    "user_agent": ("User agents", "用户代理"),
    "end_reason": ("How the attempts ended", "呼叫的结束原因"),
    "Address": ("Address", "地址"),
    "Prefix": ("Prefix", "前缀"),
    "Caller": ("Caller", "主叫"),
    "User agent": ("User agent", "用户代理"),
    "Reason": ("Reason", "原因"),
    "registered": (
        "The country is that in which the address is registered, not that of a caller.",
        "国家或地区指该地址的登记地，并非主叫所在地。",
    ),
    "Registered in": ("Registered in", "登记地"),
    "private": ("private", "私有地址"),
    "loopback": ("loopback", "环回地址"),
    "reserved": ("reserved", "保留地址"),
    "Attempts": ("Attempts", "次数"),
    "Share": ("Share", "占比"),
    "First": ("First", "首次"),
    "Last": ("Last", "末次"),
    "(empty)": ("(empty)", "（空）"),
    "(several)": ("(several)", "（多个）"),
    "kept out": ("What was kept out of the records", "未写入记录的呼叫"),
    "nothing kept out": (
        "Nothing: every unauthorised attempt of the period has its record.",
        "没有：本时段内的每次未授权呼叫都有记录。",
    ),
    "kept out text": (
        (
            "{count} attempts of the period were refused like all others, but only counted, "
            "because recording was switched off or not possible. They are in no figure above, "
            "and hatched in the chart of days. The period applies to them, the filter does not."
        ),
        (
            "本时段内另有 {count} 次呼叫同样被拒绝，但因记录已关闭或无法写入而只作了计数。它们"
            "不包含在上文的任何数字中，在每日图表中以斜线表示。时段对它们有效，筛选条件对它们无"
            "效。"
        ),
    ),
    "note": (
        "Counted, not recorded; follows the period only, not the filter.",
        "只计数而未记录；只受时段限制，不受筛选条件限制。",
    ),
    "Source address": ("Source address", "来源地址"),
    "switches": ("What would have been recorded", "记录开关的状态"),
    "switches text": (
        (
            "An unauthorised attempt is recorded while both of these parameters are on. This "
            "is what the audit of the engine knows about them."
        ),
        "只有以下两个参数都开启时，未授权呼叫才会写入记录。以下内容来自本系统的审计日志。",
    ),
    "SERVER_BILLING_RECORD_ILLEGAL_CALL": ("Record unauthorised calls", "记录未授权呼叫"),
    "SERVER_BILLING_RECORD_ZERO_HOLD_TIME": (
        "Record calls without hold time",
        "记录无通话时长的呼叫",
    ),
    "state": ("{title} ({name}): {said}", "{title}（{name}）：{said}"),
    "off for": ("off for {off} of {whole}", "在 {whole} 中关闭了 {off}"),
    "always on": ("on for the whole period", "整个时段均开启"),
    "on": ("on", "开启"),
    "off": ("off", "关闭"),
    "When": ("When", "时间"),
    "Parameter": ("Parameter", "参数"),
    "To": ("To", "改为"),
    "By": ("By", "操作人"),
    "unchanged": ("Neither was changed within the period.", "本时段内两者均未更改。"),
    "days": ("Days with attempts", "有呼叫的日期"),
    "Day": ("Day", "日期"),
    "Recorded": ("Recorded", "已记录"),
    "Counted only": ("Counted only", "仅计数"),
    "records": ("Records", "记录"),
    "newest": ("The newest {count} records", "最新的 {count} 条记录"),
    "Start": ("Start", "开始时间"),
    "Source": ("Source", "来源"),
    "Called": ("Called", "被叫"),
    "SIP": ("SIP", "SIP"),
    "checksum": ("The records and their checksum", "记录文件及其校验和"),
    "attached": (
        "That file is attached to this document as records.csv.",
        "该文件作为 records.csv 附在本文档中。",
    ),
    "elsewhere": (
        "The same report in the format CSV is that file.",
        "以 CSV 格式生成的同一报告即为该文件。",
    ),
    "checksum text": (
        (
            "The {rows} records of this report, written as CSV in the columns below, the "
            "newest first and times in {zone}, are a file of {bytes} bytes with the SHA-256 "
            "below. {where} A record is written before the caller is answered and is changed "
            "by nobody afterwards; figures and file were read from one state of the store."
        ),
        (
            "本报告的 {rows} 条记录按下列各列写成 CSV，最新的在前，时间采用 {zone}，文件共 "
            "{bytes} 字节，其 SHA-256 如下。{where}记录在答复主叫之前写入，此后任何人都不会更改；"
            "数字与文件读自数据库的同一状态。"
        ),
    ),
    "Columns": ("Columns", "列"),
    "Lists": ("Lists", "排行"),
    "lists text": (
        "The {count} most frequent values of each; equal ones by their own order",
        "每项列出出现最多的 {count} 个值；次数相同的按其自身顺序排列",
    ),
}
"""Key -> (English, Chinese). Where the English is short, it is the key."""

WEEKDAYS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}


class Words:
    """The texts of one language.

    Attributes:
        language: Which one.
        weekdays: Short names, Monday first.
    """

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.weekdays = WEEKDAYS[language]

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its gaps filled."""
        return TEXTS[key][self.language == "zh"].format(**values)

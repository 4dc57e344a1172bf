"""What the catalogue says beside a parameter, in Chinese.

The catalogue is in English; here are the same sentences for operators who read Chinese, by the
parameter's name. The texts of recommended values stand in the order of the catalogue. A test holds
both tables to each other, so a new parameter cannot be forgotten here.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from engine.parameters.allowing_chinese import ALLOWING_CHINESE
from engine.parameters.billing_chinese import BILLING_CHINESE
from engine.parameters.blacklist_chinese import BLACKLIST_CHINESE
from engine.parameters.calls_chinese import CALLS_CHINESE
from engine.parameters.carriers_chinese import CARRIERS_CHINESE
from engine.parameters.flood_chinese import FLOOD_CHINESE
from engine.parameters.histories_chinese import HISTORIES_CHINESE
from engine.parameters.kernel_chinese import KERNEL_CHINESE
from engine.parameters.limits_chinese import LIMITS_CHINESE
from engine.parameters.numbers_chinese import NUMBERS_CHINESE
from engine.parameters.syslog_chinese import SYSLOG_CHINESE
from engine.parameters.transport_chinese import TRANSPORT_CHINESE

UNITS: Final[Mapping[str, str]] = {
    "": "",
    "s": "秒",
    "days": "天",
    "rows": "行",
    "hours": "小时",
    "MB": "MB",
    "attempts": "次",
    "calls": "个呼叫",
    "calls/s": "个呼叫/秒",
    "switches": "次切换",
    "parts": "段",
    "level": "级",
    "minutes": "分钟",
    "months": "个月",
    "characters": "个字符",
    "ms": "毫秒",
    "TOS": "TOS",
    "datagrams": "个数据包",
    "events": "次",
    "times": "倍",
}


class Words(NamedTuple):
    """The description of a parameter, and the trade-off of each recommended value."""

    description: str
    recommended: tuple[str, ...]


_TABLES: Final = (
    BILLING_CHINESE,
    BLACKLIST_CHINESE,
    CALLS_CHINESE,
    CARRIERS_CHINESE,
    FLOOD_CHINESE,
    LIMITS_CHINESE,
    NUMBERS_CHINESE,
    HISTORIES_CHINESE,
    SYSLOG_CHINESE,
    KERNEL_CHINESE,
    ALLOWING_CHINESE,
    TRANSPORT_CHINESE,
)
"""Those that stand beside a part of the catalogue."""

CHINESE: Final[Mapping[str, Words]] = {
    "SERVER_CDR_ARCHIVE_MONTHS": Words(
        "数据库中保留多少个已结束的月份；更早的话单转入压缩文件，仍可查询。",
        (
            "不归档：全部保留在数据库中。",
            "默认：最近一个季度查询最快，其余只占一半空间。",
            "一整年查询最快，适合磁盘较大的机器。",
        ),
    ),
    "SERVER_CDR_EVIDENCE_DAYS": Words(
        "非法呼叫的话单在多少天之内任何人都不能删除。",
        (
            "除法律保留外不作保护。",
            "默认：有时间向警方或运营商举报。",
            "一年，适合取证请求来得晚的情况。",
        ),
    ),
    "SERVER_CDR_KEEP_DAYS_BOUND_NUMBER": Words(
        "绑定号码计费的话单保留多少个完整的 UTC 日；0 表示永久保留。",
        ("默认：在有人决定之前不删除任何话单。", "半年，适合数据保护要求删除通话记录时。"),
    ),
    "SERVER_CDR_KEEP_DAYS_ILLEGAL_CALL": Words(
        "非法呼叫的话单保留多少个完整的 UTC 日；0 表示永久保留。",
        ("默认：在有人决定之前不删除任何话单。", "一个季度：保留近期攻击，不积累多年的噪声。"),
    ),
    "SERVER_CDR_KEEP_DAYS_MAPPING_GATEWAY": Words(
        "对接网关的话单保留多少个完整的 UTC 日；0 表示永久保留。",
        ("默认：在有人决定之前不删除任何话单。", "十三个月：足以处理与运营商一年内的争议。"),
    ),
    "SERVER_CDR_KEEP_DAYS_PHONE": Words(
        "话机呼叫的话单保留多少个完整的 UTC 日；0 表示永久保留。",
        ("默认：在有人决定之前不删除任何话单。", "半年，适合数据保护要求删除通话记录时。"),
    ),
    "SERVER_CDR_KEEP_DAYS_PHONE_CARD": Words(
        "电话卡呼叫的话单保留多少个完整的 UTC 日；0 表示永久保留。",
        ("默认：在有人决定之前不删除任何话单。", "半年，适合数据保护要求删除通话记录时。"),
    ),
    "SERVER_CDR_EXPORT_KEEP_HOURS": Words(
        "导出完成后，文件在删除前可以下载多久。",
        ("默认：一天之内取走，占用磁盘少。", "一周，适合每周一统一取走的导出。"),
    ),
    "SERVER_CDR_EXPORT_MAX_SIZE": Words(
        "已完成的导出文件最多占用多少磁盘空间；超出时先删除最早的。",
        ("磁盘较小时：可容纳几百万条 CSV 话单。", "默认：一个繁忙月份的话单可多次导出。"),
    ),
    "SERVER_CDR_FILE_KEEP_DAYS": Words(
        "每小时话单文本文件保留多久；0 表示永久保留。",
        ("由脚本自行删除文件时使用。", "默认：假期中脚本出故障也来得及补读。"),
    ),
    "SERVER_LOGIN_FAILED_DISABLE_TIME": Words(
        "操作员多次输错密码后，禁止登录多长时间。",
        ("默认：猜测者一天最多只能试几千次。", "HTTP 端口可从外部访问时使用。"),
    ),
    "SERVER_LOGIN_FAILED_LIMIT": Words(
        "操作员输错密码多少次后，暂时禁止登录。",
        ("严格：输错几次就要等待。", "默认：容忍偶尔输错，阻止猜测。"),
    ),
    "SERVER_PASSWORD_COMPLEXITY": Words(
        "密码必须包含大写字母、小写字母、数字和特殊字符。",
        ("只检查长度：适合键盘受限的话机。", "推荐：拒绝缺少某类字符或容易猜到的密码。"),
    ),
    "SERVER_PASSWORD_STRENGTH": Words(
        "新密码的最低强度，按 zxcvbn 的 0 到 4 级计算；仅在要求复杂度时有效。",
        (
            "只要形式符合要求即可，Password123! 也能通过。",
            "默认：拒绝猜测者在前一百万次内就会尝试的密码。",
            "即使猜测分散在许多地址上进行也安全。",
            "适合自动生成的密码：人工想出的密码几乎都达不到。",
        ),
    ),
    "SERVER_PASSWORD_LENGTH": Words(
        "终端和操作员密码的最小长度。",
        ("默认：认证锁定开启时无法靠猜测破解。", "存储的数据可能落入他人之手时使用。"),
    ),
    "SERVER_QUERY_CDR_MAX_DAY_INTERVAL": Words(
        "一次话单查询允许的最长时间范围。",
        ("默认：一个月，任何筛选都能很快得到结果。", "一次查询一整年；汇总需要更长时间。"),
    ),
    "SERVER_SESSION_TIMEOUT": Words(
        "操作员登录后多久需要重新输入密码。",
        ("多人共用的电脑：打开的窗口只在一小时内有效。", "默认：每个工作日登录一次。"),
    ),
    "SS_ENDPOINTREGISTERRETRY": Words(
        "连续输错密码多少次后锁定终端的注册。",
        (
            "严格：猜测者机会最少，但输错密码也容易被锁。",
            "生产环境推荐，与 600 秒配合使用。",
            "默认，均衡：容忍几次输错，阻止字典攻击。",
            "宽松：适合大量手工配置话机的网络；不应更高。",
            "不推荐，10 以上都是如此：每次锁定前可猜的次数太多。",
        ),
    ),
    "SS_ENDPOINTREGISTERSUSPEND": Words(
        "终端多次输错密码后，锁定其注册。",
        ("从不锁定：猜测者可以无限次尝试密码。", "只要外人能访问 SIP 端口，就推荐开启。"),
    ),
    "SS_ENDPOINTREGISTERSUSPENDTIME": Words(
        "注册锁定持续多久后自动解除。",
        (
            "仅用于测试：猜测者一分钟后又回来。",
            "默认：对输错的客户影响短，对所有人都有延迟。",
            "五分钟：客户会很快打电话求助时的良好起点。",
            "生产环境推荐：配合 5 次，每天最多猜 720 次。",
            "半小时：遭受攻击时使用；输错的客户会有感觉。",
            "一小时：最强，需要有人负责清除锁定。",
        ),
    ),
    "SS_CDR_RECORD_TO_FILE": Words(
        "每条话单同时写入按小时划分的文本文件 cdr/YYYYMMDDHH.txt，字段以 | 分隔。",
        (
            "默认：在话单查询中查询和导出。",
            "供读取这类文件的脚本使用；每个小时的文件在两天内保持更新。",
        ),
    ),
    "SS_CDR_RECORD_NONCONNECT": Words(
        "未接通的呼叫也写入每小时的文本文件。",
        (
            "适合只需要已接通呼叫的计费程序；攻击不会产生文件。",
            "默认：文件内容与话单查询一致。",
        ),
    ),
    "SS_ENDPOINT_EXPIRE": Words(
        "未请求有效期时给予的注册有效期，也是允许的最长有效期。",
        ("话机在地址转换之后：能早发现失联的话机。", "默认：流量小，适合固定地址的话机。"),
    ),
    "SS_ENDPOINT_EXPIRE_MINIMUM": Words(
        "接受的最短注册有效期；低于它时回答 423 并给出该值。",
        ("默认：话机可以保持路由器上的通路。", "注册处理更少；路由器后的话机可能失联。"),
    ),
    "SS_ENDPOINT_REGISTER_REPLACE": Words(
        "终端的新注册替换原有的注册。",
        (
            "多部话机可共用一个分机号，最多十个联系地址。",
            "一个分机一部话机：以最后的注册为准，与 VOS3000 相同。",
        ),
    ),
    "SS_REPLY_UNAUTHORIZED": Words(
        "对来自未授权来源的呼叫回答 403。",
        (
            "扫描者得不到任何回答，配置错误的客户也一样。仍会记录。",
            "默认：配置错误的客户马上知道原因。",
        ),
    ),
    "SS_SIP_AUTHENTICATION_STRONG_FIRST": Words(
        "摘要认证质询中 SHA-256 排在 MD5 之前；两种始终都会提供。",
        (
            "默认：只读取第一个质询的设备也能注册。",
            "所有设备都支持 SHA-256 时：符合 RFC 8760 的顺序。",
        ),
    ),
    "SS_SIP_AUTHENTICATION_TIMEOUT": Words(
        "摘要认证随机数的有效期；过期的应答会得到新的质询，不计为失败。",
        ("默认：慢速网络也够用，窃听者难以利用。", "频繁注册的话机可减少质询次数。"),
    ),
    "SS_SIP_NAT_KEEP_ALIVE_INTERVAL": Words(
        "两批保活数据包之间的等待时间。",
        ("小批多次，与较小的每批数量一起使用。", "默认：每秒两批。"),
    ),
    "SS_SIP_NAT_KEEP_ALIVE_MESSAGE": Words(
        "保持 NAT 后话机通路的数据包内容；留空则发送两个空行，所有话机都会忽略。",
        (),
    ),
    "SS_SIP_NAT_KEEP_ALIVE_NUMBER": Words(
        "每批最多发送多少个保活数据包；太少会使一轮超过其周期。",
        ("线路较窄时：按默认间隔每秒 1,000 个。", "默认：17 秒内发完 100,000 部话机。"),
    ),
    "SS_SIP_NAT_KEEP_ALIVE_PERIOD": Words(
        "每隔多久向 NAT 后的每部话机发送一个保活数据包；0 表示不发送。",
        (
            "话机自行保活，或每半分钟注册一次时使用。",
            "适合移动网络的路由器，它们半分钟内就会忘记通路。",
            "默认：大多数路由器对数据包的容忍时间。",
        ),
    ),
    "SS_SIP_TRACE": Words(
        "在内存中保留呼叫的 SIP 消息，供“呼叫跟踪”页面查看；关闭后全部清除。",
        (
            "不允许任何人查看谁呼叫了谁：什么都不保留，页面为空。",
            "默认：故障发生之后即可查看，无需重现。",
        ),
    ),
    "SS_SIP_TRACE_MEMORY": Words(
        "用于呼叫消息的内存；占满时，最久没有消息的呼叫先被清除。",
        (
            "小型机器：约 700 个呼叫，每个 14 条消息。",
            "默认：约 2,500 个呼叫，每个 14 条消息。",
            "约 20,000 个呼叫；繁忙时软交换多占同样多的内存。",
        ),
    ),
    "SS_SIP_TRACE_MINUTES": Words(
        "呼叫的最后一条消息之后，其消息保留多久；正在进行的呼叫保留更久。",
        (
            "少保留个人数据：客户还在线上时足够查看。",
            "默认：有时间得知故障并查看。",
            "半个工作日；呼叫多时请同时加大内存。",
        ),
    ),
    **{name: Words(*texts) for table in _TABLES for name, texts in table.items()},
}

"""What every figure of ``/metrics`` is counted in and what it says, in English and Chinese.

The table is complete whether the switch is there or not: alarm rules are written also while it is
away. What a figure of the switch says in English stands where it is counted
(:mod:`engine.control.figures`).
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from engine.control.figures import HELP

PREFIX: Final = "switchwarden_"
UNITS: Final[Mapping[str, str]] = {
    "0 or 1": "0 或 1",
    "0 to 1": "0 到 1",
    "alarms": "个告警",
    "bytes": "字节",
    "calls": "个呼叫",
    "connections": "个连接",
    "contacts": "个联系地址",
    "elements": "个元素",
    "epoch s": "纪元秒",
    "extensions": "个分机",
    "files": "个文件",
    "kinds": "种",
    "lines": "行",
    "messages": "条消息",
    "packets": "个数据包",
    "requests": "个请求",
    "rows": "行",
    "s": "秒",
    "segments": "段",
    "sources": "个来源",
    "streams": "个事件流",
    "times": "次",
    "transactions": "个事务",
}


class FigureWords(NamedTuple):
    """A figure: its unit, what it says in both languages, the labels it has."""

    unit: str
    english: str
    chinese: str
    labels: tuple[str, ...] = ()


def _switch(name: str, unit: str, chinese: str, *labels: str) -> tuple[str, FigureWords]:
    return f"{PREFIX}{name}", FigureWords(unit, HELP[name], chinese, labels)


def _own(name: str, unit: str, english: str, chinese: str, *labels: str) -> tuple[str, FigureWords]:
    return f"{PREFIX}{name}", FigureWords(unit, english, chinese, labels)


_DURATIONS: Final = "How long HTTP requests took, event streams included."
_DURATIONS_CHINESE: Final = "HTTP 请求所用的时间，含事件流。"
FIGURES: Final[Mapping[str, FigureWords]] = dict((
    _switch("sip_requests_total", "requests", "收到的 SIP 请求，含重传。", "method"),
    _switch("sip_responses_total", "messages", "发出的 SIP 响应，按状态类别。", "status"),
    _switch("sip_responses_received_total", "messages", "收到的 SIP 响应。"),
    _switch("sip_malformed_total", "messages", "无法按 SIP 解析的消息。"),
    _switch("sip_retransmissions_total", "requests", "由事务吸收并再次应答的请求。"),
    _switch("sip_silenced_total", "requests", "有意不应答的请求。"),
    _switch("auth_challenges_total", "requests", "以质询应答的 REGISTER 和 INVITE。"),
    _switch("auth_failures_total", "times", "完整但错误的摘要认证。"),
    _switch("auth_refused_suspended_total", "requests", "因分机被暂停而拒绝的请求。"),
    _switch("registrations_total", "requests", "认证后以 200 应答的 REGISTER。"),
    _switch("suspensions_total", "extensions", "被暂停的分机。"),
    _switch("suspensions_cleared_total", "extensions", "由操作员清除的暂停和失败计数。"),
    _switch("suspensions_expired_total", "extensions", "到期的暂停。"),
    _switch("cdr_journaled_total", "calls", "写入日志的话单，按计费方式。", "mode"),
    _switch("illegal_calls_total", "calls", "因未授权而拒绝的 INVITE，无论是否记录。"),
    _switch("calls_connected_total", "calls", "接通后结束的呼叫。"),
    _switch("cdr_not_recorded_total", "calls", "只计数而未记录的呼叫，按拦下它的开关。", "gate"),
    _switch("journal_lines_total", "lines", "已写入日志的行。"),
    _switch("journal_failed_writes_total", "times", "被磁盘拒绝的日志写入。"),
    _switch("journal_lost_total", "lines", "因磁盘和内存已满而丢弃的日志行。"),
    _switch("state_failed_writes_total", "times", "被磁盘拒绝的状态写入。"),
    _switch("state_snapshots_total", "times", "完成的状态快照。"),
    _switch("internal_errors_total", "times", "在消息边界捕获的内部错误，都值得报告。"),
    _switch("udp_batches_total", "times", "读到数据报的唤醒次数。"),
    _switch("udp_datagrams_total", "packets", "读到的数据报。"),
    _switch("udp_batch_max", "packets", "一次唤醒读到的最多数据报。"),
    _switch("udp_send_failures_total", "packets", "内核未接受的数据报。"),
    _switch("blacklist_added_total", "sources", "列入黑名单的来源。"),
    _switch("blacklist_dropped_total", "messages", "来自黑名单来源、未读即丢弃的消息。"),
    _switch("blacklist_cut_total", "connections", "因来源被列入黑名单而切断的连接。"),
    _switch("limited_registrations_total", "requests", "被速率限制拒绝的 REGISTER。"),
    _switch("limited_requests_total", "requests", "被总请求速率限制拒绝的请求。"),
    _switch("limited_calls_total", "calls", "被速率限制拒绝的新呼叫。"),
    _switch("allow_list_cut_total", "connections", "因只服务白名单地址而切断的连接。"),
    _switch("allow_list_dropped_total", "messages", "因只服务白名单地址而丢弃的消息。"),
    _switch("tcp_accepted_total", "connections", "接受的连接。"),
    _switch("tcp_refused_total", "connections", "因达到上限而立即关闭的连接。"),
    _switch("tcp_given_up_total", "connections", "未证明身份、已让位给其他来源的连接。"),
    _switch("tcp_closed_idle_total", "connections", "因空闲或过慢而关闭的连接。"),
    _switch("tcp_closed_broken_total", "connections", "因无法分帧而关闭的连接。"),
    _switch("tcp_connections", "connections", "打开的连接。"),
    _switch("tls_handshakes_total", "times", "接受的连接中完成的 TLS 握手。"),
    _switch("tls_handshakes_failed_total", "times", "双向连接中失败的 TLS 握手。"),
    _switch("tls_certificate_expires_seconds", "epoch s", "SIP 证书的到期时间；没有证书时为 0。"),
    _switch("tls_certificate_failed", "0 or 1", "证书文件无法使用时为 1。"),
    _switch("transactions", "transactions", "存活的服务端事务。"),
    _switch("transactions_unacknowledged_total", "transactions", "未收到 ACK 的被拒 INVITE。"),
    _switch("bindings", "contacts", "已注册的联系地址。"),
    _switch("endpoints_registered", "extensions", "至少有一个联系地址的分机。"),
    _switch("endpoints_configured", "extensions", "配置中的分机。"),
    _switch("extensions_suspended", "extensions", "当前被暂停的分机，按是否在配置中。", "known"),
    _switch("extensions_tracked", "extensions", "有失败计数的分机。"),
    _switch("journal_waiting", "lines", "磁盘尚未写入、仍在内存中的日志行。"),
    _switch("journal_write_failed", "0 or 1", "磁盘拒绝写入日志时为 1。"),
    _switch("config_write_failed", "0 or 1", "配置副本落后时为 1。"),
    _switch("state_write_failed", "0 or 1", "磁盘拒绝写入状态时为 1。"),
    _switch("loop_lag_seconds", "s", "事件循环最近一次定时器的延迟。"),
    _switch("loop_lag_max_seconds", "s", "事件循环定时器的最大延迟。"),
    _switch("relay_orders_total", "messages", "发往媒体中继的命令和探测。"),
    _switch("relay_failed_total", "messages", "媒体中继未能改写的会话描述。"),
    _own("module_up", "0 or 1", "1 while it runs.", "模块运行时为 1。", "module"),
    _own(
        "sip_ok", "0 or 1", "1 while a loopback OPTIONS is answered.",
        "本机 OPTIONS 得到应答时为 1。",
    ),
    _own(
        "kernel_state", "0 or 1", "1 for the state of the blacklist in the kernel.",
        "内核黑名单当前所处的状态为 1。", "state",
    ),
    _own("kernel_elements", "elements", "Elements in the kernel's sets.", "内核集合中的元素。"),
    _own(
        "kernel_dropped_packets_total", "packets", "Packets of listed sources dropped there.",
        "内核丢弃的黑名单来源数据包。",
    ),
    _own("kernel_dropped_bytes_total", "bytes", "Bytes of them.", "这些数据包的字节数。"),
    _own(
        "kernel_drift_total", "times", "Strange changes of the table put right.",
        "已纠正的表外部改动。",
    ),
    _own("kernel_failures_total", "times", "Batches that nft refused.", "被 nft 拒绝的批次。"),
    _own("alarms", "alarms", "Alarms that stand now.", "当前存在的告警。", "severity"),
    _own(
        "alarm_standing", "alarms", "Alarms that stand now, by kind; those of rules are left out.",
        "当前存在的告警，按种类；不含规则产生的告警。", "kind",
    ),
    _own(
        "audit_broken", "0 to 1", "1 if the audit failed its latest verification.",
        "审计日志最近一次校验未通过时为 1。",
    ),
    _own(
        "audit_verified_age_seconds", "s", "Since the audit was verified, 0 before.",
        "距审计日志上次完成校验的时间；从未校验时为 0。",
    ),
    _own("records_off", "kinds", "Kinds of records switched off.", "已关闭记录的话单种类。"),
    _own(
        "disk_free_ratio", "0 to 1", "Free part of the data folder's disk.",
        "数据目录所在磁盘的空闲比例。",
    ),
    _own(
        "journal_pending_segments", "segments", "Sealed segments that wait.", "等待入库的日志段。"
    ),
    _own("journal_oldest_seconds", "s", "Age of the oldest of them.", "最早一段已等待的时间。"),
    _own(
        "journal_rejected_total", "lines", "Journal lines put aside as unreadable.",
        "因无法读取而另存的日志行。",
    ),
    _own("journal_ingested_total", "rows", "Rows stored.", "已入库的行。", "kind"),
    _own(
        "http_requests_total", "requests",
        "HTTP requests ended; status 0 means that the client went away.",
        "结束的 HTTP 请求；状态 0 表示客户端已离开。", "method", "route", "status",
    ),
    _own("http_request_duration_seconds_bucket", "requests", _DURATIONS, _DURATIONS_CHINESE, "le"),
    _own("http_request_duration_seconds_count", "requests", _DURATIONS, _DURATIONS_CHINESE),
    _own("http_request_duration_seconds_sum", "s", _DURATIONS, _DURATIONS_CHINESE),
    _own(
        "http_sign_ins_refused_total", "times", "Wrong passwords and throttled sign-ins.",
        "错误的密码和被限制的登录。",
    ),
    _own("exports_total", "files", "Exports ended.", "结束的导出。", "status"),
    _own("event_streams", "streams", "Open event streams.", "打开的事件流。"),
))  # fmt: skip
"""Every figure, by its name as ``/metrics`` shows it."""

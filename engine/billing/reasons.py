"""Why a call ended: one table of numbers and their texts (design section 3.3).

0 is a call that was hung up as calls are. A positive number is the SIP status that ended it. A
negative number is a decision of this switch that no status tells: -9 is the unauthorised call
(requirement 47), so that scripts which look for -9 in VOS3000's records find it here too.

VOS3000's own list of negative numbers is not public. A number, once given, keeps its meaning: -10
is in the records of the first release and is given to no call any more. ``docs/end-reasons.md`` is
made from the table by ``build/end_reasons.py``.
"""

from typing import Final

from engine.billing.modes import Language
from engine.calls.events import Cause

NORMAL: Final = 0
UNAUTHORISED: Final = -9
NOT_CONNECTED: Final = -10
NO_ROUTE: Final = -11
CAPACITY: Final = -12
RATE: Final = -13
MAX_DURATION: Final = -14
NO_ANSWER: Final = -15
CANCELLED: Final = -16
OPERATOR: Final = -17
UNREACHABLE: Final = -18
LOST: Final = -19
SESSION_EXPIRED: Final = -20
SERVER_STOPPED: Final = -21
UNCONFIRMED: Final = -22
BLACKLISTED: Final = -23

REASONS: Final[dict[int, tuple[str, str]]] = {
    NORMAL: ("Normal call clearing", "正常挂断"),
    UNAUTHORISED: ("Unauthorised call", "未授权的呼叫"),
    NOT_CONNECTED: (
        "Called endpoint is registered, but calls are not connected by this release",
        "被叫已注册，但本版本不接续呼叫",
    ),
    NO_ROUTE: ("No gateway serves the number", "没有网关可达该号码"),
    CAPACITY: ("Too many calls at a time", "并发呼叫数已达上限"),
    RATE: ("Too many new calls a second", "每秒新呼叫数已达上限"),
    MAX_DURATION: ("Longest call duration reached", "已达最长通话时间"),
    NO_ANSWER: ("No answer in time", "超时无人应答"),
    CANCELLED: ("Caller hung up before the answer", "主叫在应答前挂断"),
    OPERATOR: ("Hung up by an operator", "被操作员挂断"),
    UNREACHABLE: ("Gateway or phone did not respond", "网关或话机无响应"),
    LOST: ("Found gone, ended when last seen alive", "呼叫已丢失，以最后确认存活的时间为结束"),
    SESSION_EXPIRED: ("Session expired without a refresh", "会话未刷新而过期"),
    SERVER_STOPPED: ("Server stopped", "服务器停止"),
    UNCONFIRMED: ("Answer was never confirmed by the caller", "主叫未确认应答"),
    BLACKLISTED: ("Number is on the blacklist", "号码在黑名单中"),
    400: ("Bad request", "请求错误"),
    401: ("Unauthorized", "未授权"),
    402: ("Payment required", "需要付费"),
    403: ("Forbidden", "禁止呼叫"),
    404: ("Number not found", "号码不存在"),
    405: ("Method not allowed", "方法不允许"),
    406: ("Not acceptable", "不可接受"),
    407: ("Proxy authentication required", "需要代理认证"),
    408: ("Request timeout", "请求超时"),
    410: ("Number no longer in use", "号码已停用"),
    413: ("Request entity too large", "请求实体过大"),
    414: ("Request-URI too long", "请求地址过长"),
    415: ("Unsupported media type", "不支持的媒体类型"),
    416: ("Unsupported URI scheme", "不支持的地址类型"),
    420: ("Unsupported extension", "不支持的扩展"),
    421: ("Extension required", "需要扩展"),
    422: ("Session interval too small", "会话时间间隔过短"),
    423: ("Interval too brief", "时间间隔过短"),
    480: ("Temporarily unavailable", "暂时不可用"),
    481: ("Call does not exist", "呼叫不存在"),
    482: ("Loop detected", "检测到环路"),
    483: ("Too many hops", "跳数过多"),
    484: ("Address incomplete", "号码不完整"),
    485: ("Ambiguous address", "号码不明确"),
    486: ("Busy", "用户忙"),
    487: ("Cancelled before answer", "应答前取消"),
    488: ("Media not acceptable", "媒体不可接受"),
    491: ("Request pending", "请求等待中"),
    493: ("Undecipherable", "无法解密"),
    500: ("Server internal error", "服务器内部错误"),
    501: ("Not implemented", "未实现"),
    502: ("Bad gateway", "网关错误"),
    503: ("Service unavailable", "服务不可用"),
    504: ("Server timeout", "服务器超时"),
    505: ("Version not supported", "不支持的版本"),
    513: ("Message too large", "消息过大"),
    600: ("Busy everywhere", "全忙"),
    603: ("Declined", "拒绝接听"),
    604: ("Does not exist anywhere", "号码不存在于任何地方"),
    606: ("Not acceptable anywhere", "任何地方都不可接受"),
}
"""Code -> (English, Chinese)."""

REASON_CLASSES: Final[dict[str, tuple[int, int]]] = {
    "normal": (NORMAL, NORMAL),
    "switch": (-999, -1),
    "redirected": (300, 399),
    "request": (400, 499),
    "server": (500, 599),
    "global": (600, 699),
}
"""Class -> its first and last code: hung up, decided by this switch, and the classes of SIP."""

_BY_CAUSE: Final[dict[str, int]] = {
    "cleared": NORMAL,
    "unauthorised": UNAUTHORISED,
    "not connected": NOT_CONNECTED,
    "no route": NO_ROUTE,
    "capacity": CAPACITY,
    "rate": RATE,
    "max duration": MAX_DURATION,
    "no answer": NO_ANSWER,
    "cancelled": CANCELLED,
    "operator": OPERATOR,
    "unreachable": UNREACHABLE,
    "lost": LOST,
    "session expired": SESSION_EXPIRED,
    "server stopped": SERVER_STOPPED,
    "unconfirmed": UNCONFIRMED,
    "blacklisted": BLACKLISTED,
}
"""The value of a cause -> code; the cause that is missing leaves it to the SIP status."""

_CODES: Final = {cause: _BY_CAUSE[cause.value] for cause in Cause if cause.value in _BY_CAUSE}
_CLASSES: Final[dict[int, tuple[str, str]]] = {
    3: ("Redirected ({code})", "重定向（{code}）"),
    4: ("Request failure ({code})", "请求失败（{code}）"),
    5: ("Server failure ({code})", "服务器故障（{code}）"),
    6: ("Global failure ({code})", "全局失败（{code}）"),
}


def code_of(cause: Cause, status: int) -> int:
    """The end reason of a call that ended for ``cause`` with the SIP status ``status``."""
    return _CODES.get(cause, status)


def reason_text(code: int, language: Language = "en") -> str:
    """The text of a reason; by its class or number for one that the table does not hold."""
    texts = REASONS.get(code) or _CLASSES.get(code // 100, ("Reason {code}", "原因 {code}"))
    return texts[language == "zh"].format(code=code)

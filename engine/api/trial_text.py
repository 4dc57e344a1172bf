"""A test call in words, in English and Chinese: its steps, its problems, why it has no record."""

from typing import Final

from engine.api.trials import TrialProblem
from engine.control.trials import StepName, TrialStep

Both = tuple[str, str]

GATE_PARAMETER: Final = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"

STEPS: Final[dict[StepName, Both]] = {
    "sent": ("INVITE sent to {address}", "已向 {address} 发送 INVITE"),
    "ringing": ("The echo rings", "回音端振铃"),
    "answered": ("The echo has answered", "回音端已应答"),
    "voice": (
        "{returned} of {sent} voice packets came back",
        "发送语音包 {sent} 个，返回 {returned} 个",
    ),
    "hanging_up": ("The caller hangs up", "主叫挂机"),
    "ended": ("The softswitch confirmed the end of the call", "软交换已确认通话结束"),
    "refused": (
        "The softswitch refused the call: {status} {reason}",
        "软交换拒绝了呼叫：{status} {reason}",
    ),
    "cut": ("The softswitch ended the call by itself", "软交换主动结束了通话"),
    "silent": (
        "Nothing came from {address} for {seconds} s",
        "{seconds} 秒内未收到 {address} 的任何消息",
    ),
    "blocked": ("Sending to {address} is refused: {reason}", "无法向 {address} 发送：{reason}"),
}

PROBLEMS: Final[dict[TrialProblem, Both]] = {
    "refused": (
        (
            "The softswitch refused the test call. The last step has its answer; 503 means that it "
            "has as many calls as it can hold."
        ),
        "软交换拒绝了测试呼叫。最后一步列出了它的应答；503 表示通话数已达上限。",
    ),
    "cut": (
        (
            "The softswitch ended the test call before its time. An operator may have hung it up "
            "under Current call."
        ),
        "软交换提前结束了测试呼叫。可能有操作员在“当前通话”中将其挂断。",
    ),
    "silent": (
        (
            "SIP does not answer although the softswitch is running. A firewall on this machine "
            "may block the port, or the softswitch is overloaded."
        ),
        "软交换正在运行，但 SIP 没有应答。可能是本机防火墙阻断了该端口，或软交换过载。",
    ),
    "blocked": (
        (
            "This machine does not let the test call out: the port is blocked by a firewall, or "
            "there is no way to the address. The last step has the words of the system."
        ),
        "本机不允许发出测试呼叫：端口被防火墙阻断，或无法到达该地址。最后一步列出了系统给出的原因。",
    ),
    "restarted": (
        "The softswitch was restarted during the test call. Place another one.",
        "测试呼叫期间软交换重新启动。请再次发起测试。",
    ),
    "journal_full": (
        (
            "The disk of the softswitch is full: calls that were not connected are only counted. "
            "Make room, then place another test call."
        ),
        "软交换磁盘已满：未接通的呼叫只计数。请清理空间后再次测试。",
    ),
    "no_record": (
        (
            "The call has ended, but its record has not arrived. See the journal under the health "
            "of the engine: segments wait there, or the store refuses them."
        ),
        "通话已结束，但话单尚未到达。请查看引擎健康状态中的日志：可能有分段在等待，或存储拒绝写入。",
    ),
    "no_voice": (
        (
            "The call has its record, but no voice came back: a firewall on this machine blocks "
            "UDP between the two ends of the call, or the relay lost it."
        ),
        "话单已生成，但没有语音返回：本机防火墙阻断了通话两端之间的 UDP，或媒体中继丢弃了语音。",
    ),
    "no_count": (
        (
            "The call was kept out of the records, and its count has not arrived either. See the "
            "journal under the health of the engine."
        ),
        "该呼叫未生成话单，其计数也尚未到达。请查看引擎健康状态中的日志。",
    ),
}

KEPT_OUT: Final[Both] = (
    (
        "There is no record because {parameter} is {value}: calls that were never connected are "
        "only counted. This one was: {count} counted in its minute from {source}."
    ),
    (
        "没有话单，因为 {parameter} 为 {value}：未接通的呼叫只计数。本次呼叫已计数：该分钟内来自 "
        "{source} 的计数为 {count}。"
    ),
)


def step_text(step: TrialStep, language: str) -> str:
    """One step as a sentence.

    Args:
        step: Which.
        language: Value of Accept-Language; Chinese if that is what it asks for first.
    """
    return pick(STEPS[step.name], language).format_map(_Blanks(step.values))


def problem_text(problem: TrialProblem, language: str) -> str:
    """What went wrong and what to do, "" when nothing did."""
    return pick(PROBLEMS[problem], language) if problem else ""


def kept_out_text(value: int, count: int, source: str, language: str) -> str:
    """Why a call that was never connected has no record."""
    return pick(KEPT_OUT, language).format(
        parameter=GATE_PARAMETER, value=value, count=count, source=source
    )


def pick(both: Both, language: str) -> str:
    """The text of the two that is asked for."""
    return both[language.lstrip().lower().startswith("zh")]


class _Blanks(dict[str, "str | int"]):
    """A value that a switch of another version did not send is left open."""

    def __missing__(self, key: str) -> str:
        return "?"

"""What an operator decides about calls, as one small value.

The parameters behind it are those of the group "softswitch"; :mod:`engine.switch.policies` is the
place that knows which. A gateway's own limit, where it has one, stands in place of the system's.
"""

from typing import NamedTuple


class CallPolicy(NamedTuple):
    """The limits of calls; the defaults are those of a fresh installation.

    Attributes:
        max_duration_s: Seconds from the answer after which a call is ended.
        no_answer_s: Seconds from the INVITE after which a call that is not answered is given up.
        invite_timeout_s: Seconds that a gateway has for its first answer, a 100 included.
        stop_after_sdp: Whether a call stays with a gateway that sent early media.
        stop_after_busy: Whether a busy callee (486) ends the call, instead of the next gateway
            being tried.
        stop_after_silence: Whether a gateway that did not answer in time, or says that its own did
            not (408), ends the call, likewise.
        until_connect: Whether every other refusal of a gateway lets the next one be tried, also
            when a phone rang.
        switch_limit: How often a call may move to the next gateway, 0 for no limit.
        asr_sort: Whether the answered share of a gateway's calls orders routes: 0 no, 1 those of
            one priority, 2 all of one prefix.
        asr_window_s: Seconds for which an ended call counts for that share, 0 for any time.
        endpoint_calls: Calls that an endpoint may have at a time, made and received, 0 for no
            limit.
        session_ttl_s: Seconds a session lasts unless it is refreshed, as the switch offers it; 0 to
            have a timer only where the other side asks for one.
        session_minimum_s: Fewer seconds than these are refused (422).
        session_segments: In how many parts the refreshes of the switch cut that time.
        session_margin_s: Seconds before its end at which a session that nobody refreshed is given
            up, a third of it at most.
        no_timer_s: Seconds a call may last of which one side has no session timer.
        reliable: Reliable provisional answers: 0 where the other side requires them, 1 where it
            knows them, 2 to refuse callers who do not.
    """

    max_duration_s: int = 7200
    no_answer_s: int = 60
    invite_timeout_s: int = 10
    stop_after_sdp: bool = True
    stop_after_busy: bool = True
    stop_after_silence: bool = False
    until_connect: bool = False
    switch_limit: int = 0
    asr_sort: int = 0
    asr_window_s: int = 86_400
    endpoint_calls: int = 0
    session_ttl_s: int = 600
    session_minimum_s: int = 90
    session_segments: int = 2
    session_margin_s: int = 32
    no_timer_s: int = 7200
    reliable: int = 1

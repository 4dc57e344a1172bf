"""Every parameter there is, as one table of data.

A parameter is listed here if, and only if, code gives it an effect. Names, defaults and ranges of
the VOS3000 parameters are those of its manual (sections 4.3.5.1 for the server and 4.3.5.2 for the
softswitch; requirements 1-4, 34-37, 63-70); where only the name is public, and for the parameters
that are ours, they are chosen here. Recommended values follow requirements 105, 106, 193 and 194.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from engine.parameters.allowing import ALLOWING
from engine.parameters.billing import BILLING
from engine.parameters.blacklist import BLACKLIST
from engine.parameters.calls import CALLS
from engine.parameters.carriers import CARRIERS
from engine.parameters.entries import DAY, OURS, SERVER, SOFTSWITCH, flag, integer
from engine.parameters.flood import FLOOD
from engine.parameters.histories import HISTORIES
from engine.parameters.keeping import KEEPING
from engine.parameters.kernel import KERNEL
from engine.parameters.limits import LIMITS
from engine.parameters.model import Group, Kind, Parameter, Recommendation
from engine.parameters.nat import NAT
from engine.parameters.numbers import NUMBERS
from engine.parameters.syslog import SYSLOG
from engine.parameters.traces import TRACES
from engine.parameters.transport import TRANSPORT

__all__ = ["CATALOGUE", "Group", "Kind", "Parameter", "Recommendation"]


def _alphabetical(parameters: Iterable[Parameter]) -> Mapping[str, Parameter]:
    ordered = sorted(parameters, key=lambda parameter: parameter.name)
    return MappingProxyType({parameter.name: parameter for parameter in ordered})


_LOCKOUT = (
    flag(
        "SS_ENDPOINTREGISTERSUSPEND",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        0,
        "Suspends the registration of an endpoint after repeated wrong passwords.",
        off="No lockout ever: a guesser may try passwords without end.",
        on="Recommended wherever strangers can reach the SIP port.",
    ),
    integer(
        "SS_ENDPOINTREGISTERRETRY",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        6,
        (1, 100),
        "attempts",
        "Consecutive wrong passwords after which an endpoint is suspended.",
        Recommendation(3, "Strict: least room for a guesser, but a mistyped password locks out."),
        Recommendation(5, "Recommended in production, together with 600 seconds."),
        Recommendation(6, "Balanced, the default: forgives a few mistakes, stops a dictionary."),
        Recommendation(10, "Lenient: for networks with many hand-configured phones; not above."),
        Recommendation(
            20,
            "Not recommended, like everything above 10: too many guesses per suspension.",
            advised=False,
        ),
    ),
    integer(
        "SS_ENDPOINTREGISTERSUSPENDTIME",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        180,
        (60, DAY),
        "s",
        "How long a suspension lasts before it lifts by itself.",
        Recommendation(60, "For tests only: a guesser is back after a minute."),
        Recommendation(180, "The default: short for a customer who mistyped, some delay for all."),
        Recommendation(300, "Five minutes: a good start where customers call support quickly."),
        Recommendation(600, "Recommended in production: at 5 attempts, 720 guesses a day at most."),
        Recommendation(1800, "Half an hour: under attack; a mistaken customer feels it."),
        Recommendation(3600, "An hour: strongest, and needs somebody who clears suspensions."),
    ),
)

_REGISTRATION = (
    flag(
        "SS_ENDPOINT_REGISTER_REPLACE",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        0,
        "Lets a new registration of an endpoint replace its earlier ones.",
        off="Several phones may share an extension, up to ten contacts.",
        on="One phone an extension: the latest registration wins, as in VOS3000.",
    ),
    integer(
        "SS_ENDPOINT_EXPIRE",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        3600,
        (60, DAY),
        "s",
        "Registration time granted when none is asked for, and the longest that is granted.",
        Recommendation(300, "Phones behind address translation: lost ones are noticed early."),
        Recommendation(3600, "The default: little traffic, fit for phones at fixed addresses."),
    ),
    integer(
        "SS_ENDPOINT_EXPIRE_MINIMUM",
        Group.SOFTSWITCH,
        OURS,
        60,
        (10, 3600),
        "s",
        "Shortest registration time accepted; below it the answer is 423 with this value.",
        Recommendation(60, "The default: phones may keep a path through a router open."),
        Recommendation(300, "Fewer registrations to handle; phones behind routers may go silent."),
    ),
    integer(
        "SS_SIP_AUTHENTICATION_TIMEOUT",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        60,
        (10, 3600),
        "s",
        "Lifetime of a digest nonce; a later response gets a new challenge and counts nothing.",
        Recommendation(60, "The default: enough for slow networks, little use to an eavesdropper."),
        Recommendation(600, "Fewer challenges for phones that register often."),
    ),
    flag(
        "SS_SIP_AUTHENTICATION_STRONG_FIRST",
        Group.SOFTSWITCH,
        OURS,
        0,
        "Offers SHA-256 before MD5 in digest challenges; both are offered either way.",
        off="The default: devices that read only the first offer can register.",
        on="Where every device knows SHA-256: the order that RFC 8760 wants.",
    ),
    flag(
        "SS_REPLY_UNAUTHORIZED",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        1,
        "Answers calls from unauthorised sources with 403.",
        off="Scanners hear nothing; a misconfigured customer does not either. Still recorded.",
        on="The default: a misconfigured customer learns the cause at once.",
    ),
)

_SECURITY = (
    integer(
        "SERVER_PASSWORD_LENGTH",
        Group.SECURITY,
        SERVER,
        12,
        (1, 64),
        "characters",
        "Least length of the passwords of endpoints and operators.",
        Recommendation(12, "The default: out of reach of guessing while the lockout is on."),
        Recommendation(16, "For systems whose stored data others may get hold of."),
    ),
    flag(
        "SERVER_PASSWORD_COMPLEXITY",
        Group.SECURITY,
        OURS,
        1,
        "Wants upper and lower case letters, digits and special characters in passwords.",
        off="Only the length counts: for phones whose keypads allow no more.",
        on="Recommended: what is short of a class, or easily guessed, is refused.",
    ),
    integer(
        "SERVER_PASSWORD_STRENGTH",
        Group.SECURITY,
        OURS,
        2,
        (0, 4),
        "level",
        "Least strength of new passwords, 0 to 4 as zxcvbn counts, while complexity is wanted.",
        Recommendation(0, "Any password of the right form, Password123! too.", advised=False),
        Recommendation(2, "The default: refuses what guessers try among their first million."),
        Recommendation(3, "Also safe from somebody who shares the guessing among many addresses."),
        Recommendation(4, "For generated passwords: hardly any that a person makes up passes."),
    ),
    integer(
        "SERVER_LOGIN_FAILED_DISABLE_TIME",
        Group.SECURITY,
        SERVER,
        60,
        (10, DAY),
        "s",
        "How long sign-in is refused after too many wrong passwords of an operator.",
        Recommendation(60, "The default: a guesser gets a few thousand tries a day at most."),
        Recommendation(600, "Where the HTTP port can be reached from outside."),
    ),
    integer(
        "SERVER_LOGIN_FAILED_LIMIT",
        Group.SECURITY,
        OURS,
        5,
        (1, 100),
        "attempts",
        "Wrong passwords of an operator after which sign-in is refused for a while.",
        Recommendation(3, "Strict: a mistyped password soon has to wait."),
        Recommendation(5, "The default: forgives mistakes, stops guessing."),
    ),
    integer(
        "SERVER_SESSION_TIMEOUT",
        Group.SECURITY,
        OURS,
        43200,
        (300, 30 * DAY),
        "s",
        "How long an operator stays signed in before the password is asked for again.",
        Recommendation(3600, "Shared desks: an open window is of use to others for an hour."),
        Recommendation(43200, "The default: one sign-in a working day."),
    ),
)

_QUERY = (
    integer(
        "SERVER_QUERY_CDR_MAX_DAY_INTERVAL",
        Group.QUERY,
        SERVER,
        31,
        (1, 3660),
        "days",
        "Longest time range of one query for call records.",
        Recommendation(31, "The default: a month, answered quickly whatever the filter."),
        Recommendation(366, "A whole year in one query; summaries take longer."),
    ),
    integer(
        "SERVER_CDR_EXPORT_KEEP_HOURS",
        Group.QUERY,
        OURS,
        24,
        (1, 720),
        "hours",
        "How long a finished export can be fetched before its file is removed.",
        Recommendation(24, "The default: a day to fetch it, little disk used."),
        Recommendation(168, "A week, for exports that are collected on Mondays."),
    ),
    integer(
        "SERVER_CDR_EXPORT_MAX_SIZE",
        Group.QUERY,
        OURS,
        10_000,
        (100, 1_000_000),
        "MB",
        "How much of the disk finished exports may take; the oldest are removed first.",
        Recommendation(2_000, "A small disk: some million records as CSV."),
        Recommendation(10_000, "The default: a month of a busy switch, many times."),
    ),
    flag(
        "SS_CDR_RECORD_TO_FILE",
        Group.QUERY,
        SOFTSWITCH,
        0,
        "Writes every record also to a text file for each hour, cdr/YYYYMMDDHH.txt, fields by |.",
        off="The default: records are queried and exported from the portal.",
        on="For scripts that read such files; each hour is kept up for two days.",
    ),
    flag(
        "SS_CDR_RECORD_NONCONNECT",
        Group.QUERY,
        SOFTSWITCH,
        1,
        "Writes calls that were not connected to the hourly text files, too.",
        off="For billing programs, which need connected calls alone; attacks make no files.",
        on="The default: the files say what the portal says.",
    ),
    integer(
        "SERVER_CDR_FILE_KEEP_DAYS",
        Group.QUERY,
        OURS,
        31,
        (0, 3660),
        "days",
        "How long the hourly text files of call records are kept; 0 keeps them for ever.",
        Recommendation(0, "For scripts that remove the files themselves."),
        Recommendation(31, "The default: time for a script that was broken over the holidays."),
    ),
)

#: All parameters by name, in alphabetical order (requirement 72).
CATALOGUE: Final = _alphabetical(
    (
        *(
            *BILLING,
            *_LOCKOUT,
            *_REGISTRATION,
            *CALLS,
            *CARRIERS,
            *NAT,
            *TRACES,
            *TRANSPORT,
            *BLACKLIST,
            *LIMITS,
            *NUMBERS,
            *KERNEL,
            *ALLOWING,
            *_SECURITY,
            *_QUERY,
        ),
        *KEEPING,
        *FLOOD,
        *HISTORIES,
        *SYSLOG,
    )
)

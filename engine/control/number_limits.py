"""What a mapping gateway may have of its own in the dynamic blacklist of numbers (vos3000.md 5.1).

VOS3000 lets a gateway opt in to being watched in standalone mode
(``dynamicBlackListInStandalone``); here it may opt out as well, and have limits of its own. How
long calls are counted and how long a number stays listed is the same for all.
"""

from typing import Final, Literal, get_args

NumberWatch = Literal["inherit", "on", "off"]
"""Whether rules apply to its calls: as ``SS_BLACK_LIST_DYNAMIC_RUN_MODE`` and ``..._GATEWAYS`` say,
always, or never. Never while ``SS_BLACK_LIST_DYNAMIC`` is off."""

INHERIT: Final = -1
"""A limit that is the one of the system's parameter."""

MAX_LIMIT: Final = 10_000

FIELDS: Final = {
    "malicious_callee": "malicious_callee_limit",
    "malicious_caller": "malicious_caller_limit",
    "no_answer": "no_answer_limit",
    "concurrent": "concurrent_limit",
}
"""Rule -> the field of a gateway with its limit: :data:`INHERIT`, 0 for off, or calls."""

WATCHES: Final = get_args(NumberWatch)

"""What the numbers of billing modes mean (design section 3.3).

The mode says on whose account a call goes. Modes 0 to 3 are those of VOS3000; the mode of an
illegal call, which goes on nobody's account, is a number of its own (requirements 44, 50) that no
other call ever carries.
"""

from typing import Final, Literal

Language = Literal["en", "zh"]

PHONE: Final = 0
MAPPING_GATEWAY: Final = 1
BOUND_NUMBER: Final = 2
PHONE_CARD: Final = 3
ILLEGAL: Final = 9

MODES: Final[dict[int, tuple[str, str]]] = {
    PHONE: ("Phone", "话机"),
    MAPPING_GATEWAY: ("Mapping gateway", "对接网关"),
    BOUND_NUMBER: ("Bound number", "绑定号码"),
    PHONE_CARD: ("Phone card", "电话卡"),
    ILLEGAL: ("Illegal call", "非法呼叫"),
}
"""Code -> (English, Chinese)."""


def mode_name(code: int, language: Language = "en") -> str:
    """The name of a mode; the number itself for one that this release does not know."""
    names = MODES.get(code)
    if names is None:
        return str(code)
    return names[1] if language == "zh" else names[0]

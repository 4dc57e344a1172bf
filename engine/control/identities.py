"""How a gateway is told who calls, under the names of VOS3000's gateway settings.

Trust is a matter of each gateway (RFC 3325 section 4): what an untrusted one asserts is not
believed, and one that is not trusted with a withheld number never sees it. Phones are not trusted.
"""

from typing import Final, Literal, get_args

CallerDomain = Literal["from", "p_asserted_identity"]
"""Where a mapping gateway's calling number stands. "p_asserted_identity": it is trusted, so the
number it asserts counts; without one From does, as it does for "from"."""

PrivacyMode = Literal["pass", "id"]
"""Whether a routing gateway is told a number that is withheld: as the caller asks ("pass"), or no
number is ever shown to who is called ("id")."""

AssertedMode = Literal["none", "pass", "caller"]
"""Whether a routing gateway gets a P-Asserted-Identity: never, when a mapping gateway asserted the
caller, or always. A gateway that gets one is trusted to honour Privacy."""

PreferredMode = Literal["none", "caller"]
"""The same of P-Preferred-Identity, for a carrier that asserts our callers itself."""

CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "sip_caller_e164_domain": get_args(CallerDomain),
    "sip_privacy": get_args(PrivacyMode),
    "sip_p_asserted_identity": get_args(AssertedMode),
    "sip_p_preferred_identity": get_args(PreferredMode),
}
"""Field of a gateway -> its values, the first one is that of a new gateway."""

"""Who calls, as far as it is known here, and how he is shown to whom he calls.

Trust is per gateway (RFC 3325 section 4, :mod:`engine.control.identities`). A number that its
caller withholds stays in the record and goes to nobody but to a gateway that is trusted to withhold
it, too: in P-Asserted-Identity, with ``Privacy: id``. Everybody else reads an anonymous From (RFC
3323 section 4.1). What a phone says of itself in P-headers is never passed.
"""

from typing import Final, NamedTuple

import msgspec

from engine.calls.call import Place, Who
from engine.calls.invite import Admitted
from engine.calls.messages import Headers, address
from engine.registrar.extension import extension_of
from engine.sip.errors import PeerError
from engine.sip.identity import ANONYMOUS, identity_of, is_anonymous, privacy_of
from engine.sip.request import Request

_HIDING: Final = frozenset({"id", "user", "header", "session"})
_SHOWN_AS: Final = f'"Anonymous" <{ANONYMOUS}>'
_ASSERTED: Final = "p-asserted-identity"


def who_calls(request: Request, *, trusted: bool, proven: bool = False) -> Who:
    """What an INVITE says of its caller.

    Args:
        request: The INVITE.
        trusted: Whether it came from a gateway whose assertions are believed.
        proven: Whether its caller proved who he is, whatever his From says.

    Raises:
        PeerError: 500, it asks for more privacy than there is, and for nothing less (RFC 3323
            section 5).
    """
    asked, sender = privacy_of(request), request.from_
    if {"critical", "session"} <= asked:
        raise PeerError(500, "Privacy Not Available", "critical privacy of the session")
    found = identity_of(request, _ASSERTED) if trusted else None
    anonymous = is_anonymous(sender.uri)
    return Who(
        display="" if anonymous and found is None else (found or sender).display,
        hidden=("none" not in asked and bool(asked & _HIDING)) or anonymous,
        asserted="" if found is None else extension_of(found.uri),
        known=found is not None or not anonymous or proven,
    )


def named(admitted: Admitted, who: Who) -> Admitted:
    """The call with the number that was asserted in place of From's."""
    if not who.asserted or admitted.account:
        return admitted
    setup = msgspec.structs.replace(admitted.setup, caller=who.asserted)
    return msgspec.structs.replace(admitted, setup=setup)


class Shown(NamedTuple):
    """How the caller is shown to one place.

    Attributes:
        sender: From value without tag.
        headers: Those that go with it.
    """

    sender: str
    headers: Headers


def shown_to(place: Place, who: Who, host: str) -> Shown:
    """How ``who`` is shown to ``place``; ``host`` is our address towards it.

    A carrier that we register with knows us, and so our callers, by names in its own domain.
    """
    identity = address(place.caller, place.domain or host, who.display)
    hidden = who.hidden or place.privacy == "id"
    headers: Headers = []
    if who.known and place.caller:
        if place.asserted == "caller" or (place.asserted == "pass" and who.asserted):
            headers.append(("P-Asserted-Identity", identity))
        if place.preferred == "caller":
            headers.append(("P-Preferred-Identity", identity))
    if not hidden:
        return Shown(identity, headers)
    return Shown(_SHOWN_AS, [*headers, ("Privacy", "id")])

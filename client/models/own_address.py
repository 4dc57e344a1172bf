"""From which address the engine sees the operator; asked of the engine, which alone knows.

Behind a NAT no computer knows how it is seen. The audit of the operator's sign-ins names addresses;
which of them is this one, a preview says. Runs in a worker thread.
"""

from __future__ import annotations

from client.api.client import ApiClient
from client.api.errors import ApiError

#: Sign-ins of one name that are looked at, and addresses among them that are asked about.
SIGN_INS, ADDRESSES = 20, 4


def own_address(api: ApiClient, name: str) -> str:
    """Return the address *name* is seen from now, or nothing when nobody can tell."""
    try:
        found = api.audit(limit=SIGN_INS, actor=name, action="session.create").items
        addresses = dict.fromkeys(str(item.get("address") or "") for item in found)
        for address in [each for each in addresses if each][:ADDRESSES]:
            if api.block_preview(address).own_address:
                return address
    except ApiError:
        return ""
    return ""

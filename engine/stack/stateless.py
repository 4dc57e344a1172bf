"""To tags for answers that leave no transaction behind (RFC 3261 §8.2.7).

A 401 or an answer to OPTIONS costs no memory when every retransmission is simply answered anew. The
answers must then be the same, so the tag is a keyed hash of what identifies the request. The key
keeps others from predicting tags. Python's own hash of text is such a function (SipHash, PEP 456)
and costs a third of one made for signatures.
"""

from __future__ import annotations

from typing import Final

from engine.sip.request import Request

_64_BITS: Final = (1 << 64) - 1


def stateless_tag(request: Request, key: str) -> str:
    """Return the To tag of a stateless answer, 16 hexadecimal digits.

    Args:
        request: the request with its Call-ID, From and CSeq.
        key: 16 or more secret characters, kept for the life of the process.
    """
    fields = request.fields
    # CSeq without its method: the ACK of a refused INVITE carries the same tag.
    number = fields["cseq"].partition(" ")[0]
    text = f"{key}{fields['call-id']}\n{fields['from']}\n{number}"
    return f"{hash(text) & _64_BITS:016x}"

"""To tags for answers that leave no transaction behind (RFC 3261 §8.2.7).

A 401 or an answer to OPTIONS costs no memory when every retransmission is simply answered anew. The
answers must then be the same, so the tag is a keyed hash of what identifies the request. The key
keeps others from predicting tags.
"""

from __future__ import annotations

from hashlib import blake2b

from engine.sip.request import Request


def stateless_tag(request: Request, key: bytes) -> str:
    """Return the To tag of a stateless answer, 16 hexadecimal digits.

    Args:
        request: the request with its Call-ID, From and CSeq.
        key: 16 to 64 secret bytes, kept for the life of the process.
    """
    fields = request.fields
    # CSeq without its method: the ACK of a refused INVITE carries the same tag.
    number = fields["cseq"].partition(" ")[0]
    text = f"{fields['call-id']}\n{fields['from']}\n{number}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8, key=key).hexdigest()

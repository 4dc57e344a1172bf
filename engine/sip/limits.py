"""Every bound on what a peer may send, each with the reason for its size.

A limit is inclusive: a message exactly at the limit is accepted, one more is refused.
"""

from typing import Final

MAX_MESSAGE: Final = 65_535
"""Bytes of a whole message. The largest UDP datagram (RFC 768); the same on streams, so that a
message never depends on the transport it came by."""

MAX_HEADERS: Final = 128
"""Header lines. Real messages carry 10 to 40; RFC 4475's longreq has 64."""

MAX_HEADER_LINE: Final = 8_192
"""Characters of one unfolded header line. The default of the common HTTP servers."""

MAX_URI: Final = 2_048
"""Characters of a URI. Longer than any address book entry; nginx and browsers stop near it too."""

MAX_VIAS: Final = 70
"""Via values. A message crosses at most Max-Forwards hops, 70 by default (RFC 3261 §20.22)."""

MAX_CONTACTS: Final = 10
"""Contact values of one request: as many as one extension may bind."""

MAX_LIST: Final = 64
"""Values of any other comma-separated header, such as Route or Require."""

MAX_PARAMS: Final = 32
"""Parameters of one header value or URI. Real ones have up to about 10."""

MAX_CSEQ: Final = 2**31 - 1
"""Largest sequence number (RFC 3261 §8.1.1.5)."""

MAX_SECONDS: Final = 2**32 - 1
"""Largest delta-seconds (RFC 3261 §20.19); a greater one counts as this."""

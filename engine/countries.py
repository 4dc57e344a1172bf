"""In which country an address is registered.

The answer is that of the registries (RIPE, ARIN, APNIC, LACNIC, AFRINIC), which say to whom they
gave a network, and where he is registered. It says nothing about where somebody sits who uses the
address: what shows it has to say so. It comes with the package ``iptocc``, whole and offline; an
operator who has a database in MaxMind's format may name its file instead, and of a record in that
the registration counts as well. A file that cannot be read is said once in the log, and the
package answers.

All else of the program asks this module, so that another source of countries is a change in one
place. Any thread may ask.
"""

import threading
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import iptocc
import maxminddb

from engine.logs import get_logger

Kind = Literal["country", "unknown", "private", "loopback", "reserved"]
_DATA: Final = "regional Internet registries"
_DOCUMENTATION: Final = tuple(
    map(ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"))
)
"""RFC 5737 and 3849; Python counts them as private, which they are not."""

_LETTERS: Final = 2
_log = get_logger(__name__)


class Origin(NamedTuple):
    """Where an address is registered.

    Attributes:
        kind: ``country``; ``unknown`` to the data; or no address of the Internet: of a network of
            one's own (``private``), of this machine (``loopback``), or ``reserved``.
        code: ISO 3166-1 of the country, "" for all other kinds.
    """

    kind: Kind
    code: str = ""


class Countries:
    """Countries out of one source.

    Args:
        database: File in MaxMind's format; None for the data that came with the package.
    """

    def __init__(self, database: Path | None = None) -> None:
        self._path = database
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._reader: maxminddb.Reader | None = None
        self._complaint = ""

    @property
    def source(self) -> str:
        """What answers, in words for people."""
        reader = self._current()
        if reader is None or self._path is None:
            return _DATA
        return f"{self._path.name} ({reader.metadata().database_type})"

    def origin(self, address: str) -> Origin:
        """Where an address, or a network by its first one, is registered."""
        try:
            parsed = ip_address(address.partition("/")[0])
        except ValueError:
            return Origin("unknown")
        if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
            parsed = parsed.ipv4_mapped
        special = _special(parsed)
        if special is not None:
            return Origin(special)
        code = self._code(parsed)
        return Origin("country", code) if code else Origin("unknown")

    def _code(self, address: IPv4Address | IPv6Address) -> str:
        reader = self._current()
        # A file for IPv4 alone is none for the others.
        if reader is not None and reader.metadata().ip_version >= address.version:
            try:
                return _registered(reader.get(address))
            except (ValueError, maxminddb.InvalidDatabaseError):
                self._complain("it is damaged")
        return iptocc.country_code(str(address)) or ""

    def _current(self) -> maxminddb.Reader | None:
        """The reader of the file as it is now: monthly updates replace it."""
        if self._path is None:
            return None
        with self._lock:
            try:
                status = self._path.stat()
                stamp = (status.st_mtime_ns, status.st_size)
                if stamp != self._stamp:
                    # In memory: whoever overwrites a file that is mapped kills its reader.
                    self._reader = maxminddb.open_database(self._path, maxminddb.MODE_MEMORY)
                    self._stamp, self._complaint = stamp, ""
            except (OSError, ValueError, maxminddb.InvalidDatabaseError) as error:
                self._complain(str(error))
                self._reader = self._stamp = None
            return self._reader

    def _complain(self, error: str) -> None:
        if error != self._complaint:
            self._complaint = error
            _log.warning(
                "the database of countries cannot be used; the registries' data answers",
                file=str(self._path),
                error=error,
            )


def _special(address: IPv4Address | IPv6Address) -> Kind | None:
    """What an address is that is not of the Internet; None for one that is."""
    if address.is_loopback:
        return "loopback"
    documentation = any(address in network for network in _DOCUMENTATION)
    if documentation or address.is_multicast or address.is_reserved or address.is_unspecified:
        return "reserved"
    return None if address.is_global else "private"


def _registered(record: Any) -> str:
    """The country of a record: that of the registration, else the one it has."""
    if not isinstance(record, dict):
        return ""
    for name in ("registered_country", "country", "country_code"):
        found = record.get(name)
        code = found.get("iso_code") if isinstance(found, dict) else found
        if isinstance(code, str) and len(code) == _LETTERS and code.isalpha() and code.isascii():
            return code.upper()
    return ""

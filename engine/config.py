"""What the engine is started with: addresses, the data folder, realm and log level.

Values come from the command line, else from ``switchwarden.toml`` in the data folder, else from
the defaults here. Everything is checked before anything is started, and a fault is one sentence
that says which key, where, and what would be right; an unknown key in the file is a fault, because
a misspelt one would otherwise silently do nothing. How the switch behaves is not here: that is a
parameter, changed while the engine runs.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import Any, Final

from engine.datapaths import DataPaths
from engine.errors import ConfigError
from engine.logs import LEVELS, level_number, safe

__all__ = ["Address", "DataPaths", "EngineConfig", "ProcessOptions", "load", "parse_address"]

DEFAULT_SIP: Final = ("0.0.0.0:5060",)
DEFAULT_HTTP: Final = "127.0.0.1:9090"
DEFAULT_REALM: Final = "switchwarden"
DEFAULT_LOG_LEVEL: Final = "info"
_MAX_PORT: Final = 65535
_MAX_LISTENERS: Final = 16
_MAX_REALM: Final = 128
_LISTS: Final = ("sip", "sip_tls", "relay")
_FILES: Final = (
    *("tls_certificate", "tls_key", "tls_authorities"),
    *("country_database", "export_root"),
)


@dataclass(frozen=True, slots=True)
class Address:
    """An IP address and a port; port 0 lets the system choose one.

    Attributes:
        host: IPv4 or IPv6 address, without brackets.
        port: 0 to 65535.
    """

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class ProcessOptions:
    """What the supervisor tells a process it starts.

    Attributes:
        data: the data folder.
        sip: ``ADDRESS:PORT`` to open over UDP and TCP (switch).
        http: ``ADDRESS:PORT`` to serve HTTP on (management).
        realm: of digest authentication.
        ready_fd: where to write the one JSON line that says the process is ready.
        log_level: one of :data:`engine.logs.LEVELS`.
        sip_tls: ``ADDRESS:PORT`` to open over TLS (switch).
        tls_certificate: file of the certificate, None for the one in the data folder.
        tls_key: file of its key, likewise.
        tls_authorities: who may vouch for gateways, besides those this machine trusts.
        relay: ``ADDRESS:PORT`` of rtpengine's ng protocol; none for no media relay (switch).
        country_database: file that says where addresses are registered (management).
        export_root: folder of scheduled deliveries, None for that in the data folder (management).
    """

    data: Path
    sip: list[str]
    http: str
    realm: str = DEFAULT_REALM
    ready_fd: int | None = None
    log_level: str = DEFAULT_LOG_LEVEL
    sip_tls: list[str] = field(default_factory=list)
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    tls_authorities: Path | None = None
    relay: list[str] = field(default_factory=list)
    country_database: Path | None = None
    export_root: Path | None = None


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """Checked settings of one engine.

    Attributes:
        paths: the data folder and what is in it.
        sip: addresses opened over UDP and TCP each; none where SIP is served over TLS alone.
        http: address of the HTTP interface.
        realm: of digest authentication; stored passwords depend on it.
        log_level: one of :data:`engine.logs.LEVELS`.
        sip_tls: addresses opened over TLS; none unless that was asked for.
        tls_certificate: file of the certificate, None for the one in the data folder.
        tls_key: file of its key, likewise.
        tls_authorities: who may vouch for gateways, besides those this machine trusts.
        relay: addresses of media relays (ng protocol of rtpengine), the preferred one first.
        country_database: file in MaxMind's format that says where addresses are registered; None
            for the data that came with the program.
        export_root: folder below which scheduled exports are put, None for that in the data folder.
    """

    paths: DataPaths
    sip: tuple[Address, ...]
    http: Address
    realm: str
    log_level: str
    sip_tls: tuple[Address, ...] = ()
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    tls_authorities: Path | None = None
    relay: tuple[Address, ...] = ()
    country_database: Path | None = None
    export_root: Path | None = None


def load(
    data: Path,
    *,
    sip: Sequence[str] = (),
    http: str | None = None,
    realm: str | None = None,
    log_level: str | None = None,
    sip_tls: Sequence[str] = (),
    relay: Sequence[str] = (),
) -> EngineConfig:
    """Settings from the arguments, the file in ``data`` and the defaults, in this order.

    Raises:
        ConfigError: a value is wrong, or the file cannot be read or has an unknown key.
    """
    paths = DataPaths(data.expanduser().absolute())
    values = _read_file(paths.config_file)
    given = {
        "sip": list(sip),
        "http": http,
        "realm": realm,
        "log_level": log_level,
        "sip_tls": list(sip_tls),
        "relay": list(relay),
    }
    values |= {key: value for key, value in given.items() if value}
    listeners = values.get("sip", list(DEFAULT_SIP))
    if not listeners and not values.get("sip_tls"):
        raise ConfigError(f"sip in {paths.config_file} is empty, and sip_tls opens nothing either")
    return EngineConfig(
        paths=paths,
        sip=tuple(parse_address(text, "SIP") for text in listeners),
        http=parse_address(values.get("http", DEFAULT_HTTP), "HTTP"),
        realm=_realm(values.get("realm", DEFAULT_REALM)),
        log_level=_log_level(values.get("log_level", DEFAULT_LOG_LEVEL)),
        sip_tls=tuple(parse_address(text, "SIP over TLS") for text in values.get("sip_tls", ())),
        **_files(paths, values),
        relay=tuple(_relay(text) for text in values.get("relay", ())),
    )


def parse_address(text: str, what: str) -> Address:
    """``127.0.0.1:5060`` or ``[::1]:5060``.

    Args:
        text: the address; a host name is refused, as it may stand for several addresses.
        what: "SIP", "SIP over TLS", "HTTP" or "media relay", for the error.

    Raises:
        ConfigError: it is not of that form.
    """
    host, _, port = text.rpartition(":")
    bracketed = host.startswith("[") and host.endswith("]")
    try:
        address = ip_address(host[1:-1] if bracketed else host)
        fits = port.isascii() and port.isdigit() and len(port) <= len(str(_MAX_PORT))
        if bracketed != isinstance(address, IPv6Address) or not fits or int(port) > _MAX_PORT:
            raise ValueError
    except ValueError:
        raise ConfigError(
            f"{what} address {safe(text)!r} is not of the form 192.0.2.1:5060 or "
            "[2001:db8::1]:5060 (an IP address and a port from 0 to 65535)"
        ) from None
    return Address(str(address), int(port))


def _read_file(path: Path) -> dict[str, Any]:
    """The checked keys of the configuration file; empty when there is none."""
    try:
        with path.open("rb") as file:
            values = tomllib.load(file)
    except (FileNotFoundError, NotADirectoryError):
        return {}  # a data folder that is none is reported when it is prepared
    except OSError as error:
        raise ConfigError(
            f"cannot read {path}: {error.strerror}; check its owner and mode"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {safe(str(error))}") from error
    if unknown := sorted(values.keys() - _CHECKS.keys()):
        raise ConfigError(
            f"unknown key {safe(unknown[0])!r} in {path}; known keys are {', '.join(_CHECKS)}"
        )
    for key, value in values.items():
        _check(path, key, value)
    lists = {key: [values[key]] for key in _LISTS if isinstance(values.get(key), str)}
    return values | lists


def _files(paths: DataPaths, values: Mapping[str, Any]) -> dict[str, Path]:
    """The files and folders that are named; a relative name begins in the data folder."""
    return {key: paths.root / Path(values[key]).expanduser() for key in _FILES if key in values}


def _check(path: Path, key: str, value: object) -> None:
    wanted, matches = _CHECKS[key]
    if not matches(value):
        raise ConfigError(f"{key} in {path} must be {wanted}")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_text_or_texts(value: object) -> bool:
    if isinstance(value, list):
        return 0 < len(value) <= _MAX_LISTENERS and all(map(_is_text, value))
    return _is_text(value)


def _is_text_or_list(value: object) -> bool:
    return value == [] or _is_text_or_texts(value)


_CHECKS: Final[Mapping[str, tuple[str, Callable[[object], bool]]]] = {
    "sip": (f"an address, or a list of up to {_MAX_LISTENERS} addresses", _is_text_or_list),
    "http": ('an address in quotes, such as "127.0.0.1:9090"', _is_text),
    "realm": ("a text in quotes", _is_text),
    "sip_tls": (f"an address, or a list of 1 to {_MAX_LISTENERS} addresses", _is_text_or_texts),
    "tls_certificate": ("the name of a file in quotes", _is_text),
    "tls_key": ("the name of a file in quotes", _is_text),
    "tls_authorities": ("the name of a file in quotes", _is_text),
    "country_database": ("the name of a file in quotes", _is_text),
    "export_root": ("the name of a folder in quotes", _is_text),
    "relay": (f"an address, or a list of 1 to {_MAX_LISTENERS} addresses", _is_text_or_texts),
    "log_level": (f"one of {', '.join(LEVELS)}, in quotes", _is_text),
}


def _relay(text: str) -> Address:
    """Where a media relay listens; port 0 means nothing there."""
    address = parse_address(text, "media relay")
    if not address.port:
        raise ConfigError(f"media relay address {safe(text)!r} needs a port from 1 to {_MAX_PORT}")
    return address


def _realm(text: str) -> str:
    """A realm that needs no escaping inside a quoted string of any header."""
    plain = text.isascii() and text.isprintable() and not set(text) & set('"\\')
    if not plain or not 0 < len(text) <= _MAX_REALM:
        raise ConfigError(
            f"realm {safe(text)!r} must be 1 to {_MAX_REALM} printable ASCII characters "
            "without quotes and backslashes"
        )
    return text


def _log_level(text: str) -> str:
    level_number(text)
    return text

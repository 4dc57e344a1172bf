"""The command lines of the two processes, and what their reports say about addresses.

A process that was started with port 0 reports which port it got. When it is started again it is
given that port, because phones and clients know it by now.
"""

import os
import sys
from collections.abc import Callable

from engine.config import EngineConfig
from engine.supervisor.module import CommandBuilder, Report

SWITCH = "switch"
MANAGEMENT = "management"
KERNEL = "kernel"


def switch_command(config: EngineConfig) -> CommandBuilder:
    """How to start the switch."""

    def addresses(report: Report | None) -> list[str]:
        plain = sip_addresses(report) or [str(address) for address in config.sip]
        secured = tls_addresses(report) or [str(address) for address in config.sip_tls]
        return [*_each("--sip", plain), *_each("--sip-tls", secured), *_tls_files(config)]

    return _command(SWITCH, config, addresses)


def management_command(config: EngineConfig) -> CommandBuilder:
    """How to start management."""

    def addresses(report: Report | None) -> list[str]:
        reported = http_url(report).partition("://")[2].rstrip("/")
        root = ["--export-root", str(config.export_root)] if config.export_root else []
        return ["--http", reported or str(config.http), *_country_database(config), *root]

    return _command(MANAGEMENT, config, addresses)


def kernel_command(config: EngineConfig) -> CommandBuilder:
    """How to start the helper that fills the kernel's sets."""
    return _command(KERNEL, config, lambda _: [])


def sip_listeners(report: Report | None) -> list[str]:
    """What the switch listens on, such as ``udp:127.0.0.1:5060``."""
    listeners = (report or {}).get("sip", [])
    return [str(listener) for listener in listeners] if isinstance(listeners, list) else []


def sip_addresses(report: Report | None) -> list[str]:
    """Those over UDP and TCP without transports, each address once, in order."""
    return _addresses(report, ("udp", "tcp"))


def tls_addresses(report: Report | None) -> list[str]:
    """Those over TLS without the transport."""
    return _addresses(report, ("tls",))


def _addresses(report: Report | None, transports: tuple[str, ...]) -> list[str]:
    parts = (text.partition(":") for text in sip_listeners(report))
    return list(dict.fromkeys(place for transport, _, place in parts if transport in transports))


def _each(flag: str, values: list[str]) -> list[str]:
    return [part for value in values for part in (flag, value)]


def _tls_files(config: EngineConfig) -> list[str]:
    """The files that are not where they are expected."""
    files = {
        "--tls-certificate": config.tls_certificate,
        "--tls-key": config.tls_key,
        "--tls-authorities": config.tls_authorities,
    }
    return [part for flag, path in files.items() if path for part in (flag, str(path))]


def _country_database(config: EngineConfig) -> list[str]:
    path = config.country_database
    return ["--country-database", str(path)] if path else []


def http_url(report: Report | None) -> str:
    """Where management serves HTTP, such as ``http://127.0.0.1:9090``; "" when it did not say."""
    return str((report or {}).get("http", ""))


def ready_line(switch: Report | None, management: Report | None) -> str:
    """The one line on standard output by which others know that the engine is ready."""
    return f"ready sip={','.join(sip_listeners(switch))} http={http_url(management)}"


def _command(
    name: str,
    config: EngineConfig,
    addresses: Callable[[Report | None], list[str]],
) -> CommandBuilder:
    def build(report: Report | None, ready_fd: int) -> list[str]:
        return [
            *(sys.executable, "-m", "engine", f"{name}-process"),
            *("--data", str(config.paths.root)),
            *addresses(report),
            *(part for address in config.relay for part in ("--relay", str(address))),
            *("--realm", config.realm),
            *("--log-level", config.log_level),
            *("--ready-fd", str(ready_fd)),
            *("--parent", str(os.getpid())),
        ]

    return build

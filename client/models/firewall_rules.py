"""The blacklist as a file for a firewall of one's own: the formats, and what each is read by."""

from __future__ import annotations

from shlex import quote

from PySide6.QtCore import QCoreApplication

#: Formats that the engine writes, the usual one first.
FORMATS = ("nft", "iptables", "ip6tables")
#: Lines of a file that are shown; saving and copying take all.
SHOWN = 400
_ENDINGS = {"nft": "nft"}
_COMMANDS = {
    "nft": "nft -f {file}",
    "iptables": "iptables-restore --noflush {file}",
    "ip6tables": "ip6tables-restore --noflush {file}",
}


def format_word(form: str) -> str:
    """Return the words of one format."""
    return {
        "nft": _tr("nftables (IPv4 and IPv6)"),
        "iptables": _tr("iptables (IPv4)"),
        "ip6tables": _tr("ip6tables (IPv6)"),
    }[form]


def file_name(form: str) -> str:
    """Return the name that is suggested for a file."""
    return f"switchwarden-{form}.{_ENDINGS.get(form, 'rules')}"


def command(form: str, name: str = "") -> str:
    """Return the command that loads a file of that format, for a shell as it is."""
    return _COMMANDS[form].format(file=quote(name or file_name(form)))


def excerpt(text: str) -> str:
    """Return the beginning of a file: a full blacklist is too long to be shown whole."""
    lines = text.splitlines()
    if len(lines) <= SHOWN:
        return text
    more = _tr("… %Ln more line(s)", len(lines) - SHOWN)
    return "\n".join([*lines[:SHOWN], more])


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("FirewallRules", text, "", count)

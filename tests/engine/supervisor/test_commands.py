"""What the processes are started with, and how their reports become the ready line."""

import os
import sys
from pathlib import Path

from engine.config import EngineConfig, load
from engine.supervisor.commands import (
    http_url,
    management_command,
    ready_line,
    sip_addresses,
    sip_listeners,
    switch_command,
)

SIP = {"sip": ["udp:127.0.0.1:5060", "tcp:127.0.0.1:5060", "udp:[::1]:5070", "tcp:[::1]:5070"]}
HTTP = {"http": "http://127.0.0.1:9090"}


def config(tmp_path: Path) -> EngineConfig:
    return load(
        tmp_path,
        sip=["127.0.0.1:0", "[::1]:0"],
        http="[::1]:0",
        realm="voip example",
        relay=["127.0.0.1:2223"],
    )


def options(arguments: list[str], flag: str) -> list[str]:
    return [arguments[i + 1] for i, argument in enumerate(arguments) if argument == flag]


def test_a_process_is_this_interpreter_with_the_checked_settings(tmp_path: Path) -> None:
    arguments = switch_command(config(tmp_path))(None, 7)
    assert arguments[:4] == [sys.executable, "-m", "engine", "switch-process"]
    assert options(arguments, "--data") == [str(tmp_path)]
    assert options(arguments, "--sip") == ["127.0.0.1:0", "[::1]:0"]
    assert options(arguments, "--realm") == ["voip example"]
    assert options(arguments, "--log-level") == ["info"]
    assert options(arguments, "--relay") == ["127.0.0.1:2223"]
    assert options(arguments, "--ready-fd") == ["7"]
    assert options(arguments, "--parent") == [str(os.getpid())]


def test_a_process_started_again_gets_the_ports_it_had(tmp_path: Path) -> None:
    switch = switch_command(config(tmp_path))(SIP, 7)
    assert options(switch, "--sip") == ["127.0.0.1:5060", "[::1]:5070"]
    management = management_command(config(tmp_path))(HTTP, 8)
    assert options(management, "--http") == ["127.0.0.1:9090"]
    assert "management-process" in management


def test_before_its_first_report_management_gets_the_configured_address(tmp_path: Path) -> None:
    assert options(management_command(config(tmp_path))(None, 8), "--http") == ["[::1]:0"]


def test_management_is_told_of_the_file_of_countries_if_there_is_one(tmp_path: Path) -> None:
    assert not options(management_command(config(tmp_path))(None, 8), "--country-database")
    (tmp_path / "switchwarden.toml").write_text('country_database = "own.mmdb"\n')
    arguments = management_command(config(tmp_path))(None, 8)
    assert options(arguments, "--country-database") == [str(tmp_path / "own.mmdb")]


def test_the_ready_line_names_every_listener_and_the_http_address() -> None:
    report = {"sip": ["udp:127.0.0.1:5060", "tcp:127.0.0.1:5060"]}
    assert ready_line(report, HTTP) == (
        "ready sip=udp:127.0.0.1:5060,tcp:127.0.0.1:5060 http=http://127.0.0.1:9090"
    )


def test_reports_of_another_form_are_empty_rather_than_wrong() -> None:
    assert sip_listeners({"sip": "udp:127.0.0.1:5060"}) == []
    assert sip_addresses(None) == []
    assert http_url(None) == ""


def test_tls_is_opened_where_it_was_asked_for(tmp_path: Path) -> None:
    plain = switch_command(config(tmp_path))(None, 7)
    assert not [argument for argument in plain if argument.startswith("--") and "tls" in argument]
    (tmp_path / "switchwarden.toml").write_text(
        'sip_tls = "127.0.0.1:0"\ntls_certificate = "mine.pem"\ntls_key = "/etc/key.pem"\n'
    )
    asked = load(tmp_path, sip=["127.0.0.1:0"])
    first = switch_command(asked)(None, 7)
    assert options(first, "--sip-tls") == ["127.0.0.1:0"]
    assert options(first, "--tls-certificate") == [str(tmp_path / "mine.pem")]
    assert options(first, "--tls-key") == ["/etc/key.pem"]
    again = switch_command(asked)({"sip": ["udp:127.0.0.1:1", "tcp:127.0.0.1:1", "tls:[::1]:2"]}, 7)
    assert options(again, "--sip") == ["127.0.0.1:1"]
    assert options(again, "--sip-tls") == ["[::1]:2"]


def test_management_is_told_where_deliveries_go(tmp_path: Path) -> None:
    assert "--export-root" not in management_command(config(tmp_path))(None, 8)
    (tmp_path / "switchwarden.toml").write_text('export_root = "/srv/out"')
    arguments = management_command(config(tmp_path))(None, 8)
    assert options(arguments, "--export-root") == ["/srv/out"]
    assert "--export-root" not in switch_command(config(tmp_path))(None, 7)

"""Settings: order of precedence, and one clear sentence for each wrong one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.config import Address, ProcessOptions, load, parse_address
from engine.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    path = folder / "switchwarden.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_flags_and_file_the_defaults_hold(tmp_path: Path) -> None:
    config = load(tmp_path)
    assert [str(address) for address in config.sip] == ["0.0.0.0:5060"]
    assert str(config.http) == "127.0.0.1:9090"
    assert (config.realm, config.log_level) == ("switchwarden", "info")
    assert config.paths.root == tmp_path


def test_the_file_beats_the_defaults_and_flags_beat_the_file(tmp_path: Path) -> None:
    write(
        tmp_path,
        'sip = ["127.0.0.1:5070", "[::1]:5070"]\nhttp = "127.0.0.1:9191"\n'
        'realm = "voip.example"\nlog_level = "warning"\n',
    )
    config = load(tmp_path)
    assert config.sip == (Address("127.0.0.1", 5070), Address("::1", 5070))
    assert (config.realm, config.log_level) == ("voip.example", "warning")
    flags = load(tmp_path, sip=["127.0.0.1:0"], http="127.0.0.1:0", realm="x", log_level="debug")
    assert flags.sip == (Address("127.0.0.1", 0),)
    assert (str(flags.http), flags.realm, flags.log_level) == ("127.0.0.1:0", "x", "debug")


def test_media_relays_are_named_alone_or_listed(tmp_path: Path) -> None:
    assert load(tmp_path).relay == ()
    write(tmp_path, 'relay = "127.0.0.1:2223"\n')
    assert load(tmp_path).relay == (Address("127.0.0.1", 2223),)
    write(tmp_path, 'relay = ["127.0.0.1:2223", "[::1]:2223"]\n')
    assert [str(each) for each in load(tmp_path).relay] == ["127.0.0.1:2223", "[::1]:2223"]
    assert load(tmp_path, relay=["192.0.2.1:9"]).relay == (Address("192.0.2.1", 9),)
    for wrong in ("127.0.0.1:0", "relay.example:2223", "127.0.0.1"):
        with pytest.raises(ConfigError, match="media relay"):
            load(tmp_path, relay=[wrong])


def test_one_sip_address_needs_no_list(tmp_path: Path) -> None:
    write(tmp_path, 'sip = "127.0.0.1:5070"\n')
    assert load(tmp_path).sip == (Address("127.0.0.1", 5070),)


def test_a_relative_folder_does_not_depend_on_who_uses_it_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(Path("data")).paths.root == tmp_path / "data"


def test_an_unknown_key_is_refused_with_its_name_its_file_and_the_known_keys(
    tmp_path: Path,
) -> None:
    path = write(tmp_path, 'htpp = "127.0.0.1:9191"\n')
    with pytest.raises(ConfigError) as raised:
        load(tmp_path)
    assert "'htpp'" in raised.value.detail
    assert str(path) in raised.value.detail
    known = (
        "sip, http, realm, sip_tls, tls_certificate, tls_key, tls_authorities, country_database, "
        "export_root, relay, log_level"
    )
    assert known in raised.value.detail


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("sip = 5060", "sip"),
        ('sip = ["127.0.0.1:5060", 5061]', "sip"),
        (f"sip = {['127.0.0.1:5060'] * 17}", "sip"),
        ("http = 9090", "http"),
        ('http = ["127.0.0.1:9090"]', "http"),
        ('http = ""', "http"),
        ("realm = true", "realm"),
        ("log_level = 3", "log_level"),
        ("[sip]\nport = 5060", "sip"),
    ],
)
def test_a_value_of_another_type_is_refused_by_the_name_of_its_key(
    tmp_path: Path, line: str, key: str
) -> None:
    path = write(tmp_path, line)
    with pytest.raises(ConfigError, match=f"^{key} in {path} must be "):
        load(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5060",
        ":5060",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:sip",
        "127.0.0.1:65536",
        "127.0.0.1:-1",
        "127.0.0.1:٣",
        "127.0.0.1:000005060",
        "300.0.0.1:5060",
        "localhost:5060",
        "::1:5060",
        "[127.0.0.1]:5060",
        "[::1]",
        "127.0.0.1:5060\n",
    ],
)
def test_an_address_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ConfigError, match=r"^SIP address .* is not of the form 192\.0\.2\.1:5060"):
        parse_address(text, "SIP")


@settings(max_examples=100, deadline=None)
@given(st.ip_addresses(), st.integers(min_value=0, max_value=65535))
def test_every_address_reads_back_as_it_was_written(host: object, port: int) -> None:
    address = Address(str(host), port)
    assert parse_address(str(address), "SIP") == address


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_address_parser(text: str) -> None:
    refusal, port = "", 0
    try:
        port = parse_address(text, "HTTP").port
    except ConfigError as error:
        refusal = error.detail
    assert refusal.isprintable()
    assert 0 <= port <= 65535


def test_a_file_that_is_not_toml_is_refused_with_the_place(tmp_path: Path) -> None:
    path = write(tmp_path, "sip = \n")
    with pytest.raises(ConfigError, match="line 1") as raised:
        load(tmp_path)
    assert str(path) in raised.value.detail


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "switchwarden.toml").write_bytes(b"realm = '\xff'")
    with pytest.raises(ConfigError, match="not valid TOML"):
        load(tmp_path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    # A folder in its place is unreadable for everybody, the superuser included.
    (tmp_path / "switchwarden.toml").mkdir()
    with pytest.raises(ConfigError, match="cannot read"):
        load(tmp_path)


def test_an_address_in_the_file_is_checked_like_a_flag(tmp_path: Path) -> None:
    write(tmp_path, 'http = "127.0.0.1:99999"\n')
    with pytest.raises(ConfigError, match="HTTP address"):
        load(tmp_path)


@pytest.mark.parametrize("realm", ['a"b', "a\\b", "a\nb", "größe", "x" * 129])
def test_a_realm_that_needs_escaping_in_a_header_is_refused(tmp_path: Path, realm: str) -> None:
    with pytest.raises(ConfigError, match="realm"):
        load(tmp_path, realm=realm)


def test_an_unknown_log_level_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="debug, info, warning, error"):
        load(tmp_path, log_level="loud")


def test_options_of_a_process_have_quiet_defaults() -> None:
    options = ProcessOptions(Path("/data"), ["127.0.0.1:0"], "127.0.0.1:0")
    assert (options.realm, options.ready_fd, options.log_level) == ("switchwarden", None, "info")


def test_tls_is_closed_unless_it_is_asked_for(tmp_path: Path) -> None:
    assert load(tmp_path).sip_tls == ()
    given = load(tmp_path, sip_tls=["[::1]:5061"])
    assert [str(each) for each in given.sip_tls] == ["[::1]:5061"]
    with pytest.raises(ConfigError, match="SIP over TLS address"):
        load(tmp_path, sip_tls=["localhost:5061"])


def test_files_of_tls_are_taken_from_the_file_and_begin_in_the_data_folder(tmp_path: Path) -> None:
    (tmp_path / "switchwarden.toml").write_text(
        'sip_tls = ["127.0.0.1:5061", "127.0.0.1:5071"]\n'
        'tls_certificate = "/etc/ssl/sip.pem"\ntls_authorities = "ca.pem"\n'
    )
    found = load(tmp_path)
    assert [each.port for each in found.sip_tls] == [5061, 5071]
    assert (found.tls_certificate, found.tls_key) == (Path("/etc/ssl/sip.pem"), None)
    assert found.tls_authorities == tmp_path / "ca.pem"


def test_the_file_of_countries_begins_in_the_data_folder_and_may_be_missing(tmp_path: Path) -> None:
    (tmp_path / "switchwarden.toml").write_text('country_database = "GeoLite2-Country.mmdb"\n')
    assert load(tmp_path).country_database == tmp_path / "GeoLite2-Country.mmdb"


def test_the_folder_of_deliveries_is_named_in_the_file(tmp_path: Path) -> None:
    assert load(tmp_path).export_root is None
    (tmp_path / "switchwarden.toml").write_text('export_root = "out"')
    assert load(tmp_path).export_root == tmp_path / "out"


def test_sip_may_be_served_over_tls_alone_but_not_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "switchwarden.toml"
    file.write_text('sip = []\nsip_tls = "127.0.0.1:5061"\n', encoding="utf-8")
    found = load(tmp_path)
    assert (found.sip, [each.port for each in found.sip_tls]) == ((), [5061])
    file.write_text("sip = []\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="is empty"):
        load(tmp_path)
    assert load(tmp_path, sip_tls=["127.0.0.1:5061"]).sip == ()
    assert load(tmp_path, sip=["127.0.0.1:5060"]).sip

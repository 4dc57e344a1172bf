"""``firewall rules`` of a running engine."""

from tests.engine.cli.fakes import Commands, FakeEngine, running


def test_the_file_is_printed_as_it_is(command: Commands) -> None:
    with running(command.data, FakeEngine()) as engine:
        answer = {"format": "iptables", "entries": 0, "text": "*filter\nCOMMIT\n"}
        engine.replies["GET", "/api/v1/firewall/rules?format=iptables"] = 200, answer
        found = command("firewall", "rules", "--format", "iptables")
    assert (found.code, found.out) == (0, "*filter\nCOMMIT\n")


def test_without_an_engine_it_says_so(command: Commands) -> None:
    found = command("firewall", "rules")
    assert found.code != 0
    assert found.out == ""

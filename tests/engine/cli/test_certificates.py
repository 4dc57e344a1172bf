"""``certificate``: make one, and say what it is."""

from tests.engine.cli.fakes import Commands


def test_one_is_made_and_shown(command: Commands) -> None:
    made = command("certificate", "create", "--name", "sip.example.org", "--days", "90")
    assert made.code == 0
    assert "names sip.example.org" in made.out
    assert "PRIVATE KEY" not in made.out
    shown = command("certificate", "show")
    assert shown.out.splitlines()[1:] == made.out.splitlines()[1:]


def test_without_a_name_it_is_for_this_machine(command: Commands) -> None:
    assert "127.0.0.1" in command("certificate", "create").out


def test_one_that_is_there_is_replaced_only_on_demand(command: Commands) -> None:
    first = command("certificate", "create", "--name", "a")
    refused = command("certificate", "create", "--name", "b")
    assert refused.code == 2
    assert "--force" in refused.err
    assert command("certificate", "show").out.splitlines()[1:] == first.out.splitlines()[1:]
    assert "names b" in command("certificate", "create", "--name", "b", "--force").out


def test_what_is_not_there_cannot_be_shown(command: Commands) -> None:
    shown = command("certificate", "show")
    assert shown.code == 2
    assert "cannot read" in shown.err

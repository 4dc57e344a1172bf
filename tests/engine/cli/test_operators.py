"""``operator``: add, list, passwd, disable, enable, role and remove."""

import pytest

from tests.engine.cli.fakes import Commands, FakeEngine, running

GOOD = b"Tr0ub4dor&3xyz\n"


def add(command: Commands, name: str, role: str) -> int:
    arguments = ("operator", "add", name, "--role", role, "--password-stdin")
    return command(*arguments, stdin=GOOD).code


def test_operators_can_be_administered_before_the_engine_ever_ran(command: Commands) -> None:
    assert add(command, "maria", "admin") == 0
    assert add(command, "ben", "auditor") == 0
    assert command("operator", "disable", "ben").code == 0
    listed = command("operator", "list")
    assert listed.code == 0
    assert [line.split() for line in listed.out.splitlines()] == [
        ["NAME", "ROLE", "STATE"],
        ["ben", "auditor", "disabled"],
        ["maria", "admin", "enabled"],
    ]
    assert command("operator", "enable", "ben").code == 0
    assert "disabled" not in command("operator", "list").out
    changed = command("operator", "passwd", "ben", "--password-stdin", stdin=GOOD)
    assert (changed.code, changed.out) == (0, "password of operator ben changed\n")


def test_a_role_is_changed_and_an_operator_removed(command: Commands) -> None:
    assert add(command, "maria", "admin") == 0
    assert add(command, "ben", "auditor") == 0
    changed = command("operator", "role", "ben", "admin")
    assert (changed.code, changed.out) == (0, "operator ben is admin now\n")
    removed = command("operator", "remove", "maria")
    assert (removed.code, removed.out) == (0, "operator maria removed\n")
    listed = command("operator", "list").out.splitlines()[1:]
    assert [line.split() for line in listed] == [["ben", "admin", "enabled"]]
    for last in (("role", "ben", "operator"), ("remove", "ben")):
        refused = command("operator", *last)
        assert refused.code == 1
        assert "last admin" in refused.err


def test_a_weak_password_is_refused_with_what_is_missing_and_never_shown(
    command: Commands,
) -> None:
    arguments = ("operator", "add", "maria", "--role", "admin", "--password-stdin")
    refused = command(*arguments, stdin=b"hunter2\n")
    assert refused.code == 2
    assert "at least 12" in refused.err
    assert "hunter2" not in refused.err + refused.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("operator", "add", "maria", "--password-stdin"),
        ("operator", "add", "maria", "--role", "root", "--password-stdin"),
        ("operator", "add", "--role", "admin", "--password-stdin"),
        ("operator", "add", "no/name", "--role", "admin", "--password-stdin"),
        ("operator", "add", "maria", "--role", "admin", "--password", "secret"),
        ("operator", "role", "maria", "root"),
        ("operator", "remove"),
        ("operator", "explode"),
    ],
)
def test_wrong_usage_ends_with_two(command: Commands, arguments: tuple[str, ...]) -> None:
    refused = command(*arguments, stdin=GOOD)
    assert refused.code == 2
    assert refused.err


def test_what_cannot_be_done_ends_with_one_and_says_why(command: Commands) -> None:
    assert add(command, "maria", "admin") == 0
    assert add(command, "maria", "admin") == 1
    refused = command("operator", "disable", "maria")
    assert refused.code == 1
    assert "last admin" in refused.err
    assert command("operator", "disable", "nobody").code == 1


def test_a_running_engine_is_asked_over_http(command: Commands) -> None:
    engine = FakeEngine(replies={("POST", "/api/v1/operators"): (201, {})})
    with running(command.data, engine):
        assert add(command, "maria", "operator") == 0
    ((method, path, body, _),) = engine.requests
    assert (method, path) == ("POST", "/api/v1/operators")
    assert body == {"name": "maria", "role": "operator", "password": "Tr0ub4dor&3xyz"}

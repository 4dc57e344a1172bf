import pytest

from engine.errors import Conflict, Invalid, NotFound
from engine.store.config_store import ConfigStore
from engine.store.views import ViewContent
from tests.helpers.stores import BY, Wall


def test_an_added_operator_signs_in_with_his_password_only(store: ConfigStore, wall: Wall) -> None:
    row = store.operators.add("bob", "right", "operator", **BY)
    assert (row.role, row.enabled, row.last_login_at) == ("operator", True, None)
    assert store.operators.verify("bob", "wrong") is None
    assert store.operators.verify("nobody", "right") is None
    wall.now += 5
    signed_in = store.operators.verify("bob", "right")
    assert signed_in is not None
    assert signed_in.last_login_at == wall.now


def test_no_password_is_in_an_audit_row(store: ConfigStore) -> None:
    store.operators.add("bob", "hunter2hunter2", "admin", **BY)
    store.operators.set_password("bob", "hunter3hunter3", **BY)
    text = repr(store.audit.page())
    assert "operator.add" in text
    assert "operator.password" in text
    assert "hunter" not in text
    assert "argon2" not in text


@pytest.mark.parametrize("name", ["", "local", "timer", "a b", "x" * 65, "a\n"])
def test_names_that_could_be_mistaken_are_refused(store: ConfigStore, name: str) -> None:
    with pytest.raises(Invalid) as caught:
        store.operators.add(name, "password", "admin", **BY)
    assert caught.value.field == "name"


def test_roles_and_passwords_are_checked(store: ConfigStore) -> None:
    with pytest.raises(Invalid, match="admin, operator, auditor"):
        store.operators.add("bob", "password", "root", **BY)  # type: ignore[arg-type]
    for password in ("", "x" * 1025):
        with pytest.raises(Invalid):
            store.operators.add("bob", password, "admin", **BY)
    assert store.operators.list() == []


def test_a_name_is_given_once(store: ConfigStore) -> None:
    store.operators.add("bob", "password", "admin", **BY)
    with pytest.raises(Conflict):
        store.operators.add("bob", "password", "auditor", **BY)
    assert [row.name for row in store.operators.list()] == ["bob"]


def test_a_disabled_operator_is_out_at_once(store: ConfigStore, wall: Wall) -> None:
    store.operators.add("root", "password", "admin", **BY)
    store.operators.add("bob", "password", "auditor", **BY)
    store.sessions.create(
        "token", operator="bob", role="auditor", expires_at=wall.now + 60, address=""
    )
    assert not store.operators.set_enabled("bob", False, **BY).enabled
    assert store.operators.verify("bob", "password") is None
    assert store.sessions.get("token", wall.now) is None
    assert store.operators.set_enabled("bob", True, **BY).enabled
    assert store.operators.verify("bob", "password") is not None


def test_the_last_admin_cannot_lock_everybody_out(store: ConfigStore) -> None:
    store.operators.add("root", "password", "admin", **BY)
    with pytest.raises(Conflict, match="last admin"):
        store.operators.set_enabled("root", False, **BY)
    store.operators.add("second", "password", "admin", **BY)
    assert not store.operators.set_enabled("root", False, **BY).enabled


def test_a_new_password_ends_the_sessions(store: ConfigStore, wall: Wall) -> None:
    store.operators.add("bob", "old", "admin", **BY)
    store.sessions.create(
        "token", operator="bob", role="admin", expires_at=wall.now + 60, address=""
    )
    store.operators.set_password("bob", "new", **BY)
    assert store.sessions.get("token", wall.now) is None
    assert store.operators.verify("bob", "old") is None
    assert store.operators.verify("bob", "new") is not None


def test_an_unknown_operator_is_not_found(store: ConfigStore) -> None:
    with pytest.raises(NotFound):
        store.operators.get("bob")
    with pytest.raises(NotFound):
        store.operators.set_password("bob", "x", **BY)
    with pytest.raises(NotFound):
        store.operators.set_enabled("bob", True, **BY)


def test_another_role_ends_the_sessions_and_the_last_admin_keeps_his(
    store: ConfigStore, wall: Wall
) -> None:
    store.operators.add("root", "password", "admin", **BY)
    store.operators.add("bob", "password", "auditor", **BY)
    store.sessions.create(
        "token", operator="bob", role="auditor", expires_at=wall.now + 60, address=""
    )
    with pytest.raises(Conflict):
        store.operators.set_role("root", "auditor", **BY)
    with pytest.raises(Conflict):
        store.operators.remove("root", **BY)
    assert store.operators.set_role("bob", "auditor", **BY).role == "auditor"
    assert store.sessions.get("token", wall.now) is not None
    assert store.operators.set_role("bob", "admin", **BY).role == "admin"
    assert store.sessions.get("token", wall.now) is None
    assert store.operators.set_role("root", "auditor", **BY).role == "auditor"


def test_who_is_removed_leaves_only_what_others_use(store: ConfigStore) -> None:
    for name in ("root", "bob"):
        store.operators.add(name, "password", "admin", **BY)
    for number, shared in enumerate((False, True)):
        content = ViewContent(f"v{number}", shared, "today", {})
        store.views.create(f"view-{number}", content, actor="bob", address="")
    store.operators.remove("bob", **BY)
    assert not store.operators.known("bob")
    assert [view.id for view in store.views.visible("bob")] == ["view-1"]
    with pytest.raises(NotFound):
        store.operators.remove("bob", **BY)

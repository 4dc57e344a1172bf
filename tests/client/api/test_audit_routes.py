from pathlib import Path

from client.api.audit_values import AuditTerms
from client.api.client import ApiClient
from tests.helpers.fake_api import PASSWORD, FakeApi
from tests.helpers.fake_audit import entry


def test_entries_choices_the_file_and_the_chain(
    api: ApiClient, fake: FakeApi, tmp_path: Path
) -> None:
    api.sign_in("alice", PASSWORD)
    fake.audit += [entry(2, actor="bob"), entry(1)]
    page = api.audit_entries(AuditTerms(actor="bob"))
    assert [row.id for row in page.items] == [2]
    assert page.items[0].before == {"value": 6}
    assert api.audit_choices().actors == ("bob", "maria")
    assert api.save_audit(AuditTerms(), tmp_path / "a.csv") > 0
    assert api.audit_verification().last is None
    assert api.verify_audit().running
    last = api.audit_verification().last
    assert last is not None
    assert (last.sound, last.rows) == (True, 2)

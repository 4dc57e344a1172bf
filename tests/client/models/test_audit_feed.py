from pathlib import Path
from typing import Any, cast

from pytestqt.qtbot import QtBot

from client.api.audit_values import AuditChoices, AuditEntry, AuditTerms, ChainCheck
from client.api.decoding import decode
from client.api.errors import Unreachable
from client.api.values import Listing
from client.models.audit_feed import AuditFeed, ChainFeed
from tests.helpers.client_stubs import StubSession
from tests.helpers.fake_audit import entry


class StubAudit:
    """One entry, and a verification that is over at the second look."""

    def __init__(self) -> None:
        self.checks = [ChainCheck("running", 1, 2), ChainCheck("idle")]
        self.error: Exception | None = None

    def audit_entries(self, _terms: AuditTerms, _cursor: str, _limit: int) -> Listing[AuditEntry]:
        return Listing((decode(AuditEntry, entry(1)),))

    def audit_choices(self) -> AuditChoices:
        return AuditChoices(("maria",))

    def save_audit(self, _terms: AuditTerms, path: Path) -> int:
        return path.write_text("x")

    def verify_audit(self) -> ChainCheck:
        if self.error is not None:
            raise self.error
        return self.checks.pop(0)

    audit_verification = verify_audit


def test_entries_choices_and_a_file(qtbot: QtBot, tmp_path: Path) -> None:
    feed = AuditFeed(cast(Any, StubSession(cast(Any, StubAudit()))))
    told: list[object] = []
    feed.chosen_from.connect(told.append)
    feed.saved.connect(told.append)
    feed.show(AuditTerms())
    feed.load_choices()
    feed.save(tmp_path / "a.csv")
    qtbot.waitUntil(lambda: len(told) == 2 and len(feed.rows) == 1)
    assert AuditChoices(("maria",)) in told


def test_a_verification_is_looked_at_until_it_is_over(qtbot: QtBot) -> None:
    api = StubAudit()
    feed = ChainFeed(cast(Any, StubSession(cast(Any, api))))
    seen: list[object] = []
    feed.changed.connect(seen.append)
    feed.refused.connect(seen.append)
    feed.verify()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert not feed._timer.isActive()
    api.error = Unreachable("gone")
    feed.look()
    feed.verify()
    qtbot.waitUntil(lambda: seen[-1] is api.error)

from datetime import UTC, datetime

from client.api.audit_values import AuditTerms, ChainCheck


def test_only_what_restricts_is_sent() -> None:
    assert AuditTerms().params() == {}
    since = datetime(2026, 11, 23, 8, tzinfo=UTC)
    terms = AuditTerms(actor="maria", action="parameter.", since=since, number=7)
    assert terms.params() == {
        "actor": "maria",
        "action": "parameter.",
        "from": "2026-11-23T08:00:00.000Z",
        "number": 7,
    }


def test_a_check_runs_or_not() -> None:
    assert ChainCheck("running").running
    assert not ChainCheck("idle").running

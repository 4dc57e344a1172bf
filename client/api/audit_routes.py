"""The routes of the audit; ``ApiClient`` has them with all others."""

from __future__ import annotations

from pathlib import Path

from client.api.answers import given, listing_in
from client.api.audit_values import AuditChoices, AuditEntry, AuditTerms, ChainCheck
from client.api.decoding import decode
from client.api.http import Connection
from client.api.saving import save_answer
from client.api.values import Listing

VERIFICATION = "/audit/verification"


class AuditRoutes:
    """Who changed or undid what."""

    _http: Connection

    def audit_entries(
        self, terms: AuditTerms, cursor: str = "", limit: int = 500
    ) -> Listing[AuditEntry]:
        """Return a page of entries, newest first."""
        params = terms.params() | given(cursor=cursor, limit=limit)
        return listing_in(AuditEntry, self._http.json("GET", "/audit", params=params))

    def audit_choices(self) -> AuditChoices:
        """Return what a filter can choose from."""
        return decode(AuditChoices, self._http.json("GET", "/audit/choices"))

    def save_audit(self, terms: AuditTerms, path: Path) -> int:
        """Write all of them to a CSV file, which appears when it is whole; return its size."""
        return save_answer(self._http, "/audit/file", terms.params(), path)

    def audit_verification(self) -> ChainCheck:
        """Return how verifying the chain stands, and what the latest verification found."""
        return decode(ChainCheck, self._http.json("GET", VERIFICATION))

    def verify_audit(self) -> ChainCheck:
        """Begin to verify the chain, unless that is at work already."""
        return decode(ChainCheck, self._http.json("POST", VERIFICATION))

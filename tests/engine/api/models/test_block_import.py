"""How a list is imported unless something else is said."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from engine.api.models.block_import import ListImportQuery


def test_a_list_that_hits_somebody_is_refused_unless_somebody_says_otherwise() -> None:
    query = ListImportQuery()
    assert (query.dry_run, query.on_hit, query.until) == (False, "refuse", None)
    with pytest.raises(ValidationError):
        ListImportQuery(on_hit="perhaps")  # type: ignore[arg-type]

"""Tests of records, gates and the journal's format."""

"""Tests of the admission of calls."""

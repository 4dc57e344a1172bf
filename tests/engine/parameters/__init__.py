"""Tests of the catalogue of parameters and of the password policy."""

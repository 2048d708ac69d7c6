"""Shared by all tests; the settings they run with are in tests/settings.py."""

"""The product's settings with throw-away keys and a home of its own for every test process."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("OYEZ_SECRET_KEY", "test-only-secret-key-that-guards-nothing-at-all-000000")
os.environ.setdefault("OYEZ_VAULT_KEY", "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=")
os.environ.setdefault("OYEZ_LEDGER_KEY", "test-only-ledger-key")
os.environ.setdefault("OYEZ_HOME", tempfile.mkdtemp(prefix="oyez-test-"))
os.environ.setdefault("OYEZ_PRIVATE_NETWORKS", "127.0.0.0/8")

from oyez.settings import *  # noqa: F403 (the keys come first)

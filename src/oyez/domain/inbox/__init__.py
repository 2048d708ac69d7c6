"""What becomes of what people say to us: labels, limits, answers, house rules, routes."""

from __future__ import annotations

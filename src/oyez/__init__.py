"""Oyez: the official voice of a public authority on every channel it uses."""

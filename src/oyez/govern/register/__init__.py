"""The register of channels: what is known about each, what is missing, and how it is exchanged."""

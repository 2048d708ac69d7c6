"""Static files under names that carry their digest, so that a browser may keep them for a year."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Digested(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """Digested and compressed once `oyez run` has gathered the files; plain names before that."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The digested name, or the plain one of a file that nobody has gathered yet."""
        return str(self.hashed_files.get(self.hash_key(name), name))

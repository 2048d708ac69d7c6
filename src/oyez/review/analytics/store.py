"""Where facts lie: one file a channel and month, below the installation's home."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

FILE = "data.parquet"


@dataclass(frozen=True, slots=True)
class Part:
    """The interactions of one channel in one month, such as 2024-03."""

    channel: int
    month: str


@dataclass(frozen=True, slots=True)
class Store:
    """A folder with `interactions` by channel and month, and their sums by channel and year."""

    root: Path

    def path(self, table: str, part: Part) -> Path:
        """The file of a part."""
        place = self.root / table / f"channel={part.channel}" / f"month={part.month}"
        return place / FILE

    def sums(self, table: str, channel: int, year: str) -> Path:
        """The file with the sums of a channel's year."""
        return self.root / table / f"channel={channel}" / f"year={year}" / FILE

    def parts(self) -> list[Part]:
        """Every part that there is, in order."""
        found = self.root.glob(f"interactions/channel=*/month=*/{FILE}")
        return sorted(
            (Part(int(_value(path.parent.parent)), _value(path.parent)) for path in found),
            key=lambda part: (part.channel, part.month),
        )

    def files(self, channels: Iterable[int], begins: date, ends: date) -> list[str]:
        """The interactions of a period of some channels."""
        wanted, first, last = set(channels), f"{begins:%Y-%m}", f"{ends:%Y-%m}"
        return [
            str(self.path("interactions", part))
            for part in self.parts()
            if part.channel in wanted and first <= part.month <= last
        ]

    def summed(self, table: str, channels: Iterable[int], begins: date, ends: date) -> list[str]:
        """The files with the sums of a period of some channels."""
        years = range(begins.year, ends.year + 1)
        paths = [self.sums(table, one, str(year)) for one in sorted(channels) for year in years]
        return [str(path) for path in paths if path.exists()]

    def secret(self) -> str:
        """What keys of rows are made with, so that whoever has the rows alone learns nothing."""
        path = self.root / "key"
        if not path.exists():
            self.root.mkdir(parents=True, exist_ok=True)
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_hex(16))
        return path.read_text()


def _value(folder: Path) -> str:
    return folder.name.partition("=")[2]


def store() -> Store:
    """The installation's own."""
    return Store(Path(settings.HOME) / "facts")

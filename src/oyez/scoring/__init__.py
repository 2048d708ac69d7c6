"""Scoring replies: language, abusive language, triage, alarm. It ranks and suggests.

    from oyez.scoring import Scored, Text, load

    scorer = load()                      # "fast"; load("tiny"), or the name of a plug-in
    texts = [Text("Your link shows porn!", post="Watch the fight live", lang="en")]
    for scored in scorer.judge(texts):   # list[Scored], in the order of the texts
        scored.alarming, scored.alarm, scored.triage, scored.urgent, scored.abusive, scored.lang
    scorer.score(texts)                  # raw probabilities by label, see `judging.LABELS`

`post` and `lang` may be left out. `load` keeps what it has read; call it where a text is scored,
not at import, because the first call reads 30 MB (1 s) and importing this package reads nothing.
Texts of any length and content are taken; batches of 64 are made inside. A scorer may be used by
one thread at a time or by several, and it runs on one core.

Keep `scorer`, `version` and `fingerprint` with every score: two fingerprints are two instruments.
A score is about a text and never about its author, it hides nothing, and what is `abusive` has
abusive language, no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oyez.scoring.judging import Scored
from oyez.scoring.text import Text

if TYPE_CHECKING:
    from oyez.scoring.plugins import PlugIn
    from oyez.scoring.scorers import LinearScorer

SHIPPED = ("fast", "tiny")


def load(name: str = "fast", *, third_party: bool = False) -> LinearScorer | PlugIn:
    """The scorer of this name, ready to `judge` and `score`.

    UnknownScorerError when nothing is installed under the name, or when it gives texts to a third
    party and `third_party`, the recorded legal basis, does not allow that.
    """
    if name in SHIPPED:
        from oyez.scoring.scorers import shipped  # noqa: PLC0415  (numpy, only when needed)

        return shipped(name)
    from oyez.scoring.plugins import plug_in  # noqa: PLC0415

    return plug_in(name, third_party=third_party)


__all__ = ["SHIPPED", "Scored", "Text", "load"]

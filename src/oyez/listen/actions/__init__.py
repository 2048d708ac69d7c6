"""What is done with what comes back."""

from oyez.listen.actions.hear import hear
from oyez.listen.actions.make_webhook import make_webhook
from oyez.listen.actions.replay import replay

__all__ = ["hear", "make_webhook", "replay"]

"""What the register asks: whether people read a channel, and when."""

from __future__ import annotations

from collections.abc import Collection

from oyez.govern.register.readers import Asked, Listened
from oyez.listen.channels import heard_on
from oyez.listen.keeping import Keeping
from oyez.listen.models import ChannelInbox


def readers(channels: Collection[Asked]) -> dict[int, Listened]:
    """How each of the channels is listened to, in two queries where any can hear at all."""
    able = set(heard_on())
    hearing = [one for one in channels if one[1] in able]
    if not hearing:
        return {}
    unread = set(ChannelInbox.objects.filter(staffed=False).values_list("channel_id", flat=True))
    keeping = Keeping()
    return {
        pk: Listened(hears=True, read=pk not in unread, hours=keeping.entered(path))
        for pk, _platform, path in hearing
    }

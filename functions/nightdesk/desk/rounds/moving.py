"""Everybody on the call of an incident that became part of another goes over to that one's call."""

from nightdesk.channel.channel import Channel
from nightdesk.desk.watching.war_room import moving_script
from nightdesk.errand.errand import MoveRoom
from nightdesk.errors import ChannelUnavailable
from nightdesk.notice.war_room import WarRoom


def move_room(errand: MoveRoom, *, war_room: WarRoom, channel: Channel) -> None:
    """
    Each call that is still in it runs another document. Whoever has gone over is no longer shown in it, so a repeat
    moves only who is left; who hung up meanwhile is left alone. The room itself ends with the last who leaves it.

    Raises ChannelUnavailable when the carrier could not be asked, or could not take one of them.
    """
    for live in war_room.live(errand.room):
        for there in live.there:
            try:
                channel.redirect(call=there.call, script=moving_script(errand, person=there.person))
            except ChannelUnavailable as error:
                if not error.is_final:
                    raise

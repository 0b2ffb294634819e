"""A phone call, turn by turn: what is said next, given who calls and what they just said or pressed."""

from nightdesk.channel.twiml import Hangup, Say, Verb
from nightdesk.desk.calls import came_back, owner_line
from nightdesk.desk.calls.bridge_call import bridge, dialled, whisper
from nightdesk.desk.calls.check_call import check
from nightdesk.desk.calls.handed_call import handed
from nightdesk.desk.calls.keys import is_key
from nightdesk.desk.calls.many_call import key_for_all, read_all
from nightdesk.desk.calls.more_call import is_of_the_menu, more_key
from nightdesk.desk.calls.page_call import key_pressed, read_out
from nightdesk.desk.calls.readiness_call import tested
from nightdesk.desk.calls.responder_line import greet_responder, left_room
from nightdesk.desk.calls.room_call import invited, moved
from nightdesk.desk.calls.turn import Turn, thread_of
from nightdesk.desk.kit import Kit
from nightdesk.incident.desk import IncidentId
from nightdesk.persona.owner import speech


def speak(kit: Kit, turn: Turn) -> tuple[Verb, ...]:
    """What the phone hears now. Repeating a turn says the same and changes nothing more."""
    match turn.path:
        case ():
            return _pick_up(kit, turn)
        case ("said", *rest) if thread := thread_of(tuple(rest)):
            return owner_line.said(kit, turn, thread)
        case ("waits", *rest) if thread := thread_of(tuple(rest)):
            return owner_line.waited(kit, turn, thread)
        case ("aid", count, rounds, *told) if all(one.isdigit() for one in (count, rounds, *told[:1])):
            return owner_line.aided(kit, turn, count=int(count), rounds=int(rounds), told=int(told[0]) if told else 0)
        case ("page", incident, person):
            return read_out(kit, turn, IncidentId(incident), person)
        case ("page", incident, person, key, then) if is_key(key) and is_of_the_menu(then):
            return more_key(kit, turn, IncidentId(incident), person, then)
        case ("page", incident, person, key, *rest) if is_key(key):
            return key_pressed(kit, turn, IncidentId(incident), person, then=rest[0] if rest else "")
        case ("pages", person):
            return read_all(kit, turn, person)
        case ("pages", person, "key"):
            return key_for_all(kit, turn, person)
        case ("room", incident, person, "left"):
            return left_room(kit, turn, IncidentId(incident), person)
        case ("room", incident, _, "moved", was):
            return moved(kit, turn, IncidentId(incident), was=IncidentId(was))
        case ("room", incident, person, *rest):
            return invited(kit, turn, IncidentId(incident), person, is_answer=bool(rest))
        case ("bridge", incident, asker):
            return bridge(kit, IncidentId(incident), asker)
        case ("whisper", incident, *rest):
            return whisper(kit, turn, IncidentId(incident), is_answer=bool(rest))
        case ("check", incident, *rest):
            return check(kit, turn, IncidentId(incident), is_answer=bool(rest))
        case ("callback", incident, *rest):
            return came_back.called_back(kit, turn, IncidentId(incident), is_answer=bool(rest))
        case ("handed", incident, person, *rest):
            return handed(kit, turn, IncidentId(incident), person, is_after=bool(rest))
        case ("dialled", incident, *rest):
            return dialled(kit, turn, IncidentId(incident), tuple(rest))
        case ("test", person, *rest):
            return tested(kit, turn, person, is_answer=bool(rest))
        case _:
            return (Say(speech.LOST), Hangup())


def _pick_up(kit: Kit, turn: Turn) -> tuple[Verb, ...]:
    person = kit.roster.by_phone(turn.phone)
    if person and (verbs := greet_responder(kit, turn, person)):
        return verbs
    return came_back.greet(kit, turn)

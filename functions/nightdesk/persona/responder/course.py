"""What people on call are told about the course an incident takes: it flaps, it is held, merged, split, reviewed."""

from collections.abc import Sequence

from nightdesk.channel.fitting import fit
from nightdesk.incident.desk import Phone, short_code
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import name_of, typed
from nightdesk.incident.severity import Severity
from nightdesk.persona.wording.composing import Part, brief, clock, compose, sentence, told


def flapping(incident: Incident, alarm: str, *, ends: int, quiet_minutes: float) -> str:
    """An alarm comes and goes: said once, and why nobody is paged for each time."""
    code = short_code(incident.id)
    parts: list[Part] = [
        (0, f"INC-{code} is flapping: {sentence(brief(alarm, 90))}"),
        (0, f"It fired and ended {ends} times within half an hour."),
        (0, f"It stays open until {quiet_minutes:g} quiet minutes have passed; only worse will page you."),
    ]
    return compose(parts, at_most=2)


def snoozed(incident: Incident) -> str:
    """To whoever asked for quiet: until when, and what breaks it."""
    code, hold = short_code(incident.id), incident.hold
    until = f" until {clock(hold.until)}" if hold else ""
    return f"Quiet on INC-{code}{until}. It pages again then if it still fires, and at once if it gets worse."


def lowered(incident: Incident, *, reader: Phone, was: Severity) -> str:
    """To whoever lowered what nobody had: it is theirs by that."""
    first = f"{name_of(incident.id)} is {incident.severity.name} now (was {was.name}), and yours: nobody else is woken."
    code = typed(incident, reader)
    keep = f"Reply pass {code} to pass it on, resolve {code} when it is over."
    return compose([(0, first), (1, sentence(incident.title))], at_most=2, keep=keep)


def set_by(incident: Incident, by: str, *, reader: Phone, was: Severity) -> str:
    """To whoever has it: somebody else changed how bad it is."""
    first = f"{by} set {name_of(incident.id)} to {incident.severity.name} (was {was.name}). You still have it."
    keep = f"Reply sev {int(was)} {typed(incident, reader)} to set it back."
    return compose([(0, first), (1, sentence(incident.title))], at_most=2, keep=keep)


def passed_before(incident: Incident, *, reader: Phone) -> str:
    """They said so already, and somebody was woken by it."""
    by = f"{incident.ack.name} has it" if incident.ack else f"tier {incident.tier} was woken"
    return f"{name_of(incident.id)} is passed on already: {by}. Reply take {typed(incident, reader)} to have it back."


def nobody_above(incident: Incident, *, reader: Phone) -> str:
    """Everybody there is was woken before, and one of them has it."""
    by = f"{incident.ack.name} has it" if incident.ack else "nobody has it"
    first = f"{name_of(incident.id)}: {by}, and every tier has been woken; nobody is left to wake."
    return f"{first} Reply take {typed(incident, reader)} to take it over."


def may_not_snooze(incident: Incident, *, reader: Phone) -> str:
    """Some things are never silenced."""
    told = f"{name_of(incident.id)} can't be snoozed: it is {incident.severity.name} or tells of data or security."
    return f"{told} Reply ack {typed(incident, reader)} to take it."


def reviewed(window: str, who: str, incidents: Sequence[Incident]) -> str:
    """What happened inside a maintenance window, to the on-call, once, when it is over."""
    firing = [one for one in incidents if one.is_open and any(alarm.is_firing for alarm in one.alarms)]
    over = [one for one in incidents if one not in firing]
    count = f"{len(incidents)} incident{'s' if len(incidents) != 1 else ''} held"
    parts: list[Part] = [
        (0, f"Maintenance over: {sentence(brief(f'{window} ({who})', 70))} {count}."),
        (0, f"Still firing, paged now: {_named(firing)}." if firing else "Nothing of it still fires."),
        (1, f"Ended by themselves: {_named(over)}." if over else ""),
    ]
    return compose(parts, at_most=3, keep=f"Reply more {name_of(incidents[0].id)} for detail." if incidents else "")


def _named(incidents: Sequence[Incident]) -> str:
    shown = [f"INC-{short_code(one.id)} {brief(one.title, 40)}" for one in incidents[:4]]
    return ", ".join(shown) + (f", +{len(incidents) - 4}" if len(incidents) > 4 else "")


def bundle(incidents: Sequence[Incident], *, reader: Phone) -> str:
    """Further pages to one person, the worst first, in one text: how many, which, and what to type."""
    ranked = sorted(incidents, key=lambda one: (one.severity, one.id))
    keep = f"Reply status for all, ack {typed(ranked[0], reader)} to take one."
    for shown in range(min(len(ranked), 6), 0, -1):
        left = f", +{len(ranked) - shown}" if len(ranked) > shown else ""
        for width in (60, 35, 20):
            listed = ", ".join(
                f"{_choice(one, reader)} {one.severity.name} {brief(one.subject or one.title, width)}"
                for one in ranked[:shown]
            )
            body = f"{len(ranked)} more: {listed}{left}."
            if len(body) + len(keep) + 1 <= 300:
                return fit(body, segments=2, keep=keep)
    return fit(f"{len(ranked)} more incidents.", segments=2, keep=keep)


def _choice(incident: Incident, reader: Phone) -> str:
    """Its name, and the reader's number for it."""
    code, name = typed(incident, reader), name_of(incident.id)
    return name if code == name else f"{code} = {name}"


def merged(loser: Incident, winner: Incident, *, reader: Phone, by: str, undo: bool = False) -> str:
    """To whoever was woken for the one that is no more: where it went, and who has it."""
    gone, kept, code = name_of(loser.id), name_of(winner.id), typed(winner, reader)
    held = f"{winner.ack.name} has it" if winner.ack else f"nobody has it yet: reply ack {code} to take it"
    first = f"{gone} was merged into {kept} by {by}. Stand down there; of {kept} {held}."
    return compose([(0, first), (1, sentence(winner.title))], at_most=2, keep=f"Undo: split {code}." if undo else "")


def joined(losers: Sequence[Incident], winner: Incident, *, reader: Phone, why: str) -> str:
    """To whoever was woken for what is now part of another: why, where it went, and how to undo it."""
    gone, kept, code = _codes(losers), name_of(winner.id), typed(winner, reader)
    first = f"{gone} joined {kept}: {sentence(brief(why, 80))}"
    held = f"Nobody has {kept} yet: reply ack {code} to take it."
    return compose([(0, first), (0, held), (1, sentence(winner.title))], at_most=2, keep=f"Undo: split {code}.")


def may_be_one(incident: Incident, other: Incident, *, reader: Phone, why: str) -> str:
    """A guess for a human to decide: somebody has one of them, so the desk does not."""
    first = f"{name_of(other.id)} and {name_of(incident.id)} may have one cause: {sentence(brief(why, 90))}"
    keep = f"Reply merge {typed(other, reader)} into {typed(incident, reader)} if so."
    return compose([(0, first)], at_most=2, keep=keep)


def _codes(incidents: Sequence[Incident]) -> str:
    shown = ", ".join(f"INC-{short_code(one.id)}" for one in incidents[:3])
    return shown + (f" and {len(incidents) - 3} more" if len(incidents) > 3 else "")


def split(old: Incident, new: Incident, *, reader: Phone, by: str) -> str:
    """What was taken out, under which name it lives on, and how to put it back."""
    held = f"{new.ack.name} has both." if new.ack else "It is being paged."
    parts: list[Part] = [
        (0, f"{name_of(new.id)} was split from {name_of(old.id)} by {by}."),
        (1, f"{new.severity.name}: {told(brief(new.title, 90), names=new.services)}"),
        (0, held),
    ]
    return compose(parts, at_most=2, keep=f"Undo: merge {typed(new, reader)} into {typed(old, reader)}.")


def nothing_to_split(incident: Incident, name: str, *, reader: Phone, is_all: bool) -> str:
    """Why nothing was split, and what could be."""
    whole = name_of(incident.id)
    services = ", ".join(list(dict.fromkeys(alarm.service for alarm in incident.alarms if alarm.service))[:8])
    if is_all:
        return fit(f"All of {whole} is {brief(name, 40)}: nothing would be left. Nothing was changed.", segments=2)
    first = f"{whole} has no alarm of {brief(name, 40)}." if name else f"Split what from {whole}?"
    listed = f"Its services: {services}." if services else "Its alarms name no service."
    return fit(f"{first} {listed}", segments=2, keep=f"Reply split {typed(incident, reader)} and a service.")


def only_ops() -> str:
    """Two pets are two cases."""
    return "Only incidents of systems can be merged; two owners are two cases. Nothing was changed."


def at_work(loser: Incident, winner: Incident, *, reader: Phone) -> str:
    """A step must be watched to its end where it was begun."""
    instead = f"merge {typed(winner, reader)} into {typed(loser, reader)}"
    return f"A fix is running for {name_of(loser.id)}, so it can't go yet. Reply {instead} instead, or wait."

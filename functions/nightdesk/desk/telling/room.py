"""
Slack follows: one message for each incident that always says how it stands, and under it what happened, in order.

For information only: nothing said or clicked there is read, and permission is given by the code that was texted.
"""

from collections.abc import Sequence
from dataclasses import replace

from nightdesk.audit.chain import Entry
from nightdesk.desk.kit import Kit
from nightdesk.desk.telling.due import WANTED
from nightdesk.desk.telling.ways import Ways
from nightdesk.errand.told import Told
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.notice.notice import Room
from nightdesk.redaction.redact import redact

MOST_LINES = 20
"""In one message; what is beyond goes into the next."""
LONGEST_LINE = 400
HEAD = -1
"""Stands for the first message among those whose answer never came."""
_WORDS: dict[Kind, str] = {
    Kind.OPENED: "Opened",
    Kind.ACKNOWLEDGED: "",
    Kind.RELEASED: "",
    Kind.SEVERITY: "Severity",
    Kind.CLIMBED: "Escalated",
    Kind.BREACHED: "Late",
    Kind.CAUSE: "Probable cause",
    Kind.PROPOSED: "Approval asked",
    Kind.APPROVED: "Approved",
    Kind.DENIED: "Denied",
    Kind.EXPIRED: "Nobody answered",
    Kind.ACTED: "Done",
    Kind.VERIFIED: "Verified",
    Kind.UNDONE: "Undone",
    Kind.FAILED: "Failed",
    Kind.RECOVERED: "Recovered",
    Kind.RESOLVED: "Resolved",
    Kind.REVIEW: "Review",
}


def tell_room(kit: Kit, ways: Ways, incident: Incident, told: Told) -> bool:
    """
    Bring the thread up to date. A post whose answer was lost is looked for before it is made again.

    state: the last entry of which the head of the thread knows.
    """
    is_calm = not incident.is_open or incident.hold or not incident.policy.wakes(incident.severity)
    if is_calm and not told.thread and not told.trying:
        return True
    room = ways.room()
    told = _head(kit, room, incident, told)
    entries = kit.store.entries(incident.id)
    while news := [e for e in entries if e.seq > told.seq and e.kind in WANTED["slack"]][:MOST_LINES]:
        told = _under(kit, room, incident, told, news)
    if told.state != str(told.seq):
        room.amend(told.thread, headline(kit, incident))
        kit.store.save_told(replace(told, state=str(told.seq)))
    return True


def headline(kit: Kit, incident: Incident) -> str:
    """How it stands: what is wrong, how bad, who has it, and where to look."""
    state = incident.status.value if incident.is_open else "resolved"
    holder = f"{incident.ack.name} has it" if incident.ack and incident.is_open else ""
    impact = incident.impact.summary
    link = f"<{kit.settings.public_url}/console#{incident.id}|console>"
    facts = [f"*{incident.severity.name}* {_plain(incident.title)}", f"{incident.id}, {state}", _plain(holder)]
    facts += [_plain(impact), link]
    if kit.settings.status_url:
        facts.append(f"<{kit.settings.status_url}|status page>")
    return "\n".join([facts[0], " · ".join(filter(None, facts[1:]))])


def line_of(kit: Kit, incident: Incident, entry: Entry) -> str:
    """One thing that happened: *03:04* Ana Duarte acknowledged by sms"""
    if entry.kind is Kind.REPORTED:
        link = f"{kit.settings.public_url}/console/reports/{incident.id}.html"
        return f"*{entry.at:%H:%M}* The report is written: <{link}|read it>"
    word = _WORDS.get(entry.kind, "")
    said = f"{word}: {_plain(entry.text)}" if word else _plain(entry.text)
    if entry.kind is Kind.PROPOSED:
        said += " _For information: only the code texted to them permits it._"
    return f"*{entry.at:%H:%M}* {said}"


def _head(kit: Kit, room: Room, incident: Incident, told: Told) -> Told:
    """The first message of the thread, made once."""
    if told.thread:
        return told
    mark = f"{incident.id}:head"
    thread = ""
    if told.trying == HEAD:
        thread = room.find(mark, since=incident.opened_at)
    else:
        told = kit.store.save_told(replace(told, trying=HEAD))
    thread = thread or room.post(headline(kit, incident), mark=mark)
    return kit.store.save_told(replace(told, thread=thread, trying=0))


def _under(kit: Kit, room: Room, incident: Incident, told: Told, news: Sequence[Entry]) -> Told:
    """Some lines under it. What was being said when a worker died is said with the very same lines."""
    last = news[-1].seq
    if told.trying > told.seq:
        last = told.trying
        news = [entry for entry in news if entry.seq <= last]
        if room.find(f"{incident.id}:{last}", thread=told.thread, since=incident.opened_at):
            return kit.store.save_told(replace(told, seq=last, trying=0))
    else:
        told = kit.store.save_told(replace(told, trying=last))
    text = "\n".join(line_of(kit, incident, entry) for entry in news)
    room.post(text, thread=told.thread, mark=f"{incident.id}:{last}")
    return kit.store.save_told(replace(told, seq=last, trying=0))


def _plain(text: str) -> str:
    """Without what Slack would take for markup, a mention or a link, and without numbers and secrets."""
    said = redact(" ".join(text.split()))[:LONGEST_LINE]
    return said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

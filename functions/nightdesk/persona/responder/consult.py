"""What a vet reads about an owner's question: the request, every way it can end, and her own words that went out."""

from textwrap import shorten

from nightdesk.channel.fitting import fold, segments
from nightdesk.incident.ask import Ask, AskState
from nightdesk.incident.desk import Phone, short_code
from nightdesk.incident.incident import Incident
from nightdesk.incident.masked import is_masked
from nightdesk.incident.numbering import typed
from nightdesk.persona.wording.composing import brief, clock, compose
from nightdesk.redaction.redact import redact

MOST_SEGMENTS = 3
HIDDEN = "The owner hides the number and can be neither texted nor rung: only a call of theirs reaches them."
_LONGEST, _SHORTEST = 200, 24
_DONE = {
    AskState.GRANTED: "answered",
    AskState.DENIED: "refused",
    AskState.EXPIRED: "expired unanswered",
    AskState.WITHDRAWN: "withdrawn",
    AskState.PENDING: "still open",
}


def ask(incident: Incident, asked: Ask, code: str) -> str:
    """
    The question, the facts, the very words that would be sent and what answers it. The words and the answers are never
    cut; the question gives way first, then the end of the facts.
    """
    words = asked.plan.parameters["words"]
    until = clock(asked.expires_at)
    head = f"{incident.severity.name} INC-{short_code(incident.id)} owner asks:"
    if words:
        tail = f'Would send: "{words}" go {code} sends it, no {code} declines, say {code} + your words. By {until}.'
    else:
        tail = f"No draft. Reply say {code} + your words, or no {code}. By {until}."
    question, facts = _LONGEST, _LONGEST
    while segments(text := _joined(head, asked, question, facts, tail)).count > MOST_SEGMENTS:
        if question > _SHORTEST:
            question = max(_SHORTEST, min(question, len(asked.plan.why)) - 4)
        elif facts > _SHORTEST:
            facts = max(_SHORTEST, min(facts, len(asked.plan.impact)) - 4)
        else:
            break
    return text


def _joined(head: str, asked: Ask, question: int, facts: int, tail: str) -> str:
    said, known = brief(asked.plan.why, question), shorten(fold(redact(asked.plan.impact)), facts, placeholder="...")
    return f'{head} "{said}" {known}{"" if known.endswith("...") else "."} {tail}'


def sent(incident: Incident, body: str) -> str:
    """Her answer went to the owner, to the letter."""
    if incident.is_opted_out:
        return _about(incident, f'Read to the owner on the phone at the next pause: "{body}"')
    return _about(incident, f'Sent to the owner: "{body}"')


def declined(incident: Incident) -> str:
    """Her no went to the owner, kindly."""
    return _about(incident, "Noted, no. The owner is told kindly not to.")


def no_words(incident: Incident, code: str) -> str:
    """A go for a question that has no draft."""
    return _about(incident, f"There is no draft, so nothing was sent. Reply say {code} + your words, or no {code}.")


def too_old(incident: Incident, code: str) -> str:
    """A go for a draft whose time has passed."""
    keep = f"Reply say {code} + your words, or no {code}."
    return _about(incident, f"The time for that draft has passed, so nothing was sent. {keep}")


def expired(incident: Incident, asked: Ask, *, is_again: bool) -> str:
    """Too late: answered, not obeyed. is_again: the question is still open and is put to her anew."""
    more = "It is still unanswered, so I ask you again." if is_again else ""
    return _about(incident, f"Too late: that request ended at {clock(asked.expires_at)} and nothing was sent. {more}")


def unanswered(incident: Incident, *, has_next: bool) -> str:
    """Told to whoever was asked and did not answer."""
    more = "I'm asking the next vet." if has_next else "There is nobody else to ask; the owner was told so."
    return _about(incident, f"No answer to the owner's question, so nothing was sent. {more}")


def withdrawn(incident: Incident, why: str) -> str:
    """The draft is void because the facts have changed."""
    return _about(incident, f"Withdrawn, do not approve: {brief(why, 90)}. The draft will not be sent.")


def already(incident: Incident, *, by: str, asked: Ask) -> str:
    """Somebody, or she herself, was first. by: their name, empty when nobody answered."""
    who = f" by {by}" if by else ""
    when = f" at {clock(asked.answered_at)}" if asked.answered_at else ""
    return _about(incident, f"That question was {_DONE[asked.state]}{who}{when}. Nothing more was sent.")


def wrong_code() -> str:
    """A code this phone was never given. It does not say whether the code exists elsewhere."""
    return "That code is not open on this phone. Nothing was sent. Copy it from the last request I sent you."


def not_yours() -> str:
    """A code that was given to somebody else's phone."""
    return "That code was given to somebody else, and only their phone can answer it. Nothing was sent."


def too_long(incident: Incident, over: int, how: str) -> str:
    """Her words do not fit; how: what to type again."""
    letters = "character" if over == 1 else "characters"
    return _about(incident, f"That is {over} {letters} too long for one text. Nothing was sent. Shorten it: {how} ...")


def opted_out(incident: Incident, *, reader: Phone) -> str:
    """The owner may not be texted, or cannot be: whoever hides the number never said a word about it."""
    code = typed(incident, reader)
    if incident.owner and is_masked(incident.owner):
        return _about(incident, f"{HIDDEN} Nothing was sent.")
    return _about(incident, f"The owner opted out of texts, so nothing was sent. Reply join {code} to talk to them.")


def unheard(incident: Incident, words: str, *, reader: Phone) -> str:
    """To whose words were to be read to an owner on the phone, who hung up before."""
    masked = incident.owner is not None and is_masked(incident.owner)
    how = HIDDEN if masked else f"Reply join {typed(incident, reader)} to talk to them."
    return _about(incident, f'The owner hung up before hearing "{brief(words, 60)}" {how}')


def hidden(incident: Incident) -> str:
    """To whoever wants to ring an owner who hides the number."""
    return _about(incident, HIDDEN)


def holds_code(incident: Incident) -> str:
    """Words that carry an approval code would show it to the owner."""
    return _about(incident, "Those words hold an approval code, so nothing was sent. A code is answered on its own.")


def own_number(incident: Incident, *, reader: Phone) -> str:
    """Words that carry the telephone number of somebody on call."""
    code = typed(incident, reader)
    return _about(incident, f"That would show your own number. Nothing was sent. Leave it out, or reply join {code}.")


def not_a_vet(incident: Incident) -> str:
    """Somebody on the desk who is no vet wrote of treatment."""
    return _about(incident, "That reads like treatment, and only a vet may send that. Nothing was sent.")


def _about(incident: Incident, said: str) -> str:
    return compose([(0, f"INC-{short_code(incident.id)}."), (0, said.strip())], at_most=MOST_SEGMENTS)

"""What every turn of an owner's call ends with: words or one key are waited for, in the caller's language."""

from nightdesk.channel.twiml import Gather, Pause, Say
from nightdesk.desk.calls.turn import Thread, url_of
from nightdesk.desk.kit import Kit
from nightdesk.persona.wording.phrases import SPOKEN
from nightdesk.persona.wording.words import Language

HINTS: dict[Language, tuple[str, ...]] = {
    "en": ("chocolate", "raisins", "xylitol", "not breathing", "seizure", "bleeding", "hit by a car", "bloated"),
    "es": ("chocolate", "pasas", "xilitol", "no respira", "convulsiona", "sangra", "lo atropellaron", "veneno"),
}


def listen(kit: Kit, prompts: tuple[Say | Pause, ...], thread: Thread) -> Gather:
    """Say this and wait for words or one key; either may come while it is being said."""
    return Gather(
        action=url_of(kit, f"said/{thread.path}"),
        prompts=prompts,
        digits=1,
        hints=HINTS[thread.language],
        language=SPOKEN[thread.language].code,
    )


def tell(text: str, language: Language) -> Say:
    """A sentence in the owner's language."""
    return Say(text, language=SPOKEN[language].code)


def greeting(kit: Kit, thread: Thread) -> Gather:
    """Two short sentences: who this is and what to do, and the same in the other language's own words."""
    other: Language = "es" if thread.language == "en" else "en"
    prompts = (tell(SPOKEN[thread.language].greeting, thread.language), tell(SPOKEN[other].other_language, other))
    return listen(kit, prompts, thread)

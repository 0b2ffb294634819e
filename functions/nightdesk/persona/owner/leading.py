"""How an owner is led through first aid: the few words around a step, which comes from a protocol as it is written."""

from dataclasses import dataclass

from nightdesk.channel.fitting import fit, fold, segments
from nightdesk.persona.wording.language import WORDS
from nightdesk.persona.wording.urgency import pet_words
from nightdesk.persona.wording.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """
    offer: after the first answer. tail: behind a step that another follows, where it still fits one text. waiting: to
    somebody whose hands are full. last: after the last step. stopped: to "enough". The same aloud, for a call.
    pushes, breaths, swap: between the beats.
    """

    offer: str
    tail: str
    waiting: str
    last: str
    stopped: str
    offer_aloud: str
    tail_aloud: str
    waiting_aloud: str
    still_here: str
    pushes: str
    breaths: str
    swap: str


LEADING: dict[Language, Leading] = {
    "en": Leading(
        offer="Reply NEXT and I lead you, step by step.",
        tail="Reply NEXT.",
        waiting="I'm here. Reply NEXT when you are ready.",
        last="That was the last step. Get to the emergency vet now, and text me what you see.",
        stopped="OK, no more steps. Get to the emergency vet now. Reply NEXT if you want them again.",
        offer_aloud="Say next, or press 2, and I lead you step by step.",
        tail_aloud="Say next, or press 2, when you are ready.",
        waiting_aloud="I'm here. Say next, or press 2, when you are ready. Press 1 for our vet.",
        still_here="I'm still here.",
        pushes="Push with the beat. Thirty pushes.",
        breaths="Two breaths, then push again.",
        swap="That was two minutes. Look for breath. If there is none, swap if you can, and push on. If it breathes, "
        "say breathing.",
    ),
    "es": Leading(
        offer="Responde SIGUIENTE y te gu\u00edo paso a paso.",
        tail="Responde SIGUIENTE.",
        waiting="Aqu\u00ed estoy. Responde SIGUIENTE cuando puedas.",
        last="Ese fue el \u00faltimo paso. Ve a urgencias veterinarias ahora y cu\u00e9ntame lo que ves.",
        stopped="De acuerdo, sin m\u00e1s pasos. Ve a urgencias veterinarias ahora. Responde SIGUIENTE si los quieres.",
        offer_aloud="Di siguiente, o marca 2, y te gu\u00edo paso a paso.",
        tail_aloud="Di siguiente, o marca 2, cuando puedas.",
        waiting_aloud="Aqu\u00ed estoy. Di siguiente, o marca 2, cuando puedas. Marca 1 para nuestro veterinario.",
        still_here="Sigo aqu\u00ed.",
        pushes="Comprime con cada golpe. Treinta compresiones.",
        breaths="Dos soplos, y comprime otra vez.",
        swap="Ya van dos minutos. Mira si respira. Si no, c\u00e1mbiate con alguien si puedes, y sigue. Si respira, "
        "di respira.",
    ),
}


def pet_called(name: str | None, species: str | None, language: Language) -> str:
    """The pet's name, or "your dog", or "your pet"."""
    return pet_words(name, species, WORDS[language])


def step_text(step: str, *, language: Language, is_last: bool, asks: bool) -> str:
    """
    A step as it is sent: with "Reply NEXT" behind it, unless it is the last, asks for an answer itself, or would then
    not fit one text.
    """
    alone = fold(step)
    whole = fold(f"{step} {LEADING[language].tail}")
    is_plain = is_last or asks or segments(whole).count > 1
    return fit(alone, segments=2) if is_plain else whole

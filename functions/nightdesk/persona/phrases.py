"""The fixed sentences of a call with an owner."""

from dataclasses import dataclass

from nightdesk.persona.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The fixed sentences of a call with an owner, in one language. code: what Say and Gather call the language."""

    code: str
    greeting: str
    silence: str
    go_on: str
    press_one: str
    connecting: str
    our_vet: str
    press_any: str
    nobody_yet: str
    after_call: str
    lost: str


SPOKEN: dict[Language, Spoken] = {
    "en": Spoken(
        code="en-US",
        greeting="This is Nightdesk, the pet line. Tell me in a few words what is wrong. Press 1 at any time for our "
        "vet.",
        silence="I did not hear you. Say what is happening, or press 1 for our vet.",
        go_on="I'm listening. What do you see now?",
        press_one="Press 1 to talk to our vet, or tell me what you see now.",
        connecting="One moment, I'm connecting you. Stay on the line.",
        our_vet="This is Nightdesk. Our vet is on the line for you.",
        press_any="Press any key to take the call.",
        nobody_yet="Nobody has picked up yet. I keep trying and will call you back. Do not wait for us. Go to the "
        "nearest emergency vet.",
        after_call="The other side has hung up. You can call this number again at any time. Goodbye.",
        lost="Sorry, I lost the thread of this call. Please call this number again.",
    ),
    "es": Spoken(
        code="es-US",
        greeting="Soy Nightdesk, la l\u00ednea para mascotas. Dime en pocas palabras qu\u00e9 pasa. Marca 1 en "
        "cualquier momento para nuestro veterinario.",
        silence="No te escuch\u00e9. Di qu\u00e9 pasa, o marca 1 para nuestro veterinario.",
        go_on="Te escucho. \u00bfQu\u00e9 ves ahora?",
        press_one="Marca 1 para hablar con nuestro veterinario, o dime qu\u00e9 ves ahora.",
        connecting="Un momento, te conecto. No cuelgues.",
        our_vet="Soy Nightdesk. Nuestro veterinario est\u00e1 en la l\u00ednea.",
        press_any="Marca cualquier tecla para tomar la llamada.",
        nobody_yet="Nadie ha contestado todav\u00eda. Sigo intentando y te llamo. No nos esperes. Ve a las urgencias "
        "veterinarias m\u00e1s cercanas.",
        after_call="La otra persona ha colgado. Puedes llamar otra vez a este n\u00famero cuando quieras. Adi\u00f3s.",
        lost="Perd\u00f3n, perd\u00ed el hilo de esta llamada. Llama otra vez a este n\u00famero, por favor.",
    ),
}

"""The fixed sentences of a call with an owner: short, because nobody in a fright listens long."""

from dataclasses import dataclass

from nightdesk.persona.wording.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """
    The fixed sentences of a call with an owner, in one language. code: what Say and Gather call the language.

    other_language: the offer of this language, in this language. menu: the keys, for whoever cannot speak; silence and
    doubt lead up to it. {pet}: the pet's name or "your dog"; {step}, {clinic}, {vet}, {words}: what they are called.
    keys: what each key of the menu means, in words that triage reads at the worst they may mean.
    """

    code: str
    greeting: str
    other_language: str
    silence: str
    still_there: str
    doubt: str
    menu: str
    no_such_key: str
    keys: dict[str, str]
    nothing_heard: str
    unclear: str
    go_on: str
    press_one: str
    one_is_vet: str
    anything_else: str
    connecting: str
    hidden: str
    our_vet: str
    press_any: str
    next_vet: str
    nobody_yet: str
    try_again: str
    after_call: str
    owner_missed: str
    clinic_texted: str
    clinic_is: str
    not_decided: str
    vet_says: str
    still_asking: str
    resume: str
    resume_step: str
    vet_has_it: str
    no_vet_yet: str
    calling_back: str
    go_on_key: str
    goodbye: str
    goodbye_urgent: str
    lost: str
    handed_over: str
    no_more_texts: str
    texts_again: str
    carrier_stopped: str


SPOKEN: dict[Language, Spoken] = {
    "en": Spoken(
        code="en-US",
        greeting="This is Nightdesk, the pet line. Tell me what is wrong, or press 1 for our vet.",
        other_language="For English, press 9.",
        silence="I did not hear you. If you can't speak, use the keys.",
        still_there="Are you still there? Tell me if anything changes, or hang up and call again any time.",
        doubt="Sorry, I did not catch that. Say it once more in a few words, or press 0 for keys, 1 for our vet.",
        menu="Press 3 for trouble breathing, 4 for bleeding, 5 for a seizure, 6 for poison, 7 for anything else. "
        "Press 1 for our vet.",
        no_such_key="That key does nothing here.",
        keys={
            "3": "my pet has trouble breathing",
            "4": "my pet is bleeding heavily",
            "5": "my pet is having a seizure",
            "6": "my pet may have eaten poison",
        },
        nothing_heard="I can't hear you, so I get a person for you.",
        unclear="I could not make that out. Is your pet breathing normally and awake? A few words are enough.",
        go_on="I'm listening. What do you see now?",
        press_one="Press 1 to talk to our vet, or tell me what you see now.",
        one_is_vet="Press 1 for our vet.",
        anything_else="What else can I help you with? Press 1 for our vet.",
        connecting="One moment, I'm connecting you. Stay on the line.",
        hidden="Your number is hidden, so I can't text you or call you back. Please stay on the line.",
        our_vet="This is Nightdesk. Our vet is on the line for you.",
        press_any="Press any key to take the call.",
        next_vet="Nobody has picked up yet. I'm trying the next one. If you can get to an emergency vet, go.",
        nobody_yet="Nobody has picked up yet, and I keep trying. Do not wait for us. Go to the nearest emergency vet.",
        try_again="Press 1 to try again, 2 for first aid, or tell me what you see.",
        after_call="The other side has hung up. You can call this number again at any time. Goodbye.",
        owner_missed="The owner did not pick up. Goodbye.",
        clinic_texted="I'm texting you the nearest emergency vet and a map.",
        clinic_is="The nearest one I know is {clinic}.",
        not_decided="I may have heard that wrong, so I get a person for you.",
        vet_says="Our vet has answered. {words}",
        still_asking="Our vet has not answered yet. Until then, please wait with that.",
        resume="This is Nightdesk. I have your call about {pet}.",
        resume_step="You were at: {step}",
        vet_has_it="{vet} has it and knows.",
        no_vet_yet="I'm still waking our vet.",
        calling_back="This is Nightdesk, calling you back about {pet}.",
        go_on_key="Press 2 to go on where we were, or 1 for our vet.",
        goodbye="You can call or text this number at any time. Goodbye.",
        goodbye_urgent="Please don't wait for us: go to the emergency vet now. Call again at any time. Goodbye.",
        lost="Sorry, I lost the thread of this call. Please call this number again.",
        handed_over="{vet} takes over from here. Stay on the line, I'm connecting you.",
        no_more_texts="All right, I won't text you any more. You can call this number at any time.",
        texts_again="All right, I text you again.",
        carrier_stopped="You stopped my texts with the word stop. To get them again, text START to this number.",
    ),
    "es": Spoken(
        code="es-US",
        greeting="Soy Nightdesk, la línea para mascotas. Dime qué pasa, o marca 1 para nuestro veterinario.",
        other_language="Para español, marque nueve.",
        silence="No te escuché. Si no puedes hablar, usa las teclas.",
        still_there="¿Sigues ahí? Dime si algo cambia, o cuelga y llama otra vez cuando quieras.",
        doubt="Perdón, no entendí. Dilo otra vez en pocas palabras, o marca 0 para las teclas, 1 para nuestro "
        "veterinario.",
        menu="Marca 3 si respira mal, 4 si sangra, 5 si convulsiona, 6 si es veneno, 7 si es otra cosa. Marca 1 para "
        "nuestro veterinario.",
        no_such_key="Esa tecla no hace nada aquí.",
        keys={
            "3": "mi mascota no puede respirar bien",
            "4": "mi mascota sangra mucho y no para",
            "5": "mi mascota está convulsionando",
            "6": "mi mascota pudo comer veneno",
        },
        nothing_heard="No te escucho, así que te paso con una persona.",
        unclear="No lo entendí. ¿Tu mascota respira bien y está despierta? Bastan pocas palabras.",
        go_on="Te escucho. ¿Qué ves ahora?",
        press_one="Marca 1 para hablar con nuestro veterinario, o dime qué ves ahora.",
        one_is_vet="Marca 1 para nuestro veterinario.",
        anything_else="¿En qué más te ayudo? Marca 1 para nuestro veterinario.",
        connecting="Un momento, te conecto. No cuelgues.",
        hidden="Tu número está oculto: no puedo escribirte ni llamarte. No cuelgues, por favor.",
        our_vet="Soy Nightdesk. Nuestro veterinario está en la línea.",
        press_any="Marca cualquier tecla para tomar la llamada.",
        next_vet="Nadie ha contestado todavía. Pruebo con otra persona. Si puedes ir a urgencias veterinarias, cuelga "
        "y ve.",
        nobody_yet="Nadie ha contestado todavía, y sigo intentando. No nos esperes. Ve a las urgencias veterinarias "
        "más cercanas.",
        try_again="Marca 1 para intentarlo otra vez, 2 para primeros auxilios, o dime qué ves.",
        after_call="La otra persona ha colgado. Puedes llamar otra vez a este número cuando quieras. Adiós.",
        owner_missed="El dueño no contestó. Adiós.",
        clinic_texted="Te escribo las urgencias veterinarias más cercanas, con un mapa.",
        clinic_is="Las más cercanas que conozco son {clinic}.",
        not_decided="Puede que lo haya oído mal, así que te paso con una persona.",
        vet_says="Nuestro veterinario ha respondido. {words}",
        still_asking="Nuestro veterinario aún no ha respondido. Hasta entonces, espera con eso, por favor.",
        resume="Soy Nightdesk. Tengo tu llamada sobre {pet}.",
        resume_step="Ibas por aquí: {step}",
        vet_has_it="{vet} se ocupa y lo sabe.",
        no_vet_yet="Sigo despertando a nuestro veterinario.",
        calling_back="Soy Nightdesk, te llamo otra vez por {pet}.",
        go_on_key="Marca 2 para seguir donde estábamos, o 1 para nuestro veterinario.",
        goodbye="Puedes llamar o escribir a este número cuando quieras. Adiós.",
        goodbye_urgent="No nos esperes, por favor: ve a urgencias veterinarias ahora. Llama otra vez cuando quieras. "
        "Adiós.",
        lost="Perdón, perdí el hilo de esta llamada. Llama otra vez a este número, por favor.",
        handed_over="Sigue contigo {vet}. No cuelgues, te comunico.",
        no_more_texts="De acuerdo, no te escribo más. Puedes llamar a este número cuando quieras.",
        texts_again="De acuerdo, te escribo otra vez.",
        carrier_stopped="Paraste mis mensajes con la palabra stop. Si los quieres, escribe START a este número.",
    ),
}

"""What an owner hears about advice that only a vet may give: one set of sentences a language."""

from dataclasses import dataclass

from nightdesk.persona.wording.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceWords:
    """
    By kind of question (vomiting, medicine, food, staying). {pet} as in Words; {thing}: what was named, or `any_thing`.

    wait: at once, the safe answer until a vet speaks. asking, no_vet: the truth about ours. refrain: the same as a
    clause. declined: the vet said no. draft: what a vet may approve; {ml} and {tsp} were computed.
    """

    any_thing: str
    wait: dict[str, str]
    refrain: dict[str, str]
    asking: str
    go_on: str
    still: str
    next_vet: str
    nobody: str
    call: str
    no_vet: str
    declined: dict[str, str]
    kind: str
    draft: str


ADVICE: dict[Language, AdviceWords] = {
    "en": AdviceWords(
        any_thing="any medicine",
        wait={
            "vomiting": "Please don't make {pet} vomit yet: after some things it does more harm.",
            "medicine": "Please don't give {pet} {thing} yet: what helps people can harm pets.",
            "food": "Please hold off on that for the moment: what is right depends on what is wrong with {pet}.",
            "staying": "I can't tell you to stay home with {pet}; only a vet can, so please go on as I said.",
        },
        refrain={
            "vomiting": "please don't make {pet} vomit",
            "medicine": "please don't give {pet} {thing}",
            "food": "please leave {pet}'s food and water as they are",
            "staying": "please go on as I said",
        },
        asking="I'm asking our vet right now and will text you the answer.",
        go_on="Don't wait for it: keep going to the vet.",
        still="I've asked our vet about that and the answer is still to come. Until then, {refrain}.",
        next_vet="The plain truth: our vet has not answered your question yet. I'm asking the next one. Until then, "
        "{refrain}.",
        nobody="The plain truth: no vet has answered your question. So {refrain}.",
        call="You can ask {clinic}.",
        no_vet="I have no vet to ask right now, so please call an emergency vet with that question.",
        declined={
            "vomiting": "I asked our vet, and the answer is no: please don't make {pet} vomit.",
            "medicine": "I asked our vet, and the answer is no: please don't give {pet} {thing}.",
            "food": "I asked our vet. That is better not decided from afar: someone should see {pet} first.",
            "staying": "I asked our vet. From afar the answer is to have {pet} seen.",
        },
        kind="It was good that you asked first.",
        draft="From our vet: give {pet} {ml} mL ({tsp} teaspoons) of 3% hydrogen peroxide by mouth, once, no other "
        "strength. Not if weak, shaky, sleepy or vomiting. Then go to the vet and tell them.",
    ),
    "es": AdviceWords(
        any_thing="ningún medicamento",
        wait={
            "vomiting": "Por favor, no hagas vomitar a {pet} todavía: con algunas cosas hace más daño.",
            "medicine": "Por favor, no le des {thing} a {pet} todavía: lo que ayuda a personas puede dañarle.",
            "food": "Espera un momento con eso, por favor: lo correcto depende de lo que tiene {pet}.",
            "staying": "No puedo decirte que te quedes en casa con {pet}; eso solo un veterinario. Sigue como te dije.",
        },
        refrain={
            "vomiting": "por favor no hagas vomitar a {pet}",
            "medicine": "por favor no le des {thing} a {pet}",
            "food": "por favor deja la comida y el agua de {pet} como están",
            "staying": "por favor sigue como te dije",
        },
        asking="Le pregunto ahora a nuestro veterinario y te escribo la respuesta.",
        go_on="No la esperes: sigue de camino al veterinario.",
        still="Ya le pregunté a nuestro veterinario y la respuesta está por llegar. Hasta entonces, {refrain}.",
        next_vet="La verdad: nuestro veterinario aún no ha respondido a tu pregunta. Le pregunto al siguiente. Hasta "
        "entonces, {refrain}.",
        nobody="La verdad: ningún veterinario ha respondido a tu pregunta. Así que {refrain}.",
        call="Puedes preguntar en {clinic}.",
        no_vet="Ahora no tengo a quién preguntar; llama con esa pregunta a unas urgencias veterinarias, por favor.",
        declined={
            "vomiting": "Pregunté a nuestro veterinario y la respuesta es no: por favor no hagas vomitar a {pet}.",
            "medicine": "Pregunté a nuestro veterinario y la respuesta es no: por favor no le des {thing} a {pet}.",
            "food": "Pregunté a nuestro veterinario. Es mejor no decidirlo de lejos: que alguien vea antes a {pet}.",
            "staying": "Pregunté a nuestro veterinario. De lejos, la respuesta es que alguien vea a {pet}.",
        },
        kind="Hiciste bien en preguntar antes.",
        draft="De nuestro veterinario: dale a {pet} {ml} mL ({tsp} cucharaditas) de agua oxigenada al 3% por la boca, "
        "una vez, ninguna otra. No si está débil, tiembla, tiene sueño o vomita. Luego ve al veterinario "
        "y cuéntalo.",
    ),
}

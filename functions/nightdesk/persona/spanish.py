"""The pets desk in Spanish. Accents a text message cannot carry are folded when it is fitted."""

from nightdesk.persona.words import Words

SPANISH = Words(
    pets={"dog": "tu perro", "cat": "tu gato", "rabbit": "tu conejo", "bird": "tu ave"},
    pet="tu mascota",
    go_now="Lleva a {pet} a urgencias veterinarias ahora mismo.",
    within_the_hour="Por favor, lleva a {pet} al veterinario antes de una hora.",
    today="Un veterinario debería ver hoy a {pet}.",
    at_home="Por ahora se puede cuidar en casa.",
    information="Buena pregunta, y nada urgente en lo que me cuentas.",
    hello="Hola, soy Nightdesk. Cuéntame qué le pasa a tu mascota: qué ves y desde cuándo.",
    call_clinic="No soy veterinario, ellos sí. Llama de camino: {clinic}.",
    find_clinic="No soy veterinario. Busca la clínica de urgencias más cercana y llama de camino.",
    waking="Estoy despertando a nuestro veterinario ahora.",
    dose="{toxin}: unos {dose}, {band}.",
    bands={
        "below": "por debajo de lo que suele hacer daño",
        "low": "suficiente para enfermar",
        "moderate": "una cantidad seria",
        "severe": "una cantidad peligrosa",
        "any": "y ninguna cantidad es segura",
    },
    human={
        "self-harm": "Gracias por decírmelo. Primero tú: llama ahora a {call} y no cuelgues.",
        "poison": "Primero las personas: llama ahora a {call} por la persona expuesta.",
        "violence": "Primero tú: ponte a salvo si puedes y llama ahora a {call}.",
        "medical": "Primero las personas: llama ahora a {call}.",
    },
    human_else="Primero las personas: llama ahora a {call}.",
    human_kind={"self-harm": "Gracias por decírmelo. Primero tú."},
    human_company="Dime cuando alguien esté contigo; después cuidamos de {pet}.",
    keep_going=(
        "Sigue ahora hacia el veterinario con {pet}.",
        "No pares ahora: al veterinario con {pet}.",
    ),
    bring_package=(
        "Lleva el envase o una foto.",
        "Si hay etiqueta, llévala contigo.",
    ),
    carry=(
        "Mantén la calma con {pet}, y que conduzca otra persona si puede.",
        "Muévete despacio, habla bajito y cuida tus manos: una mascota asustada puede morder.",
    ),
    nothing_to_eat="Nada por la boca, ni remedios caseros, salvo que un veterinario lo diga.",
    company=(
        "Estoy aquí, escríbeme lo que veas.",
        "Lo estás haciendo bien. Dime si algo cambia.",
    ),
    watch_for=(
        "Si {pet} respira con dificultad, se desploma o tiene las encías pálidas o azules, ve a urgencias ya.",
        "Mala respiración, encías pálidas, desmayo o convulsiones serían una emergencia: entonces ve de inmediato.",
    ),
    calm=(
        "Gracias por estar tan pendiente de {pet}.",
        "Haces bien en preguntar.",
    ),
    ask_me=(
        "Escríbeme cuando quieras si algo cambia.",
        "Escribe otra vez cuando quieras, de día o de noche.",
    ),
    nobody_yet="Estoy intentando hablar con nuestro veterinario; nadie ha respondido todavía.",
    vet_has_it="{vet} tiene tu caso.",
    has_it='{vet} tiene ahora el caso de {pet}, con todo lo que me contaste. Escribe "hablar" para hablar.',
    trying="La verdad: nadie me ha respondido todavía. Estoy probando con la siguiente persona y no voy a parar.",
    trying_clinic="No nos esperes: {clinic}.",
    bridging="Te conecto con nuestro veterinario. Tu teléfono sonará en un momento; es este número.",
    check_in=(
        "¿Cómo está {pet} ahora? ¿Mejor, igual o peor?",
        "¿Cómo sigue {pet}? Dime: mejor, igual o peor.",
    ),
    check_in_urgent="Si está peor, no escribas primero: ve, o llama a la clínica.",
    closed="Cierro por ahora el caso de {pet}. Si algo cambia, escríbeme otra vez, de día o de noche.",
    summary_ready="El resumen de {pet} está escrito: lo que contaste, cuándo, y lo aconsejado. Enséñalo en la clínica.",
)

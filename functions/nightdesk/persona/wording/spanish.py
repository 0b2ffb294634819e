"""The pets desk in Spanish. Accents a text message cannot carry are folded when it is fitted."""

from nightdesk.persona.wording.words import Words

SPANISH = Words(
    # One word for every animal: "tu gato" would be wrong for half of them, and the first steps say "la" too.
    pets={},
    pet="tu mascota",
    kinds={"dog": "un perro", "cat": "un gato", "rabbit": "un conejo", "bird": "un ave", "ferret": "un hurón"},
    kind="una mascota",
    go_now="Lleva a {pet} a urgencias veterinarias ahora mismo.",
    within_the_hour="Por favor, lleva a {pet} al veterinario antes de una hora.",
    today="Un veterinario debería ver hoy a {pet}.",
    at_home="Por ahora lo puedes cuidar en casa.",
    call_clinic="Llama de camino: {clinic}.",
    the_clinic="Urgencias: {clinic}.",
    if_worse="Si empeora, de día o de noche: {clinic}.",
    find_clinic="No conozco una clínica cerca de ti: busca urgencias veterinarias abiertas y llama de camino.",
    not_a_vet="Soy un programa, no un veterinario.",
    waking="Soy un programa, no un veterinario: estoy despertando al nuestro ahora.",
    telling="Soy un programa, no un veterinario: también aviso al nuestro.",
    telling_only="También aviso a nuestro veterinario.",
    dose="Unos {dose} de {stuff}: {band}.",
    at_worst="En el peor caso, unos {dose} de {stuff}: {band}.",
    no_safe_amount="Ninguna cantidad de {stuff} es segura para {kind}.",
    bands={
        "below": "menos de lo que suele hacer daño a {kind}",
        "low": "suficiente para enfermar a {kind}",
        "moderate": "una cantidad seria para {kind}",
        "severe": "una cantidad peligrosa para {kind}",
        "any": "ninguna cantidad es segura para {kind}",
    },
    stuff={"methylxanthine": "lo dañino del chocolate"},
    human={
        "self-harm": "Gracias por decírmelo. Primero tú: llama ahora a {call} y no cuelgues.",
        "poison": "Primero las personas: llama ahora a {call} por la persona expuesta.",
        "violence": "Primero tú: ponte a salvo si puedes y llama ahora a {call}.",
        "medical": "Primero las personas: llama ahora a {call}.",
    },
    human_else="Primero las personas: llama ahora a {call}.",
    human_kind={"self-harm": "Gracias por decírmelo."},
    human_told="También aviso a una persona aquí.",
    human_company={
        "self-harm": "¿Hay alguien cerca que pueda estar contigo? No tienes que llevar esto en soledad esta noche. "
        "Aquí sigo, y ellos también al teléfono.",
        "violence": "Ve con un vecino, a una tienda, donde haya gente, si puedes. Nada de esto es por tu causa. Dime "
        "cuándo estés a salvo y te ayudo con {pet}.",
        "carbon-monoxide": "Luego llama a {call}. Quédate fuera hasta que los bomberos digan que es seguro. Si alguien "
        "se marea o tiene sueño, díselo por teléfono. Luego dime cómo está {pet}.",
        "medical": "Haz lo que te digan por teléfono, paso a paso. Abre la puerta para la ambulancia. Después te ayudo "
        "con {pet}.",
        "child-bite": "Que alguien abrace al niño y lo calme; deja a {pet} en otro cuarto. Escríbeme cuando lo estén "
        "atendiendo.",
        "bite": "¿Sangra mucho, o es en cara o cuello? Llama a {call}. Deja a {pet} en otro cuarto primero. El médico "
        "preguntará si es profunda y por las vacunas: ten los papeles a mano.",
        "poison": "Ten el envase en la mano mientras hablas con ellos y haz lo que te digan. Aquí estoy cuando la "
        "persona esté a salvo.",
        "bat": "Cierra la puerta y que nadie entre, mascotas tampoco. Puede que quieran analizarlo. Dime si {pet} "
        "estuvo en el cuarto.",
        "minor-alone": "Hiciste bien en escribir. Quédate cerca del teléfono y no toques a {pet} si tiene heridas o "
        "miedo. ¿A qué adulto puedes llamar?",
    },
    human_company_else="Dime cuando alguien esté contigo; después cuidamos de {pet}.",
    call_then="Llama ahora y ve {to}.",
    then_go="Luego, directo a urgencias veterinarias.",
    head=("Ve {to}.", "Sal {to}.", "Por favor, ve {to}."),
    keep_on=("Sigue {to}.", "No pares: {to}.", "Continúa {to}."),
    keep_going=(
        "Sigue ahora hacia el veterinario con {pet}.",
        "No pares ahora: al veterinario con {pet}.",
    ),
    poison_line="Si conduce otra persona, puede llamar a la línea de venenos: {line}.",
    company=(
        "Estoy aquí, escríbeme lo que veas.",
        "Lo estás haciendo bien.",
        "Paso a paso, estoy contigo.",
        "Actuaste rápido, y eso ayuda.",
    ),
    watch_for=(
        "Si {pet} respira con dificultad, se desploma o tiene las encías pálidas o azules, ve a urgencias ya.",
        "Mala respiración, encías pálidas, desmayo o convulsiones serían una emergencia: entonces ve de inmediato.",
    ),
    no_vet_today=(
        "Si hoy nadie puede ver a {pet}, dímelo.",
        "Llama hoy en cuanto abran y cuéntales lo mismo que a mí.",
    ),
    calm=(
        "Gracias por estar tan pendiente de {pet}.",
        "Haces bien en preguntar.",
        "Nadie conoce a {pet} como tú.",
    ),
    ask_me=(
        "Escríbeme cuando quieras si algo cambia.",
        "Escribe otra vez cuando quieras, de día o de noche.",
    ),
    nobody_yet="Estoy intentando hablar con nuestro veterinario; nadie ha respondido todavía.",
    vet_has_it="{vet} tiene tu caso.",
    talk='Escribe "hablar" y te conecto.',
    case_closed="Si {pet} empeora, ve a urgencias ahora. Este caso está cerrado, pero un mensaje lo abre otra vez.",
    urgent_turn={
        "thanks": ("De nada. Escríbeme cuando llegues.", "Me alegra que escribieras. Dime cuando llegues."),
        "going": ("Bien. Dime cuando llegues.", "Bien, eso es lo correcto. Escríbeme si algo cambia."),
        "better": (
            "Me alegra que se vea mejor. Puede volver, así que conviene que lo vean igual.",
            "Buena noticia. Los signos van y vienen: que lo vea el veterinario de todos modos.",
        ),
        "worse": (
            "Dile a la clínica que está empeorando, para que se preparen.",
            "Te entiendo: está peor. Llama a la clínica y dilo así.",
        ),
        "outcome": (
            "Desde aquí no puedo saberlo, y no voy a adivinar. Llegar es lo que más ayuda a {pet}.",
            "Nadie puede decirlo antes de ver a {pet}. Estás haciendo lo que más ayuda.",
        ),
        "fact": ("Gracias, lo tengo.", "Gracias, eso le sirve al veterinario."),
        "news": (),
    },
    calm_turn={
        "thanks": ("De nada. Una caricia a {pet} de mi parte.", "Cuando quieras. Espero que {pet} mejore pronto."),
        "going": ("Bien. Cuéntame cómo va.", "Buen plan. Aquí estoy si algo cambia."),
        "better": (
            "Qué alegría. Mira a {pet} de vez en cuando hasta mañana.",
            "Buena noticia. Observa a {pet} un día más de todos modos.",
        ),
        "worse": ("Entonces no esperes: llama ahora a un veterinario.", "Lo siento. Si empeora, llama ya a uno."),
        "outcome": (
            "Desde aquí no puedo saberlo, pero un veterinario puede mirar y decirte.",
            "Eso lo dice quien vea a {pet}; desde aquí solo adivinaría.",
        ),
        "fact": ("Gracias, eso ayuda.", "Gracias, lo tengo."),
        "news": (),
    },
    contact={
        "greeting": (
            "Hola, soy Nightdesk, la línea para mascotas: un programa con veterinarios de verdad detrás. ¿Qué le pasa "
            "a tu mascota? Dime qué ves.",
        ),
        "bot": (
            "Sí, soy un programa: Nightdesk, la línea para mascotas. Detrás hay veterinarios de verdad y despierto a "
            "uno si hace falta. ¿Qué le pasa a tu mascota?",
        ),
        "test": ("Nightdesk, la línea para mascotas: aquí estoy. Si una mascota necesita ayuda, dime qué ves.",),
        "spam": ("Esto es Nightdesk, ayuda para mascotas. Si la tuya está en apuros, dime qué ves.",),
        "abuse": ("Sigo aquí. Soy Nightdesk, la línea para mascotas. Si la tuya está mal, dime qué ves y empezamos.",),
        "unclear": (
            "Soy Nightdesk, la línea para mascotas. No pude leer eso. ¿Tu mascota respira bien y está despierta? "
            "Bastan pocas palabras.",
        ),
        "off_topic": (
            "Esto es Nightdesk, la línea para mascotas. Si una está herida, enferma o comió algo, dime qué ves.",
        ),
        "story": (
            "Soy Nightdesk, la línea para mascotas. Cuéntame un poco más: ¿qué ves y desde cuándo? Si {pet} respira "
            "mal, no se levanta o comió algo, dilo primero.",
        ),
        "question": (
            "Soy Nightdesk, la línea para mascotas. Un momento, te respondo. Si {pet} comió algo o se ve mal ahora, "
            "dímelo primero.",
        ),
    },
    no_words="Soy Nightdesk, la línea para mascotas. Tu mensaje llegó sin palabras. Dime en pocas: ¿tu mascota respira "
    "bien, está despierta, y qué pasó?",
    photo={
        "unread": "No puedo abrir esa foto. Dime con palabras qué ves: respiración, color de encías, dónde le duele.",
        "unclear": "No distingo bastante en esa foto. Dime con palabras: respiración, color de encías, dónde le duele.",
        "nothing": "Gracias por la foto. Puede esconder mucho: dime cómo respira, color de encías, dónde duele.",
        "seen": "Gracias por la foto; queda anotada para el veterinario.",
    },
    plea="Estoy contigo. Basta una palabra: ¿respira mal, sangre, veneno, convulsión? Si {pet} no respira bien o no "
    "despierta, ve a urgencias veterinarias ahora. También puedes llamar a este número y hablar.",
    contact_more={
        "greeting": ("Si es urgente, escribe como puedas, sin cuidar la ortografía. También puedes llamar.",),
        "bot": ("También puedes llamar a este número y hablar. Marca uno y llamo a nuestro veterinario.",),
        "test": (),
        "spam": (),
        "abuse": (),
        "unclear": (
            "Si no puedes escribir, llama a este número y dilo. Si tu mascota no respira o no despierta, ve a "
            "urgencias veterinarias ahora.",
        ),
        "story": (
            "Mira tres cosas: la respiración, las encías (rosadas está bien) y si {pet} se levanta. Dime qué ves. Si "
            "algo está mal, ve a urgencias veterinarias ahora.",
        ),
        "question": (),
        "off_topic": (),
        "other": (),
    },
    no_answer=(
        "No tengo una respuesta revisada para eso, y no voy a adivinar. Tu veterinario lo sabrá. ¿{pet} está bien "
        "ahora?",
        "Eso no puedo responderlo con seguridad; pregunta a tu veterinario. Si algo te preocupa de {pet}, dímelo.",
    ),
    has_it='{vet} tiene ahora el caso de {pet}, con todo lo que me contaste. Escribe "hablar" para hablar.',
    trying="La verdad: nadie me ha respondido todavía. Estoy probando con la siguiente persona y no voy a parar.",
    trying_anew="La verdad: ahora mismo nadie lleva tu caso. Estoy probando con la siguiente persona y no voy a parar.",
    trying_clinic="No nos esperes: {clinic}.",
    bridging="Te conecto con nuestro veterinario. Tu teléfono sonará en un momento; es este número.",
    check_in=(
        "¿Cómo está {pet} ahora? ¿Mejor, igual o peor?",
        "¿Cómo sigue {pet}? Dime: mejor, igual o peor.",
    ),
    check_in_urgent="Si está peor, no escribas primero: ve, o llama a la clínica.",
    next_day="Soy Nightdesk, la línea para mascotas. ¿Cómo sigue {pet}? ¿Mejor, igual o peor?",
    next_day_same="Gracias por contármelo. Si tras un día no mejora, pide hora con tu veterinario esta semana, y "
    "escríbeme enseguida si {pet} empeora.",
    next_day_worse="{pet} debe ver a un veterinario hoy: ha empeorado, así que no esperes más.",
    closed="Cierro por ahora el caso de {pet}. Si algo cambia, escríbeme otra vez, de día o de noche.",
    summary_ready="Resumen de {pet}, para enseñar en la clínica:",
)

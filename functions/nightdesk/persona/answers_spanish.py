"""General questions, in Spanish: common sheets for owners, to be reviewed by a vet before they are relied on."""

from nightdesk.persona.answers import Answer

_EAT = r"comer|come|comen|dar|darle|bueno|buena|buenos|malo|mala|malos|seguro|segura|toxic\w*|tóxic\w*"

ANSWERS: tuple[Answer, ...] = (
    Answer(
        about=(r"uvas?|pasas?",),
        says="No: las uvas y pasas pueden dañar los riñones de un perro, y ninguna cantidad es segura. A los gatos "
        "tampoco. Si {pet} comió alguna, dime cuántas y cuándo.",
    ),
    Answer(
        about=(r"chocolate|cacao",),
        says="Nada de chocolate: cuanto más oscuro, menos hace falta. Si {pet} comió, dime qué tipo, cuánto y cuánto "
        "pesa, y hago la cuenta enseguida.",
    ),
    Answer(
        about=(r"cebollas?|ajos?|puerros?",),
        says="No: cebolla, ajo y puerro dañan la sangre de perros y gatos, crudos o cocidos, y se nota días después. "
        "Si {pet} comió, dime cuánto.",
    ),
    Answer(
        about=(r"xilitol|chicles?|sin azucar|sin azúcar",),
        says="No: el xilitol es peligroso para los perros aun en poca cantidad. Mira la etiqueta de chicles y dulces. "
        "Si {pet} comió, dímelo ya.",
    ),
    Answer(
        about=(r"lirios?|azucenas?",),
        says="Nada de lirios donde vive un gato: hoja, flor, polen y hasta el agua del florero pueden matarlo. Si "
        "{pet} tocó uno, dímelo ya.",
    ),
    Answer(
        about=(r"huesos?",),
        says="Huesos cocidos no: se astillan. Los crudos también pueden romper dientes o atascarse. Si {pet} tragó "
        "uno, dímelo.",
    ),
    Answer(
        about=(
            r"manzanas?|plátanos?|platanos?|zanahorias?|sandías?|sandias?|fresas?|arándanos?|arandanos?|calabaza",
            _EAT,
        ),
        says="Sí, en trozos pequeños como premio, para la mayoría de los perros: lavado, sin semillas, hueso ni "
        "cáscara. Mucho de golpe puede sentar mal.",
    ),
    Answer(
        about=(r"leche|queso|yogur", _EAT),
        says="Muchos no digieren la leche y tienen diarrea. Para beber, agua. Un poquito de queso o yogur natural "
        "suele sentar bien.",
    ),
    Answer(
        about=(r"cachorros?|cachorras?|gatitos?", r"comer|come|comida|alimentar"),
        says="Los pequeños comen seguido: tres o cuatro veces al día al principio, luego tres, y dos desde el medio "
        "año. Usa alimento de su edad y la tabla del paquete.",
    ),
    Answer(
        about=(r"cuánto|cuanto|cuántas|cuantas", r"comer|come|comida"),
        says="Empieza con la tabla del paquete para el peso que {pet} debería tener, en dos comidas al día. Tu "
        "veterinario puede ajustar la cantidad.",
    ),
    Answer(
        about=(r"cachorros?|cachorras?", r"muerde\w*|morder"),
        says="Morder es su juego. Si los dientes tocan la piel, quédate quieto y ofrece un juguete; si sigue, sal "
        "medio minuto. Muchas siestas ayudan. Nunca pegues ni grites.",
    ),
    Answer(
        about=(r"vacunas?|vacunar\w*",),
        says="Empiezan hacia las seis u ocho semanas y se repiten cada pocas semanas hasta los cuatro meses, luego "
        "refuerzos. Cuáles, depende de dónde vives: pregunta a tu veterinario.",
    ),
    Answer(
        about=(r"pulgas?|garrapatas?|lombrices",),
        says="Usa solo un producto hecho para ese animal y su peso, de tu veterinario. Nunca uno de perro en un gato: "
        "algunos los matan.",
    ),
    Answer(
        about=(r"dinero|pagar|caro|cuesta",),
        says="Dilo tal cual por teléfono: muchas clínicas dan plazos, y refugios y facultades ayudan. Pregunta qué es "
        "lo más necesario primero. ¿{pet} está mal ahora mismo?",
    ),
    Answer(
        about=(r"murió|murio|falleció|fallecio|ha muerto",),
        says="Lo siento muchísimo. No hay que decidir nada esta noche. Envuélvelo en una manta, en un lugar fresco; "
        "cualquier veterinario te ayuda con lo que sigue. Aquí estoy.",
    ),
    Answer(
        about=(r"dormir a|sacrificar\w*|eutanasia",),
        says="Es de las preguntas más difíciles. Piensa si come, descansa, sin dolor, y si aún hay más días buenos que "
        "malos. Tu veterinario puede verlo contigo, con calma.",
    ),
    Answer(
        about=(r"clínica|clinica|veterinario|urgencias", r"dónde|donde|cerca|lejos|dirección|direccion"),
        says="Dime tu ciudad o código postal y te digo la clínica de urgencias que conozco, con su número. Si {pet} "
        "está mal, dime primero qué ves.",
    ),
)

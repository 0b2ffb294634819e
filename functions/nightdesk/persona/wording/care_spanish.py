"""What helps on the way to the vet, in Spanish. To be reviewed by a vet before it is relied on."""

from nightdesk.persona.wording.care import Care

CARE: dict[str, Care] = {
    "no_breath": Care(
        now=(
            "Si no respira, presiona en la parte más ancha del pecho y deja que suba cada vez; túrnense si se cansan.",
        ),
        watch=("Si vuelve a respirar, deja de presionar y mantén el cuello recto.",),
        bring=("Puedes llamar a este número y dejarme en altavoz.",),
    ),
    "choking": Care(
        now=("Mantén a {pet} con la cabeza alta y en calma; no metas los dedos a ciegas.",),
        watch=("Si se desmaya, mira si respira y díselo a la clínica.",),
        bring=("Diles qué era y de qué tamaño.",),
    ),
    "seizure": Care(
        now=("Oscuro y en silencio en el coche. Anota cuándo empezó y cuándo termina.",),
        watch=("Si para, {pet} puede no saber dónde está un rato: dale espacio y habla bajito.",),
        bring=("Un video corto ayuda, si otra persona puede grabar.",),
        alarm=("Otra convulsión, o una que dura minutos: ve a urgencias de inmediato.",),
    ),
    "heat": Care(
        now=("Agua fresca en la barriga, las patas y las orejas, con las ventanas abiertas. Sin hielo.",),
        watch=("Deja de mojar si tiembla o se enfría, pero ve igual.",),
        bring=("Preguntarán cuánto tiempo estuvo al calor.",),
    ),
    "bleeding": Care(
        now=("Si se empapa, pon otro paño encima y sigue presionando.",),
        watch=("Mira las encías: si se ponen blancas, díselo a la clínica.",),
        bring=("Preguntarán con qué fue y hace cuánto.",),
    ),
    "bloat": Care(
        now=("Deja que {pet} se ponga como quiera y no aprietes la barriga.",),
        watch=("Avisa a la clínica si la barriga crece o se debilita.",),
        bring=("Preguntarán por la última comida y cuándo empezaron las arcadas.",),
    ),
    "blocked": Care(
        now=("Lleva a {pet} en una caja con una toalla, la barriga libre.",),
        watch=("Si vomita o se debilita, díselo a la clínica.",),
        bring=("Preguntarán cuándo viste orina por última vez.",),
        alarm=("Si no sale nada de orina, o vomita o se esconde, ve a urgencias de inmediato.",),
    ),
    "birth": Care(
        now=("Mantén a la madre tranquila y a las crías calientes junto a ella.",),
        watch=("Avisa a la clínica si se debilita o sangra rojo vivo.",),
        bring=("Preguntarán a qué hora nació cada cría.",),
    ),
    "injury": Care(
        now=("Mejor entre dos personas. Cuida tus manos: con dolor, cualquiera muerde.",),
        watch=("Mira la respiración y las encías por el camino.",),
        bring=("Preguntarán qué pasó y cuándo.",),
    ),
    "swelling": Care(
        now=("Quita el collar y que {pet} no se mueva; en brazos si puedes.",),
        watch=("Si respira con ruido o vomita, díselo a la clínica.",),
        bring=("Una foto de lo que picó o mordió, solo si es seguro.",),
    ),
    "breathing": Care(
        now=("Aire fresco, la cabeza libre, en la postura en que respire mejor.",),
        watch=("Si las encías se ponen azules o se desmaya, díselo a la clínica.",),
        bring=("Preguntarán cuándo empezó y si tiene tos o mal del corazón.",),
        alarm=("Encías azules o pálidas, o respirar mal en reposo: ve a urgencias de inmediato.",),
    ),
    "eye": Care(
        now=("Una mano, un cono o una toalla suave lo protege de las patas.",),
        watch=("Si el ojo se hincha o se nubla, díselo a la clínica.",),
        bring=("Preguntarán qué lo tocó y cuándo.",),
        alarm=("Si no abre el ojo, se nubla o sobresale, ve a urgencias de inmediato.",),
    ),
    "burn": Care(
        now=("Sin cremas ni mantequilla. Un paño limpio y húmedo para el viaje.",),
        watch=("Si tiembla, abriga el resto del cuerpo.",),
        bring=("Preguntarán con qué se quemó.",),
    ),
    "swallowed": Care(
        now=("Nada de comida por ahora.",),
        watch=("Vómitos, dolor de barriga o no querer comer: ve de inmediato.",),
        bring=("Lleva un trozo o una foto de lo mismo, por el tamaño.",),
        alarm=("Arcadas, barriga dura o no comer: ve a urgencias de inmediato.",),
    ),
    "cold": Care(
        now=("Pon calor en el coche; calienta despacio, nada muy caliente en la piel.",),
        watch=("Si deja de temblar y sigue con frío, díselo a la clínica.",),
        bring=("Preguntarán cuánto tiempo pasó frío.",),
    ),
    "collapse": Care(
        now=("Que no camine; la cabeza un poco baja.",),
        watch=("Mira la respiración y las encías por el camino.",),
        bring=("Preguntarán qué hacía justo antes y qué toma.",),
    ),
    "poison": Care(
        now=("Nada por la boca, ni remedios caseros, salvo que un veterinario lo diga.",),
        watch=("Si empeora o se desploma, díselo a la clínica.",),
        bring=("Preguntarán qué, cuánto, cuándo y cuánto pesa {pet}.",),
        alarm=("Temblores, tambaleo, vómitos seguidos o desmayo: ve a urgencias de inmediato.",),
    ),
    "small": Care(
        now=("Una toalla en la caja y silencio es el mejor viaje para {pet}.",),
        watch=("Si respira con la boca abierta o se queda tumbado, díselo a la clínica.",),
        bring=("Preguntarán por la última comida y las heces.",),
    ),
    "gut": Care(
        now=("Una toalla en el coche y calma ayudan.",),
        watch=("Si hay sangre o no se levanta, díselo a la clínica.",),
        bring=("Anota cuántas veces y cómo es; una foto ayuda.",),
        alarm=("Sangre, barriga dura o no levantarse sería una emergencia: entonces ve de inmediato.",),
    ),
    "lame": Care(
        now=("Lleva a {pet} en brazos si puedes, sobre algo plano.",),
        watch=("Si respira mal o se ponen pálidas las encías, díselo a la clínica.",),
        bring=("Un video corto de cómo camina ayuda.",),
        alarm=("Una pata colgando, mucho dolor o no levantarse sería una emergencia: entonces ve de inmediato.",),
    ),
    "skin": Care(
        now=("Que no se lama por el camino.",),
        watch=("Si se le hincha la cara o respira mal, díselo a la clínica.",),
        bring=("Una foto con una moneda al lado muestra si crece.",),
        alarm=("Si se le hincha la cara o respira mal, ve a urgencias de inmediato.",),
    ),
    "wound": Care(
        now=("Que no se lama por el camino.",),
        watch=("Si vuelve a sangrar, presiona y díselo a la clínica.",),
        bring=("El veterinario preguntará con qué fue y cuándo.",),
        alarm=("Sangre que no para, bordes abiertos, hinchazón o mal olor: ve a un veterinario de inmediato.",),
    ),
    "any": Care(
        now=("Habla bajito y muévete despacio; que conduzca otra persona si puede.",),
        watch=("Si empeora por el camino, díselo a la clínica.",),
        bring=("Preguntarán cuándo empezó y qué comió.",),
    ),
}

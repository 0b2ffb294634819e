"""The words a model may use to an owner, in Spanish, without accents."""

URGENT = frozenset(
    """
    a abajo abeja abierta abiertas abierto abiertos abran abrazalo abrazo abre abriga abrigada abrigadas
    abrigado abrigala abrigo acaba acerques acolchada acompana acompanen aconsejado actua actuar actuaste
    adelante adentro adivinar adonde agarra agitado agua agujeritos ahi ahora aire aireado al alegra alejala
    algo alguien algun alguna algunas algunos alimentadas alli alrededor alta altavoz amamantando amarilla amiga
    amigo ancha animada animales animo ano anoche anota antes anzuelo aparte apenas apoya apoyar apoye apretado
    apretarla aprietes aquella aqui arana arcadas arenero arnes arriba asi asiento asientos asoma asusta
    asustada asustado atascada atascado atiendan atras aun aunque ave aves avisa avisales aviso avispa ayuda
    ayudan azules baja bajar bajito bandeja barriga basta beba bebe bicho bien blancas boca bola bolsa bolsillo
    bordes botella botellas brazo brazos buen buena bueno busca buscar caballos cabeza caca cachorro cachorros
    cada caido caja cajita cajon calcetin calienta calientala caliente calientes call calla calle calma calmado
    calor cambia cambie cambio camina caminando caminar camine camino camiseta cansado cansan cantidad cara
    cargala cargalo carro carton casa cascara caseros caso celo cepillo cerca cerrado chaqueta chiquito
    chocolate chorro ciegas cinco ciudad claro clavado clinica clinicas cobija coche cola colchon colgando
    collar color come comer comida comido comiendo comio como compania comporta comprender comprendo comprime
    comun con conduce conducir conduzca conecto conejos confia cono conozco conseguir consigue consulta contando
    contarle contarme contaste contigo continua contra conviene convulsion convulsiona convulsiones corazon
    correa correcto correctos correr corriente corta cortes corto cosa cosas costado crece cremas cria crias
    cual cualquier cualquiera cuando cuanta cuantas cuanto cuantos cuarto cuatro cubierta cubierto cubre cubrela
    cubrelo cuelga cuelgues cuello cuenta cuentale cuentales cuentame cuerda cuerpo cuida cuidado cuidadosamente
    cuidala cuidalo cuidamos cuna cuyo dale dame danino dano darle de debajo debe deben deberia debes debil
    debilidad debilita decir decirle decirles decirlo decirmelo dedos deja dejale dejarme dejes del delante
    delicado demas dentro deprisa derecho des descansa descansar descanse descubierto desde deslizala desmaya
    desmayo despacio despeja despertando despierta despierto desploma despues detalle detras di dia dias dientes
    diez dificultad diga digas dile diles dilo dime dimelo directa directo diselo distinto doblar doctor doctora
    dolor donde dormida dormido dos dose duela duele duelen dulce dura duracion durante durmiendo duro e edad el
    ella ello ellos embarazo emergencia empapa empeora empeorando empezaron empezo empiece empieza en encias
    encienden encima enfermar enfermo enfria enjuaga enseguida ensena ensenalo entender entendible entero
    entiendo entonces entra entraron entre entrecierra envase envoltorio envuelto envuelve envuelvela envuelvelo
    era eres erguida es escalera escaleras esconde escribas escribe escribeme escribieras escrito escucha
    escuchame escuchar esforzandose esfuerza esfuerzo eso espacio espalda especial especie espera esperar
    esperes esposa esposo esta estaba estado estamos estan estas este esten esterilizada estomago estoy estuvo
    evita exactamente exacto expuesta extiende extrana facil facilidad familia favor favorita ferula fijate
    final firme floja flojo flor flores flujo foto frasco fresca fresco fria frias frio frota frote frotes fue
    fuera fuerces fueron fuerte fuerza gana ganas garganta gatita gatito gato gemidos gente golpe golpearse gota
    grabar gracias grande grave gris grita grito guantes guarda gusta ha haber habia habitacion habla hablale
    hablar habra hace hacer hacia haciendo hagamos hagas hambre han haremos has hasta hay haya haz hazlo he
    heces hecho heno herida heridas herido hermana hermano hermosa hermoso hielo hija hijo hilo hincha hinchada
    hinchado hinchazon hizo hogar hoja hombro honda hondas hora horas horrible hospital hoy hubo hueso huesos
    humeda humedece humedo humo hurones iba ideal igual imagen importa importante incluso inmediato instante
    insulina intenta intentando intentar ir irte isabelino jabon jadea jadeando jadeo jales jaula juegos juguete
    junta junto juntos justo la lado lados lagrimas lama lamer largo las lata lavala le lejos lentamente lento
    les levanta levantado levantarlo levantarse levantes leve libre libres ligera limpia limpialo limpias limpio
    linea linterna lista listo llama llamando llamar llamas llamen llaves llegada llegar llego lleguen llegues
    lleno lleva llevala llevalo llevando lleve llora llorar llueve lo los luego lugar luz macho madre mal mala
    malo mama manana manchas maneja manejando manera mano manos manta mantas manten mantenerse mantenla mantenlo
    mantenlos mantequilla mas mascota maxima me media medicina medicinas medio mejor mejora menos mensaje menudo
    mes metas metes metido mi mide midelo midio miedo mientras minuto minutos mio mira mirala mirale miralo
    mirar miras mis mismo moco modos moja mojala mojar molesta momento moneda monta mordedura morder mordida
    mordidas mordio moverlo moverse moviendo mucha mucho mucosa muerde muestra muestrales mueva muevete musculo
    muy nacio nada nadie nariz necesita necesitan necesitas negra negro nerviosa nervioso ni nido nieve nina
    ninguna nino no noche nombre nombres normal nos nota notas noticia noto nubla nuestro nueve numero o objeto
    objetos ocho ofrece ofrecele oido oidos oigo ojo ojos oler olor olvides opero orden orejas orina orinando
    orinara oscura oscuras oscuro otra otro otros oye padre pajarito palabra palidas palma palo pano panza papa
    papel para paradas parado parar parece pares parezca paro parpados parte parto pasado pasan pasando pasar
    pase paso pastillas pata patas pausa peces pecho pedacito pedazo pedir pegado peligrosa peligroso pelo
    pelota pena peor pequenos perchas perdiste perfecto permite pero perra perrita perrito perro perros persona
    personas pesa pesala pesar peso petalo pico pide pidele pie piedra piel piensa pies pila pilas pinchazo
    pintura piso plana plano planta plantas plastico platos pocas poco podemos poder podido polen pon ponen
    ponerle ponga pongas ponla ponle ponlo ponte poquito por postura pregunta preguntara preguntaran preocupa
    preocupacion preocupada preocupado preparate preparen presion presiona presionando presionar presiones
    primera primero probando producto programa pronta pronto propio protege pudiste pudo puede puedes puedo
    puerta puerto pujando pulso punta pupilas puso que queda quedate quede quedo queja quemadura quemaduras
    quemo querer quiera quiere quieren quieta quietecita quietecito quieto quince quita rapida rapido raro ras
    rasque ratas rato raton razon reacciona recepcion recoge recto recuerda recuerdo refresca remedios repente
    reposo reptiles respira respiraba respiracion respiraciones respirando respirar respire respondido resto
    resumen retiene revisa revisarla revisarlo roedores roja rojo rojos ropa rosada rosadas rosado roto ruido
    ruidos sabe saben saber saberlo sabes saca sacala sacarlo saco sal sala sale salga salgan salido salimos
    salio salta salte salvo sana sangra sangrado sangrando sangrar sangre sapo saques se seca secala secas sed
    seguidos seguimos segun segundo segundos segura seguro seis semana senal senales sentir separala ser sera
    seria serian serio serpiente si sido siendo siente sientes siento siete siga signos sigo sigue siguen
    siguiente silencio silla similar simple sin sirve sitio sobra sobre sobresale sola solo solos somos son
    sonara sonido sonidos sorbitos sosten sostenlo sostiene soy su suave suavemente suba subela subelo succiones
    sucio suele suelo sueltas suena suero suficiente sujeta sujetarlo sus susto tabla tablilla tal tamano
    tambaleo tambien tampoco tan tanta tanto tapa tarde te techo tela telefono temblar temblor temblores
    temblorosa temperatura ten tenemos tener tenga tengas tengo tenido tercero termina termometro terrario ti
    tibia tiembla tiempo tiene tienen tiernos tierra tiesa tira tires tiritando to toalla tocarla tocas toco
    todas todavia todo todos toma tomaste tomo tono tos tose trafico tragado trago tranquila tranquilo
    tranquilos transporta transportar transportin tras tratada tratala treinta tres trozo tu tumbada tumbado
    tumbala turbio turbios turnense tus tuvo tuyo ultima ultimas ultimo un una unas unico unos urgencia
    urgencias urgente urgentes usa va vacunada valiente vamos van vaya vayas ve vea vean veas veces vecina
    vecino veinte veneno venenos venga vengo ventana ventanas ver verdad verde verla verlas verlo ves
    veterinaria veterinarias veterinario vez viaje video vidrio vienen vigila vigilalo viste visto vivir vivo
    voces volver volvio vomita vomitar vomito vomitos voy voz vuelta vuelto vuelve y ya yo zona
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
"""May be said while a vet is wanted today or sooner. Nothing in here names a substance, money, or a later time."""

CALM = frozenset(
    """
    abrir aburre aburrido acaricia acariciar aceptar acostumbra acostumbrar acuario adecuado adulto adultos
    agresivo agujero ahorra ajusta alarma alegre alergia alimentar alimento alimentos altas alto amable ambiente
    amistad anos aprende aprender apretar aranar arandanos arbol arena areneros aroma arroz aseo aspiradora
    atencion ayudar banar bano banos barato barrera base basura bateria beber bebes besos bienvenida blando
    bocado bocados bonito bosque buenos caballo cachorra cajas calabaza calcio calendario cama camas cambios
    caminata campo cantidades capa caricias carino carne carnes caro carrera cartilla casas castigar castigo
    castigos causa cena cepilla cepillado cepillar cerdo cesped chicos chip cinta clase clases clima cocida
    cocido cocina collares comedero comen comidas comodo completo compra comprar concentrado conejera conejo
    confianza conoce conocer consejo constancia contacto control convivir cortar corteza costar costumbre crecer
    crema crudo crudos cuadro cuesta cuidar curioso dan dar dejar dejarlo demasiado dental diario diente dieta
    digestion dinero distancia distrae divertido doble dormir ducha duerme dulces ejemplo ejercicio elegir
    empezar encerrar energia ensenar entrena entrenador entrenamiento entrenar entusiasmo escarbar escoba
    esconder escondite escondites espejo esquina estirarse estres etapa etiqueta evitar excepto explora explorar
    extra faltar familiar felicita fibra fiesta fijo filtro forma fresas fruta frutas fuegos funciona galletas
    gallina ganar gatos gimnasio golosina golosinas gradual grama gramo grandes grano grasa gruta gusto habito
    habitos harina hembra hierba higiene horario hormona hueco huele huevo huevos humano humanos humedad idea
    inquieto insecto instinto interes interior invierno jamon jardin juego jugar juguetes ladra ladrar ladrido
    ladridos lavar leche lechuga lengua limites limpiar limpieza litera llanto lluvia loro lugares madera maiz
    manejar manzana maquina masticar material mayor mayores medida melon mensual meses metodo mezcla mezclar
    minimo mitad momentos mordedor mordisco mordiscos movimiento mudanza mueble muebles muerda muerden mueve
    mujer mundo musica natural naturaleza negativo ninos niveles noches novedad nueva nuevo nuevos nunca
    nutricion obediencia ofrecer olfato olores opcion ordenado orgulloso paciencia padres paja pajaro palabras
    palomitas panal pantalla papilla paquete pareja parque participa parvulo pasa pasea pasear paseo paseos
    pasos pavo pedazos peinar peine pelaje peleas pepino pequena pequeno perfumes permitir persigue pescado
    pienso pieza piezas pina planea planes platano plato playa pollo posible positivo postre practica practicar
    precio prefiere premia premiar premio premios prepara presenta presentar prevenir previene primavera probar
    problema problemas productos proteina prueba publico pulgas punto raciones rasca rascador rascadores rascar
    rascarse rasgos rata ratito ratos raza razas receta recetas recompensa recompensas refuerzo refuerzos
    refugio regana reganes regla reglas regular reloj repetir repite reptil requisito respeta respetar resuelve
    resultado rico rincon risa rodillo rompe rueda rutina rutinas sabado sabor sabroso sacar salida salidas
    salmon salud saludable sandia seguir semanas semillas separado separar siesta siestas signo sillon sitios
    social socializar sofa sol solito solucion soporta suciedad sueno tareas temporada temprano territorio
    tijeras tipo tirar titulo tope trae tratar trato trigo tronco trozos truco trucos tumba usar uso utiles uva
    vacaciones vacunas variar variedad vasos vecinos vegetales veo verano verduras viajar viajes visita visitas
    yogur zanahoria zanahorias zapato
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
"""May be said besides, when nothing is urgent."""

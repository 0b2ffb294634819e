"""The words a model may use to an owner, in Spanish, without accents."""

URGENT = frozenset(
    """
    a abajo abeja abierta abiertas abierto abiertos abran abrazalo abrazo abre abriga abrigada abrigadas
    abrigado abrigala abrigo abrir acaba acerques acolchada acompana acompanen actua actuar actuaste acuestala
    adelante adentro adivinar adonde agarra agitado agua agujeritos ahi ahora aire aireado al alegra alejala
    algo alguien algun alguna algunas algunos alimentadas alli alrededor alta altavoz amamantando amarilla amiga
    amigo ancha animada animales animo ano anoche anota anotada antes anzuelo aparte apenas apoya apoyar apoye
    apretado apretarla aprietes aquella aqui arana arcadas arenero arnes arriba asi asiento asientos asoma
    asusta asustada asustado atala atascada atascado atiendan atras aun aunque ave aves avisa avisales aviso
    avispa ayuda ayudan azules babea baja bajar bajito bandeja barriga basta bastante beba bebe bicho bien
    blancas boca bola bolitas bolsa bolsillo bordes botella botellas brazo brazos buen buena bueno busca buscar
    caballos cabeza caca cachorro cachorros cada caido caja cajita cajon calcetin calienta calientala caliente
    calientes call calla calle calma calmado calor calorcito cambia cambie cambio camina caminando caminar
    camine camino camiseta cansado cansan cantidad cara cargala cargalo carro carton casa cascara caseros caso
    celo cepillo cerca cerrado chaqueta chiquito chocolate chorro ciegas cinco ciudad claro clavado clinica
    clinicas cobija coche cojines cola colchon colgando collar color come comer comida comido comiendo comio
    como compania comporta comprender comprendo comprime comun con conduce conducir conduzca conecto conejos
    confia cono conozco conseguir consigue consulta contando contarle contarme contaste contigo continua contra
    conviene convulsion convulsiona convulsiones corazon corre correa correcto correctos correr corriente corta
    cortes corto cosa cosas costado crece cremas cria crias cual cualquier cualquiera cuando cuanta cuantas
    cuanto cuantos cuarto cuatro cubierta cubierto cubre cubrela cubrelo cuelga cuelgues cuello cuenta cuentale
    cuentales cuentame cuerda cuerpo cuida cuidado cuidadosamente cuidala cuidalo cuidamos cuna cuyo dale dame
    danino dano darle de debajo debe deben deberia debes debil debilidad debilita decaido decir decirle decirles
    decirlo decirmelo dedos deja dejale dejarme dejes del delante delicado demas dentro deprisa derecho des
    descansa descansar descanse descubierto desde deslizala desmaya desmayo despacio despacito despeja
    despertando despierta despierto desploma despues detalle detras di dia dias dientes diez dificultad diga
    digas dile diles dilo dime dimelo directa directo diselo distingo distinto doblar doctor doctora dolor donde
    dormida dormido dos dose duela duele duelen dulce dura duracion durante durmiendo duro e edad el ella ello
    ellos embarazo emergencia empapa empeora empeorando empezaron empezo empiece empieza en encias encienden
    encima enfermar enfermo enfria enjuaga enseguida ensena ensenar entender entendible entero entiendo entonces
    entra entraron entre entrecierra envase envoltorio envuelto envuelve envuelvela envuelvelo era eres erguida
    es esa escalera escaleras esconde esconder escribas escribe escribeme escribieras escucha escuchame escuchar
    esforzandose esfuerza esfuerzo eso espacio espalda especial especie espera esperar esperes esposa esposo
    esta estaba estado estamos estan estas este esten esterilizada estomago estoy estuvo evita exactamente
    exacto expuesta extiende extrana facil facilidad familia favor favorita ferula fijate final firme floja
    flojo flor flores flujo foto frasco fresca fresco fria frias frio frota frote frotes fue fuera fuerces
    fueron fuerte fuerza gana ganas garganta gatita gatito gato gemidos gente golpe golpearse gota grabalo
    grabar gracias grande grave gris grita grito guantes guarda gusta ha haber habia habitacion habla hablale
    hablar habra hace hacer hacia haciendo hagamos hagas hambre han haremos has hasta hay haya haz hazlo he
    heces hecho heno herida heridas herido hermana hermano hermosa hermoso hielo hija hijo hilo hincha hinchada
    hinchado hinchazon hizo hogar hoja hombro honda hondas hora horas horrible hospital hoy hubo hueso huesos
    humeda humedece humedo humo hurones iba ideal igual imagen importa importante incluso inmediato instante
    insulina intenta intentando intentar ir irte isabelino jabon jadea jadeando jadeo jales jaula juegos juguete
    junta junto juntos justo la lado lados lagrimas lama lamer largo las lata lavala le lejos lentamente lento
    les levanta levantado levantarlo levantarse levantes leve libre libres ligera limpia limpialo limpias limpio
    linea linterna liquido lista listo llama llamando llamar llamas llamen llaves llegada llegar llego lleguen
    llegues lleno lleva llevala llevalo llevando lleve llora llorar llueve lo los luego lugar luz macho madre
    mal mala malo mama manchas maneja manejando manera mano manos manta mantas manten mantenerse mantenla
    mantenlo mantenlos mantequilla mas mascota mascotas maxima me media medicina medicinas medio mejor mejora
    menos mensaje menudo metas metes metido mi mide midelo midio miedo mientras minuto minutos mio mira mirala
    mirale miralo mirar miras mis mismo moco modos moja mojala mojar molesta momento moneda monta mordedura
    morder mordida mordidas mordio moverlo moverse moviendo mucha mucho mucosa muerde muestra muestrales mueva
    mueven muevete musculo muy nacio nada nadie nariz necesita necesitan necesitas negra negro nerviosa nervioso
    ni nido nieve nightdesk nina ninguna nino no noche nombre nombres normal nos nota notas noticia noto nubla
    nuestro nueve numero o objeto objetos observala ocho ofrece ofrecele oido oidos oigo ojo ojos oler olor
    olvides opero orden orejas orina orinando orinara oscura oscuras oscuro otra otro otros oye paciencia padre
    pajarito palabra palabras palidas palma palo pano panza papa papel para paradas parado parar pararse parece
    pares parezca paro parpados parte parto pasado pasan pasando pasar pase paso pastillas pata patas pausa
    peces pecho pedacito pedazo pedir pegado peligrosa peligroso pelo pelota pena peor pequenos perchas perdiste
    perfecto permite pero perra perrita perrito perro perros persona personas pesa pesala pesar peso petalo pico
    pide pidele pie piedra piel piensa pies pila pilas pinchazo pintura pise piso plana plano planta plantas
    plastico platos pobrecita pobrecito poca pocas poco podemos poder podido polen pon ponen ponerle ponga
    pongas ponla ponle ponlo ponte poquito por postura pregunta preguntara preguntaran preocupa preocupacion
    preocupada preocupado preparate preparen presion presiona presionando presionar presiones primera primero
    probando producto profunda programa pronta pronto propio protege pudiste pudo puede puedes puedo puerta
    puerto pujando pulso punta pupilas puso que queda quedate quede quedo queja quemadura quemaduras quemo
    querer quiera quiere quieren quieta quietecita quietecito quieto quince quita rapida rapido raro ras rasque
    ratas rato raton razon reacciona recepcion recoge recto recuerda recuerdo refresca remedios remojalo repente
    reposo reptiles requiere respira respiraba respiracion respiraciones respirando respirar respire responde
    respondido resto resumen retiene revisa revisarla revisarlo revision roedores roja rojo rojos ropa rosada
    rosadas rosado roto ruido ruidos sabe saben saber saberlo sabes saca sacala sacarlo saco sal sala sale salga
    salgan salido salimos salio salta salte salvo sana sangra sangrado sangrando sangrar sangre sapo saques se
    seca secala secas sed seguidos seguimos segun segundo segundos segura seguro seis senal senales sentir
    separala ser sera seria serian serio serpiente si sido siempre siendo siente sientes siento siete siga
    signos sigo sigue siguen siguiente silencio silla similar simple sin sirve sitio sobra sobre sobresale sola
    solo solos somos son sonara sonido sonidos sorbitos sorbos sosten sostenlo sostiene soy su suave suavemente
    suba subela subelo succiones sucio suele suelo sueltas suena suero suficiente sujeta sujetarlo sus susto
    tabla tablilla tal tamano tambalea tambaleo tambien tampoco tan tanta tanto tapa tarde te techo tela
    telefono temblar temblor temblores temblorosa temperatura ten tenemos tener tenga tengas tengo tenido
    tercero termina termometro terrario ti tibia tiembla tiempo tiene tienen tiernos tierra tiesa tira tires
    tiritando to toalla toca tocarla tocas toco todas todavia todo todos toma tomaste tomo tono toques tos tose
    trafico tragado trago tranquila tranquilo tranquilos transporta transportar transportin tras tratada tratala
    treinta tres trozo tu tumbada tumbado tumbala turbio turbios turnense tus tuvo tuyo ultima ultimas ultimo un
    una unas unico unos urgencia urgencias urgente urgentes usa va vacunada valiente vamos van vaya vayas ve vea
    vean veas veces vecina vecino veinte veneno venenos venga vengo ventana ventanas ventilala ver verdad verde
    verla verlas verlo ves veterinaria veterinarias veterinario vez viaje video vidrio viene vienen vigila
    vigilalo viste visto vivir vivo voces volver volvio vomita vomitar vomito vomitos voy voz vuelta vuelto
    vuelve y ya yo zona
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
"""May be said while a vet is wanted today or sooner. Nothing in here names a substance, money, or a later time."""

CALM = frozenset(
    """
    abuela abuelo aburre aburrido acaricia acariciar aceite aceptar acercar acomoda acomodar acostada acostado
    acostar acostumbra acostumbrar acuario acuesta adecuado adulto adultos afuera agarrar agitar agradezco
    agresivo aguanta aguantar agujero ahorra aireada ajusta ajustar alarma alcance alegre alejar alergia alerta
    alimentar alimento alimentos alivio almohada altas alto amable amarrar ambiente ambos ambulatorio amistad
    amor ampolla ancho angustia anos ansiosa ansioso anterior apagar apoyo aprende aprender apretada apretar
    aprieta apunta aranar arandanos arbol arco ardor arena areneros aroma arroja arroz asegura asegurar aseo
    asomar aspecto aspiradora atencion atenta atento atiende aumenta autobus avanza avenida aviento ayudar
    azucar azul azulada azulado bajo balcon banar banco bano banos barato barrera barrio base basura bata
    bateria beber bebes bebida bebidas besos bienvenida blanda blando bloquea bocado bocados bonito bosque boton
    brilla brillante brisa bruma brusco buenos caballo cabina cable cachorra cajas calabaza calambre calcio
    calendario callado calmada calmar cama camas cambiar cambios caminata camion campo cansada cantidades capa
    cargar caricias carino carne carnes caro carrera carretera cartilla casas casi castigar castigo castigos
    causa cazador ceja cena centro cepilla cepillado cepillar cercano cerdo cerrar cesped cesta chica chico
    chicos chip cielo cinta cinturon circulo claridad clase clases clima cocida cocido cocina codo coger cojin
    collares colocar comedero comen comidas comienza comienzo comodo completo complicado compra comprar
    comprueba concentrado conecta conejera conejo confianza confuso conoce conocer consejo constancia contacto
    contar contento control controla convivir corazoncito corran cortar corteza cortina costar costilla
    costumbre crecer crema crudo crudos cruza cuadra cuadro cubrir cuesta cuidar curioso curva dan dar deberias
    decaida decision dejala dejalo dejar dejarlo delgada demasiado demora dental derecha desmayada desorientado
    desvia detener detente devuelve diario diente dieta diferente dificil digales digestion dinero dinos
    direccion distancia distinta distrae divertido doblado doble dormir dormir0 dormita dorso ducha duerme
    dulces edificio ejemplo ejercicio elegir elevador elige empezar empuje encender encerrar encuentra energia
    enfriar enorme entrada entrar entrena entrenador entrenamiento entrenar entusiasmo envolver equilibrio
    equipo escalon escarbar escoba escondite escondites escucharte esfuerzate espejo esponja esquina estable
    estira estirado estirarse estres etapa etiqueta evitar examinar excepto explica explora explorar expuesto
    extra extremo facilmente fallar faltar familiar felicita feo fibra fiebre fiesta figura fijo fila filo
    filtro firmeza flojita fondo forma frente fresas frescor fresquita frontal fruta frutas fuegos funciona
    funda galletas gallina ganar garaje gatos gemido gimnasio girar giro golosina golosinas golpear grado
    gradual grama gramo grandes grano grasa gruta guardale guardar guia gusto habito habitos harina hembra herir
    hierba higiene hocico horario hormona hueco huele huevo huevos humano humanos humedad hundida idea iluminar
    imagina impacto incluye incomodo indica inflamada inflamado inmediata inmovil inquieta inquieto insecto
    instinto interes interior invierno izquierda jadear jalar jamon jardin joven juego jugar juguetes juntar
    ladea ladra ladrar ladrido ladridos lagrimal lamento lastimar lateral lavar lavarla lavarlo leche lechuga
    leer lengua lenguaje lesion levantala libra librar lienzo ligero limites limpiar limpieza litera llanta
    llanto llave llena lloro lluvia loro luces luchar luego0 lugares lunar madera maiz manana mancha mandibula
    manejar manguera manzana maquina marca mareada mareado masticar material maximo mayor mayores medida mejilla
    mejorar melon memoria menor mensual mes mesa meses metal metodo mezcla mezclar miedoso miel minimo mirarla
    mitad mojada mojado molestia momentos montar morada morado mordedor mordisco mordiscos mover movida movil
    movimiento mudanza mueble muebles muerda muerden mueve mujer mundo muneca musica nacer natural naturaleza
    necesario negativo nerviosismo ninos nivel niveles noches novedad nuca nudo nueva nuevo nuevos nunca
    nutricion obediencia observa ocupa ofrecer olfato olores opaca opcion opcional operar ordenado oreja
    orgulloso padres paja pajaro palidez palomitas pan panal pantalla panuelo papilla paquete parecer pared
    pareja parpado parque participa parvulo pasa pasea pasear paseo paseos pasos patita pavo paz pedazos pegada
    peinar peine pelaje pelear peleas peligro pensar pepino pequena pequeno perdida perfumes permanece permitir
    persigue pesada pescado pienso piernas pieza piezas pina pisar planea planes platano plato playa plazo pollo
    poner posible posicion positivo postre practica practicar precio prefiere preguntar premia premiar premio
    premios prepara presenta presentar prestar prevenir previene primavera principio prisa probar problema
    problemas productos profundo proteger proteina prueba publico pulgas punto pus quedar quejarse quemado
    querida querido queso quietecitos raciones rampa rasca rascador rascadores rascar rascarse rasgos rata
    ratito ratos raza razas reaccion reaccionar receta recetas recibe recibir recompensa recompensas reconoce
    recordar red refrescar refuerzo refuerzos refugio regana reganes regla reglas regresar regular reloj repetir
    repite reptil requisito respeta respetar respuesta restos resuelve resultado retirar revisar rico rigida
    rigido rincon risa ritmo rodilla rodillo rojiza rompe rosa rostro rueda ruidosa rutina rutinas sabado sabana
    sabor sabroso sacar sacudir sal0 salida salidas saliva salmon saltar salud saludable salva sandia seguir
    semana semanas semillas sensible sentado sentar separa separado separar serena siesta siestas signo sillon
    sitios situacion sobresalta social socializar socorro sofa sol solito soltar solucion sombra sonar soporta
    soporte sostener sostenla suavidad subir suceder suciedad suelta sueno sufrir sujetar sustancia tapada tapar
    tarda tareas tejido temblando tembloroso temporada temprano tension terrible territorio tierna tieso tijeras
    tipo tirar titulo toallas tobillo tocar tope torcer torpe trabajo trae traer tranquilidad transporte trapo
    tratar trato trigo tronco trozos truco trucos tumba tumbar turno unidad usar uso utiles utiliza uva
    vacaciones vacio vacunas variar variedad vasos vecinos vegetales vena vendar ventilador veo verano verduras
    verificar vestido viaja viajar viajes vida viento vigilar visible visita visitas vista voltear volumen vuela
    yogur zanahoria zanahorias zapato
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
"""May be said besides, when nothing is urgent."""

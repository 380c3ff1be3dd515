"""What holds when the configuration says nothing, written as the TOML would have it."""

from __future__ import annotations

SITE_NAME = {"en": "Main branch", "es": "Oficina principal"}

WORDS = {
    "number": {"en": "Number", "es": "Número"},
    "counter": {"en": "Counter", "es": "Ventanilla"},
    "service": {"en": "Service", "es": "Trámite"},
}

SERVICES = [
    {"id": "information", "label": {"en": "Information", "es": "Información"}, "letter": "I", "key": "1"},
    {"id": "incidents", "label": {"en": "Incidents", "es": "Incidencias"}, "letter": "B", "key": "2", "incident": True},
    {"id": "after_sales", "label": {"en": "After-sales", "es": "Posventa"}, "letter": "P", "key": "3"},
    {"id": "personal", "label": {"en": "Personal attention", "es": "Atención personal"}, "letter": "A", "key": "4"},
]

SEGMENTS = [
    {"id": "regular", "label": {"en": "Regular", "es": "Regular"}, "key": "r", "rank": 3},
    {
        "id": "gold",
        "label": {"en": "Gold", "es": "Oro"},
        "key": "g",
        "rank": 2,
        "head_start": "5m",
        "turns": 2,
        "follow_up": "responsible",
    },
    {
        "id": "vip",
        "label": {"en": "VIP", "es": "VIP"},
        "key": "v",
        "rank": 1,
        "head_start": "10m",
        "turns": 3,
        "follow_up": "proactive",
    },
    {
        "id": "internal",
        "label": {"en": "Internal", "es": "Interno"},
        "key": "i",
        "rank": 4,
        "internal": True,
        "follow_up": "basic",
    },
]

URGENCIES = [
    {"id": "normal", "label": {"en": "normal", "es": "normal"}},
    {"id": "soon", "label": {"en": "soon", "es": "pronto"}, "key": "s", "factor": 0.75},
    {"id": "urgent", "label": {"en": "urgent", "es": "urgente"}, "key": "u", "factor": 0.5},
    {
        "id": "emergency",
        "label": {"en": "emergency", "es": "emergencia"},
        "key": "e",
        "factor": 0.25,
        "emergency": True,
    },
]

PREFERENCES = [
    {"id": "age80", "label": {"en": "80 or older", "es": "80 años o más"}, "short": "80+", "rank": 1},
    {"id": "age60", "label": {"en": "60 or older", "es": "60 años o más"}, "short": "60+", "rank": 2},
    {
        "id": "pregnancy",
        "label": {"en": "Pregnancy", "es": "Embarazo"},
        "short": {"en": "pregnant", "es": "embarazo"},
        "rank": 2,
    },
    {
        "id": "disability",
        "label": {"en": "Disability", "es": "Discapacidad"},
        "short": {"en": "disabled", "es": "discap."},
        "rank": 2,
    },
    {
        "id": "child",
        "label": {"en": "Child in arms", "es": "Niño en brazos"},
        "short": {"en": "child", "es": "niño"},
        "rank": 2,
    },
]

STANDARDS = [
    {"wait": "10m", "goal": 0.8, "handling": "8m"},
    {"segment": "vip", "wait": "5m", "goal": 0.9},
    {"segment": "gold", "wait": "7m", "goal": 0.85},
    {"segment": "internal", "wait": "30m", "goal": 0.8},
]

PHASES = [
    {
        "id": "welcome",
        "label": {"en": "Welcome", "es": "Acogida"},
        "hint": {
            "en": "Eyes on the person, greet, give your name.",
            "es": "Mire a la persona, salude, diga su nombre.",
        },
    },
    {
        "id": "understanding",
        "label": {"en": "Understanding", "es": "Seguimiento"},
        "hint": {
            "en": "Sum up what you heard before you go on.",
            "es": "Resuma lo que ha oído antes de continuar.",
        },
    },
    {
        "id": "resolution",
        "label": {"en": "Resolution", "es": "Gestión"},
        "hint": {
            "en": "Say what you are doing and how long it takes.",
            "es": "Diga qué está haciendo y cuánto tardará.",
        },
    },
    {
        "id": "farewell",
        "label": {"en": "Farewell", "es": "Despedida"},
        "hint": {
            "en": "Agree what happens next, ask if all is done, thank.",
            "es": "Acuerde qué sigue, pregunte si falta algo, agradezca.",
        },
    },
]

COUNTERS = [{"id": name, "label": name} for name in ("1", "2", "3", "4")]

CAUSES = [
    {"id": "communication", "label": {"en": "Communication", "es": "Comunicación"}},
    {"id": "courtesy", "label": {"en": "Courtesy", "es": "Cortesía"}},
    {"id": "credibility", "label": {"en": "Credibility", "es": "Credibilidad"}},
    {"id": "responsiveness", "label": {"en": "Responsiveness", "es": "Capacidad de respuesta"}},
    {"id": "safety", "label": {"en": "Safety", "es": "Seguridad"}},
    {"id": "competence", "label": {"en": "Competence", "es": "Profesionalidad"}},
    {"id": "understanding", "label": {"en": "Understanding", "es": "Comprensión del cliente"}},
    {"id": "reliability", "label": {"en": "Reliability", "es": "Fiabilidad"}},
    {"id": "tangibles", "label": {"en": "Tangibles", "es": "Elementos tangibles"}},
    {"id": "access", "label": {"en": "Access", "es": "Accesibilidad"}},
    {"id": "product", "label": {"en": "Product", "es": "Producto"}},
    {"id": "price", "label": {"en": "Price", "es": "Precio"}},
]

REMEDIES = [
    {"id": "explanation", "label": {"en": "An explanation", "es": "Una explicación"}},
    {"id": "apology", "label": {"en": "An apology", "es": "Una disculpa"}},
    {"id": "correction", "label": {"en": "To have it put right", "es": "Que se corrija"}},
    {"id": "call_back", "label": {"en": "To be called back", "es": "Que se le llame"}},
    {"id": "replacement", "label": {"en": "A replacement", "es": "Un cambio"}, "role": "lead"},
    {"id": "discount", "label": {"en": "A discount", "es": "Un descuento"}, "role": "lead"},
    {"id": "refund", "label": {"en": "The money back", "es": "La devolución del dinero"}, "role": "lead"},
    {"id": "compensation", "label": {"en": "A compensation", "es": "Una compensación"}, "role": "manager"},
]

ROOTS = [
    {"id": "automatism", "label": {"en": "Automatism", "es": "Automatismo"}},
    {"id": "prejudice", "label": {"en": "Prejudice", "es": "Prejuicio"}},
    {"id": "unavailability", "label": {"en": "Unavailability", "es": "Falta de disponibilidad"}},
    {"id": "blaming", "label": {"en": "Blaming the customer", "es": "Culpar al cliente"}},
    {"id": "indifference", "label": {"en": "Indifference", "es": "Indiferencia"}},
    {"id": "victimhood", "label": {"en": "Playing the victim", "es": "Hacerse la víctima"}},
    {"id": "apathy", "label": {"en": "Apathy", "es": "Apatía"}},
    {"id": "process", "label": {"en": "The process", "es": "El procedimiento"}},
    {"id": "product", "label": {"en": "The product", "es": "El producto"}},
    {"id": "information", "label": {"en": "The information given", "es": "La información dada"}},
]

SURGE_STEPS = [
    {"en": "Open every counter that has a person for it.", "es": "Abra toda ventanilla que tenga quien la atienda."},
    {
        "en": "Send one person along the line for what takes a minute.",
        "es": "Envíe a una persona por la fila para lo que lleva un minuto.",
    },
    {"en": "Tell those who wait how long it will take.", "es": "Diga a quienes esperan cuánto tardará."},
    {"en": "Put off pauses and work without customers.", "es": "Aplace las pausas y el trabajo sin clientes."},
    {
        "en": "End the plan as soon as the line is normal again.",
        "es": "Termine el plan en cuanto la fila se normalice.",
    },
]

LONG_WAIT = {
    "en": "They waited too long: say sorry first, and thank them for waiting.",
    "es": "Esperó demasiado: primero discúlpese y agradezca la espera.",
}

FOLLOW_UP = {
    "en": "Call to ask whether all is well.",
    "es": "Llamar para saber si todo va bien.",
}

EMERGENCY = {
    "en": "Call the lead and the emergency number. Keep people away. Neither hurt nor let yourself be hurt.",
    "es": "Llame al responsable de turno y a emergencias. Aleje a la gente. No hiera ni se deje herir.",
}

LETTER = {
    "en": "{house}\n\n{date}\n\nYour {kind} {number}\n\nDear {name},\n\n"
    "Thank you for telling us. On {opened} we received your {kind}, and it has the number {number}.\n\n"
    "What you told us: {said}\n\nWhat you ask for: {asked}\n\n"
    "You will have our answer by {due} at the latest.\n\nYour {kind} is in the hands of {owner}.\n\n"
    "Please give the number when you speak or write to us.\n\nYours sincerely,\n{house}",
    "es": "{house}\n\n{date}\n\nSu {kind} {number}\n\nEstimado/a {name}:\n\n"
    "Gracias por decírnoslo. El {opened} recibimos su {kind}, que lleva el número {number}.\n\n"
    "Lo que nos dijo: {said}\n\nLo que pide: {asked}\n\n"
    "Tendrá nuestra respuesta a más tardar el {due}.\n\nSe ocupa de su {kind}: {owner}.\n\n"
    "Por favor, indique el número cuando nos hable o nos escriba.\n\nAtentamente,\n{house}",
}

CARDS = [
    {
        "id": "criticism",
        "label": {"en": "Taking criticism", "es": "Recibir una crítica"},
        "text": {
            "en": "Let them say everything. Sum up what you heard. If they are right: admit it, apologise, offer to "
            "make it good; no explanations, no blaming a colleague; ask what should be different and agree "
            "on it. If they are not: do not argue point by point; give the house's view. Thank them.",
            "es": "Deje que lo diga todo. Resuma lo que oyó. Si tiene razón: reconózcalo, discúlpese, ofrezca "
            "repararlo; sin explicaciones ni culpar a un compañero; pregunte qué debería cambiar y "
            "acuérdelo. Si no la tiene: no discuta punto por punto; dé la posición de la casa. Agradezca.",
        },
    },
    {
        "id": "misunderstanding",
        "label": {"en": "Misunderstanding", "es": "Malentendido"},
        "text": {
            "en": "They do not follow you: simpler words, no jargon, an example, ask them to repeat it. You do "
            "not follow them: say what you understood and ask for the rest. The fault is in our listening or"
            " our explaining.",
            "es": "No le siguen: palabras más sencillas, sin jerga, un ejemplo, pida que se lo repitan. Usted no "
            "les sigue: diga lo que entendió y pregunte el resto. La falta está en cómo escuchamos o "
            "explicamos.",
        },
    },
    {
        "id": "face_to_face",
        "label": {"en": "Face to face", "es": "Cara a cara"},
        "text": {
            "en": "Relaxed face, eyes on the person. Polite and warm, plain and direct. Check both ways that it "
            "was understood. No generalising, no belittling, no flat no, no irony, no anecdotes.",
            "es": "Rostro relajado, mirada en la persona. Cortés y cálido, sencillo y directo. Compruebe por ambos "
            "lados que se entendió. Sin generalizar, sin menospreciar, sin un no seco, sin ironía, sin "
            "anécdotas.",
        },
    },
    {
        "id": "saying_no",
        "label": {"en": "Saying no", "es": "Decir que no"},
        "text": {
            "en": "Give the reason, so that it is not arbitrary. Hear the reply. Expect anger and stay calm. Offer"
            " alternatives. If it is still not accepted, repeat the same answer calmly.",
            "es": "Dé la razón, para que no sea arbitrario. Escuche la réplica. Espere enojo y mantenga la calma. "
            "Ofrezca alternativas. Si aún no se acepta, repita con calma la misma respuesta.",
        },
    },
]

MANNERS = [
    {
        "id": "difficult",
        "label": {"en": "Difficult or critical", "es": "Difícil o crítico"},
        "text": {"en": "Patience and calm; do not argue.", "es": "Paciencia y calma; no discuta."},
    },
    {
        "id": "talkative",
        "label": {"en": "Friendly or talkative", "es": "Amistoso o hablador"},
        "text": {
            "en": "Kind, a little distance, close politely.",
            "es": "Amable, algo de distancia, cierre con cortesía.",
        },
    },
    {
        "id": "shy",
        "label": {"en": "Shy", "es": "Tímido"},
        "text": {"en": "Time, simple choices, encouragement.", "es": "Tiempo, opciones sencillas, ánimo."},
    },
    {
        "id": "impatient",
        "label": {"en": "Impatient", "es": "Impaciente"},
        "text": {"en": "Speed; say how long it takes; no small talk.", "es": "Rapidez; diga cuánto tarda; sin charla."},
    },
    {
        "id": "meticulous",
        "label": {"en": "Meticulous", "es": "Minucioso"},
        "text": {"en": "Exact answers, facts.", "es": "Respuestas exactas, hechos."},
    },
    {
        "id": "dominant",
        "label": {"en": "Dominant", "es": "Dominante"},
        "text": {"en": "Listen, do not compete, stay firm.", "es": "Escuche, no compita, manténgase firme."},
    },
    {
        "id": "offensive",
        "label": {"en": "Offensive", "es": "Ofensivo"},
        "text": {"en": "Courtesy, limits, call the lead.", "es": "Cortesía, límites, llame al responsable."},
    },
]

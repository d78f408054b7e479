"""States and words of tracing: the request, a lead, who may know, what was tried."""

from reencuentro.casework.states import Life, Words, state

TRACING = Life(
    "tracing_request",
    state("open", "Searching", "En búsqueda", "go", lead="leads", find="found", close="closed"),
    state("leads", "Leads to look at", "Hay pistas por revisar", "wait",
           clear="open", find="found", close="closed"),
    state("found", "Found, not yet confirmed", "Encontrada, sin confirmar", "wait",
           doubt="leads", confirm="confirmed", close="closed"),
    state("confirmed", "Confirmed", "Confirmada", "go",
           doubt="leads", reunite="reunited", close="closed"),
    state("reunited", "In contact again", "De nuevo en contacto", "done", close="closed"),
    state("closed", "Closed", "Cerrada", "quiet", reopen="open"),
)  # fmt: skip

ENDED = ("closed", "reunited")  # nothing is searched nor tried any more

# What anybody may say of a lead at any time; `confirm` follows when enough people say that it is who is looked for.
_JUDGED = {
    "same": "likely", "sibling": "related", "not_same": "rejected", "unsure": "unsure", "confirm": "confirmed",
}  # fmt: skip

LEAD = Life(
    "lead",
    state("open", "Not looked at", "Sin revisar", "wait", **_JUDGED),
    state("unsure", "Not sure", "Con dudas", "wait", **_JUDGED),
    state("likely", "One person says: it is", "Una persona dice: sí es", "wait", **_JUDGED),
    state("related", "A sister or brother", "Hermana o hermano", "go", **_JUDGED),
    state("confirmed", "Confirmed", "Confirmada", "done", **_JUDGED),
    state("rejected", "Not the same", "No es la misma", "quiet", new_facts="open", **_JUDGED),
)

KNOWLEDGE = Life(
    "need_to_know",
    state("asked", "Waiting for a second person", "En espera de otra persona", "wait",
           grant="granted", refuse="refused", withdraw="withdrawn"),
    state("granted", "Granted", "Concedido", "done", end="ended"),
    state("refused", "Not granted", "No concedido", "quiet"),
    state("withdrawn", "Withdrawn", "Retirado", "quiet"),
    state("ended", "Ended", "Terminado", "quiet"),
)  # fmt: skip

LIVES = (TRACING, LEAD, KNOWLEDGE)

JUDGEMENTS = {
    "same": Words("The same person", "Es la misma persona"),
    "not_same": Words("Not the same person", "No es la misma persona"),
    "sibling": Words("A sister or brother", "Es hermana o hermano"),
    "unsure": Words("I am not sure", "No estoy segura o seguro"),
}

# The same where children of a parent are looked for.
JUDGEMENTS_OF_CHILDREN = {
    "same": Words("A child of this person", "Es hija o hijo de esta persona"),
    "not_same": Words("Not a child of this person", "No es hija ni hijo de esta persona"),
    "unsure": JUDGEMENTS["unsure"],
}

# What is looked for: the person described, or brothers and sisters, or children of a parent.
SOUGHT = {
    "person": Words("This person", "A esta persona"),
    "sibling": Words("Brothers and sisters", "A sus hermanas y hermanos"),
    "children": Words("Children of this person", "A las hijas e hijos de esta persona"),
}

# What somebody says when a lead is who is looked for.
WANTED = {"person": "same", "sibling": "sibling", "children": "same"}

ORIGINS = {
    "search": Words("Search", "Búsqueda"),
    "standing": Words("Found later by itself", "Encontrada después, sin pedirla"),
    "door": Words("Noticed when somebody was entered", "Se notó al registrar a alguien"),
}

PLACES_TRIED = {
    "registry": Words("Civil registry", "Registro civil"),
    "town": Words("Somebody in the town or village", "Alguien del pueblo o de la aldea"),
    "church": Words("Church or community", "Iglesia o comunidad"),
    "phone_chain": Words("Phone chain", "Cadena de llamadas"),
    "hospital": Words("Hospital or health post", "Hospital o puesto de salud"),
    "authority": Words("Authority or consulate", "Autoridad o consulado"),
    "organisation": Words("Another organisation", "Otra organización"),
    "other": Words("Elsewhere", "En otra parte"),
}

OUTCOMES_TRIED = {
    "nothing": Words("Nothing", "Nada"),
    "no_answer": Words("No answer yet", "Todavía sin respuesta"),
    "message_left": Words("A message was left", "Se dejó un mensaje"),
    "heard_of": Words("Somebody has heard of them", "Alguien sabe algo"),
    "reached": Words("The person was reached", "Se habló con la persona"),
    "harm": Words("Stopped, for safety", "Se detuvo, por seguridad"),
}

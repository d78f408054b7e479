"""Closed lists of casework that are words only: they move nothing, so they do not stand in states.py."""

from .states import Words

PARTS = {
    "counsel": Words("Counsel", "Representación legal"),
    "legal_team": Words("Legal team", "Equipo legal"),
    "child_advocate": Words("Child advocate", "Defensoría de la niñez"),
    "coordinator": Words("Coordinator", "Coordinación"),
}

SEXES = {
    "female": Words("Female", "Mujer"),
    "male": Words("Male", "Hombre"),
    "unknown": Words("Not known or another", "No se sabe u otro"),
}

ALIVE = {
    "unknown": Words("Not known", "No se sabe"),
    "alive": Words("Alive", "Con vida"),
    "deceased": Words("Deceased", "Falleció"),
}

LINK_KINDS = {
    "family": Words("Family", "Familia"),
    "same_journey": Words("Travelled together", "Viajaron juntos"),
    "other": Words("Another reason", "Otro motivo"),
}

RECIPIENTS = {
    "defender": Words("The Defender abroad", "La persona defensora en el extranjero"),
    "orr": Words("ORR and the facility", "ORR y el albergue"),
    "court": Words("A court", "Un tribunal"),
    "consulate": Words("A consulate", "Un consulado"),
    "family": Words("The family", "La familia"),
    "partner": Words("A partner organisation", "Una organización aliada"),
    "tracing": Words("The search for family in this network", "La búsqueda de familiares en esta red"),
}

DATA_CLASSES = {
    "identity": Words("Names, birth, parents", "Nombres, nacimiento, padres"),
    "family": Words("Family and caregivers", "Familia y personas cuidadoras"),
    "records": Words("Registry, school and other records", "Registro civil, escuela y otros documentos"),
    "medical": Words("Health", "Salud"),
    "story": Words("What happened to the child", "Lo que vivió la niña o el niño"),
}

SIGNER_BASES = {
    "child_14": Words("The child, aged 14 or more", "La niña o el niño, de 14 años o más"),
    "parent": Words("Parent", "Padre o madre"),
    "guardian": Words("Legal guardian", "Tutora o tutor legal"),
    "sponsor": Words("Sponsor or caregiver after release", "Patrocinador o persona cuidadora tras la salida"),
    "counsel": Words("Counsel, with the child's assent", "Representación legal, con asentimiento"),
}

FINDING_KINDS = {
    "parent_located": Words("A relative was located", "Se localizó a un familiar"),
    "person_located": Words("A person was located", "Se localizó a una persona"),
    "sibling_located": Words("A sister or brother was located", "Se localizó a una hermana o un hermano"),
    "sought_elsewhere": Words(
        "Another case looks for a person of this case", "En otro caso buscan a una persona de este caso"
    ),
}

CLOCK_KINDS = {
    "hearing": Words("Hearing", "Audiencia"),
    "promise": Words("Promise of the team", "Compromiso del equipo"),
    "other": Words("Another date", "Otra fecha"),
}

# Papers that a case may hold beside the document types of the catalogue.
OTHER_PAPERS = {
    "custody_paper": Words("Paper of the custody file", "Documento del expediente de custodia"),
    "court_paper": Words("Court paper", "Documento judicial"),
    "letter_or_photo": Words("Letter or photograph", "Carta o fotografía"),
    "other": Words("Another paper", "Otro documento"),
}

# What one may still read on a damaged paper.
READABLE = {
    "name": Words("Name", "Nombre"),
    "parents": Words("Names of the parents", "Nombres de los padres"),
    "date": Words("Date or year", "Fecha o año"),
    "municipality": Words("Municipality", "Municipio"),
    "book": Words("Book, folio, entry", "Libro, folio, inscripción"),
    "number": Words("A number", "Un número"),
    "stamp": Words("Stamp or office", "Sello u oficina"),
    "other": Words("Anything else", "Algo más"),
}

MOVES = {
    "work_on": Words("Work has begun", "Ya se trabaja en esto"),
    "pause": Words("Work is paused", "El trabajo se detuvo"),
    "remove": Words("It is solved", "Está resuelto"),
    "set_aside": Words("It no longer applies", "Ya no aplica"),
    "stand_again": Words("It stands again", "Volvió a surgir"),
    "raise": Words("Named", "Señalado"),
    "apply": Words("Has applied", "Presentó la solicitud"),
    "approve": Words("Was approved", "Fue aprobado"),
    "deny": Words("Was denied", "Fue denegado"),
    "withdraw": Words("Has withdrawn", "Se retiró"),
    "meet": Words("Done in time", "Se cumplió"),
    "stop": Words("No longer applies", "Ya no aplica"),
}

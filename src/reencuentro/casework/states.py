"""Every state, its allowed moves, and its names in English and Spanish. Nothing else decides what may follow what.

A *move* is the act in the user's words; the same word is the verb in the ledger (`request.review`) and in the thread
of the case (EVENTS). `tone` is how a page colours the state (ui tag tones); colour never speaks alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import get_language


class Words(NamedTuple):
    """The same words in both languages; `str()` gives those of the reader."""

    en: str
    es: str

    def label(self, language: str) -> str:
        return self.es if language.startswith("es") else self.en

    def __str__(self) -> str:
        return self.label(get_language() or "en")


class NotNow(Exception):
    """This move is not allowed in the present state, for example because somebody else was faster."""

    def __init__(self, noun: str, state: str, move: str) -> None:
        self.noun, self.state, self.move = noun, state, move
        super().__init__(f"{noun} is {state}: {move} is not possible now")


@dataclass(frozen=True)
class State:
    code: str
    words: Words
    tone: str  # wait | go | done | late | quiet
    moves: Mapping[str, str]  # move -> state that follows

    @property
    def final(self) -> bool:
        return not self.moves

    def __str__(self) -> str:
        return str(self.words)


class Life:
    """The states of one noun, in the order in which they usually follow each other; the first is where it begins."""

    def __init__(self, noun: str, *states: State) -> None:
        self.noun = noun
        self.states = {state.code: state for state in states}
        self.first = states[0].code

    def __getitem__(self, code: str) -> State:
        return self.states[code]

    def choices(self) -> list[tuple[str, str]]:
        return [(code, state.words.en) for code, state in self.states.items()]

    def after(self, code: str, move: str) -> str:
        """The state that follows. Raises NotNow when the move is not allowed from `code`."""
        following = self.states[code].moves.get(move)
        if following is None:
            raise NotNow(self.noun, code, move)
        return following

    def allows(self, code: str, move: str) -> bool:
        return move in self.states[code].moves

    def living(self) -> list[str]:
        """Codes of the states that are not an end."""
        return [code for code, state in self.states.items() if not state.final]


def state(code: str, en: str, es: str, tone: str, **moves: str) -> State:
    return State(code, Words(en, es), tone, moves)


CASE = Life(
    "case",
    state("open", "Open", "Abierto", "go", end="ended"),
    state("ended", "Ended", "Concluido", "done", reopen="open"),
)

OUTCOMES = {
    "released": Words("Released to a sponsor", "Salió con su patrocinador"),
    "reunited": Words("Reunited with family in the U.S.", "Se reunió con su familia en EE. UU."),
    "returned": Words("Returned to family in the country of origin", "Volvió con su familia en su país"),
    "aged_out": Words("Turned 18 in custody", "Cumplió 18 años en custodia"),
    "other": Words("Ended in another way", "Concluyó de otra manera"),
}

REQUEST = Life(
    "request",
    state("asked", "Waiting for review", "En espera de revisión", "wait",
           review="reviewed", ask_back="needs_answer", decline="cannot_help", withdraw="withdrawn"),
    state("needs_answer", "Needs an answer from the advocate", "Falta una respuesta de quien solicita", "late",
           answer="asked", withdraw="withdrawn"),
    state("reviewed", "Ready to match", "Lista para asignar", "wait",
           offer="offered", ask_back="needs_answer", decline="cannot_help", withdraw="withdrawn"),
    state("offered", "Offered to a Defender", "Ofrecida a un defensor", "go",
           assign="assigned", offer_ended="reviewed", withdraw="withdrawn"),
    state("assigned", "With a Defender", "En manos de un defensor", "go",
           deliver="delivered", hand_back="reviewed", withdraw="withdrawn"),
    state("delivered", "Delivered, being checked", "Entregada, en revisión", "wait",
           accept="ready", send_back="assigned", withdraw="withdrawn"),
    state("ready", "Ready for the advocate", "Lista para quien la pidió", "go",
           receive="received", object="delivered"),
    state("received", "Received", "Recibida", "done", object="delivered"),
    state("cannot_help", "We could not help", "No pudimos ayudar", "quiet"),
    state("withdrawn", "Withdrawn", "Retirada", "quiet"),
)  # fmt: skip

OFFER = Life(
    "offer",
    state("made", "Waiting for an answer", "En espera de respuesta", "wait",
           accept="accepted", decline="declined", expire="expired", withdraw="withdrawn"),
    state("accepted", "Accepted", "Aceptada", "done"),
    state("declined", "Declined", "No aceptada", "quiet"),
    state("expired", "No answer in time", "Sin respuesta a tiempo", "quiet"),
    state("withdrawn", "Withdrawn", "Retirada", "quiet"),
)  # fmt: skip

DECLINE_REASONS = {
    "too_far": Words("Too far", "Queda muy lejos"),
    "no_time": Words("No time now", "No tengo tiempo ahora"),
    "not_safe": Words("Not safe for me", "No es seguro para mí"),
    "conflict": Words("Conflict of interest", "Conflicto de interés"),
    "language": Words("I do not speak the language", "No hablo el idioma"),
    "other": Words("Another reason", "Otro motivo"),
}

ASSIGNMENT = Life(
    "assignment",
    state("working", "In progress", "En trabajo", "go", deliver="delivered", hand_back="handed_back", end="stopped"),
    state("delivered", "Delivered, being checked", "Entregado, en revisión", "wait",
           send_back="working", finish="done", end="stopped"),
    state("done", "Done", "Terminado", "done", reopen="delivered"),
    state("handed_back", "Handed back", "Devuelto", "quiet"),
    state("stopped", "Stopped", "Detenido", "quiet"),
)  # fmt: skip

STEPS = {
    "contacted": Words("Contacted the office", "Contacté a la oficina"),
    "visited": Words("Went there", "Fui al lugar"),
    "searching": Words("The office is searching", "La oficina está buscando"),
    "waiting": Words("Waiting for the document", "En espera del documento"),
    "spoke": Words("Spoke with a person", "Hablé con una persona"),
    "obtained": Words("Obtained it", "Lo obtuve"),
    "difficulty": Words("There is a difficulty", "Hay una dificultad"),
}

DELIVERY = Life(
    "delivery",
    state("submitted", "Being checked", "En revisión", "wait", accept="accepted", send_back="sent_back"),
    state("accepted", "Accepted", "Aceptada", "done", reopen="submitted"),
    state("sent_back", "Sent back", "Devuelta", "late"),
)

RESULTS = {
    "obtained": Words("Obtained", "Obtenido"),
    "partly": Words("Obtained in part", "Obtenido en parte"),
    "not_found": Words("Searched and not found", "Se buscó y no se encontró"),
    "not_possible": Words("Could not be obtained", "No fue posible obtenerlo"),
}

OBSTACLE = Life(
    "obstacle",
    state("standing", "Not started", "Sin empezar", "wait",
           work_on="being_removed", remove="removed", set_aside="set_aside"),
    state("being_removed", "In progress", "En trabajo", "go",
           pause="standing", remove="removed", set_aside="set_aside"),
    state("removed", "Done", "Resuelto", "done", stand_again="standing"),
    state("set_aside", "Set aside", "Ya no aplica", "quiet", stand_again="standing"),
)  # fmt: skip

FEE = Life(
    "fee",
    state(
        "asked",
        "Waiting for approval",
        "En espera de aprobación",
        "wait",
        approve="approved",
        refuse="refused",
    ),
    state("approved", "Approved", "Aprobado", "go", pay="paid"),
    state("refused", "Not approved", "No aprobado", "quiet"),
    state("paid", "Paid", "Pagado", "done"),
)

CONSENT = Life(
    "consent",
    state("given", "In force", "Vigente", "done", revoke="revoked"),
    state("revoked", "Revoked", "Revocado", "late"),
)

SPONSOR = Life(
    "sponsor",
    state("considered", "Being considered", "En consideración", "wait",
           apply="applying", withdraw="withdrawn"),
    state("applying", "Application under way", "Solicitud en trámite", "go",
           approve="approved", deny="denied", withdraw="withdrawn"),
    state("approved", "Approved", "Aprobado", "done", withdraw="withdrawn"),
    state("denied", "Denied", "Denegado", "late", apply="applying", withdraw="withdrawn"),
    state("withdrawn", "Withdrew", "Se retiró", "quiet", apply="applying"),
)  # fmt: skip

FINDING = Life(
    "finding",
    state(
        "undecided",
        "Counsel has not decided",
        "La abogada o el abogado no ha decidido",
        "late",
        decide="decided",
    ),
    state("decided", "Counsel decided", "Hay decisión", "done", decide="decided"),
)

CLOCK = Life(
    "clock",
    state("running", "Running", "Corre", "go", meet="met", stop="stopped"),
    state("met", "Met", "Cumplido", "done"),
    state("stopped", "Stopped", "Detenido", "quiet"),
)

LIVES = (CASE, REQUEST, OFFER, ASSIGNMENT, DELIVERY, OBSTACLE, FEE, CONSENT, SPONSOR, FINDING, CLOCK)

URGENCIES = {
    "critical": Words("Critical", "Crítica"),
    "high": Words("High", "Alta"),
    "normal": Words("Normal", "Normal"),
}

# Who may learn of a finding such as "parent located", each decided on its own by counsel (initiative.md, never 3).
AUDIENCES = {
    "sponsor": Words("The sponsor and the family", "El patrocinador y la familia"),
    "case_manager": Words("The facility's case manager (ORR)", "El gestor del caso del albergue (ORR)"),
    "court": Words("The court", "El tribunal"),
    "child_advocate": Words("The child advocate", "La defensora o el defensor de la niñez"),
    "coordinator": Words("The coordinator of the initiative", "La coordinación de la iniciativa"),
}

# What joins two cases: counsel of the other one is an audience too, and decides about their own client. Least first.
OTHER_COUNSEL = {
    "other_who": Words(
        "Counsel of the other case: who the person is",
        "La representación legal del otro caso: quién es la persona",
    ),
    "other_reach": Words(
        "Counsel of the other case: how to reach the person",
        "La representación legal del otro caso: cómo contactar a la persona",
    ),
}

# How the thread of a case tells each act. The key is the verb of the event and of the ledger entry.
EVENTS = {
    "case.open": Words("Case opened", "Se abrió el caso"),
    "case.change": Words("Case details changed", "Se cambiaron datos del caso"),
    "case.medical_urgency": Words("Medical urgency decided", "Se decidió la urgencia médica"),
    "case.take": Words("A coordinator took the case", "La coordinación tomó el caso"),
    "case.add_member": Words("Somebody joined the case", "Alguien se sumó al caso"),
    "case.end_membership": Words("Somebody left the case", "Alguien dejó el caso"),
    "case.hand_over": Words("The case was handed over", "El caso pasó a otra persona"),
    "case.link": Words("Linked with another case", "Se vinculó con otro caso"),
    "case.end": Words("Case ended", "El caso concluyó"),
    "case.reopen": Words("Case opened again", "El caso se reabrió"),
    "case.ask_to_erase": Words("Erasure asked for", "Se pidió el borrado"),
    "person.add": Words("A person was added", "Se agregó a una persona"),
    "person.change": Words("Details of a person changed", "Se cambiaron datos de una persona"),
    "person.add_name": Words("A name was added", "Se agregó un nombre"),
    "person.add_number": Words("An identity number was added", "Se agregó un número de identidad"),
    "person.tie": Words("A family tie was claimed", "Se indicó un vínculo familiar"),
    "person.prove_tie": Words("A family tie was proved", "Se probó un vínculo familiar"),
    "placement.set": Words("Placement recorded", "Se registró la ubicación"),
    "sponsor.name": Words("A sponsor was named", "Se propuso un patrocinador"),
    "sponsor.change": Words("Details of the sponsor changed", "Se cambiaron datos del patrocinador"),
    "sponsor.apply": Words("The sponsor applied", "El patrocinador presentó su solicitud"),
    "sponsor.approve": Words("The sponsor was approved", "Se aprobó al patrocinador"),
    "sponsor.deny": Words("The sponsor was denied", "Se denegó al patrocinador"),
    "sponsor.withdraw": Words("The sponsor withdrew", "El patrocinador se retiró"),
    "obstacle.raise": Words("An obstacle was named", "Se señaló un obstáculo"),
    "obstacle.work_on": Words("Work on an obstacle began", "Se empezó a trabajar en un obstáculo"),
    "obstacle.pause": Words("Work on an obstacle paused", "Se detuvo el trabajo en un obstáculo"),
    "obstacle.remove": Words("An obstacle was removed", "Se resolvió un obstáculo"),
    "obstacle.set_aside": Words("An obstacle no longer applies", "Un obstáculo ya no aplica"),
    "obstacle.stand_again": Words("An obstacle stands again", "Un obstáculo volvió a surgir"),
    "request.ask": Words("Asked", "Se solicitó"),
    "request.change": Words("Request corrected", "Se corrigió la solicitud"),
    "request.disclose": Words(
        "Release to the Defender changed", "Cambió lo que puede saber la persona defensora"
    ),
    "request.review": Words("Reviewed", "Se revisó"),
    "request.ask_back": Words("The coordination asked a question", "La coordinación hizo una pregunta"),
    "request.answer": Words("Answered", "Se respondió"),
    "request.decline": Words("We could not help", "No pudimos ayudar"),
    "request.withdraw": Words("Withdrawn", "Se retiró"),
    "request.receive": Words("Received", "Se recibió"),
    "request.object": Words("The advocate could not use it", "A quien la pidió no le sirvió"),
    "offer.make": Words("Offered to a Defender", "Se ofreció a una persona defensora"),
    "offer.accept": Words("Matched: a Defender accepted", "Asignada: una persona defensora aceptó"),
    "offer.decline": Words("A Defender declined", "Una persona defensora no aceptó"),
    "offer.expire": Words("No answer in time", "No hubo respuesta a tiempo"),
    "offer.withdraw": Words("Offer withdrawn", "Se retiró el ofrecimiento"),
    "line.make": Words(
        "After a no, the next of the list is asked", "Si no acepta, se pregunta a la siguiente persona"
    ),
    "line.stop": Words("Nobody else is asked by itself", "Ya no se pregunta a nadie más de forma automática"),
    "work.promise": Words("The Defender named a day", "La persona defensora indicó una fecha"),
    "work.step": Words("Progress", "Avance"),
    "work.hand_back": Words("The Defender handed it back", "La persona defensora la devolvió"),
    "fee.ask": Words("A cost was reported", "Se informó un gasto"),
    "fee.decide": Words("A cost was decided", "Se decidió un gasto"),
    "fee.pay": Words("A cost was paid", "Se pagó un gasto"),
    "delivery.make": Words("Delivered", "Se entregó"),
    "delivery.accept": Words("Checked and accepted", "Se revisó y se aceptó"),
    "delivery.send_back": Words("Sent back to the Defender", "Se devolvió a la persona defensora"),
    "finding.make": Words("A finding waits for counsel", "Un hallazgo espera decisión legal"),
    "finding.decide": Words("Counsel decided on a finding", "Se decidió sobre un hallazgo"),
    "tracing.try": Words("Something was tried to find somebody", "Se intentó algo para encontrar a alguien"),
    "tracing.hide": Words("A person was taken out of tracing", "Se retiró a una persona de la búsqueda"),
    "tracing.show_again": Words(
        "A person may be found again through tracing", "Una persona puede volver a encontrarse en la búsqueda"
    ),
    "consent.give": Words("Consent recorded", "Se registró un consentimiento"),
    "consent.revoke": Words("Consent revoked", "Se revocó un consentimiento"),
    "document.add": Words("A document was added", "Se agregó un documento"),
    "document.read": Words("A damaged document was read", "Se leyó un documento dañado"),
    "clock.start": Words("A clock was started", "Empezó a correr un plazo"),
    "clock.set": Words("A date was set", "Se fijó una fecha"),
    "clock.override": Words("A date was changed by hand", "Se cambió una fecha a mano"),
    "clock.meet": Words("Met in time", "Se cumplió a tiempo"),
    "clock.stop": Words("A clock was stopped", "Se detuvo un plazo"),
}

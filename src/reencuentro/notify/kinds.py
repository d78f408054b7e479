"""What we tell people: one table, in both languages, and nothing in it that could name anybody.

A text may use {code} (the case code) and nothing else; the link is added below it. The mail to an applicant may use
{days}, for how long we keep what they wrote. Both languages stand side by side
so that no mail can go out half translated.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    en: str
    es: str

    def label(self, language: str) -> str:
        return self.es if language.startswith("es") else self.en


@dataclass(frozen=True)
class Kind:
    """`urgent`: a person waits for it. `always`: by e-mail at once, whatever the reader chose. `secret`: the mail
    carries a single-use link of accounts.links, written in at the moment of sending.
    """

    subject: Words
    sentence: Words
    urgent: bool = False
    always: bool = False
    secret: bool = False


def _kind(subject: tuple[str, str], sentence: tuple[str, str], **flags: bool) -> Kind:
    """Each pair is English, Spanish."""
    return Kind(subject=Words(*subject), sentence=Words(*sentence), **flags)


KINDS: dict[str, Kind] = {
    "offer_made": _kind(
        ("A request for you", "Una solicitud para usted"),
        (
            "There is a request in case {code} that you could take. Please accept or decline it.",
            "Hay una solicitud en el caso {code} que usted podría tomar. Por favor, acéptela o rechácela.",
        ),
        urgent=True,
        always=True,
    ),
    "offer_answered": _kind(
        ("An offer was answered", "Respondieron a un ofrecimiento"),
        (
            "A Defender has answered your offer in case {code}.",
            "Respondieron a su ofrecimiento en el caso {code}.",
        ),
        urgent=True,
    ),
    "line_used_up": _kind(
        ("Nobody of the list accepted", "Nadie de la lista aceptó"),
        (
            "Nobody of the list that you chose in case {code} has accepted. Please choose again.",
            "Nadie de la lista que usted eligió en el caso {code} ha aceptado. Por favor, elija de nuevo.",
        ),
        urgent=True,
    ),
    "request_asked": _kind(
        ("A new request", "Una solicitud nueva"),
        ("There is a new request in case {code}.", "Hay una solicitud nueva en el caso {code}."),
        urgent=True,
    ),
    "request_sent_back": _kind(
        ("A request needs your answer", "Una solicitud necesita su respuesta"),
        (
            "A request in case {code} came back to you with a question.",
            "Una solicitud del caso {code} volvió a usted con una pregunta.",
        ),
        urgent=True,
    ),
    "request_assigned": _kind(
        ("A request has a Defender", "Una solicitud ya tiene quien la atienda"),
        (
            "Somebody is now working on a request in case {code}.",
            "Ya hay alguien trabajando en una solicitud del caso {code}.",
        ),
    ),
    "question_asked": _kind(
        ("A question for you", "Una pregunta para usted"),
        ("There is a question for you in case {code}.", "Hay una pregunta para usted en el caso {code}."),
        urgent=True,
    ),
    "message_received": _kind(
        ("A new message", "Un mensaje nuevo"),
        ("There is a new message in case {code}.", "Hay un mensaje nuevo en el caso {code}."),
    ),
    "delivery_made": _kind(
        ("Something was delivered", "Hay una entrega"),
        (
            "There is a delivery to look at in case {code}.",
            "Hay una entrega por revisar en el caso {code}.",
        ),
        urgent=True,
    ),
    "delivery_sent_back": _kind(
        ("A delivery came back", "Una entrega fue devuelta"),
        (
            "A delivery in case {code} came back to you with a reason.",
            "Una entrega del caso {code} le fue devuelta con una explicación.",
        ),
        urgent=True,
    ),
    "delivery_ready": _kind(
        ("A delivery is ready", "Una entrega está lista"),
        (
            "What you asked for in case {code} is ready.",
            "Lo que usted pidió en el caso {code} está listo.",
        ),
        urgent=True,
    ),
    "clock_near": _kind(
        ("A deadline is near", "Un plazo está por vencer"),
        ("A deadline in case {code} is near.", "Un plazo del caso {code} está por vencer."),
        urgent=True,
    ),
    "consent_expiring": _kind(
        ("A consent is about to expire", "Una autorización está por vencer"),
        (
            "A consent in case {code} is about to expire.",
            "Una autorización del caso {code} está por vencer.",
        ),
    ),
    "case_ended": _kind(
        ("A case has ended", "Un caso ha terminado"),
        ("Case {code} has ended.", "El caso {code} ha terminado."),
    ),
    "handed_over": _kind(
        ("Work was handed to you", "Se le ha encargado un trabajo"),
        (
            "Work in case {code} was handed over to you.",
            "Ahora usted tiene a su cargo un trabajo del caso {code}.",
        ),
        urgent=True,
    ),
    "fee_to_approve": _kind(
        ("A cost to approve", "Un gasto por aprobar"),
        ("A cost in case {code} waits for your answer.", "Un gasto del caso {code} espera su respuesta."),
    ),
    "fee_answered": _kind(
        ("Your cost was answered", "Respondieron sobre su gasto"),
        (
            "There is an answer about a cost of yours in case {code}.",
            "Hay una respuesta sobre un gasto suyo en el caso {code}.",
        ),
    ),
    "offer_withdrawn": _kind(
        ("A request is no longer offered to you", "Una solicitud ya no está ofrecida a usted"),
        (
            "A request in case {code} is no longer offered to you. There is nothing you need to do.",
            "Una solicitud del caso {code} ya no está ofrecida a usted. No tiene que hacer nada.",
        ),
        urgent=True,
    ),
    "work_stopped": _kind(
        ("Please stop the work on a request", "Por favor, detenga el trabajo en una solicitud"),
        (
            "A request in case {code} is no longer needed. Please stop, and tell us about costs you had.",
            "Una solicitud del caso {code} ya no se necesita. Por favor, deténgase y avísenos de los gastos que tuvo.",
        ),
        urgent=True,
    ),
    "delivery_accepted": _kind(
        ("Your delivery was accepted", "Su entrega fue aceptada"),
        (
            "Your delivery in case {code} was checked and accepted. Thank you.",
            "Su entrega en el caso {code} se revisó y se aceptó. Gracias.",
        ),
    ),
    "consent_revoked": _kind(
        ("A consent was revoked", "Se revocó un consentimiento"),
        (
            "A consent in case {code} was revoked: nothing more may be shared under it.",
            "Se revocó un consentimiento del caso {code}: ya no se puede compartir nada con base en él.",
        ),
        urgent=True,
        always=True,
    ),
    "medical_urgency": _kind(
        ("A case became medically urgent", "Un caso pasó a ser una urgencia médica"),
        (
            "The medical urgency of case {code} has changed.",
            "Cambió la urgencia médica del caso {code}.",
        ),
        urgent=True,
    ),
    "counsel_decision_needed": _kind(
        ("A decision is needed", "Se necesita su decisión"),
        (
            "Case {code} needs a decision that only counsel can make.",
            "El caso {code} necesita una decisión que solo usted, como abogada o abogado del caso, puede tomar.",
        ),
        urgent=True,
    ),
    "counsel_decided": _kind(
        ("A decision was made", "Hay una decisión"),
        (
            "In case {code} there is a decision that you may have waited for.",
            "En el caso {code} hay una decisión que usted quizá esperaba.",
        ),
    ),
    "tracing_harm": _kind(
        ("A search was stopped for safety", "Una búsqueda se detuvo por seguridad"),
        (
            "In case {code} somebody stopped an attempt to find a person, for safety. Please look at it now.",
            "En el caso {code} alguien detuvo un intento de encontrar a una persona, por seguridad. Por favor, "
            "revíselo ahora.",
        ),
        urgent=True,
        always=True,
    ),
    "tracing_alike": _kind(
        ("Two records look alike", "Dos expedientes se parecen"),
        (
            "Somebody in case {code} looks like a person of another office. Please look at it.",
            "Alguien del caso {code} se parece a una persona de otra oficina. Por favor, revíselo.",
        ),
    ),
    "tracing_lead": _kind(
        ("There is a lead", "Hay una pista"),
        (
            "A search in case {code} has a lead that somebody should look at.",
            "Una búsqueda del caso {code} tiene una pista por revisar.",
        ),
        urgent=True,
    ),
    "tracing_judged": _kind(
        ("A lead was judged", "Alguien opinó sobre una pista"),
        (
            "Somebody has judged a lead in case {code}. It may need a second person.",
            "Alguien opinó sobre una pista del caso {code}. Puede hacer falta otra persona.",
        ),
    ),
    "know_asked": _kind(
        ("Somebody asks to see more", "Alguien pide ver más"),
        (
            "To judge a lead of a search, somebody asks to see more of a record. Please decide.",
            "Para valorar una pista, alguien pide ver más de un expediente. Por favor, decida.",
        ),
        urgent=True,
    ),
    "know_answered": _kind(
        ("Your wish to see more was answered", "Respondieron a su petición de ver más"),
        (
            "Somebody has decided whether you may see more of a lead in case {code}.",
            "Ya se decidió si usted puede ver más de una pista del caso {code}.",
        ),
        urgent=True,
    ),
    "invitation": _kind(
        ("You are invited", "Tiene una invitación"),
        (
            "You are invited to work on Reencuentro. The link works once and for seven days.",
            "Le invitamos a trabajar en Reencuentro. El enlace sirve una sola vez y vence en siete días.",
        ),
        urgent=True,
        always=True,
        secret=True,
    ),
    "password_renewal": _kind(
        ("Choose a new password", "Elija una contraseña nueva"),
        (
            "With this link you choose a new password. It works once and for two hours. If you did not ask for it, "
            "do nothing: your password stays as it is.",
            "Con este enlace usted elige una contraseña nueva. Sirve una sola vez y vence en dos horas. Si usted no "
            "lo pidió, no haga nada: su contraseña sigue igual.",
        ),
        urgent=True,
        always=True,
        secret=True,
    ),
    "email_change": _kind(
        ("Confirm your new e-mail address", "Confirme su nueva dirección de correo"),
        (
            "Open this link, signed in, to use this address from now on. It works once and for 24 hours.",
            "Abra este enlace, con su sesión iniciada, para usar esta dirección desde ahora. Sirve una sola vez y "
            "vence en 24 horas.",
        ),
        urgent=True,
        always=True,
        secret=True,
    ),
    "email_change_asked": _kind(
        ("A change of your e-mail address was asked for", "Se pidió cambiar su dirección de correo"),
        (
            "Somebody signed in as you asked to change your e-mail address. If it was not you, end your other "
            "sessions and tell an Administrator.",
            "Alguien con su sesión pidió cambiar su dirección de correo. Si no fue usted, cierre sus demás sesiones "
            "y avise a la administración.",
        ),
        urgent=True,
        always=True,
    ),
    "second_factor_changed": _kind(
        ("Your second factor was changed", "Cambió su segundo factor"),
        (
            "The second factor of your account was changed. If it was not you, tell an Administrator at once.",
            "Cambió el segundo factor de su cuenta. Si no fue usted, avise de inmediato a la administración.",
        ),
        urgent=True,
        always=True,
    ),
    "profile_corrected": _kind(
        ("The coordination corrected your profile", "La coordinación corrigió su perfil"),
        (
            "The coordination corrected your hours of travel or your languages. Please look whether it is right.",
            "La coordinación corrigió sus horas de viaje o sus idiomas. Por favor, revise si es correcto.",
        ),
    ),
    "application_made": _kind(
        ("Somebody wants to join the network", "Alguien quiere entrar a la red"),
        ("A new application to join waits for review.", "Una nueva solicitud de ingreso espera revisión."),
    ),
    "application_accepted": _kind(
        ("An applicant is to be invited", "Hay que enviar una invitación"),
        (
            "The coordination has accepted an application. An administrator sends the invitation.",
            "La coordinación aceptó una solicitud de ingreso. La administración envía la invitación.",
        ),
    ),
    "application_declined": _kind(
        ("Your application", "Su solicitud de ingreso"),
        (
            "Thank you for wanting to work with us. We cannot take up your application now. This says nothing about "
            "your work. We keep what you wrote for {days} days and then erase it; if you want us to erase it earlier, "
            "write to us.",
            "Gracias por querer trabajar con nosotros. Por ahora no podemos dar curso a su solicitud de ingreso. Esto "
            "no dice nada de su trabajo. Conservamos durante {days} días lo que usted escribió y después lo "
            "borramos; si quiere que lo borremos antes, escríbanos.",
        ),
        always=True,
    ),
    "defender_left": _kind(
        ("A Defender has left", "Una persona defensora dejó la red"),
        (
            "Their request in case {code} is ready to match again.",
            "Su solicitud del caso {code} vuelve a estar lista para asignar.",
        ),
        urgent=True,
    ),
    "page_to_review": _kind(
        ("A page waits for you", "Una página espera su lectura"),
        (
            "A page of the public site waits for a second Editor to read it.",
            "Una página del sitio público espera que otra persona de edición la lea.",
        ),
        urgent=True,
    ),
    "page_reviewed": _kind(
        ("Your page was read", "Leyeron su página"),
        (
            "A second Editor has read a page that you submitted.",
            "Otra persona de edición leyó una página que usted envió a revisión.",
        ),
    ),
    "digest": _kind(
        ("Your daily summary", "Su resumen del día"),
        ("What is new for you:", "Lo que hay de nuevo para usted:"),
        always=True,
    ),
}

"""The life of an application, its moves, and what is told to whom; as casework/states.py does for cases."""

from reencuentro.casework.states import Life, State, Words

APPLICATION = Life(
    "application",
    State("applied", Words("New", "Nueva"), "wait",
          {"review": "in_review", "withdraw": "withdrawn"}),
    State("in_review", Words("In review", "En revisión"), "go",
          {"accept": "agreed_to", "decline": "declined", "withdraw": "withdrawn"}),
    State("agreed_to", Words("Accepted, to be invited", "Aceptada, por invitar"), "go",
          {"invite": "invited", "decline": "declined", "withdraw": "withdrawn"}),
    State("invited", Words("Invited", "Con invitación"), "go",
          {"join": "joined", "withdraw": "withdrawn"}),
    State("joined", Words("Has joined", "Ya es parte de la red"), "done", {"erase": "erased"}),
    State("declined", Words("Declined", "No aceptada"), "quiet", {"erase": "erased"}),
    State("withdrawn", Words("Withdrawn", "Retirada"), "quiet", {"erase": "erased"}),
    State("erased", Words("Erased", "Borrada"), "quiet", {}),
)  # fmt: skip

WAITING = ("applied", "in_review", "agreed_to", "invited")  # somebody of us still has to act, or they have
ENDED = ("joined", "declined", "withdrawn")  # kept for a while, then erased

# What became of the mail that says no. Empty: none is to be sent.
LETTER = {
    "": Words("No mail was needed", "No hizo falta un correo"),
    "due": Words("The mail goes out in a moment", "El correo sale en un momento"),
    "claimed": Words("The mail is being sent", "El correo se está enviando"),
    "sent": Words("The mail was sent", "El correo se envió"),
    "unsure": Words("It is not known whether the mail arrived", "No se sabe si el correo llegó"),
    "failed": Words("The mail could not be sent", "El correo no se pudo enviar"),
}

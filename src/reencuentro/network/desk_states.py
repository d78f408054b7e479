"""States of the desk: of a day's proposal, of one line of it, and of a trial of weights."""

from reencuentro.casework.states import Life, State, Words

PROPOSAL = Life(
    "proposal",
    State("asked", Words("Waiting", "En espera"), "wait", {"begin": "working", "finish": "ready"}),
    State("working", Words("Being worked out", "Se está calculando"), "go", {"finish": "ready", "again": "asked"}),
    State("ready", Words("Ready", "Lista"), "done", {}),
)  # fmt: skip

LINE = Life(
    "line",
    State("open", Words("Proposed", "Propuesta"), "wait",
          {"ask": "asked", "change": "changed", "set_aside": "set_aside", "overtake": "overtaken"}),
    State("set_aside", Words("Set aside", "Apartada"), "quiet",
          {"take_up": "open", "ask": "asked", "change": "changed", "overtake": "overtaken"}),
    State("asked", Words("Asked as proposed", "Se preguntó según la propuesta"), "done", {}),
    State("changed", Words("Asked somebody else", "Se preguntó a otra persona"), "done", {}),
    State("overtaken", Words("Replaced by a newer proposal", "Reemplazada por una propuesta más nueva"), "quiet", {}),
)  # fmt: skip

TRIAL = Life(
    "trial",
    State("asked", Words("Waiting", "En espera"), "wait", {"begin": "working"}),
    State("working", Words("Being worked out", "Se está calculando"), "go", {"finish": "ready", "again": "asked"}),
    State("ready", Words("Ready", "Lista"), "wait", {"adopt": "adopted"}),
    State("adopted", Words("In force", "Vigente"), "done", {}),
)  # fmt: skip

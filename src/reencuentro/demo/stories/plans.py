"""The many other cases as one table: who, where, how long in custody, what is needed, and how far it has come."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """`stage` names a function of stages.py; `days` in custody (until the end, for ended cases) have a median of six
    months; `also` is a second need that is reviewed and ready to match.
    """

    department: str
    language: str
    age: int
    days: int
    category: str
    need: str
    stage: str
    also: str = ""

    @property
    def country(self) -> str:
        return self.department[:2]


PLANS = (
    # --- new ---------------------------------------------------------------------------------------------------
    Plan("GT.17", "mam", 14, 12, "1", "birth", "asked"),
    Plan("HN.01", "cab", 9, 21, "2B", "chain", "asked", "identity"),
    Plan("MX.05", "tzh", 16, 38, "1", "birth", "asked", "consent"),
    Plan("SV.11", "spa", 7, 30, "1", "consent", "needs_answer", "birth"),
    Plan("NI.10", "spa", 15, 52, "2A", "identity", "needs_answer", "chain"),
    # --- ready to match ----------------------------------------------------------------------------------------
    Plan("GT.14", "ixl", 16, 45, "2B", "caregiver", "reviewed", "chain"),
    Plan("HN.15", "spa", 12, 61, "1", "parent", "reviewed", "birth"),
    Plan("NI.12", "spa", 10, 83, "4", "home", "reviewed", "birth"),
    Plan("MX.16", "spa", 17, 74, "1", "age", "reviewed", "birth"),
    # --- offered -----------------------------------------------------------------------------------------------
    Plan("GT.01", "kek", 13, 95, "2A", "birth", "offered", "caregiver"),
    Plan("SV.10", "spa", 5, 104, "1", "paternity", "offered", "birth"),
    Plan("NI.17", "miq", 11, 118, "2B", "chain", "offered", "parent"),
    Plan("GT.13", "quc", 15, 126, "1", "name", "declined_once", "identity"),
    Plan("HN.02", "spa", 8, 137, "3", "bond", "declined_once", "birth"),
    Plan("GT.08", "kjb", 6, 149, "2A", "unregistered", "expired", "home"),
    # --- with a Defender ---------------------------------------------------------------------------------------
    Plan("MX.20", "zap", 14, 158, "2B", "chain", "working", "consent"),
    Plan("GT.21", "quc", 17, 163, "1", "birth", "working", "age"),
    Plan("HN.06", "spa", 3, 171, "1", "paternity", "working", "consent"),
    Plan("SV.09", "spa", 10, 178, "2A", "caregiver", "working", "name"),
    Plan("NI.05", "spa", 16, 182, "1", "parent", "working", "identity"),
    Plan("MX.12", "spa", 9, 199, "4", "parent", "handed_back", "home"),
    # --- delivered ---------------------------------------------------------------------------------------------
    Plan("GT.17", "mam", 12, 186, "2B", "chain", "delivered", "identity"),
    Plan("HN.09", "miq", 4, 208, "1", "birth", "delivered", "consent"),
    Plan("SV.05", "spa", 15, 214, "1", "consent", "delivered", "chain"),
    Plan("GT.07", "spa", 1, 191, "1", "identity", "sent_back", "birth"),
    Plan("MX.21", "azz", 13, 225, "2A", "caregiver", "sent_back", "birth"),
    Plan("HN.08", "spa", 16, 233, "2B", "name", "ready", "chain"),
    Plan("NI.10", "spa", 11, 246, "3", "bond", "ready", "home"),
    Plan("GT.01", "kek", 17, 259, "1", "birth", "ready", "parent"),
    Plan("SV.14", "spa", 14, 270, "2A", "home", "received", "consent"),
    Plan("GT.04", "spa", 8, 301, "1", "birth", "received", "paternity"),
    # --- came to nothing ---------------------------------------------------------------------------------------
    Plan("HN.14", "spa", 16, 344, "4", "parent", "cannot_help", "birth"),
    Plan("MX.30", "spa", 12, 322, "1", "identity", "withdrawn", "chain"),
    # --- ended -------------------------------------------------------------------------------------------------
    Plan("GT.08", "mam", 10, 288, "1", "birth", "released"),
    Plan("HN.18", "spa", 13, 391, "2B", "chain", "released"),
    Plan("SV.10", "spa", 6, 466, "1", "paternity", "reunited"),
    Plan("NI.05", "spa", 15, 365, "4", "home", "returned"),
    Plan("MX.09", "spa", 18, 610, "4", "age", "aged_out"),
    Plan("GT.03", "spa", 17, 522, "3", "bond", "other"),
    Plan("HN.03", "cab", 11, 420, "2A", "caregiver", "erased"),
)

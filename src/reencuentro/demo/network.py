"""The invented Defender network: twelve organisations, twenty-five Defenders, five countries.

Names of people and organisations are our own inventions, put together so that each country sounds like itself; nobody
is portrayed. The first Defender of a department is asked first for it.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class House:
    key: str
    name: str
    country: str


@dataclass(frozen=True)
class Defender:
    """`departments`: hours of travel to each; `languages`: level 1 to 3; `expertise`: 0 to 3, as in the profile.

    `base`: where they work, else the nearest department; `interpreted`: languages in which an interpreter speaks;
    `refuses`, `takes`: safety categories; `fees`: what they charge, by kind; `weekdays`: 0 = Monday, empty = all.
    `away`: (first, last) day counted from today. `key` is the e-mail before the @.
    """

    key: str
    name: str
    house: str
    departments: dict[str, float]
    languages: dict[str, int]
    expertise: dict[str, int]
    capacity: int = 3
    woman: bool = False
    base: str = ""
    interpreted: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    fees: tuple[tuple[str, str, str], ...] = ()
    weekdays: tuple[int, ...] = ()
    away: tuple[tuple[int, int], ...] = ()
    paused: bool = False
    fee_notes: str = ""
    phone: str = field(default="+000 0000 0000")


HOUSES = (
    House("luz", "Colectivo Camino de Luz", "MX"),
    House("jacaranda", "Casa Jacaranda, Defensa de la Niñez", "MX"),
    House("sierra", "Red Sierra Abierta", "MX"),
    House("tejedoras", "Asociación Tejedoras del Valle", "GT"),
    House("cerro", "Bufete Comunitario Cerro Azul", "GT"),
    House("ceiba", "Mujeres de la Ceiba", "GT"),
    House("izote", "Centro Flor de Izote para la Niñez", "SV"),
    House("puente", "Puente Claro", "SV"),
    House("liquidambar", "Casa Liquidámbar", "HN"),
    House("mar", "Organización Mar y Monte", "HN"),
    House("laguna", "Taller de la Laguna", "NI"),
    House("rio", "Grupo del Río", "NI"),
)

PAPERS = {"birth_certificate": 3, "death_certificate": 2, "civil_registry_extract": 3, "national_id": 2}
VISITS = {
    "locate_person": 3,
    "home_safety_assessment": 3,
    "parent_wishes_interview": 2,
    "witness_declaration": 2,
}
COURTS = {"parentage_recognition": 3, "record_correction": 3, "notarial_act": 3, "custody_order": 2}
CARE = {"caregiver_history_evidence": 3, "school_record": 3, "health_record": 2, "witness_declaration": 2}

MEXICO = (
    Defender(
        "xochitl", "Xóchitl Gómez Santiz", "luz", {"MX.05": 1, "MX.27": 4}, {"spa": 3, "tzh": 3, "tzo": 2},
        PAPERS | VISITS, woman=True, interpreted=("tzo",), fees=(("", "600", "MXN"),),
    ),
    Defender(
        "rodolfo", "Rodolfo Vicente Martínez Luis", "jacaranda", {"MX.20": 2}, {"spa": 3, "zap": 3},
        PAPERS | COURTS,
    ),
    Defender(
        "paula", "Paula Inés Cuamatzi Flores", "jacaranda", {"MX.21": 1, "MX.29": 1, "MX.30": 3, "MX.13": 2.5},
        {"spa": 3, "azz": 2, "nhn": 2}, PAPERS | CARE, woman=True, capacity=2,
    ),
    Defender(
        "arturo", "Arturo Tzintzun Bravo", "sierra", {"MX.16": 1.5, "MX.11": 2, "MX.14": 4}, {"spa": 3, "tsz": 3},
        VISITS | COURTS,
    ),
    Defender(
        "citlali", "Citlali Navarrete Organista", "sierra", {"MX.12": 2, "MX.17": 1, "MX.09": 2, "MX.15": 2},
        {"spa": 3}, PAPERS | VISITS | CARE, woman=True,
    ),
)  # fmt: skip

GUATEMALA = (
    Defender(
        "tomas", "Tomás Ixcoy Tzul", "tejedoras", {"GT.21": 0.5, "GT.13": 1, "GT.14": 3}, {"spa": 3, "quc": 3},
        PAPERS | COURTS,
    ),
    Defender(
        "catarina", "Catarina Ordóñez Velásquez", "tejedoras", {"GT.17": 1.5, "GT.13": 2, "GT.08": 3},
        {"spa": 3, "mam": 3}, PAPERS | VISITS | CARE, woman=True, takes=("police_paper",), fees=(("", "350", "GTQ"),),
    ),
    Defender(
        "eulalia", "Eulalia Mateo Francisco", "cerro", {"GT.08": 2}, {"spa": 3, "kjb": 3, "knj": 2},
        PAPERS | COURTS | CARE, woman=True, base="GT.08.1301",
        fees=(("birth_certificate", "60", "GTQ"), ("", "400", "GTQ")),
        fee_notes="Las certificaciones se pagan por adelantado; el transporte a las aldeas se acuerda antes.",
    ),
    Defender(
        "domingo", "Domingo Caal Tiul", "ceiba", {"GT.01": 1, "GT.09": 3, "GT.12": 5}, {"spa": 3, "kek": 3, "poh": 2},
        PAPERS | VISITS, interpreted=("poh",), refuses=("armed_groups",),
    ),
    Defender(
        "magdalena", "Magdalena Brito Cobo", "ceiba", {"GT.14": 1}, {"spa": 3, "ixl": 3, "quc": 2},
        VISITS | CARE, woman=True, capacity=2, base="GT.14.1413", weekdays=(0, 1, 2, 3, 4),
    ),
    Defender(
        "lucia", "Lucía Fernanda Castañeda Roca", "cerro",
        {"GT.07": 0.5, "GT.16": 1, "GT.03": 1.5, "GT.06": 1.5, "GT.08": 5}, {"spa": 3, "cak": 1},
        PAPERS | COURTS | CARE, woman=True, capacity=4,
    ),
    Defender(
        "julian", "Julián Ramírez Interiano", "cerro", {"GT.04": 1, "GT.22": 1, "GT.10": 2}, {"spa": 3, "caa": 3},
        PAPERS | VISITS, away=((9, 23),),
    ),
)  # fmt: skip

SALVADOR = (
    Defender(
        "roxana", "Roxana Elizabeth Portillo Henríquez", "izote", {"SV.10": 0.5, "SV.05": 1, "SV.06": 1}, {"spa": 3},
        PAPERS | COURTS, woman=True, capacity=4,
    ),
    Defender(
        "oscar", "Óscar Mauricio Cañas Rivas", "puente", {"SV.11": 0.5, "SV.01": 1, "SV.13": 1}, {"spa": 3, "ppl": 1},
        PAPERS | VISITS,
    ),
    Defender(
        "blanca", "Blanca Estela Argueta Umaña", "izote", {"SV.09": 0.5, "SV.07": 1.5, "SV.08": 1.5, "SV.14": 1},
        {"spa": 3}, PAPERS | VISITS | CARE, woman=True, capacity=4, takes=("red_zone", "police_paper"),
    ),
    Defender(
        "hector", "Héctor Iván Menjívar Alas", "puente", {"SV.03": 0.5, "SV.02": 1, "SV.04": 1, "SV.12": 1},
        {"spa": 3}, PAPERS, away=((-6, 8),),
    ),
)  # fmt: skip

HONDURAS = (
    Defender(
        "delmy", "Delmy Rosario Zelaya Funes", "liquidambar", {"HN.02": 0.5, "HN.17": 1}, {"spa": 3},
        PAPERS | VISITS | CARE, woman=True, base="HN.02.0601", refuses=("trafficking",), takes=("police_paper",),
        fees=(("birth_certificate", "250", "HNL"), ("", "700", "HNL")),
        fee_notes="Pago las constancias con mi dinero y envío el recibo el mismo día.",
    ),
    Defender(
        "marlon", "Marlon Edgardo Bardales Mejía", "liquidambar",
        {"HN.06": 0.5, "HN.18": 1.5, "HN.16": 2, "HN.05": 3, "HN.13": 4, "HN.02": 6}, {"spa": 3}, PAPERS | COURTS,
        capacity=4,
    ),
    Defender(
        "isidoro", "Santos Isidoro Guity Bernárdez", "mar", {"HN.01": 1, "HN.03": 2.5, "HN.11": 3},
        {"spa": 3, "cab": 3}, PAPERS | VISITS,
    ),
    Defender(
        "wendy", "Wendy Melissa Trochez Lobo", "liquidambar", {"HN.08": 0.5, "HN.15": 3, "HN.07": 2, "HN.04": 1.5},
        {"spa": 3}, PAPERS | COURTS | CARE, woman=True,
    ),
    Defender(
        "nidia", "Nidia Waldina Haylock Rivas", "mar", {"HN.09": 2}, {"spa": 3, "miq": 3}, PAPERS | VISITS, woman=True,
        capacity=1, base="HN.09.0901",
    ),
)  # fmt: skip

NICARAGUA = (
    Defender(
        "marta", "Marta Lidia Rugama Centeno", "laguna", {"NI.05": 0.5, "NI.13": 1.5, "NI.09": 1}, {"spa": 3},
        VISITS | CARE | PAPERS, woman=True,
    ),
    Defender(
        "freddy", "Freddy Omier Downs", "rio", {"NI.17": 1, "NI.18": 6}, {"spa": 3, "miq": 3, "bzk": 2},
        PAPERS | VISITS, base="NI.17", refuses=("politically_exposed",),
    ),
    Defender(
        "karla", "Karla Vanessa Téllez Urbina", "rio", {"NI.10": 0.5, "NI.11": 1, "NI.02": 1, "NI.06": 1, "NI.15": 2},
        {"spa": 3}, PAPERS | COURTS, woman=True,
    ),
    Defender(
        "benito", "José Benito Aráuz Blandón", "laguna", {"NI.12": 1, "NI.07": 2, "NI.01": 2}, {"spa": 3}, PAPERS,
        paused=True,
    ),
)  # fmt: skip

DEFENDERS = (*MEXICO, *GUATEMALA, *SALVADOR, *HONDURAS, *NICARAGUA)

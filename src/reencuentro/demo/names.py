"""Names for invented people, by the language of the home. Our own lists, put together from common names; no person."""

from dataclasses import dataclass
from random import Random

GIRLS = (
    "Wendy Abigail", "Génesis Nohemí", "Yuliana Marisol", "Dulce Esperanza", "Kimberly Rosario", "Fátima Daniela",
    "Sindy Carolina", "Ashly Gabriela", "Melany Sofía", "Heydi Azucena", "Katerin Odalis", "Perla Anahí",
    "Jimena Alejandra", "Yesenia Maribel", "Damaris Eunice", "Alondra Michelle", "Fernanda Lucero", "Keyli Nayeli",
    "Rosa Idalia", "Emily Valentina",
)  # fmt: skip
BOYS = (
    "Kevin Alexander", "Josué Daniel", "Brayan Estuardo", "Elmer Noé", "Dylan Isaías", "Wilson Geovany",
    "Anderson Joel", "Cristian Eduardo", "Edwin Saúl", "Jefferson Uriel", "Axel Emanuel", "Óscar Adonay",
    "Gerson Misael", "Ever Antonio", "Marvin Isaac", "Yeison Ariel", "Denilson Omar", "Fredy Alberto",
    "Samuel Eliseo", "Byron Otoniel",
)  # fmt: skip
WOMEN = (
    "Reina Isabel", "Santos Emilia", "Mirna Leticia", "Gloria Marina", "Blanca Azucena", "Sandra Patricia",
    "Herlinda", "Olga Maribel", "Telma Judith", "Nolvia Esperanza",
)  # fmt: skip
MEN = (
    "Juan Ángel", "José Marvin", "Rigoberto", "Víctor Manuel", "Nery Orlando", "Santiago", "Elder Antonio",
    "Mauricio", "Lorenzo", "Fredy Armando",
)  # fmt: skip

SURNAMES = {
    "spa": ("Alvarenga", "Barahona", "Cáceres", "Escobar", "Fúnez", "Galdámez", "Lemus", "Melgar", "Orellana",
            "Palma", "Quintanilla", "Romero", "Sarmiento", "Valladares", "Zúniga", "Aguilar", "Cardona", "Duarte"),
    "mam": ("Agustín", "Aguilón", "Jerónimo", "Méndez", "Pablo", "Ramos", "Temaj", "Ortiz"),
    "quc": ("Ajanel", "Batz", "Chávez", "Gutiérrez", "Ixcoy", "Pretzantzín", "Tum", "Tzoc"),
    "kek": ("Ac", "Bolom", "Cacao", "Choc", "Ical", "Pop", "Tiul", "Xol"),
    "kjb": ("Andrés", "Francisco", "Juan", "Mateo", "Nicolás", "Pedro", "Sebastián"),
    "ixl": ("Ceto", "Chel", "De Paz", "Raymundo", "Santiago", "Terraza"),
    "cab": ("Arriola", "Ávila", "Castillo", "Guity", "Martínez", "Núñez"),
    "miq": ("Antonio", "Bendles", "Chow", "Haylock", "Pantin", "Wilson"),
    "tzh": ("Gómez", "Hernández", "Intzín", "López", "Méndez", "Sántiz"),
    "zap": ("Cruz", "García", "Jiménez", "López", "Santiago", "Vásquez"),
    "azz": ("Cortés", "Diego", "Francisco", "Salazar", "Téllez"),
}  # fmt: skip


@dataclass(frozen=True)
class Family:
    """Father's first surname and mother's first surname make the child's two."""

    child: str
    sex: str
    father: str
    mother: str
    surnames: tuple[str, str, str]  # the father's, the mother's, and one further back


def family(chance: Random, language: str, number: int) -> Family:
    """`number` of the case: the same first name comes back only after all others."""
    sex = chance.choice(("female", "male"))
    firsts = GIRLS if sex == "female" else BOYS
    one, two, three = chance.sample(SURNAMES[language], 3)
    return Family(
        child=firsts[number % len(firsts)],
        sex=sex,
        father=chance.choice(MEN),
        mother=chance.choice(WOMEN),
        surnames=(one, two, three),
    )

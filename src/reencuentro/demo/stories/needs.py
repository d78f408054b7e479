"""What the many other cases need: an obstacle, the service that removes it, and the words and papers of both."""

from dataclasses import dataclass
from random import Random
from typing import Any

from reencuentro.casework.models import Person
from reencuentro.demo import papers
from reencuentro.reference import catalogue


@dataclass(frozen=True)
class Need:
    obstacle: str
    service: str
    document: str
    paper: str  # which paper of `uploads` is delivered
    why: str
    said: str


NEEDS = {
    "birth": Need(
        "child_birth_record_missing", "civil_registry_extract", "birth_certificate", "birth",
        "The shelter has no legible proof of who the child is.", "Certificación reciente, legible, con sello.",
    ),
    "chain": Need(
        "kinship_chain_incomplete", "civil_registry_extract", "birth_certificate", "birth",
        "One record of the chain to the sponsor is missing.", "Partida de la madre; coincide con la de la abuela.",
    ),
    "name": Need(
        "name_mismatch", "civil_registry_extract", "birth_certificate", "birth",
        "The surname is written in three ways in the file.", "El libro dice el apellido con tilde y con s.",
    ),
    "unregistered": Need(
        "child_birth_unregistered", "registry_negative_certificate", "", "letter",
        "The family believes that the birth was never registered.", "Constancia de que no hay inscripción.",
    ),
    "consent": Need(
        "parent_consent_missing", "notarised_parental_consent", "notarial_act", "letter",
        "ORR asks for the parent's written consent to the sponsor.", "Firmó ante notaria; leyó cada página.",
    ),
    "caregiver": Need(
        "caregiver_status_unproved", "school_record", "school_record", "letter",
        "The school knows who raised the child.", "La escuela confirma quién firmaba las matrículas.",
    ),
    "age": Need(
        "age_disputed", "medical_or_vaccination_record", "health_record", "letter",
        "A dental examination says adult; the family says no.", "Carné de vacunas con fecha de nacimiento.",
    ),
    "parent": Need(
        "parent_unlocated", "locate_person", "", "letter",
        "The mother has not been heard of since the border.", "Hablé con ella por teléfono; está bien.",
    ),
    "home": Need(
        "safety_in_origin_doubtful", "home_safety_assessment", "", "letter",
        "The judge asks whether return would be safe.", "Visité la casa dos veces; adjunto el informe.",
    ),
    "identity": Need(
        "sponsor_home_country_id_weak", "id_document_copy", "national_id", "identity",
        "The sponsor's paper from home has expired.", "Copia por ambos lados.",
    ),
    "paternity": Need(
        "parent_not_on_record", "registry_correction", "parentage_recognition", "letter",
        "The father is not on the record.", "El reconocimiento quedó anotado al margen.",
    ),
    "bond": Need(
        "relationship_not_biological", "caregiver_history_evidence", "", "letter",
        "The sponsor raised the child and is not related.", "Tres declaraciones y la carta de la maestra.",
    ),
}  # fmt: skip


def answers(need: Need, country: str, child: Person, mother: Person, town: str) -> dict[str, str]:
    """What the registry of that country needs, as far as the advocate knows it."""
    known = {
        "full_name": child.full_name,
        "birth_date": str(child.birth_date),
        "registration_municipality": town,
        "birth_place_municipality": town,
        "registration_state": town,
        "mother_full_name": mother.full_name,
        "parent_full_name": mother.full_name,
        "father_full_name": "Not known to the child",
        "sex": "female" if child.sex == "female" else "male",
        "school_name": f"Escuela primaria de {town}",
        "school_years": "The last three years",
        "health_unit": f"Centro de salud de {town}",
        "powers_granted": "Consent to release to the sponsor",
        "alleged_parent_details": "Named in the sponsor's statement",
    }
    asked = {field.key for field in catalogue.fields(country, need.document) if field.is_question}
    return {key: text for key, text in known.items() if key in asked}


def uploads(need: Need, chance: Random, child: Person, mother: Person, town: str) -> list[Any]:
    name, born = child.full_name, str(child.birth_date)
    if need.paper == "birth":
        book, folio = chance.randint(2, 90), chance.randint(1, 400)
        return [
            papers.birth_record(chance, name=name, born=born, place=town, mother=mother.full_name, father="", book=book,
                                folio=folio, as_pdf=chance.random() < 0.5)
        ]  # fmt: skip
    if need.paper == "identity":
        return [papers.identity_card(chance, name=mother.full_name, born="", country=child.case.country)]
    body = f"{town}\n\n{need.said}\n\nSe extiende a solicitud de la representación legal."
    return [papers.statement("informe", "Informe", body)]

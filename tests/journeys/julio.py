"""What Julio's story is about. All of it is invented.

Its parts are in advocate.py, coordinator.py and defender.py: each function begins and ends on a page, so that a test
can take a part for itself.
"""

from reencuentro.reference import catalogue, countries, obstacles, services

GIVEN, SURNAMES = "Julio Adalid", ("Cálix", "Ordóñez")
CHILD = " ".join((GIVEN, *SURNAMES))
FATHER = "Wilmer"
FACILITY = "Casa Ocotillo"
A_NUMBER = "A216345678"
SPONSOR_ADDRESS = "77 Lirio Street"
NOTE = "He told counsel why they left"
TOWN = "El Triunfo"
NEVER_ABROAD = (A_NUMBER, FACILITY, SPONSOR_ADDRESS, NOTE)
IDENTITIES = (GIVEN, *SURNAMES, FATHER, TOWN)

LOST_FATHER = obstacles.get("parent_unlocated")
NO_RECORD = obstacles.get("child_birth_record_missing")
SERVICE = services.get("civil_registry_extract")
HONDURAS = countries.get("HN")
RECORD = catalogue.entry("HN", "birth_certificate")
SCHOOL_CARD = catalogue.document_type("school_record")
RECORD_TYPE = catalogue.document_type("birth_certificate")
WHY = "ORR pide una prueba de quién es."
DANGER = "Rigo, la expareja de su madre."
STEP = "Fui al registro; lo buscan en el libro."
BACK = "No se lee el sello de la segunda hoja."

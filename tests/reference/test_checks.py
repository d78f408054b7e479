from reencuentro.reference import checks
from reencuentro.reference.rows import ReferenceDataError


def test_the_data_files_of_the_repository_are_sound():
    assert checks.data_files_are_sound() == []


def test_a_wrong_row_stops_the_server_with_its_file_and_row(monkeypatch):
    def load():
        raise ReferenceDataError("clocks.yaml", "bia_appeal", "amount is missing")

    monkeypatch.setattr(checks, "LOADERS", (load,))
    assert [(error.id, error.msg) for error in checks.data_files_are_sound()] == [
        ("reference.E001", "clocks.yaml, row bia_appeal: amount is missing")
    ]

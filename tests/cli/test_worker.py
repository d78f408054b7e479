import pytest

from reencuentro.cli.management.commands.worker import guarded


def broken_round() -> int:
    raise RuntimeError("María")


def test_a_fault_in_a_round_is_told_without_its_text_and_the_worker_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    guarded(broken_round)
    (told,) = caplog.records
    assert told.getMessage().startswith("A round of the worker failed | RuntimeError at cli/")
    assert "María" not in caplog.text

"""kill -9 at each point of sending: a mail goes out once or not at all, never twice, and doubt is shown."""

from pathlib import Path

import pytest

from tests.accounts import outside


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return outside.new_home(tmp_path)


def run(home: Path, what: str, dies: str = "") -> tuple[int, str]:
    done = outside.python(home, "-m", "tests.notify.deadly", what, REENCUENTRO_TEST_DIES=dies)
    return done.returncode, done.stdout.strip()


def mails(home: Path) -> int:
    sent = home / "mails.txt"
    return len(sent.read_text().splitlines()) if sent.exists() else 0


@pytest.mark.parametrize(("point", "sent"), [("before", 0), ("after", 1), ("closing", 1)])
def test_killed_worker_sends_no_mail_twice(home: Path, point: str, sent: int) -> None:
    assert run(home, "queue") == (0, "")
    assert run(home, "send", dies=point) == (-9, "")
    assert mails(home) == sent
    assert run(home, "send") == (0, "claimed")  # perhaps another worker still has it in hand
    assert run(home, "later") == (0, "unsure")
    assert mails(home) == sent


def test_worker_that_lives_sends_it_once(home: Path) -> None:
    run(home, "queue")
    assert run(home, "send") == (0, "sent")
    assert run(home, "later") == (0, "sent")
    assert mails(home) == 1

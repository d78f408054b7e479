import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_published_figures_are_those_of_the_settings() -> None:
    command = [sys.executable, "-m", "reencuentro.cli.main", "security_figures"]
    told = subprocess.run(
        command,
        cwd=ROOT,
        env={"PYTHONPATH": "src", "PATH": ""},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    published = (ROOT / "docs" / "security-figures.md").read_text()
    assert published == told, "The figures changed: run `make security-figures` and look at the difference."
    assert "| 9 | Requests of one session | 5 in 1 second |" in published

"""A command that builds a world before the searching process runs."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from reencuentro.cardindex import here, keeping, searching
from reencuentro.cardindex.errors import IndexAway
from reencuentro.vault.models import Box

from .persons import WENDY


def test_alone_it_answers_without_the_process_and_forgets_what_it_opened(
    box: Box, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR, settings.INDEX, settings.INDEX_PROCESS = tmp_path, "sealed", True
    person = uuid4()
    keeping.keep(person, box.pk, WENDY)
    with here.alone():
        assert [found.person for found in searching.search(WENDY)] == [person]
        assert here._mirrors
    assert not here._mirrors
    with pytest.raises(IndexAway):
        searching.search(WENDY)

"""Every query asked of an index, one after another, with the time that each takes."""

import json
import time
from collections.abc import Iterable, Sequence
from typing import TextIO

from reencuentro.engines.tracing.types import Index

from .lines import Line, description, sought

ANSWERS = 50


def ask(index: Index, queries: Iterable[Line], rids: Sequence[int], out: TextIO) -> list[float]:
    """Writes one line for each query; returns the milliseconds."""
    times = []
    for query in queries:
        about, kind = description(query["q"]), sought(query)
        began = time.perf_counter()
        found = index.search(about, sought=kind, limit=ANSWERS)
        times.append((time.perf_counter() - began) * 1000)
        answers = [[rids[match.ref], round(match.probability, 6)] for match in found]
        out.write(json.dumps({"qid": query["qid"], "ms": round(times[-1], 3), "answers": answers}) + "\n")
    return times

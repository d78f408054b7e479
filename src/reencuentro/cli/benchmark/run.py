"""One run in its house: load, index, ask, measure."""

import gc
import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from reencuentro.cardindex import stored
from reencuentro.engines.tracing.memory import MemoryIndex
from reencuentro.engines.tracing.types import Index

from . import house, loading, tokens
from .asking import ask
from .lines import lines

Kind = Literal["stored", "sealed"]
Figures = dict[str, Any]


@dataclass(frozen=True)
class Run:
    """What the command was asked for."""

    base: Path
    queries: Path
    answers: Path
    kind: Kind
    limit: int | None = None
    tokens: Path | None = None

    def figures(self) -> Figures:
        """Does it all. Raises BadLine, NotEmpty, OSError."""
        house.prepare()
        with ExitStack() as open_files:
            answers = open_files.enter_context(self.answers.open("w", encoding="utf-8"))
            dumped = (
                open_files.enter_context(self.tokens.open("w", encoding="utf-8")) if self.tokens else None
            )
            queries = list(lines(self.queries, "q"))
            index, rids, figures = self._stored() if self.kind == "stored" else self._sealed()
            gc.freeze()  # millions of small objects that will stay: the collector need not visit them again
            times = ask(index, queries, rids, answers)
            if dumped:
                tokens.dump(loading.current(), rids, dumped)
        return {"index": self.kind, "records": len(rids), **figures, **_times(times)}

    def _stored(self) -> tuple[Index, list[int], Figures]:
        empty, began = loading.size(), time.perf_counter()
        builder = loading.new_builder()
        rids = loading.load(self._records(), builder)
        loading.shelve(builder)
        built = time.perf_counter() - began
        del builder
        began = time.perf_counter()
        index = stored.opened(loading.current())
        return index, rids, _build(built, time.perf_counter() - began, loading.size() - empty, len(rids))

    def _sealed(self) -> tuple[Index, list[int], Figures]:
        empty, began = loading.size(), time.perf_counter()
        rids = loading.load(self._records(), None)
        built = time.perf_counter() - began
        began = time.perf_counter()
        index = MemoryIndex.build(stored.everything())
        return index, rids, _build(built, time.perf_counter() - began, loading.size() - empty, len(rids))

    def _records(self) -> Iterable[Any]:
        return lines(self.base, "rid", self.limit)


def _build(built: float, started: float, size: int, records: int) -> Figures:
    return {
        "build_s": round(built, 2),
        "records_per_s": round(records / built) if built else 0,
        "start_s": round(started, 2),
        "bytes_per_record": round(size / max(1, records)),
    }


def _times(times: list[float]) -> Figures:
    """Milliseconds: half of the queries take at most p50, 95 of 100 at most p95."""
    if not times:
        return {"queries": 0, "p50_ms": 0.0, "p95_ms": 0.0}
    p50, p95 = np.quantile(times, [0.5, 0.95])
    return {"queries": len(times), "p50_ms": round(float(p50), 2), "p95_ms": round(float(p95), 2)}

"""The least of somebody in words: how likely, which office, and which fields agree or differ; never how, never what."""

from collections.abc import Sequence

from reencuentro.engines.tracing.types import Evidence

from . import words


def in_words(
    probability: float, evidence: Sequence[Evidence], office: str, sought: str = "person"
) -> dict[str, str]:
    """A row for `web/tracing/_least.html`."""
    return {
        "how": words.likelihood(probability),
        "figure": words.figure(probability, sought),
        "office": office,
        "agree": words.fields(evidence, "agree"),
        "differ": words.fields(evidence, "differ"),
    }

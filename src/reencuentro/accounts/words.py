"""How words of people are compared: without case, accents and composition."""

import unicodedata


def bare(text: str) -> str:
    """Whoever is called Lucía types Lucia, and is found as lucia."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))

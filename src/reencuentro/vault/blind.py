"""Looking up without storing: a keyed function of a text, equal for equal texts, useless without the key."""

from .keyring import ring

LENGTH = 32


def index(domain: str, text: str) -> str:
    """64 hex digits for `text` in `domain` ("email", "a_number"). The caller normalises the text first.

    Equal texts of two domains give unrelated indexes. Raises NoKey.
    """
    name = domain.encode()
    message = bytes([len(name)]) + name + text.encode("utf-8", "surrogatepass")
    digest: bytes = ring().blind_prf().compute(message, LENGTH)
    return digest.hex()

"""A coarse name for a browser, so that people recognise their own sessions. The user agent itself is never kept."""

# Safari last: the others call themselves Safari too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def label(user_agent: str) -> str:
    """ "Firefox · Android"; empty when neither is known. Names only, so that it reads the same in both languages."""
    found = [_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)]
    return " · ".join(part for part in found if part)


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for sign, name in names if sign in user_agent), "")

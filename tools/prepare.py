"""Makes .venv with everything Reencuentro needs, once; a second call returns at once.

    python3.11 tools/prepare.py base|test

Runs before anything is installed and under whatever Python is there, so: standard library only, and a syntax
that an old Python can read far enough to say that it is too old. Every refusal is one sentence, exit code 1.
"""

import hashlib
import os
import shutil
import subprocess
import sys

WANTED = (3, 11)
ROOM_MB = {"base": 500, "test": 900}
VENV = ".venv"
HOW = ". If you have both: make run PYTHON=/path/to/python3.11"
# pip's words -> ours; the first that fits is told.
REASONS = (
    ("No space left on device", "The disk is full."),
    (
        "DO NOT MATCH THE HASHES",
        "A package is not the one we checked (its hash differs). Nothing was installed.",
    ),
    ("Temporary failure in name resolution", "The package index cannot be reached. Is there a network?"),
    ("Failed to establish a new connection", "The package index cannot be reached. Is there a network?"),
    ("Read timed out", "The package index does not answer. Please try again."),
    ("Could not find a version", "The package index cannot be reached, or has nothing for this machine."),
    ("Permission denied", "A file in .venv cannot be written."),
)


def stop(sentence):
    sys.stderr.write("Reencuentro cannot start: " + sentence + "\n")
    raise SystemExit(1)


def check_python():
    found = "{}.{}".format(*sys.version_info[:2])
    if sys.version_info[:2] < WANTED:
        stop("it needs Python 3.11, and this is the older Python " + found + HOW)
    if sys.version_info[:2] > WANTED:
        stop("it is tested with Python 3.11 only, and this is the newer Python " + found + HOW)
    try:
        import ensurepip  # noqa: F401 (Debian ships Python without it)
        import venv  # noqa: F401
    except ImportError:
        stop("this Python lacks the venv module. On Debian: apt install python3.11-venv")


def check_folder(kind):
    if not os.access(".", os.W_OK | os.X_OK):
        stop("this folder cannot be written. Copy it to a place that is yours.")
    free = shutil.disk_usage(".").free // (1024 * 1024)
    if free < ROOM_MB[kind]:
        stop("it needs {} MB of free disk, and there are {} MB.".format(ROOM_MB[kind], free))


def fingerprint(kind):
    """Changes when the requirements, the package's own description, the folder or the Python change."""
    digest = hashlib.sha256((os.path.abspath(".") + sys.version).encode("utf-8"))
    for path in ("requirements/" + kind + ".txt", "pyproject.toml"):
        with open(path, "rb") as stream:
            digest.update(stream.read())
    return digest.hexdigest()


def stamp(kind):
    return os.path.join(VENV, "ready-" + kind)


def is_ready(kind):
    try:
        with open(stamp(kind)) as stream:
            return stream.read() == fingerprint(kind) and os.path.exists(os.path.join(VENV, "bin", "python"))
    except OSError:
        return False


def call(command, log):
    """Runs quietly; what it says goes to `log`, and to the person only when it fails."""
    with open(log, "w") as stream:
        done = subprocess.call(command, stdout=stream, stderr=subprocess.STDOUT)
    if done == 0:
        return
    with open(log) as stream:
        said = stream.read()
    reason = next((ours for theirs, ours in REASONS if theirs in said), "Something could not be installed.")
    stop(reason + " Details: " + log)


def install(kind):
    python = os.path.join(VENV, "bin", "python")
    log = os.path.join(VENV, "install.log")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    requirements = os.path.join("requirements", kind + ".txt")
    sys.stdout.write("Installing what Reencuentro needs into .venv (once, about a minute) ...\n")
    sys.stdout.flush()
    # The list is complete and pinned: without --no-deps pip would also look at newer versions of a package with extras.
    call(pip + ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", requirements], log)
    call(pip + ["--no-deps", "--no-build-isolation", "--editable", "."], log)


def works():
    """Is there a whole .venv of this very Python? Then only what changed is installed."""
    python = os.path.join(VENV, "bin", "python")
    question = "import pip, sys; sys.exit(sys.version != " + repr(sys.version) + ")"
    try:
        return subprocess.call([python, "-c", question], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make_venv():
    import venv

    if works():
        return
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except subprocess.CalledProcessError:
        stop("this Python cannot make a virtual environment. On Debian: apt install python3.11-venv")
    except OSError as error:
        stop("the folder .venv cannot be made: " + str(error.strerror or error) + ".")


def main(kind):
    os.chdir(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    check_python()
    if is_ready(kind):
        return
    check_folder(kind)
    try:
        make_venv()
        install(kind)
        # The test requirements hold the base ones, so that `make run` after `make test` installs nothing.
        for done in {kind, "base"}:
            with open(stamp(done), "w") as stream:
                stream.write(fingerprint(done))
    except OSError as error:
        stop("a file could not be written: " + str(error.strerror or error) + ".")


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] in (["base"], ["test"]) else "base")

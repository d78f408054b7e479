"""`make figures`: how large, how typed, how commented, how tested the code is. Prints one table.

Lines of code are lines that are neither empty, nor comment, nor docstring. Migrations are left out.
"""

import ast
import io
import os
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
Function = ast.FunctionDef | ast.AsyncFunctionDef
MOCKS = ("mock", "Mock", "MagicMock", "patch")
LAYERS = "from importlinter.cli import lint_imports_command as check; check()"


@dataclass(frozen=True)
class Lines:
    code: int
    comments: int  # lines with a comment, also one behind code
    docstrings: int


def sources(folder: str) -> list[Path]:
    paths = sorted((ROOT / folder).rglob("*.py"))
    return [path for path in paths if "migrations" not in path.parts]


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines from `def` to the end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def is_typed(function: Function) -> bool:
    """Every argument but self and cls, and the result."""
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    named += [each for each in (arguments.vararg, arguments.kwarg) if each]
    return function.returns is not None and all(
        each.annotation is not None for each in named if each.arg not in ("self", "cls")
    )


def docstring_lines(tree: ast.AST) -> set[int]:
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and ast.get_docstring(node, clean=False):
            text = node.body[0]
            found.update(range(text.lineno, (text.end_lineno or text.lineno) + 1))
    return found


def count(text: str, tree: ast.AST) -> Lines:
    documented, code, comments = docstring_lines(tree), set(), set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            comments.add(token.start[0])
        elif token.string.strip() and token.type != tokenize.ENDMARKER:
            code.update(range(token.start[0], token.end[0] + 1))
    return Lines(len(code - documented), len(comments), len(documented))


def tests_in(tree: ast.AST) -> int:
    return sum(each.name.startswith("test_") for each in functions(tree))


def mocks_in(tree: ast.AST) -> int:
    """Calls of unittest.mock; pytest's monkeypatch of a system function is none of our own code mocked."""
    names = [getattr(node.func, "attr", getattr(node.func, "id", "")) for node in calls(tree)]
    return sum(name in MOCKS for name in names)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def contracts() -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", LAYERS]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    told = [line for line in done.stdout.splitlines() if line.startswith("Contracts:")]
    return told[0].removeprefix("Contracts: ") if told else "could not be checked"


def report() -> Iterator[tuple[str, str]]:
    texts = {path: path.read_text(encoding="utf-8") for path in sources("src")}
    trees = {path: ast.parse(text) for path, text in texts.items()}
    sizes = {path: text.count("\n") for path, text in texts.items()}
    lines = [count(texts[path], tree) for path, tree in trees.items()]
    yield "files", f"{len(texts)}, median {median(sizes.values()):.0f} lines"
    largest = max(sizes, key=lambda path: sizes[path])
    yield "largest file", f"{sizes[largest]} lines, {largest.relative_to(ROOT)}"
    yield from _functions(trees)
    code = sum(each.code for each in lines)
    comments, docstrings = sum(each.comments for each in lines), sum(each.docstrings for each in lines)
    yield "lines of code", f"{code}"
    yield "per 100 of them", f"{comments / code * 100:.1f} comments, {docstrings / code * 100:.1f} docstrings"
    yield from _tests(code)
    yield "layer contracts", contracts()


def _functions(trees: dict[Path, ast.Module]) -> Iterator[tuple[str, str]]:
    places = {each: path for path, tree in trees.items() for each in functions(tree)}
    sizes = sorted(map(length, places))
    longest = max(places, key=length)
    yield (
        "functions",
        f"{len(sizes)}, median {median(sizes):.0f} lines, 95th percentile {quantiles(sizes, n=20)[-1]:.0f}",
    )
    yield "largest function", f"{length(longest)} lines, {places[longest].relative_to(ROOT)}: {longest.name}"
    yield "typed functions", f"{sum(map(is_typed, places)) / len(places):.1%}"


def _tests(code: int) -> Iterator[tuple[str, str]]:
    texts = [path.read_text(encoding="utf-8") for path in sources("tests")]
    trees = [ast.parse(text) for text in texts]
    written = sum(count(text, tree).code for text, tree in zip(texts, trees, strict=True))
    tests = sum(map(tests_in, trees))
    yield "test functions", f"{tests}, {written / code:.2f} lines per line of code"
    yield "mocks per test", f"{sum(map(mocks_in, trees)) / max(tests, 1):.3f}"


if __name__ == "__main__":
    for what, figure in report():
        print(f"{what:18}{figure}")

"""House rules as checks: what a reader relies on without looking.

Each rule names its reason. A rule is changed here, in the open, or kept. A rule is one test over
all files that names every one that breaks it: a test a file and rule made two fifths of all tests.
"""

from __future__ import annotations

import ast
import gc
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 60
SOURCES = sorted(
    path
    for package in ("engine", "client")
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)
MODULES = [path for path in SOURCES if path.name != "__init__.py"]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEST_MODULES = [path for path in TESTS if path.name.startswith("test_")]
CORE = ("sip", "stack", "registrar", "calls", "billing", "parameters")
CORE_SOURCES = [path for path in SOURCES if path.relative_to(ROOT).parts[1] in CORE]


@pytest.fixture(autouse=True, scope="module")
def kept() -> Iterator[None]:
    """The trees stay until the last rule; to look through them for garbage took half the time."""
    gc.disable()
    yield
    gc.enable()


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree_of(path)))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in nodes_of(path) if isinstance(node, kinds)]


def dotted(node: ast.expr) -> str:
    """`a.b.c` of an attribute chain, "" for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def test_there_is_something_to_look_at() -> None:
    assert len(MODULES) > 150
    assert len(CORE_SOURCES) > 30
    assert len(TEST_MODULES) > 150


def test_every_module_has_its_test_at_the_same_place() -> None:
    mirrors = {
        name_of(path): ROOT / "tests" / path.relative_to(ROOT).parent / f"test_{stem}.py"
        for path in MODULES
        if (stem := path.stem.strip("_"))
    }
    wanted = {name: name_of(mirror) for name, mirror in mirrors.items() if not mirror.exists()}
    assert not wanted


def test_every_test_folder_is_a_package() -> None:
    """Without `tests/__init__.py`, `import engine` finds the folder of tests instead."""
    folders = {path.parent for path in TESTS}
    assert not [name_of(folder) for folder in folders if not (folder / "__init__.py").exists()]
    assert not (ROOT / "build" / "__init__.py").exists(), (
        "build/ would hide the package of that name"
    )


def test_a_module_can_be_read_without_scrolling_for_long() -> None:
    lengths = {name_of(path): len(text_of(path).splitlines()) for path in SOURCES}
    assert not {name: lines for name, lines in lengths.items() if lines > MAX_MODULE_LINES}
    long = {
        f"{name_of(path)}:{node.name}": length
        for path in SOURCES
        for node in functions(path)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
    }
    assert not long


def test_a_module_explains_itself_first() -> None:
    texts = {name_of(path): ast.get_docstring(tree_of(path)) or "" for path in SOURCES}
    assert not [name for name, text in texts.items() if len(text) <= 20], "no module docstring"


def test_nothing_is_imported_inside_functions() -> None:
    inner = [
        f"{name_of(path)}:{inside.lineno}"
        for path in SOURCES
        for node in functions(path)
        for inside in ast.walk(node)
        if isinstance(inside, (ast.Import, ast.ImportFrom))
    ]
    assert not inner, "imports belong on top"


CALLS = [
    # (pattern of the call, files that may use it, why)
    (
        r"(.*\.)?create_task$",
        ("engine/tasks.py", "client/tasks.py"),
        "a task needs name and keeper",
    ),
    (
        r"(.*\.)?ensure_future$",
        ("engine/tasks.py", "client/tasks.py"),
        "a task needs name and keeper",
    ),
    (r"(.*\.)?exec_?$", ("client/views/dialogs/modal.py",), "a nested loop breaks qasync"),
    (r"QMessageBox\.(question|information|warning|critical)$", (), "a nested loop breaks qasync"),
    (r"QFileDialog\.get\w+$", (), "a nested loop breaks qasync"),
    (r"(.*\.)?setStyleSheet$", ("client/theme.py",), "colours come from the palette"),
    (r"QApplication\.instance$", ("client/app.py",), "objects are handed over, not looked up"),
    (r"(.*\.)?resizeColumnsToContents$", (), "2.7 s on a million rows"),
    (r"os\.system$", (), "arguments are lists"),
    (r"eval$", (), "data is not code"),
]


def test_banned_calls_are_not_made() -> None:
    found = [
        f"{name_of(path)}:{node.lineno} {called}: {reason}"
        for path in SOURCES
        for node in nodes_of(path)
        if isinstance(node, ast.Call) and (called := dotted(node.func))
        for pattern, allowed, reason in CALLS
        if re.fullmatch(pattern, called) and name_of(path) not in allowed
    ]
    assert not found


def test_item_widgets_are_not_used() -> None:
    """Views hold no data: `QTableView` with a model scales, `QTableWidget` does not."""
    banned = {"QTableWidget", "QListWidget", "QTreeWidget"}
    found = [
        f"{name_of(path)}:{node.lineno} {node.id}"
        for path in SOURCES
        for node in nodes_of(path)
        if isinstance(node, ast.Name) and node.id in banned
    ]
    assert not found


IMPURE = {
    *("asyncio", "socket", "ssl", "select", "threading", "subprocess", "os", "pathlib", "io"),
    *("time", "datetime", "random", "secrets", "uuid", "logging", "structlog", "sqlite3"),
}


def imported_by(path: Path) -> set[str]:
    """The first part of the name of everything that is imported."""
    names: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.split(".")[0] for name in names}


def called_by(path: Path) -> set[str]:
    """The names that are called, without those of methods."""
    return {
        node.func.id
        for node in nodes_of(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def test_the_core_reads_no_clock_and_does_no_io() -> None:
    """Time and identity are arguments, so every decision can be replayed in a test."""
    imported = {name_of(path): imported_by(path) & IMPURE for path in CORE_SOURCES}
    assert not {name: found for name, found in imported.items() if found}
    called = {name_of(path): called_by(path) & {"open", "print", "input"} for path in CORE_SOURCES}
    assert not {name: found for name, found in called.items() if found}


def test_only_resources_knows_the_names_of_bundled_files() -> None:
    """Those of the engine's reports are for paper; no client draws them."""
    pattern = re.compile(r"""["'][\w/-]+\.(svg|qss|ttf|otf|woff2?|qm|ts)["']""")
    found = [
        name_of(path)
        for path in SOURCES
        if path.relative_to(ROOT).parts[:2] != ("client", "resources")
        and name_of(path) != "engine/management/reports/typefaces.py"
        and pattern.search(text_of(path))
    ]
    assert not found


def test_no_registry_address_and_no_machine_path_is_kept() -> None:
    """The project installs from wherever the machine's own settings point."""
    for lock in (ROOT / "build" / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        pinned = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
        assert pinned
        assert all("==" in line for line in pinned), lock.name
        assert text.count("--hash=sha256:") >= len(pinned)


def test_every_test_asserts_something() -> None:
    """A test that cannot fail is a defect: it must assert, expect an error, or call a checker."""
    checking = re.compile(
        r"(assert|check|expect|raises|wait|until|verify|must|walk|schema)", re.IGNORECASE
    )

    def checks(test: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        # To look for the statement is quicker than to write the test out without its comments.
        return any(isinstance(node, ast.Assert) for node in ast.walk(test)) or bool(
            checking.search(ast.unparse(ast.Module(test.body, [])))
        )

    empty = [
        f"{name_of(path)}:{node.name}"
        for path in TEST_MODULES
        for node in functions(path)
        if node.name.startswith("test_") and not checks(node)
    ]
    assert not empty

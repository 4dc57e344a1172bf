"""House rules as checks: what a reader relies on without looking.

Each rule names its reason. A rule is changed here, in the open, or kept.
"""

from __future__ import annotations

import ast
import re
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


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, kinds)]


def dotted(node: ast.expr) -> str:
    """`a.b.c` of an attribute chain, "" for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_has_its_test_at_the_same_place(path: Path) -> None:
    relative = path.relative_to(ROOT)
    mirror = ROOT / "tests" / relative.parent / f"test_{relative.stem.strip('_')}.py"
    assert mirror.exists(), f"{relative} wants {mirror.relative_to(ROOT)}"


def test_every_test_folder_is_a_package() -> None:
    """Without `tests/__init__.py`, `import engine` finds the folder of tests instead."""
    folders = {path.parent for path in TESTS}
    assert not [name_of(folder) for folder in folders if not (folder / "__init__.py").exists()]
    assert not (ROOT / "build" / "__init__.py").exists(), (
        "build/ would hide the package of that name"
    )


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_can_be_read_without_scrolling_for_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_MODULE_LINES
    long = {
        node.name: length
        for node in functions(path)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
    }
    assert not long


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_explains_itself_first(path: Path) -> None:
    text = ast.get_docstring(tree_of(path)) or ""
    assert len(text) > 20, f"{name_of(path)} has no module docstring"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nothing_is_imported_inside_functions(path: Path) -> None:
    inner = [
        inside.lineno
        for node in functions(path)
        for inside in ast.walk(node)
        if isinstance(inside, (ast.Import, ast.ImportFrom))
    ]
    assert not inner, f"imports belong on top of {name_of(path)}: lines {inner}"


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


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_banned_calls_are_not_made(path: Path) -> None:
    found = [
        f"{name_of(path)}:{node.lineno} {called}: {reason}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and (called := dotted(node.func))
        for pattern, allowed, reason in CALLS
        if re.fullmatch(pattern, called) and name_of(path) not in allowed
    ]
    assert not found


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_item_widgets_are_not_used(path: Path) -> None:
    """Views hold no data: `QTableView` with a model scales, `QTableWidget` does not."""
    banned = {"QTableWidget", "QListWidget", "QTreeWidget"}
    names = {node.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name)}
    assert not names & banned


CORE = ("sip", "stack", "registrar", "calls", "billing", "parameters")
IMPURE = {
    *("asyncio", "socket", "ssl", "select", "threading", "subprocess", "os", "pathlib", "io"),
    *("time", "datetime", "random", "secrets", "uuid", "logging", "structlog", "sqlite3"),
}


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if p.relative_to(ROOT).parts[1] in CORE], ids=name_of
)
def test_the_core_reads_no_clock_and_does_no_io(path: Path) -> None:
    """Time and identity are arguments, so every decision can be replayed in a test."""
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree_of(path))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert not imported & IMPURE
    called = {
        node.func.id
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"open", "print", "input"}


def test_only_resources_knows_the_names_of_bundled_files() -> None:
    pattern = re.compile(r"""["'][\w/-]+\.(svg|qss|ttf|otf|woff2?|qm|ts)["']""")
    found = [
        name_of(path)
        for path in SOURCES
        if path.relative_to(ROOT).parts[:2] != ("client", "resources")
        and pattern.search(path.read_text(encoding="utf-8"))
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


@pytest.mark.parametrize("path", [p for p in TESTS if p.name.startswith("test_")], ids=name_of)
def test_every_test_asserts_something(path: Path) -> None:
    """A test that cannot fail is a defect: it must assert, expect an error, or call a checker."""
    checking = re.compile(
        r"(assert|check|expect|raises|wait|until|verify|must|walk|schema)", re.IGNORECASE
    )
    empty = [
        node.name
        for node in functions(path)
        if node.name.startswith("test_")
        and not checking.search(ast.unparse(ast.Module(node.body, [])))
    ]
    assert not empty

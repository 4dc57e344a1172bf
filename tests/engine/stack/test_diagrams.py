"""docs/states shows the machines as they are."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_the_diagrams_are_those_of_the_tables() -> None:
    path = ROOT / "build" / "state_diagrams.py"
    spec = importlib.util.spec_from_file_location("state_diagrams", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pages: dict[Path, str] = module.pages()
    assert {page.name for page in pages} == {
        page.name for page in (ROOT / "docs" / "states").glob("*.md")
    }
    for page, text in pages.items():
        assert page.read_text(encoding="utf-8") == text, "run build/state_diagrams.py"

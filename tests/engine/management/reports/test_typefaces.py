from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fpdf import FPDF

from engine.management.reports.typefaces import CHINESE, Typeface, Typefaces


@pytest.fixture
def faces() -> Iterator[Typefaces]:
    with closing(Typefaces(FPDF(), [])) as made:
        yield made


def test_what_can_hide_or_break_is_written_as_its_code(faces: Typefaces) -> None:
    assert faces.shown("a\u202eb\x00\n\ud800") == "a\\u202eb\\u0000\\u000a\\ud800"
    assert faces.shown("Ärger, Ελλάδα, Москва") == "Ärger, Ελλάδα, Москва"


def test_a_character_without_a_typeface_is_written_as_its_code(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no typeface")
    missing = Typeface(tmp_path / "missing.ttc", 2)
    with closing(Typefaces(FPDF(), [missing, Typeface(broken)])) as faces:
        shown = faces.shown("张 😀")
    assert shown == "\\u5f20 \\U0001f600"


def test_chinese_is_drawn_where_the_machine_has_a_typeface() -> None:
    found = [face for face in CHINESE if face.path.is_file()]
    with closing(Typefaces(FPDF())) as faces:
        shown = faces.shown("张伟 \U0010fffd")
    assert shown == ("张伟" if found else "\\u5f20\\u4f1f") + " \\U0010fffd"


def test_a_text_is_cut(faces: Typefaces) -> None:
    assert faces.shown("x" * 200) == "x" * 200
    assert faces.shown("x" * 201) == "x" * 199 + "…"

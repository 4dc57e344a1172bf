"""Which language is spoken, and that the catalogue is whole."""

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

import client
from client.i18n import CHINESE, ENGLISH, Translations, resolve
from client.resources import translation_file, translation_source


@pytest.mark.parametrize(
    ("choice", "system", "language"),
    [
        ("auto", "de_DE", ENGLISH),
        ("auto", "zh_TW", CHINESE),
        ("zh_CN", "de_DE", CHINESE),
        ("en", "zh_CN", ENGLISH),
        ("klingon", "en_GB", ENGLISH),
    ],
)
def test_the_choice_counts_and_the_system_only_without_one(
    choice: str, system: str, language: str
) -> None:
    assert resolve(choice, system) == language


def test_chinese_is_spoken_and_taken_back(qapp: QApplication) -> None:
    translations = Translations(qapp)
    try:
        assert translations.use("zh_CN") == CHINESE
        assert QCoreApplication.translate("Pages", "System parameter") == "系统参数"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    finally:
        translations.use("en")
    assert QCoreApplication.translate("Pages", "System parameter") == "System parameter"


def test_english_knows_one_from_many(qapp: QApplication) -> None:
    translations = Translations(qapp)
    translations.use("en")
    assert QCoreApplication.translate("RecordBody", "Copy %n row(s)", "", 1) == "Copy 1 row"
    assert QCoreApplication.translate("RecordBody", "Copy %n row(s)", "", 3) == "Copy 3 rows"


def test_the_catalogues_are_as_new_as_the_code() -> None:
    script = Path(__file__).resolve().parents[2] / "build" / "translate"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def messages(language: str = CHINESE) -> list[tuple[str, ET.Element]]:
    root = ET.parse(translation_source(language)).getroot()  # noqa: S314 - our own file
    found = []
    for context in root.iter("context"):
        name = context.findtext("name") or ""
        found += [(name, message) for message in context.iter("message")]
    return found


def sentences(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Every sentence that is translated in a module, and whether it is about a number."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            # Where the sentence stands, and with how many arguments a number is among them.
            place, numbered = {"tr": (0, 3), "_tr": (0, 2), "translate": (1, 4)}.get(name, (9, 9))
            text = node.args[place] if len(node.args) > place else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield text.value, len(node.args) >= numbered


def test_every_sentence_is_collected() -> None:
    known = {(message.findtext("source"), message.get("numerus") == "yes")
             for _name, message in messages()}  # fmt: skip
    lost = [
        f"{path.name}: {text}"
        for path in sorted(Path(client.__file__).parent.rglob("*.py"))
        for text, numbered in sentences(ast.parse(path.read_text(encoding="utf-8")))
        if (text, numbered) not in known
    ]
    assert not lost, "lupdate misses what stands within a formatted string"


def test_no_string_is_unfinished() -> None:
    unfinished = [
        f"{name}: {message.findtext('source')}"
        for name, message in messages()
        if (target := message.find("translation")) is None
        or target.get("type") in ("unfinished", "vanished", "obsolete")
        or not (target.text or list(target))
    ]
    assert not unfinished


MANY = re.compile(
    r"(?:\{\w+\}|%L?n)(?: [a-zA-Z-]+){0,2}? "
    r"(?:are|were|have|(?!(?:is|was|has|does|as|its|this|us|ms)\b)[a-zA-Z-]+s)\b"
)
"""What is filled in, and within three words a plural: ``{count} more lines``, ``{count} are``."""

SAID_OF_MANY = {
    "This is a very wide network: {count} addresses.": "a wide network has thousands",
    "{count} records are too many to be sorted by this column, {most} at most. Filter, or choose "
    "a shorter time.": "said above a limit of thousands",
    "1 to {count} letters, digits, _ . - and no dot first.": "the limit is one number, for ever",
    "Sign-ins from your own address {address} are refused until {moment}: {why}": "no number",
    "{name} becomes: {role}. His sessions end; he signs in again.": "no number",
    "For {span} no rule blocks it again.": "no number",
}
"""Sentences that look as if they were wrong for one, and why they are not."""


def test_what_is_said_of_many_has_a_form_for_one() -> None:
    found = {
        source
        for _name, message in messages()
        if message.get("numerus") != "yes"
        and MANY.search(source := message.findtext("source") or "")
    }
    lacking = sorted(found - SAID_OF_MANY.keys())
    assert not lacking, 'write "%Ln record(s)" and give tr() the number'
    assert found == SAID_OF_MANY.keys(), "an exception that is none any more"


def test_english_has_two_forms_of_what_is_counted() -> None:
    for name, message in messages(ENGLISH):
        forms = [form.text or "" for form in message.iter("numerusform")]
        assert len(set(forms)) == 2, f"{name}: {message.findtext('source')}"
        assert not any("s)" in form for form in forms), f"{name}: {forms}"


PLACES = r"\{\w*\}|%L?n"
"""What is filled in."""


def test_placeholders_are_the_same_in_both_languages() -> None:
    for name, message in messages():
        source = message.findtext("source") or ""
        forms = list(message.iter("numerusform")) or list(message.iter("translation"))
        wanted = sorted(re.findall(PLACES, source))
        for form in forms:
            assert sorted(re.findall(PLACES, form.text or "")) == wanted, f"{name}: {source}"


def test_the_compiled_catalogue_belongs_to_the_source() -> None:
    compiled = translation_file(CHINESE).read_bytes()
    text = next(
        message.findtext("translation") or ""
        for name, message in messages()
        if name == "Pages" and message.findtext("source") == "Endpoint management"
    )
    assert text.encode("utf-16-be") in compiled

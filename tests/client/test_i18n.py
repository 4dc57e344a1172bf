"""Which language is spoken, and that the catalogue is whole."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

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


def messages() -> list[tuple[str, ET.Element]]:
    root = ET.parse(translation_source(CHINESE)).getroot()  # noqa: S314 - our own file
    found = []
    for context in root.iter("context"):
        name = context.findtext("name") or ""
        found += [(name, message) for message in context.iter("message")]
    return found


def test_no_string_is_unfinished() -> None:
    unfinished = [
        f"{name}: {message.findtext('source')}"
        for name, message in messages()
        if (target := message.find("translation")) is None
        or target.get("type") in ("unfinished", "vanished", "obsolete")
        or not (target.text or list(target))
    ]
    assert not unfinished


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

"""English and Chinese: which language is spoken, and Qt's translators for it.

English is the language of the sources and has a catalogue for singular and plural only; every other
language is a compiled catalogue beside the code, together with Qt's own for the words of its
dialogs. Changing the language installs
other translators; windows are then built again by the application.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from client.resources import translation_file

ENGLISH = "en"
CHINESE = "zh_CN"
AUTO = "auto"
LANGUAGES = {ENGLISH: "English", CHINESE: "中文"}


def resolve(choice: str, system: str = "") -> str:
    """Return the language for the operator's *choice*; ``auto`` follows the system.

    Args:
        choice: ``auto`` or a language code; an unknown one counts as ``auto``.
        system: locale name of the system, read from Qt if empty.
    """
    if choice in LANGUAGES:
        return choice
    name = system or QLocale.system().name()
    return CHINESE if name.startswith("zh") else ENGLISH


class Translations(QObject):
    """The translators that are installed on the application."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._application = application
        self._installed: list[QTranslator] = []
        self.language = ENGLISH

    def use(self, choice: str) -> str:
        """Speak the language of *choice* from now on and return its code."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()
        self.language = resolve(choice)
        # Numbers in fields keep plain digits and separators in every language.
        QLocale.setDefault(QLocale(self.language))
        self._install(str(translation_file(self.language)))
        if self.language != ENGLISH:
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._install(f"{folder}/qtbase_{self.language}.qm")
        return self.language

    def _install(self, path: str) -> None:
        translator = QTranslator(self)
        if translator.load(path) and self._application.installTranslator(translator):
            self._installed.append(translator)

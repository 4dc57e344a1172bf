"""What the client remembers, each thing declared once with its type and default.

Settings are an INI file under the XDG configuration folder, written atomically by Qt. They hold no
secret. The layout of windows and tables is remembered under a schema number: a state of another
schema is left alone and the default is used, so that an update never opens a broken window.

Asking for a key that is not declared here raises, so a spelling mistake cannot hide.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QSettings

T = TypeVar("T", str, int, bool, list[str])

LAYOUT_SCHEMA = 1


class UnknownSettingError(KeyError):
    """A key that is not declared: a mistake in our own code."""


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One thing to remember.

    Attributes:
        key: name in the file, with its section.
        default: value while nothing is stored; its type is the type of the setting.
        description: what it is for.
    """

    key: str
    default: T
    description: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A server and a user of it; the secret is kept elsewhere."""

    name: str
    url: str
    user: str

    def same_as(self, other: Profile) -> bool:
        """Say whether both mean the same user of the same server."""
        return (self.url, self.user) == (other.url, other.user)


LANGUAGE = Setting("look/language", "auto", "auto, en or zh_CN")
THEME = Setting("look/theme", "auto", "auto, light or dark")
ZONE = Setting("look/zone", "", "IANA zone in which times are shown; empty: that of the computer")
COMPACT = Setting("look/compact", False, "rows of 26 instead of 32")
NAVIGATION_OPEN = Setting("look/navigation", True, "the navigation tree is shown")
TABS = Setting("window/tabs", ["endpoints"], "keys of the open pages, in order")
CURRENT_TAB = Setting("window/current", "endpoints", "key of the page in front")
KEEP_ENGINE = Setting("server/keep_engine", False, "leave the local engine running on exit")
ALARM_NOTICES = Setting("alarms/notices", True, "new alarms are shown as notices of the desktop")
LAST_FOLDER = Setting("files/folder", "", "folder of the file chosen last")

DECLARED: Mapping[str, Setting[Any]] = {
    setting.key: setting
    for setting in (
        LANGUAGE, THEME, ZONE, COMPACT, NAVIGATION_OPEN, TABS, CURRENT_TAB,
        KEEP_ENGINE, ALARM_NOTICES, LAST_FOLDER,
    )
}  # fmt: skip


def settings_path() -> Path:
    """Return where the settings of this user are kept."""
    return user_config_path("switchwarden", appauthor=False) / "client.ini"


class Settings:
    """The remembered things, in the file *path*."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def get(self, setting: Setting[T]) -> T:
        """Return the stored value, or the default when there is none of the right kind."""
        self._check(setting)
        default = setting.default
        raw = self._store.value(setting.key)
        if raw is None:
            return default
        if isinstance(default, bool):
            return str(raw).lower() in {"true", "1"}
        if isinstance(default, int):
            return int(raw) if str(raw).lstrip("-").isdigit() else default
        if isinstance(default, list):
            return [str(item) for item in raw] if isinstance(raw, list) else [str(raw)]
        return str(raw)

    def set(self, setting: Setting[T], value: T) -> None:
        """Remember *value*; Qt writes it soon, when nothing else is to do: that waits for disks."""
        self._check(setting)
        if self._store.contains(setting.key) and self.get(setting) == value:
            return
        self._store.setValue(setting.key, value)

    def flush(self) -> None:
        """Write everything, now."""
        self._store.sync()

    def page_state(self, page: str) -> dict[str, Any]:
        """Return what the page *page* remembered of its filters; empty when nothing is usable."""
        raw = self._store.value(f"page{LAYOUT_SCHEMA}/{page}")
        try:
            state = json.loads(str(raw)) if raw is not None else {}
        except ValueError:
            return {}
        return state if isinstance(state, dict) else {}

    def save_page_state(self, page: str, state: Mapping[str, Any]) -> None:
        """Remember the filters of *page*; only what JSON can hold."""
        self._store.setValue(f"page{LAYOUT_SCHEMA}/{page}", json.dumps(dict(state)))
        self.flush()

    def layout(self, name: str) -> QByteArray:
        """Return the remembered state of a window or a table heading; empty when there is none."""
        raw = self._store.value(f"layout{LAYOUT_SCHEMA}/{name}")
        return raw if isinstance(raw, QByteArray) else QByteArray()

    def save_layout(self, name: str, state: QByteArray) -> None:
        """Remember the state of a window or a table heading."""
        self._store.setValue(f"layout{LAYOUT_SCHEMA}/{name}", state)
        self.flush()

    def profiles(self) -> list[Profile]:
        """Return the known servers, the one used last first."""
        state = self.page_state("profiles").get("items", [])
        items = state if isinstance(state, list) else []
        return [
            Profile(*(str(item.get(key, "")) for key in ("name", "url", "user")))
            for item in items
            if isinstance(item, dict) and item.get("url")
        ]

    def save_profile(self, profile: Profile) -> None:
        """Remember *profile* as the one used last, instead of any of the same address and user."""
        others = [known for known in self.profiles() if not known.same_as(profile)]
        self._save_profiles([profile, *others])

    def forget_profile(self, profile: Profile) -> None:
        """Forget *profile*."""
        self._save_profiles([known for known in self.profiles() if not known.same_as(profile)])

    def _save_profiles(self, profiles: list[Profile]) -> None:
        self.save_page_state("profiles", {"items": [asdict(profile) for profile in profiles]})

    @staticmethod
    def _check(setting: Setting[Any]) -> None:
        if DECLARED.get(setting.key) is not setting:
            raise UnknownSettingError(setting.key)

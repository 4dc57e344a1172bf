"""The first operator.

A fresh engine makes ``admin`` with a random password and leaves the password in
``DIR/admin-password``, mode 0600; it is never logged. The file comes first: a crash between the two
leaves a file without an operator, and the next start uses it.
"""

import secrets
import string
from pathlib import Path
from typing import Final

from engine.errors import ConfigError
from engine.logs import get_logger
from engine.management.local_access import write_private
from engine.parameters.password_strength import score
from engine.store.config_store import ConfigStore

ADMIN: Final = "admin"
_LENGTH: Final = 20
_CLASSES: Final = (string.ascii_lowercase, string.ascii_uppercase, string.digits, "-_.!+=")
_ALPHABET: Final = "".join(_CLASSES)

_log = get_logger(__name__)


def ensure_admin(config: ConfigStore, password_file: Path) -> bool:
    """Make the first operator if there is none at all; True when it was made.

    Raises:
        ConfigError: the password file cannot be written.
    """
    if config.operators.list():
        return False
    password = _left_behind(password_file) or new_password()
    write_private(password_file, password)
    points = score(password, ADMIN)
    config.operators.add(ADMIN, password, "admin", actor="local", address="", score=points)
    _log.info("created the first operator", operator=ADMIN, password_file=str(password_file))
    return True


def new_password() -> str:
    """About 120 random bits that satisfy the password policy (requirement 142)."""
    drawn = [secrets.choice(_ALPHABET) for _ in range(_LENGTH - len(_CLASSES))]
    drawn += [secrets.choice(letters) for letters in _CLASSES]
    secrets.SystemRandom().shuffle(drawn)
    return "".join(drawn)


def _left_behind(path: Path) -> str:
    """The password of a first start that did not come to its end, "" when there is none."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read {path}: {error}; remove it and start again") from error

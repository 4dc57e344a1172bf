"""The configuration store: one SQLite file, one object with a repository a subject.

Opening checks the file, brings its schema up to date and compares the realm. The same object is
used by the management process and, while no engine runs, by the command line.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

from engine.datapaths import DataPaths
from engine.errors import StoreError
from engine.secretfile import Cipher, load_or_create_key
from engine.store import audit_chain, meta
from engine.store.alarm_rules import AlarmRules
from engine.store.attack_minutes import AttackMinutes
from engine.store.audit import Audit, adopt_rows
from engine.store.database import Database
from engine.store.endpoints import Endpoints
from engine.store.facts import Facts
from engine.store.gateways import Gateways
from engine.store.hashing import Hasher
from engine.store.mail_settings import MailStore
from engine.store.migrate import migrate
from engine.store.operators import Operators
from engine.store.parameters import Parameters
from engine.store.password_facts import PasswordFacts
from engine.store.schedules import Schedules
from engine.store.sessions import Sessions
from engine.store.views import Views


class ConfigStore:
    """Everything an operator configures, with its history.

    Attributes:
        realm: The realm all digest hashes here are made for, "" when it was opened without one.
        parameters: See :class:`engine.store.parameters.Parameters`.
        endpoints: See :class:`engine.store.endpoints.Endpoints`.
        gateways: See :class:`engine.store.gateways.Gateways`.
        operators: See :class:`engine.store.operators.Operators`.
        sessions: See :class:`engine.store.sessions.Sessions`.
        views: See :class:`engine.store.views.Views`.
        schedules: See :class:`engine.store.schedules.Schedules`.
        mail: See :class:`engine.store.mail_settings.MailStore`.
        passwords: See :class:`engine.store.password_facts.PasswordFacts`.
        attack_minutes: See :class:`engine.store.attack_minutes.AttackMinutes`.
        audit: See :class:`engine.store.audit.Audit`.
        alarm_rules: See :class:`engine.store.alarm_rules.AlarmRules`.
        facts: See :class:`engine.store.facts.Facts`.
    """

    def __init__(
        self,
        database: Database,
        cipher: Cipher,
        realm: str,
        wall: Callable[[], float],
        hasher: Hasher,
    ) -> None:
        self._database = database
        self.realm = realm
        self.audit = Audit(database, wall)
        self.alarm_rules = AlarmRules(database, cipher, wall)
        self.parameters = Parameters(database, self.audit, wall)
        self.endpoints = Endpoints(database, cipher, wall)
        self.gateways = Gateways(database, cipher, wall)
        self.operators = Operators(database, hasher, wall)
        self.sessions = Sessions(database, wall)
        self.schedules = Schedules(database, wall)
        self.mail = MailStore(database, cipher, wall)
        self.views = Views(database, wall)
        self.facts = Facts(database)
        self.passwords = PasswordFacts(database)
        self.attack_minutes = AttackMinutes(database)

    @property
    def folder(self) -> Path:
        """Where the file lies."""
        return self._database.path.parent

    @property
    def version(self) -> int:
        """Counts the changes the switch must know; 0 before the first."""
        with self._database.read() as connection:
            return meta.version(connection)

    def close(self) -> None:
        """Close the file; the object cannot be used afterwards."""
        self._database.close()


def open_config(
    paths: DataPaths,
    realm: str | None,
    wall: Callable[[], float] = time.time,
    hasher: Hasher | None = None,
) -> ConfigStore:
    """Open the store of a data folder, creating it at the first start.

    Args:
        paths: The data folder.
        realm: Digest realm; written down at the first start, compared later. None, for commands
            that touch no endpoint, leaves it as it is, or undecided.
        wall: Where the present time comes from, epoch seconds.
        hasher: Cost of operators' passwords; the library's recommendation unless given.

    Raises:
        ConfigError: another realm than that of the first start, or no usable key file.
        StoreError: the file is foreign, damaged, newer, locked or not writable.
    """
    _create_private(paths)
    database = Database(paths.config_db)
    try:
        migrate(database)
        if realm is not None:
            meta.pin_realm(database, realm)
        secret = load_or_create_key(paths.secret_key)
        database.options |= audit_chain.options(audit_chain.derive(secret))
        adopt_rows(database, wall)
    except BaseException:
        database.close()
        raise
    return ConfigStore(database, Cipher(secret), realm or "", wall, hasher or Hasher())


def _create_private(paths: DataPaths) -> None:
    """Make the file ours alone before SQLite makes it readable by others."""
    try:
        os.close(os.open(paths.config_db, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(
            f"{paths.config_db} cannot be opened for writing: {error.strerror}; make the folder "
            "and the file writable by the user that runs the engine"
        ) from error

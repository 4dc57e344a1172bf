"""Tables of the configuration store, as SQLAlchemy Core sees them.

The migrations create and change them; this module is what the repositories write statements with.
A test compares the two, so they cannot drift apart. Times are epoch seconds. JSON is kept as text,
so that a person with a SQLite shell can read it.
"""

from typing import Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
    true,
)

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

META: Final = Table(
    "meta",
    METADATA,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
"""Single facts: ``config_version`` and ``realm``."""

PARAMETER: Final = Table(
    "parameter",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Float, nullable=False),
    Column("revert_at", Float),
    Column("revert_to", Text),
    CheckConstraint("(revert_at IS NULL) = (revert_to IS NULL)", name="revert_is_whole"),
)
"""Parameters that were ever changed; ``value`` and ``revert_to`` are JSON."""

ENDPOINT: Final = Table(
    "endpoint",
    METADATA,
    Column("extension", String(32), primary_key=True),
    Column("display_name", Text, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("ha1", LargeBinary, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("password_changed_at", Float, nullable=False),
    Column("password_score", Integer),
)
"""``ha1`` is encrypted: 16 bytes of MD5, then 32 of SHA-256."""

GATEWAY: Final = Table(
    "gateway",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("addresses", Text, nullable=False),
    Column("transport", String(16), nullable=False),
    Column("prefixes", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("weight", Integer, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("calls_per_second", Integer, nullable=False),
    Column("caller_rewrite", Text, nullable=False),
    Column("callee_rewrite", Text, nullable=False),
    Column("max_duration_s", Integer, nullable=False),
    Column("no_answer_s", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("memo", Text, nullable=False),
    Column("username", Text, nullable=False, server_default=""),
    Column("sealed", LargeBinary, nullable=False, server_default=""),
    Column("registers", Boolean, nullable=False, server_default=false()),
    Column("registrar", Text, nullable=False, server_default=""),
    Column("register_expires_s", Integer, nullable=False, server_default="3600"),
    Column("contact_number", Text, nullable=False, server_default=""),
    Column("probe_interval_s", Integer, nullable=False, server_default="0"),
    Column("tls_verify", Boolean, nullable=False, server_default=true()),
    Column("sip_caller_e164_domain", String(32), nullable=False, server_default="from"),
    Column("sip_privacy", String(16), nullable=False, server_default="pass"),
    Column("sip_p_asserted_identity", String(16), nullable=False, server_default="none"),
    Column("sip_p_preferred_identity", String(16), nullable=False, server_default="none"),
    Column("relay", String(16), nullable=False, server_default="auto"),
    Column("number_watch", String(16), nullable=False, server_default="inherit"),
    Column("malicious_callee_limit", Integer, nullable=False, server_default="-1"),
    Column("malicious_caller_limit", Integer, nullable=False, server_default="-1"),
    Column("no_answer_limit", Integer, nullable=False, server_default="-1"),
    Column("concurrent_limit", Integer, nullable=False, server_default="-1"),
    CheckConstraint("kind IN ('mapping', 'routing')", name="kind"),
)
"""Fields as in :class:`engine.control.gateways.GatewayConfig`; lists are JSON, ``sealed`` is the
encrypted secret, empty when there is none."""

OPERATOR: Final = Table(
    "operator",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("password_changed_at", Float, nullable=False),
    Column("last_login_at", Float),
    Column("password_score", Integer),
    CheckConstraint("role IN ('admin', 'operator', 'auditor')", name="role"),
)

SESSION: Final = Table(
    "session",
    METADATA,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("operator", ForeignKey("operator.name", ondelete="CASCADE"), nullable=False),
    Column("role", String(16), nullable=False),
    Column("created_at", Float, nullable=False),
    Column("expires_at", Float, nullable=False),
    Column("address", Text, nullable=False),
    Index(None, "operator"),
    Index(None, "expires_at"),
)
"""``token_hash`` is the SHA-256 of the bearer token."""

SAVED_VIEW: Final = Table(
    "saved_view",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("name", String(60), nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("range", String(16), nullable=False),
    Column("filters", Text, nullable=False),
    Column("columns", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Float, nullable=False),
    Index(None, "owner", "name", unique=True),
)
"""Views of the call records; ``filters`` and ``columns`` are JSON."""

SCHEDULE: Final = Table(
    "schedule",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("plan", Text, nullable=False),
    Column("due_at", Float, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("last_at", Float),
    Column("last_status", String(16), nullable=False),
    Column("last_detail", Text, nullable=False),
    Index(None, "name", unique=True),
)
"""Scheduled exports and reports; ``plan`` is JSON, ``due_at`` the next run."""

MAIL: Final = Table(
    "mail",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("host", Text, nullable=False),
    Column("port", Integer, nullable=False),
    Column("security", String(16), nullable=False),
    Column("username", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("sender", Text, nullable=False),
    Column("max_attachment_mb", Integer, nullable=False),
)
"""At most one row; ``sealed`` is the encrypted password."""

ATTACK_MINUTE: Final = Table(
    "attack_minute",
    METADATA,
    Column("minute", Integer, primary_key=True),
    Column("registrations", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("suspensions", Integer, nullable=False),
    Column("illegal", Integer, nullable=False),
    Column("dropped", Integer, nullable=False),
)
"""Sums by minutes since 1970, of a week at most."""

AUDIT: Final = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("actor", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("reason", Text, nullable=False),
    Column("chain", Text, nullable=False, server_default=""),
    Index(None, "object", "id"),
    sqlite_autoincrement=True,
)
"""Append-only; ``before`` and ``after`` are JSON. Ids are never used twice; ``chain`` is an HMAC
over the row and the one before, see :mod:`engine.store.audit_chain`."""

"""The only SQL of the engine: a configuration store and a store of call records.

Both are files of one writing process (management). All methods are synchronous and may be called
from any thread; none may be called on an event loop. Every failure of the file or the disk is a
:class:`engine.errors.StoreError` whose ``detail`` says what to do.

Configuration (SQLite through SQLAlchemy Core, schema by Alembic)
=================================================================

``engine.store.config_store.open_config(paths, realm, wall=time.time) -> ConfigStore``

Times in this store are epoch seconds (float), as on the control socket. Every change writes its
audit row in the same transaction; ``actor`` and ``address`` say who and from where. The changes
the switch must know (parameters, endpoints, gateways) bump ``ConfigStore.version`` in that
transaction.

* ``ConfigStore``: ``.parameters .endpoints .gateways .operators .sessions .audit``,
  ``.version -> int``, ``.realm -> str``, ``.close()``.
* ``parameters`` (:class:`engine.store.parameters.Parameters`)
    * ``all() -> list[ParameterRow]`` (whole catalogue, alphabetical), ``get(name)`` (NotFound),
      ``values() -> dict[str, int | str]``
    * ``set(name, value, *, actor, address, reason="", expected_version=None, revert_at=None)
      -> ParameterRow``; ``value`` is raw (ParameterError names the range); a wrong
      ``expected_version`` is Conflict
    * ``history(name, limit=100, before_id=None) -> list[AuditRow]`` newest first
    * ``timed() -> list[ParameterRow]``, ``revert(name, *, expected_version)``,
      ``return_now(name, *, actor, address, reason)``, ``extend(name, seconds, *, actor, ...)``
* ``endpoints`` (:class:`engine.store.endpoints.Endpoints`)
    * ``create(new: NewEndpoint, *, actor, address, reason="") -> EndpointRow`` (Conflict, Invalid)
    * ``create_many(new: Sequence[NewEndpoint], *, actor, address, reason="")
      -> tuple[list[str], list[str]]``: extensions created, extensions skipped (they exist)
    * ``get(extension) -> EndpointRow`` (NotFound), ``known(extensions) -> dict[str, EndpointRow]``
    * ``page(*, q="", after="", limit=100, only=None, exclude=None) -> list[EndpointRow]`` sorted
      by extension; the next page is ``after=rows[-1].extension``; ``only`` and ``exclude`` are
      collections of extensions
    * ``update(extension, *, display_name=None, enabled=None, ha1=None, actor, address, reason="")
      -> EndpointRow``; ``ha1`` is a ``(md5, sha256)`` pair of hex digests
    * ``delete(extension, *, actor, address, reason="") -> EndpointRow``
    * ``all_credentials() -> list[EndpointConfig]`` (control.messages), ``count() -> int``
* ``gateways`` (:class:`engine.store.gateways.Gateways`); rows are GatewayConfig (control.gateways)
    * ``add(config, *, actor, address, reason="") -> GatewayConfig`` (Conflict, Invalid),
      ``get(name)`` (NotFound), ``all() -> list[GatewayConfig]``
    * ``page(*, kind=None, enabled=None, q="", after="", limit=100) -> list[GatewayConfig]`` sorted
      by name; the next page is ``after=rows[-1].name``
    * ``update(name, changes: Mapping, *, actor, address, reason="") -> GatewayConfig`` (NotFound,
      Invalid, Conflict), ``delete(name, *, actor, address, reason="") -> GatewayConfig``
* ``operators`` (:class:`engine.store.operators.Operators`)
    * ``add(name, password, role, *, actor, address) -> OperatorRow`` (Conflict, Invalid),
      ``list() -> list[OperatorRow]``, ``get(name) -> OperatorRow`` (NotFound)
    * ``verify(name, password) -> OperatorRow | None``: None for an unknown or disabled name and
      for a wrong password, in the same time; about 0.1 s of processor time, so call it in a thread
    * ``set_password(name, password, *, actor, address)``, ``set_enabled(name, enabled, *, actor,
      address)``: both end the operator's sessions; the last enabled admin cannot be disabled
* ``sessions`` (:class:`engine.store.sessions.Sessions`); tokens are given in clear, kept as SHA-256
    * ``create(token, *, operator, role, expires_at, address) -> SessionRow``
    * ``get(token, now) -> SessionRow | None`` (None when unknown or expired)
    * ``delete(token) -> bool``, ``delete_for(operator) -> int``, ``purge(now) -> int``
* ``audit`` (:class:`engine.store.audit.Audit`)
    * ``append(*, actor, address, action, object, before=None, after=None, reason="") -> int``
    * ``page(*, limit=100, before_id=None, filters=AuditFilter()) -> list[AuditRow]`` newest first

Rows and filters: :mod:`engine.store.rows`.

Call records (DuckDB)
=====================

``engine.store.cdr_store.open_cdrs(path, *, threads=1, memory_limit="",
timeout_s=30.0) -> CdrStore``

Times in rows are epoch milliseconds (int), as in the journal. Filters:
:class:`engine.store.cdr_filter.CdrFilter`; rows: :mod:`engine.store.cdr_rows`. A query that runs
over ``timeout_s`` is interrupted and raises StoreError.

* ``ingest(segment: Path) -> IngestResult`` (kind, rows, rejected, duplicate)
* ``index_texts(blocks: int) -> int`` extends the index of texts; calm segments do it by themselves
* ``page(filters, *, limit=100, cursor=None) -> tuple[list[CdrRow], str | None]`` newest first;
  a foreign cursor is ``Invalid("cursor", …)``
* ``get(record_id) -> CdrRow`` (NotFound), ``count(filters) -> int``,
  ``summary(filters) -> CdrSummary``
* ``series(filters, bucket_s) -> list[SeriesRow]`` (bucket, billing_mode, records)
* ``aggregates(filters, bucket_s=60) -> list[AggregateRow]``: attempts not recorded, per bucket,
  mode and gate (bucket, billing_mode, gate, records); of the filter only the time range and the
  billing modes apply
* ``suspension_history(*, from_ms=None, to_ms=None, extension=None, limit=100, cursor=None)
  -> tuple[list[SuspensionRow], str | None]``
* ``export(filters, *, path, file_format="csv", columns=DEFAULT_COLUMNS, timezone="UTC",
  handle=None, on_count=None) -> ExportResult`` (rows, bytes, sha256); ``engine.store.cdr_export``
  has ``ExportFormat`` and ``ExportHandle`` (``cancel()``), ``engine.store.csv_columns`` has
  ``CSV_COLUMNS``, ``DEFAULT_COLUMNS``, ``check_columns``, ``check_timezone``
* ``close()`` interrupts what runs; :class:`engine.store.cancelling.QueryStoppedError` is the
  StoreError of a query that was stopped
"""

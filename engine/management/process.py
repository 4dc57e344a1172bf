"""The management process, put together.

Start, in this order; whatever fails undoes what was started before it:

1. the data folder, the configuration store and, at the first start, the operator ``admin``;
2. the record store and the billing writer, so that the journal drains whatever else happens;
3. exports, with what a crash left half done removed;
4. the link to the switch, which brings its configuration up to date;
5. the timers: module states and SIP probe, timed changes, old exports and sessions;
6. HTTP, then address and token for local commands, then the line that says "ready".

Stop, by SIGTERM or SIGINT, is the same list backwards: event streams are ended and running requests
finished first, the last sealed segments are taken in near the end, the stores close last. The
supervisor stops the switch before, so nothing is sealed after that last look.

A part that fails although nothing should make it fail ends the process with exit code 1: the
supervisor starts it again, and a restart is better than half a service.
"""

import asyncio
import importlib
import json
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from typing import Final

import uvloop

from engine.api.alarm_board import AlarmBoard
from engine.api.app import create_app
from engine.api.conditions import conditions
from engine.api.hub import EventHub
from engine.api.retention_runs import number_of
from engine.api.security_values import SecurityReport
from engine.api.services import Services
from engine.clock import Clock
from engine.config import ProcessOptions, parse_address
from engine.countries import Countries
from engine.datapaths import DataPaths
from engine.identifiers import token
from engine.logs import get_logger
from engine.management import local_access
from engine.management.alarm_watch import AlarmWatch
from engine.management.alarm_wiring import RULES_S, AlarmTest, alarm_watch
from engine.management.attack_sampler import AttackSampler
from engine.management.audit_nights import LOOK_S, AuditNights
from engine.management.cdr_text_files import CdrTextFiles
from engine.management.dry_runs import DryRuns
from engine.management.exports import Exports
from engine.management.first_start import ensure_admin
from engine.management.flood_guard import FloodGuard
from engine.management.http_server import HttpServer
from engine.management.kernel_keeper import KernelKeeper
from engine.management.modules import Modules
from engine.management.operator_places import OperatorPlaces
from engine.management.record_keeper import EVERY_S, RecordKeeper
from engine.management.recording import RecordingSwitch
from engine.management.reporting import reporting
from engine.management.reports.illegal_calls import IllegalCallReports, country_of
from engine.management.reverts import Reverts
from engine.management.rounds import Round, begin
from engine.management.security_work import SecurityWork
from engine.management.self_proofs import SelfProofs
from engine.management.steady_alarms import SteadyAlarms
from engine.management.switch_link import SwitchLink
from engine.management.trials import TrialCalls
from engine.management.writer import BillingWriter
from engine.secretfile import load_or_create_key
from engine.store.cdr_store import CdrStore, open_cdrs
from engine.store.config_store import ConfigStore, open_config
from engine.tasks import TaskGroupOwner

READY_WAIT_S: Final = 5.0
"""How long "ready" waits for a switch that starts; management serves without it as well."""

DRAIN_S: Final = 8.0
"""How long stopping waits for the last segments; what is left is taken in at the next start."""

_WORKERS: Final = 16
_MAX_QUERY_THREADS: Final = 4

_SECURITY_DOCUMENT: Final = "engine.management.reports.security"
"""Loaded by the first document: what draws takes a fifth of a start."""

_log = get_logger(__name__)


def main(options: ProcessOptions) -> int:
    """Run until a signal ends it; the exit code.

    Raises:
        ConfigError: it cannot start as asked.
        StoreError: a store cannot be opened.
    """
    code: int = uvloop.run(_run(options))
    return code


async def _run(options: ProcessOptions) -> int:
    process = Management(options)
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(_WORKERS, thread_name_prefix="management"))
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, process.end, 0)
    async with AsyncExitStack() as stack:
        await process.start(stack)
        code = await process.ended()
        _log.info("management stops", exit_code=code)
    return code


class Management:
    """One management process between its start and its end."""

    def __init__(self, options: ProcessOptions) -> None:
        self._options = options
        self._paths = DataPaths(options.data)
        self._clock = Clock()
        self._hub = EventHub()
        self._alarms = AlarmBoard(self._hub, self._clock.wall)
        self._steady = SteadyAlarms(self._alarms, self._clock)
        self._changes = threading.Lock()
        self._end: asyncio.Event = asyncio.Event()
        self._code = 0

    def end(self, code: int) -> None:
        """Begin to stop; called in the loop."""
        self._code = max(self._code, code)
        self._end.set()

    async def ended(self) -> int:
        """Wait for the end; the exit code."""
        await self._end.wait()
        return self._code

    async def start(self, stack: AsyncExitStack) -> None:
        """Start everything in the written order; ``stack`` undoes it backwards."""
        config = await asyncio.to_thread(self._open_config, stack)
        cdrs = await asyncio.to_thread(self._open_cdrs, stack)
        writer = self._start_writer(stack, cdrs)
        exports = await asyncio.to_thread(self._open_exports, stack, config, cdrs)
        modules, link = self._start_link(stack, config)
        self._start_timers(stack, config, cdrs, exports, link, modules)
        keeper = RecordKeeper(cdrs, config, writer.snapshot, self._clock.wall)
        begin(stack, self._failed, Round("old records", EVERY_S, keeper.sweep))
        self._watch(stack, modules, writer, keeper)
        trials = TrialCalls(link.port, cdrs, self._clock.wall)
        flood = await asyncio.to_thread(self._flood_guard, config, cdrs, link, trials)
        begin(stack, self._failed, Round("flood guard", 1.0, flood.tick))
        sampler = AttackSampler(link.port, config.attack_minutes, self._hub, self._clock)
        stack.callback(sampler.close)
        begin(stack, self._failed, Round("attack sampler", 1.0, sampler.tick))
        local_token = token()
        scheduler, mailer = reporting(
            config,
            exports,
            self._alarms,
            self._options.export_root or self._paths.deliveries,
            self._clock.wall,
            lambda: services,
        )
        services = Services(
            config=config,
            cdrs=cdrs,
            switch=link.port,
            modules=modules,
            journal=writer,
            exports=exports,
            alarms=self._alarms,
            trials=trials,
            flood=flood,
            security_document=_security_document,
            dry_runs=DryRuns(self._paths.attempts, config, link.port, self._clock.wall),
            self_proofs=await asyncio.to_thread(self._self_proofs, config, link),
            schedules=scheduler,
            mail=mailer,
            events=self._hub,
            clock=self._clock,
            realm=self._options.realm,
            local_token=local_token,
            changes=self._changes,
            alarm_test=AlarmTest(mailer.send, config.alarm_rules.webhook, self._clock.wall).tell,
        )
        begin(stack, self._failed, Round("schedules", 1.0, scheduler.sweep))
        stack.callback(scheduler.close)
        self._start_security(stack, services)
        server, rules = await self._start_http(stack, services)
        local_access.publish(self._paths, server.address, local_token)
        stack.callback(local_access.withdraw, self._paths)
        await self._until_sip_answers(modules)
        begin(stack, self._failed, Round("alarm rules", RULES_S, rules.sweep))
        self._say_ready(server)

    def _open_config(self, stack: AsyncExitStack) -> ConfigStore:
        self._paths.prepare()
        config = open_config(self._paths, self._options.realm, self._clock.wall)
        stack.callback(config.close)
        ensure_admin(config, self._paths.admin_password)
        return config

    def _open_cdrs(self, stack: AsyncExitStack) -> CdrStore:
        threads = min(_MAX_QUERY_THREADS, max(1, (os.cpu_count() or 2) - 1))
        cdrs = open_cdrs(
            self._paths.cdr_db,
            threads=threads,
            wall=self._clock.wall,
            countries=Countries(self._options.country_database),
            secret=load_or_create_key(self._paths.secret_key),
        )
        stack.callback(cdrs.close)
        return cdrs

    def _start_writer(self, stack: AsyncExitStack, cdrs: CdrStore) -> BillingWriter:
        writer = BillingWriter(self._paths.journal, cdrs, self._hub, self._clock.wall)
        tasks = TaskGroupOwner(self._failed)
        running = tasks.spawn("billing writer", writer.run())

        async def drain() -> None:
            writer.stop()
            await asyncio.wait({running}, timeout=DRAIN_S)
            await tasks.close()

        stack.push_async_callback(drain)
        return writer

    def _open_exports(self, stack: AsyncExitStack, config: ConfigStore, cdrs: CdrStore) -> Exports:
        def limit(name: str) -> Callable[[], int]:
            return lambda: int(config.parameters.get(name).value)

        hours = limit("SERVER_CDR_EXPORT_KEEP_HOURS")
        megabytes = limit("SERVER_CDR_EXPORT_MAX_SIZE")
        wall = self._clock.wall
        report = IllegalCallReports(config, cdrs.evidence, wall, country_of(cdrs.countries)).write
        exports = Exports(self._paths.exports, cdrs, wall, hours, megabytes, report)
        stack.push_async_callback(asyncio.to_thread, exports.close)
        return exports

    def _start_link(self, stack: AsyncExitStack, config: ConfigStore) -> tuple[Modules, SwitchLink]:
        modules = Modules(
            self._paths.supervisor_socket,
            lambda: link.listeners,
            lambda: link.port.connected,
            lambda: link.journal_error,
            self._hub,
            self._clock.wall,
            lambda: link.kernel,
        )
        link = SwitchLink(
            self._paths.switch_socket,
            config,
            self._hub,
            self._changes,
            modules.hurry,
            lambda alarms: self._steady.hear(alarms, connected=link.port.connected),
        )
        link.start()
        stack.push_async_callback(link.close)
        return modules, link

    def _start_timers(
        self,
        stack: AsyncExitStack,
        config: ConfigStore,
        cdrs: CdrStore,
        exports: Exports,
        link: SwitchLink,
        modules: Modules,
    ) -> None:
        reverts = Reverts(config, link.port, self._hub, self._changes, self._clock, self._alarms)
        places = OperatorPlaces(config, link.port, self._clock.wall)
        tasks = TaskGroupOwner(self._failed)
        tasks.spawn("modules", modules.run())
        begin(
            stack,
            self._failed,
            Round("timed changes", 1.0, reverts.sweep),
            Round("operators' addresses", 1.0, places.tell),
            Round("kernel helper", 1.0, self._kernel_keeper(config, modules).sweep),
            Round("old exports", 60.0, exports.purge),
            Round("text files", 60.0, self._text_files(config, cdrs).sweep),
            Round("old sessions", 600.0, lambda: config.sessions.purge(self._clock.wall())),
        )
        stack.push_async_callback(tasks.close)

    def _kernel_keeper(self, config: ConfigStore, modules: Modules) -> KernelKeeper:
        return KernelKeeper(
            self._paths.supervisor_socket,
            lambda: int(config.parameters.get("SS_BLACK_LIST_KERNEL").value),
            lambda: modules.snapshot().helper.state,
            self._paths.kernel_table,
        )

    def _flood_guard(
        self, config: ConfigStore, cdrs: CdrStore, link: SwitchLink, trials: TrialCalls
    ) -> FloodGuard:
        port, hub, clock = link.port, self._hub, self._clock
        recording = RecordingSwitch(config, port, hub, self._changes, clock.wall)
        return FloodGuard(config, recording, port, cdrs, trials, self._alarms, hub, clock)

    def _self_proofs(self, config: ConfigStore, link: SwitchLink) -> SelfProofs:
        def listeners() -> list[str]:
            return link.listeners

        realm, wall = self._options.realm, self._clock.wall
        made = SelfProofs(config, link.port, listeners, self._changes, realm, wall)
        made.tidy()
        return made

    def _start_security(self, stack: AsyncExitStack, services: Services) -> None:
        security = SecurityWork(services, self._alarms, self._options.tls_authorities)
        stack.push_async_callback(asyncio.to_thread, security.close)
        begin(stack, self._failed, *(Round(*job) for job in security.jobs))

    def _watch(
        self, stack: AsyncExitStack, modules: Modules, writer: BillingWriter, keeper: RecordKeeper
    ) -> None:
        """Put what management sees by itself on the board of alarms, every second."""

        def look() -> None:
            now, jump = self._clock.wall(), self._clock.jumped()
            seen = modules.snapshot()
            self._steady.look(seen, conditions(seen, writer.snapshot(), jump, now))
            self._alarms.hear("records", keeper.alarms(now))

        begin(stack, self._failed, Round("alarms", 1.0, look))

    def _text_files(self, config: ConfigStore, cdrs: CdrStore) -> CdrTextFiles:
        value = number_of(config)
        return CdrTextFiles(self._paths.cdr_texts, cdrs.text_files, value, self._clock.wall)

    async def _start_http(
        self, stack: AsyncExitStack, services: Services
    ) -> tuple[HttpServer, AlarmWatch]:
        address = parse_address(self._options.http, "HTTP")
        app = create_app(services)
        stack.push_async_callback(asyncio.to_thread, app.state.audit_checks.close)
        rules = alarm_watch(services, app.state.stats, self._alarms)
        await asyncio.to_thread(rules.recall)
        nights = AuditNights(app.state.audit_checks, self._clock)
        begin(stack, self._failed, Round("audit at night", LOOK_S, nights.sweep))
        server = HttpServer(app, address, self._failed)
        server.start()
        stack.push_async_callback(server.stop)
        stack.callback(self._hub.close)
        await server.until_serving()
        return server, rules

    async def _until_sip_answers(self, modules: Modules) -> None:
        """Let the first health, and what rules see, be true: wait for a switch that is to come."""
        deadline = time.monotonic() + READY_WAIT_S
        await asyncio.to_thread(modules.look)
        while time.monotonic() < deadline and not self._end.is_set():
            now = modules.snapshot()
            if now.sip_ok or now.switch.state == "stopped":
                return
            await asyncio.sleep(0.02)

    def _say_ready(self, server: HttpServer) -> None:
        _log.info("management is ready", http=str(server.address))
        if self._options.ready_fd is not None:
            report = json.dumps({"http": f"http://{server.address}"}) + "\n"
            os.write(self._options.ready_fd, report.encode())
            os.close(self._options.ready_fd)

    def _failed(self, name: str, error: BaseException) -> None:
        _log.error("a part of management failed", part=name, exc_info=error)
        self.end(1)


def _security_document(report: SecurityReport) -> bytes:
    return bytes(importlib.import_module(_SECURITY_DOCUMENT).write_security(report))

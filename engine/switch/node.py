"""The switch, put together.

Start: what must be known before the first answer is read from disk, in this order: what the journal
holds, key, own copy of the configuration, state; then the journal is put in order, once the state
knows which calls are recorded in it. The addresses are bound before that, so that a
taken port is found at once and messages wait in the kernel instead of being refused.

Stop, in this order, within :data:`STOP_WITHIN` seconds (a second signal changes nothing):

1. sign off from carriers, and wait for their answers no longer than :data:`SIGN_OFF_WITHIN`;
2. stop listening: no new connection, no further datagram;
3. handle what was waiting in the sockets already;
4. end the calls that still ring: 503 for who calls, CANCEL for who is called, a record of each;
5. put the counts of calls that were not recorded into the journal;
6. seal the journal: everything in it now belongs to the billing writer;
7. write a snapshot of the state, so that the next start is quick;
8. close the control socket and the connections;
9. wait until the disk has everything.
"""

import asyncio
import os
from collections.abc import Iterator
from socket import socket as Socket  # noqa: N812 - the loops below have sockets of their own
from typing import Final, NamedTuple

from engine.calls.call import Call, Leg
from engine.clock import Clock
from engine.config import ProcessOptions, parse_address
from engine.control.alarms import AlarmSet
from engine.datapaths import DataPaths
from engine.defence.entries import Block, Trust
from engine.defence.number_entries import NumberBlock
from engine.errors import ConfigError
from engine.identifiers import uuid7
from engine.logs import get_logger
from engine.registrar import Registrar
from engine.secretfile import Cipher, load_or_create_key
from engine.stack import Transactions
from engine.switch import doubtful, memory, recovery, stateload
from engine.switch.attemptlog import AttemptLog
from engine.switch.blockdesk import BlockDesk
from engine.switch.callhost import CallHost
from engine.switch.callparts import GatewayFeed, ended_legs, make_host, part, resume
from engine.switch.configcopy import ConfigCopy, Configuration
from engine.switch.control import ControlServer
from engine.switch.core import Core
from engine.switch.counters import Counters
from engine.switch.driver import Driver
from engine.switch.endpoints import StoredEndpoints
from engine.switch.events import EventHub
from engine.switch.gateways import Gateways
from engine.switch.gauges import Gauges
from engine.switch.journal import RESERVE_NAME, JournalWriter
from engine.switch.kerneldesk import KernelDesk
from engine.switch.listen import Pair, bind_all, bind_tls
from engine.switch.livecalls import LiveCalls
from engine.switch.operations import Operations
from engine.switch.ownership import lock
from engine.switch.parts import Parts
from engine.switch.reach import Reach
from engine.switch.recorder import Recorder
from engine.switch.registrations import Registrations
from engine.switch.relays import Relays
from engine.switch.reserve import Reserve
from engine.switch.statelines import StateReader, call_line, dump
from engine.switch.statelog import StateLog
from engine.switch.syncer import Syncer
from engine.switch.tls_files import TlsFiles, TlsPaths
from engine.switch.tls_port import TlsPort, labels
from engine.switch.tls_trust import TlsTrust
from engine.switch.trialbench import TrialBench
from engine.switch.udp import UdpSocket
from engine.switch.watch import Watch, make_watch

STOP_WITHIN: Final = 5.0
"""Seconds for an orderly end."""

SIGN_OFF_WITHIN: Final = 1.5
"""Seconds of that for carriers to answer; one that is silent lets the registration expire."""

FLOW_PER_SECOND: Final = 1_000_000
"""Flow numbers begin with the time of the start in microseconds: they grow from start to start."""

_log = get_logger(__name__)


class _State(NamedTuple):
    """The generation to begin, lines read, the highest flow number, calls, who leaves, lists.

    ``seen_at`` is when the run before was last alive, in monotonic seconds.
    """

    generation: int
    lines: int
    flow: int
    calls: dict[str, Call]
    leaving: dict[str, list[Leg]]
    entries: list[Block | Trust | NumberBlock]
    seen_at: float | None = None


class Switch:
    """One switch process between its start and its end.

    Attributes:
        listening: ``udp:HOST:PORT`` and ``tcp:HOST:PORT`` of every address, then ``tls:HOST:PORT``.
    """

    def __init__(self, options: ProcessOptions, clock: Clock) -> None:
        self._options = options
        self._clock = clock
        self._paths = DataPaths(options.data)
        self._counters = Counters()
        self._hub = EventHub()
        self._alarms = AlarmSet("switch", clock.wall)
        self._syncer = Syncer(self._sync_failed)
        self._pairs: list[Pair] = []
        self._tls: list[Socket] = []
        self._udp: list[UdpSocket] = []
        self._servers: list[asyncio.AbstractServer] = []
        self._lock = -1
        self.listening: list[str] = []

    async def start(self) -> None:
        """Bind, load, answer.

        Raises:
            ConfigError: an address, the data folder or a file in it cannot be used, or another
                switch uses the folder.
        """
        self._paths.prepare()
        self._lock = lock(self._paths.switch_state / "lock")
        try:
            self._pairs = bind_all(self._options.sip)
            self._tls = bind_tls(self._options.sip_tls)
            self.listening = [label for pair in self._pairs for label in pair.labels]
            self.listening += labels(self._tls)
            self._build()
        except OSError as error:
            self._release()
            raise ConfigError(
                f"cannot use the data folder {self._paths.root}: {error.strerror or error}"
            ) from error
        except ConfigError:
            self._release()
            raise
        self._syncer.start()
        await self._control.start()
        await self._relays.start()
        await self._listen()
        self._driver.start()
        self._feed.resolver.start()
        memory.settle()
        _log.info(
            "the switch answers",
            sip=self.listening,
            endpoints=len(self._registrar.accounts),
            bindings=self._registrar.locations.bindings,
        )

    async def stop(self) -> None:
        """End in order; see the list above."""
        deadline = self._clock.now() + STOP_WITHIN
        loop = asyncio.get_running_loop()
        self._bench.close()
        await self._sign_off()
        for server in self._servers:
            server.close()
        for socket in self._udp:
            loop.remove_reader(socket.fileno())
        for socket in self._udp:
            while socket.on_readable() and self._clock.now() < deadline - 3.0:
                pass
        self._driver.stop()
        self._driver.refuse_ringing()
        self._driver.drain()
        self._attempts.write(self._clock.wall())
        self._attempts.close()
        self._journal.close(self._clock.now())
        self._state.finish(self._clock.now())
        await self._relays.close()
        await self._control.close()
        await self._feed.resolver.close()
        await self._driver.opener.close()
        self._driver.tcp.close()
        left = max(deadline - self._clock.now(), 0.5)
        if not await asyncio.to_thread(self._syncer.stop, left):
            _log.error("the disk did not take everything in time", seconds=STOP_WITHIN)
        self._release()

    async def _sign_off(self) -> None:
        """Leave every carrier that has a registration of ours."""
        until = self._clock.now() + SIGN_OFF_WITHIN
        self._driver.sign_off()
        while self._host.carriers.leaving and self._clock.now() < until:  # noqa: ASYNC110 - bounded
            await asyncio.sleep(0.02)

    def _release(self) -> None:
        """Give addresses and folder back."""
        for pair in self._pairs:
            pair.close()
        for bound in self._tls:
            bound.close()
        os.close(self._lock)

    def _build(self) -> None:
        """Read what is on disk and make every part."""
        clock, paths, counters, hub = self._clock, self._paths, self._counters, self._hub
        now, offset = clock.now(), clock.wall() - clock.now()
        in_doubt = doubtful.find(paths.journal, paths.switch_state, clock.wall())
        recorded = doubtful.recorded_ids(paths.journal)
        key = os.urandom(32)
        copy = ConfigCopy(paths.switch_state, Cipher(load_or_create_key(paths.secret_key)))
        registrar = self._registrar = Registrar(self._options.realm, key, now)
        gateways = Gateways()
        configuration = self._load_configuration(copy, gateways)
        state = self._load_state(now, offset)
        attempts = self._attempts = AttemptLog(paths.attempts)
        registrations = Registrations(registrar, counters, hub, attempts)
        first_flow = max(state.flow, int(clock.wall() * FLOW_PER_SECOND))
        recorder = Recorder(registrar, counters, first_flow)
        recorder.doubtful = doubtful.DoubtfulCalls(in_doubt, now + doubtful.KEEP)
        transactions = Transactions()
        self._reach = Reach()
        host = self._host = make_host(registrar, transactions, recorder, self._reach, hub)
        watch = make_watch(host, registrar, recorder, counters, hub, self._new_id, state.entries)
        watch.attempts = attempts
        watch.allowing.at_home(self.listening)
        core = Core(
            registrar, transactions, registrations, recorder, host, counters, os.urandom(32)
        )
        reserve = Reserve(paths.journal / RESERVE_NAME)
        self._journal = JournalWriter(paths.journal, self._new_id, self._syncer, reserve)
        self._state = self._open_state_log(state, watch, recorder)
        self._driver = Driver(
            clock, core, registrations, recorder, self._journal, self._state, counters, hub, watch
        )
        self._feed = GatewayFeed(gateways, host.gates, host.carriers, self._connect())
        self._open_sockets(host)
        self._go_on(host, state, recorded, now, offset)
        self._bench = TrialBench(clock, recorder.trials, self.listening, self._new_id)
        parts = Parts(
            clock,
            registrar,
            core,
            recorder,
            registrations,
            self._driver,
            self._journal,
            Gauges(counters, registrar, transactions, self._journal, self._state),
            copy,
            configuration,
            gateways,
            LiveCalls(host, self._driver),
            self._alarms,
            self._bench,
            self._block_desk(watch, host),
        )
        operations = Operations(parts, self.listening)
        operations.obey()
        self._control = ControlServer(paths.switch_socket, operations, hub)

    def _block_desk(self, watch: Watch, host: CallHost) -> BlockDesk:
        kernel = KernelDesk(self._clock, watch.guard, self.listening, self._alarms, self._new_id)
        return BlockDesk(
            self._clock, watch, self._driver, self._registrar, host, self._new_id, kernel
        )

    def _open_state_log(self, state: _State, watch: Watch, recorder: Recorder) -> StateLog:
        clock, calls = self._clock, self._host.calls

        def everything() -> Iterator[bytes]:
            offset = clock.wall() - clock.now()
            return dump(self._registrar, calls.book, watch.guard, recorder.reserved, offset)

        folder = self._paths.switch_state
        return StateLog(folder, state.generation, self._syncer, everything, state.lines)

    def _go_on(
        self, host: CallHost, state: _State, recorded: set[str], now: float, offset: float
    ) -> None:
        """Take up the calls that run; those that have a record have ended, and hear of it."""
        ended = {each: ended_legs(state.calls[each], now) for each in state.calls.keys() & recorded}
        if ended:  # on disk before their records are sealed, after which nothing tells any more
            lines = [call_line(None, call_id, offset, legs) for call_id, legs in ended.items()]
            self._state.append(lines)
        self._recover_journal()
        running = (state.calls[each] for each in state.calls.keys() - recorded)
        resume(host, self._reach, running, state.seen_at)
        part(host, self._reach, state.leaving | ended)

    def _connect(self) -> TlsTrust:
        """Connections go both ways; without addresses for TLS there need not be a certificate."""
        options, opener = self._options, self._driver.opener
        self._reach.tcp, self._reach.opener = self._driver.tcp, opener
        paths = TlsPaths(
            options.tls_certificate or self._paths.tls_certificate,
            options.tls_key or self._paths.tls_key,
            options.tls_authorities,
        )
        files = TlsFiles(
            paths, opener.trust, self._counters, self._alarms, required=bool(self._tls)
        )
        files.load()
        self._driver.tls = self._reach.tls = TlsPort(self._tls, self._driver.tcp, files)
        return opener.trust

    def _connect_relays(self, host: CallHost) -> Relays:
        addresses = [parse_address(text, "media relay") for text in self._options.relay]
        desk, answered = host.calls.media, self._driver.relayed
        relays = Relays(addresses, desk, answered, self._alarms, self._counters)
        host.relay = relays.put
        return relays

    def _open_sockets(self, host: CallHost) -> None:
        self._relays = self._connect_relays(host)
        for pair in self._pairs:
            socket = UdpSocket(pair.udp, self._driver.on_datagrams, self._counters)
            self._driver.add_udp(socket)
            self._reach.add(socket)
            self._udp.append(socket)

    async def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        for pair, socket in zip(self._pairs, self._udp, strict=True):
            loop.add_reader(socket.fileno(), socket.on_readable)
            self._servers.append(
                await loop.create_server(self._driver.tcp.connection, sock=pair.tcp)
            )
        if self._driver.tls is not None:
            self._servers += await self._driver.tls.listen()

    def _recover_journal(self) -> None:
        found = recovery.recover(self._paths.journal)
        for name, size in found.torn.items():
            _log.error("a torn journal line was set aside", segment=name, bytes=size)
        for name, reason in found.left.items():
            _log.error("a journal segment waits for the next start", segment=name, reason=reason)
        if found.sealed:
            _log.info("journal segments of the last run were sealed", count=len(found.sealed))

    def _load_configuration(self, copy: ConfigCopy, gateways: Gateways) -> Configuration:
        configuration, problem = copy.load(StoredEndpoints(self._registrar.accounts), gateways)
        if problem:
            _log.error("the stored configuration has a fault", detail=problem)
        return configuration

    def _load_state(self, now: float, offset: float) -> _State:
        """What the run before remembered; the registrar has its part already."""
        reader = StateReader(self._registrar, offset, now)
        loaded = stateload.load(self._paths.switch_state, reader.apply)
        for name, lines in loaded.rejected.items():
            _log.error("damaged lines of the stored state were set aside", file=name, lines=lines)
        for name, size in loaded.torn.items():
            _log.error("a torn line of the stored state was set aside", file=name, bytes=size)
        return _State(
            loaded.generation,
            loaded.lines,
            reader.flow,
            reader.calls,
            reader.leaving,
            list(reader.entries.values()),
            None if loaded.seen_at is None else loaded.seen_at - offset,
        )

    def _new_id(self) -> str:
        return uuid7(int(self._clock.wall() * 1000))

    def _sync_failed(self, error: OSError) -> None:
        _log.error("the disk refused to sync", reason=error.strerror)

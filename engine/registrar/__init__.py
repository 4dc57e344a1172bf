"""The registrar: who may register, where they are, who is locked out (RFC 3261 §10).

Pure state: every method takes the monotonic ``now``; nothing reads a clock, draws a random number
or writes. The driver uses it like this::

    registrar = Registrar(realm, key=os.urandom(32), now=clock.now(), policy=RegistrarPolicy(...))
    # what was stored before the restart, in any order; ValueError for a damaged line
    registrar.locations.load(line, wall_offset, now)
    registrar.lockouts.load(line, wall_offset, now)
    registrar.configure([Endpoint(extension, Ha1(md5, sha256), enabled), ...], now)

    outcome = registrar.handle(request, source, now)      # REGISTER, after validate(), once each
    # 1. store: locations.dump(outcome.extension, wall_offset) if outcome.bindings_changed,
    #    lockouts.dump(extension, wall_offset) for each of outcome.lockouts (None: delete the line),
    #    billing.history.history(event, ...) for each of outcome.events
    # 2. answer: build_reply(request, outcome.status, headers=outcome.headers,
    #    reason=outcome.reason)
    # 3. count outcome.result (Result)

    registrar.sweep(now)                                  # about once a second -> Swept
    registrar.set_policy(policy, now)                     # -> Changes, from the next request on
    registrar.put_endpoints([...], now)                   # -> Swept: what must be stored anew
    registrar.remove_endpoints([...])                     # -> Swept
    registrar.lockouts.clear(extension, now, by)          # -> Changes

``wall_offset`` is ``clock.wall() - clock.now()``: what turns monotonic seconds into epoch seconds.

Reading the state: ``registrar.accounts`` (``in``, ``len``, ``enabled(extension)``),
``registrar.locations`` (``live(extension, now)``, ``is_live_source(extension, ip, now)``,
``last_seen(extension)``, ``page(after, limit, now)``, ``registered``, ``bindings``, iteration over
names for a snapshot) and ``registrar.lockouts`` (``get(extension)``, ``remaining(extension, now)``,
``suspended(now)``, ``suspended_known``, ``suspended_unknown``, iteration over every
:class:`Lockout` for a snapshot).

``ha1(algorithm, user, realm, password)`` and ``ha1_pair(user, realm, password)`` make the hashes
that an endpoint is stored with.
"""

from engine.registrar.accounts import Endpoint
from engine.registrar.binding import Binding
from engine.registrar.digest import MD5, SHA256, Ha1, ha1, ha1_pair
from engine.registrar.extension import extension_of
from engine.registrar.keepalive import KeepAlivePolicy, KeepAlives
from engine.registrar.lockout import LockoutPolicy, State
from engine.registrar.lockout_record import Changes, Lockout, LockoutEvent
from engine.registrar.registrar import Examined, Outcome, Registrar, RegistrarPolicy, Result, Swept
from engine.registrar.update import ExpiryPolicy

__all__ = [
    "MD5",
    "SHA256",
    "Binding",
    "Changes",
    "Endpoint",
    "Examined",
    "ExpiryPolicy",
    "Ha1",
    "KeepAlivePolicy",
    "KeepAlives",
    "Lockout",
    "LockoutEvent",
    "LockoutPolicy",
    "Outcome",
    "Registrar",
    "RegistrarPolicy",
    "Result",
    "State",
    "Swept",
    "extension_of",
    "ha1",
    "ha1_pair",
]

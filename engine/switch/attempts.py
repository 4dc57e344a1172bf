"""INVITEs that opened a transaction: refused, sent on, or handed to the call they belong to."""

from engine.sip.errors import PeerError
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.stack import New, Transactions
from engine.switch.answers import Answer, Answers, Headers
from engine.switch.batch import Batch
from engine.switch.callhost import CallHost
from engine.switch.counters import Counters
from engine.switch.recorder import Recorder
from engine.switch.registrations import Registrations


class Attempts:
    """Handles attempts at calls.

    Args:
        recorder: Decides who may call, and writes down what was refused.
        calls: Takes what was admitted.
        transactions: Of the process.
        counters: Of the process.
        answers: Knows our tag in every answer.
        registrations: Hold wrong passwords against their extension.
    """

    def __init__(
        self,
        recorder: Recorder,
        calls: CallHost,
        transactions: Transactions,
        counters: Counters,
        answers: Answers,
        registrations: Registrations,
    ) -> None:
        self._recorder = recorder
        self._calls = calls
        self._transactions = transactions
        self._counters = counters
        self._answers = answers
        self._registrations = registrations

    def handle(
        self,
        received: New,
        request: Request,
        source: Source,
        batch: Batch,
        error: PeerError | None,
    ) -> None:
        """One INVITE, which ``error`` refuses if there is one."""
        if error is None and self._known(received, request, source, batch):
            return
        if error is not None and self._calls.knows(request):
            # Within a running call it is no attempt at another one: nothing is recorded (req 6).
            conclude(received, request, error.status, batch, error.headers, error.reason)
            return
        key, reason = received.transaction.key, None
        if error is None:
            outcome = self._recorder.handle(request, source, key, batch)
            if outcome.guessed:
                self._registrations.guessed(outcome.guessed, request, source, batch)
        else:
            outcome = self._recorder.refuse(request, source, key, error, batch)
            reason = error.reason
        if outcome.admitted is not None:
            tag, transaction = self._answers.tag(request), received.transaction
            begun = self._calls.begin(outcome.admitted, request, source, transaction, tag, batch)
            if begun is None:
                return
            outcome = begun
        answer = None
        if outcome.answered:
            answer = conclude(received, request, outcome.status, batch, outcome.headers, reason)
        else:
            # Kept with an empty answer: retransmissions find it, and nothing is ever sent.
            self._counters.sip_silenced += 1
            self._transactions.respond(received.transaction, outcome.status, b"", batch.now)
        if outcome.ended is not None:
            batch.ended.append((outcome.ended, key, answer))

    def _known(self, received: New, request: Request, source: Source, batch: Batch) -> bool:
        """Whether an INVITE belongs to a running call, whose business it is then."""
        if request.to_user is not None or not request.to.tag:
            return False  # one in the usual form has no tag
        return self._calls.request(request, source, received.transaction, batch)


def conclude(
    received: New,
    request: Request,
    status: int,
    batch: Batch,
    headers: Headers = (),
    reason: str | None = None,
) -> Answer:
    """Answer through the transaction that was opened."""
    transaction = received.transaction
    answer = Answer(request, status, transaction.destination, headers, reason, transaction)
    batch.answers.append(answer)
    return answer

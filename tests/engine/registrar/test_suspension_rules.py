"""The book of suspensions beside the rules of the requirements, written as plainly as possible."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.registrar.lockout import LockoutPolicy
from engine.registrar.lockout_record import Attempt
from engine.registrar.suspension import SuspensionBook


@dataclass
class Naive:
    """The rules of requirements 63-91 once more, written as plainly as possible."""

    failures: dict[str, int] = field(default_factory=dict)
    until: dict[str, float] = field(default_factory=dict)

    def locked(self, extension: str, now: float) -> bool:
        return self.until.get(extension, 0.0) > now

    def attempt(self, extension: str, right: bool, now: float, policy: LockoutPolicy) -> str:
        if policy.enabled and self.locked(extension, now):
            return "refused"
        if extension in self.until and self.until[extension] <= now:
            self.until.pop(extension)
            self.failures.pop(extension, None)
        if right:
            self.failures.pop(extension, None)
            return "in"
        if not policy.enabled:
            return "again"
        self.failures[extension] = self.failures.get(extension, 0) + 1
        if self.failures[extension] >= policy.retry:
            self.until[extension] = now + policy.duration
            return "locked"
        return "again"

    def forget(self, extension: str) -> None:
        self.failures.pop(extension, None)
        self.until.pop(extension, None)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["wrong", "wrong", "wrong", "right", "wait", "clear", "sweep", "toggle", "retry"]
        ),
        st.sampled_from(["1001", "1002", "7777"]),
        st.integers(1, 200),
    ),
    max_size=80,
)


def play(book: SuspensionBook, name: str, right: bool, now: float, policy: LockoutPolicy) -> str:
    """What the registrar does with one REGISTER that has complete credentials."""
    if book.remaining(name, now):
        return "refused"
    if right:
        book.succeed(name, now)
        return "in"
    book.fail(Attempt(name, name != "7777", "10.0.0.1", "phone", now), policy)
    return "locked" if book.remaining(name, now) else "again"


@settings(max_examples=100, deadline=None)
@given(STEPS, st.integers(1, 3))
def test_the_book_does_what_the_requirements_say(
    steps: list[tuple[str, str, int]], at_once: int
) -> None:
    book, naive = SuspensionBook(0.0, at_once=at_once), Naive()
    now, policy = 0.0, LockoutPolicy(True, 3, 100)
    for what, name, number in steps:
        if what in ("wrong", "right"):
            expected = naive.attempt(name, what == "right", now, policy)
            assert play(book, name, what == "right", now, policy) == expected
        elif what == "wait":
            now += number / 2
        elif what == "clear":
            book.clear(name, now, "operator")
            naive.forget(name)
        elif what == "sweep":
            book.sweep(now)
        elif what == "retry":
            policy = policy._replace(retry=1 + number % 6, duration=60 + number)
        else:
            policy = policy._replace(enabled=not policy.enabled)
            if not policy.enabled:
                book.switched_off(now)
                naive = Naive()
        locked = sum(naive.locked(each, now) for each in naive.until)
        assert len(list(book.suspended(now))) == locked
        assert book.suspended_known + book.suspended_unknown == len(book._deadlines)

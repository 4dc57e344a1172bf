import threading
from typing import Any

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

from engine.store.hashing import MAX_PASSWORD_BYTES, Hasher, hash_of_nobody
from tests.helpers.stores import CHEAP


def test_the_right_password_is_right_and_another_one_wrong() -> None:
    stored = CHEAP.hash("pässword")
    assert CHEAP.verify(stored, "pässword")
    assert not CHEAP.verify(stored, "password")
    assert not CHEAP.verify(None, "")
    assert not CHEAP.verify("no hash", "x")


def test_hashes_are_argon2id_and_salted() -> None:
    assert Hasher().hash("x").startswith("$argon2id$")
    assert CHEAP.hash("x") != CHEAP.hash("x")


def test_nobody_costs_as_much_as_everybody_and_has_no_password() -> None:
    for hasher in (PasswordHasher(), PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)):
        nobody = hash_of_nobody(hasher)
        assert extract_parameters(nobody) == extract_parameters(hasher.hash("x"))
        with pytest.raises(VerifyMismatchError):  # computed to its end, not found to be malformed
            hasher.verify(nobody, "")


def test_an_endless_password_is_not_hashed() -> None:
    long = "x" * (MAX_PASSWORD_BYTES + 1)
    assert not CHEAP.verify(CHEAP.hash(long), long)


def test_no_more_than_two_hash_at_a_time() -> None:
    class Counting(PasswordHasher):
        now = most = 0
        lock = threading.Lock()
        both = threading.Event()

        def hash(self, password: str | bytes, **kwargs: Any) -> str:
            with self.lock:
                Counting.now += 1
                Counting.most = max(Counting.most, Counting.now)
                if Counting.now == 2:
                    self.both.set()
            self.both.wait(5)
            with self.lock:
                Counting.now -= 1
            return "hash"

    Counting.both.set()
    hasher = Hasher(Counting())
    Counting.both.clear()
    threads = [threading.Thread(target=hasher.hash, args=("x",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert Counting.most == 2

from typing import Any

from engine.errors import ControlError
from engine.management.alarm_notices import MAX_WAITING, WAITS_S, AlarmNotices, Notice, text
from engine.store.alarm_rules import Webhook


class Post:
    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.posted: list[Any] = []
        self.dead = False
        self.now = 0.0

    def mail(self, *what: Any) -> None:
        if self.dead:
            raise ControlError("nobody is there")
        self.mails.append(what)

    def post(self, _webhook: Webhook, body: Any) -> None:
        self.mail()
        self.mails.pop()
        self.posted.append(body)

    def notices(self) -> AlarmNotices:
        hook = Webhook("https://example.org", "s" * 16)
        return AlarmNotices(self.mail, self.post, lambda: hook, lambda: self.now)


def notice(name: str, mail: tuple[str, ...] = ("a@example.org",), *, hook: bool = True) -> Notice:
    return Notice(name, True, "critical", "it is so", 1_790_000_000.0, mail, hook)


def test_alarms_of_one_look_go_together_to_each_reader() -> None:
    post = Post()
    notices = post.notices()
    notices.tell([notice("one"), notice("two"), notice("three", ("b@example.org",), hook=False)])
    notices.send()
    assert [(to, subject) for to, subject, _ in post.mails] == [
        (("a@example.org",), "[Switchwarden] CRITICAL: one and 1 more"),
        (("b@example.org",), "[Switchwarden] CRITICAL: three"),
    ]
    (body,) = post.posted
    assert [each["name"] for each in body["alarms"]] == ["one", "two"]
    assert "it is so" in text([notice("one")])


def test_what_is_not_taken_is_tried_again_and_given_up() -> None:
    post = Post()
    post.dead = True
    notices = post.notices()
    notices.tell([notice("one", hook=False)])
    for wait in (*WAITS_S, 0.0):
        notices.send()
        notices.send()
        post.now += wait
    assert (len(notices), post.mails) == (0, [])
    notices.tell([notice("two", hook=False)])
    notices.send()
    post.dead, post.now = False, post.now + WAITS_S[0]
    notices.send()
    assert len(post.mails) == 1


def test_a_dead_server_costs_bounded_memory() -> None:
    notices = Post().notices()
    for number in range(MAX_WAITING + 1):
        notices.tell([notice(str(number), hook=False)])
    assert len(notices) == MAX_WAITING

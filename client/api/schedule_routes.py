"""The routes of schedules and mail; ``ApiClient`` has them with all others."""

from __future__ import annotations

from urllib.parse import quote

from client.api.decoding import decode
from client.api.http import CONNECT_S, Connection
from client.api.schedule_values import Mail, MailTest, Schedule, ScheduleListing

MAIL_S = 90.0
"""The engine waits 20 s for each answer of a mail server."""


class ScheduleRoutes:
    """Scheduled exports and reports."""

    _http: Connection

    def schedules(self) -> ScheduleListing:
        """Return all schedules by name."""
        return decode(ScheduleListing, self._http.json("GET", "/schedules"))

    def save_schedule(self, schedule: Schedule) -> Schedule:
        """Store a new schedule, or change one that is still of its version."""
        method, path = ("PATCH", _path(schedule.id)) if schedule.id else ("POST", "/schedules")
        return decode(Schedule, self._http.json(method, path, json=schedule.body()))

    def enable_schedule(self, schedule_id: str, *, on: bool) -> Schedule:
        """Have it run by itself, or not."""
        body = {"enabled": on}
        return decode(Schedule, self._http.json("PATCH", _path(schedule_id), json=body))

    def delete_schedule(self, schedule_id: str) -> None:
        """Delete it; the files it made stay."""
        self._http.json("DELETE", _path(schedule_id))

    def run_schedule(self, schedule_id: str) -> Schedule:
        """Have it run now."""
        return decode(Schedule, self._http.json("POST", f"{_path(schedule_id)}/run"))

    def mail(self) -> Mail:
        """Return how mail is sent."""
        return decode(Mail, self._http.json("GET", "/mail"))

    def save_mail(self, mail: Mail, password: str | None) -> Mail:
        """Change how mail is sent; without a password the stored one stays."""
        return decode(Mail, self._http.json("PUT", "/mail", json=mail.body(password)))

    def test_mail(self, to: str) -> MailTest:
        """Send a test mail."""
        wait = (CONNECT_S, MAIL_S)
        body = self._http.json("POST", "/mail/test", json={"to": to}, timeout=wait)
        return decode(MailTest, body)


def _path(schedule_id: str) -> str:
    return f"/schedules/{quote(schedule_id, safe='')}"

from dataclasses import replace

from client.api.client import ApiClient
from client.api.schedule_values import Mail, Schedule
from tests.helpers.fake_api import PASSWORD, FakeApi


def test_the_routes_of_schedules_and_mail(api: ApiClient, fake: FakeApi) -> None:  # req 55
    api.sign_in("alice", PASSWORD)
    made = api.save_schedule(Schedule(name="Daily", folder="audit"))
    changed = api.save_schedule(replace(made, hour=7))
    assert (changed.hour, changed.version) == (7, 2)
    assert api.run_schedule(made.id).running
    assert not api.enable_schedule(made.id, on=False).enabled
    listing = api.schedules()
    assert [row.name for row in listing.items] == ["Daily"]
    assert (listing.root, listing.mail_ready) == ("/srv/out", False)
    assert api.save_mail(Mail(host="mail.example.org"), "secret").has_password
    assert api.mail().host == "mail.example.org"
    assert api.test_mail("a@example.org").sent
    api.delete_schedule(made.id)
    assert api.schedules().items == ()

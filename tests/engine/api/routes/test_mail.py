import json

from tests.helpers.api_app import Stage

GIVEN = {
    "host": "mail.example.org",
    "username": "pbx",
    "password": "Sehr-Geheim-9!",
    "sender": "pbx@example.org",
}


def test_the_password_is_written_and_never_answered(stage: Stage) -> None:
    assert stage.expect("GET", "/mail")["ready"] is False
    answers = [stage.expect("PUT", "/mail", json=GIVEN), stage.expect("GET", "/mail")]
    for answer in answers:
        assert (answer["has_password"], answer["ready"]) == (True, True)
        assert "password" not in answer
    assert GIVEN["password"] not in json.dumps([answers, stage.audit()])
    problem = stage.must_fail(422, "PUT", "/mail", json={**GIVEN, "port": 25, "password": None})
    assert problem["errors"][0]["field"] == "password"
    assert stage.config.mail.get().password == GIVEN["password"]


def test_a_test_mail_says_what_the_server_made_of_it(stage: Stage) -> None:
    body = {"to": "a@example.org"}
    good = stage.expect("POST", "/mail/test", json=body)
    assert (good["sent"], stage.mail.to) == (True, ["a@example.org"])
    stage.mail.error = "mail.example.org port 587 refuses user name or password; check both"
    bad = stage.expect("POST", "/mail/test", json=body)
    assert (bad["sent"], bad["detail"]) == (False, stage.mail.error)
    entry = next(item for item in stage.audit() if item["action"] == "mail.test")
    assert entry["after"] == {"to": "a@example.org", "sent": False}
    stage.must_fail(422, "POST", "/mail/test", json={"to": "a@b\r\nBcc: c@d"})

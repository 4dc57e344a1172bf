from engine.sip import answer_options
from engine.sip.options import SUPPORTED
from tests.helpers.wire import answer, received, request


def test_an_answer_to_options_says_what_we_can_do() -> None:
    found = answer(answer_options(received(request()), ("REGISTER", "OPTIONS"), "t1"))
    assert found.status == 200
    assert found.tokens("allow") == ["REGISTER", "OPTIONS"]
    assert found.tokens("supported") == list(SUPPORTED)
    assert found.header("accept") == "application/sdp"
    assert found.to.tag == "t1"
    assert found.cseq.method == "OPTIONS"

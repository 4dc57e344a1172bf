from engine.carriers.probestate import TABLE, ProbeAction, ProbeInput, ProbeState

S, G, A = ProbeState, ProbeInput, ProbeAction


def test_every_input_is_named_for_every_state() -> None:
    assert set(TABLE) == {(state, given) for state in S for given in G}


def test_only_the_last_missing_answer_leaves_a_gateway_out_and_the_first_one_brings_it_back() -> (
    None
):
    for state in (S.UNKNOWN, S.ANSWERS, S.MISSING):
        assert TABLE[state, G.ANSWERED] == (S.ANSWERS, A.NOTE)
        assert TABLE[state, G.MISSED] == (S.MISSING, A.NOTE)
        assert TABLE[state, G.MISSED_LAST] == (S.SILENT, A.LEAVE_OUT)
    assert TABLE[S.SILENT, G.ANSWERED] == (S.ANSWERS, A.USE)
    for given in (G.MISSED, G.MISSED_LAST):
        assert TABLE[S.SILENT, given] == (S.SILENT, A.IGNORE)

from engine.defence.floodstate import TABLE, FloodAction, FloodInput, FloodState

S, G, A = FloodState, FloodInput, FloodAction
HELD = (S.HOLDING, S.FALLING)


def test_every_input_is_named_for_every_state() -> None:
    assert set(TABLE) == {(state, given) for state in S for given in G}


def test_only_a_flood_that_lasts_switches_records_off() -> None:
    closing = [key for key, (_, action) in TABLE.items() if action is A.CLOSE]
    assert closing == [(S.RISING, G.LONG)]
    assert TABLE[S.WATCHING, G.HIGH] == (S.RISING, A.NOTHING)
    for given in (G.BETWEEN, G.LOW, G.UNKNOWN):
        assert TABLE[S.RISING, given] == (S.WATCHING, A.NOTHING)


def test_a_rate_between_the_levels_neither_ends_nor_begins_anything() -> None:
    for state in (S.WATCHING, S.HOLDING, S.ASIDE):
        assert TABLE[state, G.BETWEEN] == (state, A.NOTHING)
    assert TABLE[S.FALLING, G.BETWEEN] == (S.HOLDING, A.NOTHING)


def test_every_way_back_is_proved_but_an_operators() -> None:
    for state in HELD:
        assert TABLE[state, G.SWITCHED_OFF] == TABLE[state, G.RETURNED] == (S.PROVING, A.OPEN)
        assert TABLE[state, G.OVERRIDDEN] == (S.ASIDE, A.LET_GO)
    assert TABLE[S.FALLING, G.LONG] == (S.PROVING, A.OPEN)
    assert TABLE[S.OFF, G.FOUND] == (S.PROVING, A.OPEN)


def test_an_operators_change_is_respected_in_every_state() -> None:
    for state in S:
        if state is not S.OFF:
            assert TABLE[state, G.OVERRIDDEN][0] is S.ASIDE
    assert TABLE[S.QUIET, G.LONG] == (S.WATCHING, A.NOTHING)


def test_a_proof_that_fails_is_an_alarm_and_is_repeated() -> None:
    for given in (G.NOT_PROVED, G.LONG):
        assert TABLE[S.PROVING, given] == (S.UNPROVEN, A.ALARM)
    assert TABLE[S.UNPROVEN, G.LONG] == (S.PROVING, A.PROVE)
    assert TABLE[S.PROVING, G.PROVED] == (S.WATCHING, A.CALM)

from engine.carriers.policy import CarrierPolicy


def test_a_fresh_installation_asks_for_what_each_gateway_says_and_is_back_within_a_minute() -> None:
    assert CarrierPolicy() == (0, 60)

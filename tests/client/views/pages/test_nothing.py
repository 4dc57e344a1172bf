from client.views.pages.nothing import Nothing


def test_two_empty_states_are_the_same_when_they_say_and_offer_the_same() -> None:
    def step() -> None: ...

    one = Nothing("phone", "None", "Nobody calls now.", ("Show all", step))
    assert one == Nothing("phone", "None", "Nobody calls now.", ("Show all", step))
    assert one != Nothing("phone", "None", "Nobody calls now.")

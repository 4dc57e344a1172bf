from engine.country_names import COUNTRY_NAMES, country_name


def test_every_country_has_two_letters_and_two_names() -> None:
    assert len(COUNTRY_NAMES) > 245
    assert all(len(code) == 2 and code.isupper() for code in COUNTRY_NAMES)
    assert all(english and chinese for english, chinese in COUNTRY_NAMES.values())


def test_an_unknown_code_stands_for_itself() -> None:
    assert country_name("NL") == ("Netherlands", "荷兰")
    assert country_name("ZZ") == ("ZZ", "ZZ")

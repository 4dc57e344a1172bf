"""Formats of a file for a firewall."""

from client.models.firewall_rules import FORMATS, SHOWN, command, excerpt, file_name, format_word


def test_every_format_has_words_a_file_and_a_command() -> None:
    assert len({format_word(form) for form in FORMATS}) == len(FORMATS)
    assert file_name("nft") == "switchwarden-nft.nft"
    assert command("nft") == "nft -f switchwarden-nft.nft"
    assert command("nft", "my rules;x") == "nft -f 'my rules;x'"
    assert command("ip6tables") == "ip6tables-restore --noflush switchwarden-ip6tables.rules"


def test_a_long_file_is_shown_in_part() -> None:
    whole = "\n".join(map(str, range(SHOWN)))
    assert excerpt(whole) == whole
    shown = excerpt(f"{whole}\na\nb").splitlines()
    assert (len(shown), shown[-1]) == (SHOWN + 1, "… 2 more lines")

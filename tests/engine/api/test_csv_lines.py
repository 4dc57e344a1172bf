from engine.api.csv_lines import CSV_ANSWER, PIECE, csv_file, csv_lines, harmless


def test_many_rows_come_in_pieces() -> None:
    pieces = list(csv_lines(("a", "b"), [("1", 'x, "y"')] * (PIECE + 1)))
    assert len(pieces) == 2
    assert sum(piece.count(b"\r\n") for piece in pieces) == PIECE + 2
    assert pieces[1] == b'1,"x, ""y"""\r\n'


def test_no_cell_is_a_formula_or_has_two_lines() -> None:
    assert harmless("=1+1") == "'=1+1"
    assert harmless("\uff1d1+1") == "'\uff1d1+1"
    assert harmless("\t=1") == " =1"
    assert harmless('x;=1;"-1') == "x;'=1;\"'-1"
    assert harmless("+8801711000000") == "+8801711000000"
    assert harmless("+1+1") == "'+1+1"
    assert harmless("a\r\nb") == "a  b"
    assert harmless("192.0.2.1") == "192.0.2.1"


def test_a_file_is_saved_under_its_name() -> None:
    answer = csv_file("audit.csv", [b"a\r\n"])
    assert answer.headers["content-disposition"] == 'attachment; filename="audit.csv"'
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert set(CSV_ANSWER[200]["content"]) == {"text/csv"}

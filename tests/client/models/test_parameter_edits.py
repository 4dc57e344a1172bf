"""Edits are collected, taken back, applied or given up; conflicts show both values."""

from __future__ import annotations

from client.models.parameter_edits import UNDO_LIMIT, EditBook
from tests.helpers.client_samples import parameter, switch

RETRY = parameter()
SUSPEND = switch()


def test_edits_are_collected_in_alphabetical_order() -> None:
    book = EditBook()
    book.type_text(SUSPEND, "1")
    book.type_text(RETRY, "5")
    assert [edit.name for edit in book.edits()] == [RETRY.name, SUSPEND.name]
    assert [edit.value for edit in book.edits()] == [5, 1]
    assert book.ready
    assert len(book) == 2


def test_typing_the_stored_value_again_takes_the_edit_away() -> None:
    book = EditBook()
    book.type_text(RETRY, "5")
    book.type_text(RETRY, "6")
    assert RETRY.name not in book
    assert not book.ready


def test_a_value_out_of_range_stays_with_its_problem_and_blocks_applying() -> None:
    book = EditBook()
    book.type_text(SUSPEND, "1")
    edit = book.type_text(RETRY, "101")
    assert edit is not None
    assert edit.value is None
    assert edit.text == "101"
    assert [problem.name for problem in book.problems()] == [RETRY.name]
    assert not book.ready


def test_letters_into_one_field_are_one_step_back() -> None:
    book = EditBook()
    for text in ("", "1", "12"):
        book.type_text(RETRY, text)
    assert book.undo() == RETRY.name
    assert RETRY.name not in book
    assert not book.can_undo


def test_each_chosen_value_is_a_step_of_its_own() -> None:
    book = EditBook()
    for text in ("3", "5", "10"):
        book.type_text(RETRY, text, chosen=True)
    book.undo()
    edit = book.get(RETRY.name)
    assert edit is not None
    assert edit.value == 5


def test_steps_over_several_parameters_go_back_one_by_one() -> None:
    book = EditBook()
    book.type_text(RETRY, "5")
    book.type_text(SUSPEND, "1")
    book.type_text(RETRY, "7")
    names = [book.undo(), book.undo(), book.undo(), book.undo()]
    assert names == [RETRY.name, SUSPEND.name, RETRY.name, None]
    assert len(book) == 0


def test_an_edit_that_was_taken_away_by_typing_comes_back() -> None:
    book = EditBook()
    book.type_text(RETRY, "5", chosen=True)
    book.type_text(RETRY, "6", chosen=True)
    assert RETRY.name not in book
    book.undo()
    assert RETRY.name in book


def test_a_change_can_be_kept_for_a_time_only_and_that_is_a_step() -> None:
    book = EditBook()
    assert book.keep_for(RETRY.name, 1800) is None
    book.type_text(RETRY, "5")
    book.keep_for(RETRY.name, 1800)
    edit = book.get(RETRY.name)
    assert edit is not None
    assert edit.keep_s == 1800
    book.undo()
    edit = book.get(RETRY.name)
    assert edit is not None
    assert edit.keep_s is None


def test_old_steps_are_forgotten_but_their_edits_stay() -> None:
    book = EditBook()
    for number in range(UNDO_LIMIT + 50):
        book.type_text(RETRY, str(number % 5 + 1), chosen=True)
    steps = 0
    while book.undo():
        steps += 1
    assert steps == UNDO_LIMIT
    assert RETRY.name in book


def test_applied_edits_go_with_their_steps() -> None:
    book = EditBook()
    book.type_text(RETRY, "5")
    book.type_text(SUSPEND, "1")
    book.drop([RETRY.name])
    assert book.undo() == SUSPEND.name
    assert book.undo() is None


def test_discard_forgets_everything() -> None:
    book = EditBook()
    book.type_text(RETRY, "5")
    book.discard()
    assert len(book) == 0
    assert not book.can_undo


def test_a_change_by_somebody_else_is_a_conflict_that_shows_both_values() -> None:
    book = EditBook()
    book.type_text(RETRY, "5")
    book.follow([parameter(value=9, version=2)])
    edit = book.get(RETRY.name)
    assert edit is not None
    assert (edit.value, edit.theirs, edit.base_value) == (5, 9, 6)


def test_mine_over_theirs_is_sent_against_the_new_version() -> None:
    book = EditBook()
    book.type_text(RETRY, "5")
    theirs = parameter(value=9, version=2)
    book.follow([theirs])
    book.rebase(theirs)
    edit = book.get(RETRY.name)
    assert edit is not None
    assert (edit.value, edit.theirs, edit.base_version) == (5, None, 2)


def test_an_edit_that_somebody_else_already_made_is_done() -> None:
    book = EditBook()
    book.type_text(RETRY, "5")
    book.follow([parameter(value=5, version=2)])
    assert RETRY.name not in book
    book.type_text(RETRY, "5")
    book.rebase(parameter(value=5, version=3))
    assert RETRY.name not in book


def test_a_reload_without_news_leaves_edits_alone() -> None:
    book = EditBook()
    before = book.type_text(RETRY, "5")
    book.follow([RETRY])
    assert book.get(RETRY.name) == before


def test_a_parameter_that_is_gone_takes_its_edit_along() -> None:
    book = EditBook()
    book.type_text(RETRY, "5")
    book.follow([])
    assert len(book) == 0


def test_a_refusal_by_the_server_is_a_problem_at_the_field() -> None:
    book = EditBook()
    book.type_text(RETRY, "5")
    book.refused(RETRY.name, "not while a test runs")
    assert book.problems()[0].problem == "not while a test runs"
    book.refused("NOT_EDITED", "nothing happens")
    book.type_text(RETRY, "4")
    assert not book.problems()

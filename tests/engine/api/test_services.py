from tests.helpers.api_app import LOCAL_TOKEN, Stage


def test_the_local_token_is_not_in_the_representation(stage: Stage) -> None:
    assert LOCAL_TOKEN not in repr(stage.services)


def test_every_composition_has_its_own_lock(stage: Stage) -> None:
    with stage.services.changes:
        assert not stage.services.changes.acquire(blocking=False)
    assert stage.services.changes.acquire(blocking=False)
    stage.services.changes.release()

import threading

from engine.store.config_store import ConfigStore
from tests.helpers.stores import BY


def test_the_version_rises_by_one_a_change_from_many_threads(store: ConfigStore) -> None:
    def change() -> None:
        for value in range(1, 11):
            store.parameters.set("SS_ENDPOINTREGISTERRETRY", value, **BY)

    threads = [threading.Thread(target=change) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.version == 40
    assert store.parameters.get("SS_ENDPOINTREGISTERRETRY").version == 40

from client.api.decoding import decode
from client.api.proving_values import DryRun, Proof
from tests.helpers.fake_data import proving


def test_a_trial_and_a_proof_are_read_whole() -> None:
    run = decode(DryRun, proving.run())
    assert [hit.name for hit in run.hits] == ["1001", "198.51.100.7"]
    assert run.hits[0].first_at is not None
    proof = decode(Proof, proving.proof())
    assert [step.kind for step in proof.steps] == ["sent", "received"]

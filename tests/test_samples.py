"""Real documents are read as their hand-made truth says, to the last cell."""

import pytest

from tests.samples import SAMPLES, WHY_NOT, samples

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason=WHY_NOT)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.path.stem)
def test_a_real_document_is_read_as_its_truth_says(sample):
    assert list(sample.differences()) == []


def test_the_samples_are_there_and_most_are_reports():
    read = [sample for sample in samples() if sample.read is not None]
    assert len(read) > 70

"""The program in which LibreOffice works, without LibreOffice."""

import json

import pytest

from dossier.convert import worker


class Converted(list[str]):
    """What was converted, by its name; 'broken' cannot be."""

    def convert(self, job) -> None:
        if job["source"] == "broken":
            raise RuntimeError("it cannot be loaded")
        self.append(job["source"])


def jobs(*names: str) -> list[bytes]:
    """Jobs of these names; one called 'sample' is only there to load what is needed."""
    given = ({"source": name, "warm": name == "sample"} for name in names)
    return [json.dumps(job).encode() for job in given]


def test_each_job_has_an_answer() -> None:
    """This test ensures that a document at fault is told, and does not stop the others."""
    converted = Converted()
    told = worker.answers(converted.convert, jobs("a", "broken", "b"))
    assert [json.loads(one)["fault"] for one in told] == [
        None,
        "RuntimeError: it cannot be loaded",
        None,
    ]
    assert converted == ["a", "b"]


@pytest.mark.parametrize(("waits", "done"), [(True, ["a", "b"]), (False, ["sample", "a", "b"])])
def test_a_sample_is_left_out_where_work_waits(waits, done) -> None:
    """This test ensures that nobody waits for a sample, and that it is answered all the same."""
    converted = Converted()
    told = list(worker.answers(converted.convert, jobs("sample", "a", "b"), lambda: waits))
    assert len(told) == 3
    assert converted == done

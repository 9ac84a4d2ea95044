import re
from pathlib import Path

from dossier.errors import ExitCode
from dossier.finding import Code
from dossier.verify.rules import Rule

DOCS = Path(__file__).parents[1] / "docs"


def test_every_finding_has_its_paragraph():
    """docs/findings.md has each code once, with its severity and some words, and no other."""
    text = (DOCS / "findings.md").read_text(encoding="utf-8")
    heads = re.findall(r"^### (.*)\n\n(?=\w)", text, re.MULTILINE)

    assert sorted(heads) == sorted(f"`{code.slug}` · {code.severity.value}" for code in Code)
    assert len(re.findall(r"^###", text, re.MULTILINE)) == len(heads)


def test_findings_stand_in_the_order_of_the_code():
    """who reads finding.py beside docs/findings.md finds them in the same order."""
    text = (DOCS / "findings.md").read_text(encoding="utf-8")

    assert re.findall(r"^### `([a-z-]+)`", text, re.MULTILINE) == [code.slug for code in Code]


def test_exit_codes_are_documented():
    """docs/exit-codes.md lists each exit code with its number and name, and no other."""
    text = (DOCS / "exit-codes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \| \S", text, re.MULTILINE)

    assert rows == [(str(code.value), code.name) for code in ExitCode]


def test_every_rule_of_verification_is_told() -> None:
    """This test ensures that docs/verify.md has the rules, in order, with what they weigh."""
    text = (DOCS / "verify.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| (error|warning|note) \|", text, re.MULTILINE)
    assert told == [(rule.slug, rule.severity.value) for rule in Rule]

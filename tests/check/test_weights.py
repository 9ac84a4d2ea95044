"""检查规则: findings weigh what the workspace says, and what is waived is still told."""

from dossier.check.run import weighed
from dossier.facts import replace
from dossier.finding import Code, Finding, Severity
from dossier.messages import say
from dossier.model.check_rules import ADJUSTABLE, CheckRule, Weight
from factories import row

FOUND = Finding(Code.OTHER_SCHOOL, say("nothing"), path="evidence/a.docx")


def rule(weight: Weight, file: str = "", **fields: str) -> CheckRule:
    given = {"rule": "other-school", "reason": "", "approver": ""}
    return CheckRule(weight=weight, file=file, row=row("检查规则"), **(given | fields))


def test_a_rule_weighs_its_findings():
    """the severity of the sheet stands for that of the code, and others keep theirs."""
    other = replace(FOUND, code=Code.ROW_TWICE)
    found = weighed((FOUND, other), (rule(Weight.ERROR),))
    assert [one.severity for one in found] == [Severity.ERROR, Severity.WARNING]


def test_a_rule_of_one_file_comes_first():
    """what is said of one file counts for it alone, before what is said of all."""
    rules = (rule(Weight.ERROR), rule(Weight.NOTE, "a.docx"))
    found = weighed((FOUND, replace(FOUND, path="evidence/b.docx")), rules)
    assert [one.severity for one in found] == [Severity.NOTE, Severity.ERROR]


def test_what_is_waived_is_a_note_with_its_reason():
    """a waived finding weighs nothing, and tells why and by whose word."""
    (found,) = weighed((FOUND,), (rule(Weight.WAIVED, reason="联合发文", approver="周明"),))
    assert found.severity is Severity.NOTE
    assert found.hint.spoken("en") == "it is waived by 周明: 联合发文"


def test_every_name_is_one():
    """no two rules bear one name, so that a name tells the rule."""
    assert len(set(ADJUSTABLE.values())) == len(ADJUSTABLE)

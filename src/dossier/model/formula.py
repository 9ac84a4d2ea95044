"""Formulas as the standard writes them: figure names, + - × ÷ and brackets, nothing else."""

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal

from dossier.facts import Fact
from dossier.messages import Text, say
from dossier.text import nfkc

_SIGNS = {ast.Add: "＋", ast.Sub: "－", ast.Mult: "×", ast.Div: "÷"}
_ORDER = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2}
_SUM: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}

_LONGEST = 500  # signs: not too deep for the stack, and more than any standard writes
_LEAST, _MOST = 1e-15, 1e15


class FormulaError(Exception):
    """A formula that says nothing computable."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text


class Formula(Fact, frozen=True):
    """A parsed formula and the names of the figures it uses, in order of appearance."""

    tree: ast.expr
    names: tuple[str, ...]

    def value(self, amounts: Mapping[str, Decimal]) -> Decimal:
        """The result for the given amounts; raises ZeroDivisionError where one divides by zero."""
        return _value(self.tree, amounts)

    def words(self, told: Mapping[str, str]) -> str:
        """The formula written out with each figure as `told` says it."""
        return _words(self.tree, told)


def parse(text: str) -> Formula:
    """Parse a formula such as ``（教室面积＋实验室面积）÷学生数``; FormulaError if it is none."""
    folded = nfkc(text).replace("×", "*").replace("÷", "/")
    folded = folded.replace("－", "-").replace("−", "-").strip()
    if len(folded) > _LONGEST:
        raise FormulaError(say("a formula has {most} characters at most", most=_LONGEST))
    try:
        tree = ast.parse(folded, mode="eval").body
    except (SyntaxError, ValueError):  # of a sign that is none, too
        raise FormulaError(say("'{formula}' is not a formula", formula=text)) from None
    names: dict[str, None] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            continue
        if isinstance(node, ast.BinOp) and type(node.op) in _SUM:
            continue
        if isinstance(node, ast.Constant) and _counts(node.value):
            continue
        if not isinstance(node, ast.operator | ast.expr_context):
            raise FormulaError(say("'{formula}' is not a formula", formula=text))
    _collect(tree, names)
    return Formula(tree, tuple(names))


def _counts(value: object) -> bool:
    """Whether a constant is a number such as spreadsheets keep."""
    if type(value) is not int and type(value) is not float:
        return False
    return not value or _LEAST <= abs(value) < _MOST


def _collect(node: ast.expr, names: dict[str, None]) -> None:
    if isinstance(node, ast.Name):
        names[node.id] = None
    elif isinstance(node, ast.BinOp):
        _collect(node.left, names)
        _collect(node.right, names)


def _value(node: ast.expr, amounts: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.Name(id=name):
            return amounts[name]
        case ast.Constant(value=value):
            return Decimal(str(value))
        case ast.BinOp(left=left, op=op, right=right):
            divisor = _value(right, amounts)
            if isinstance(op, ast.Div) and divisor == 0:
                raise ZeroDivisionError
            return _SUM[type(op)](_value(left, amounts), divisor)
    raise AssertionError(node)


def _words(node: ast.expr, told: Mapping[str, str], within: int = 0, *, right: bool = False) -> str:
    match node:
        case ast.Name(id=name):
            return told[name]
        case ast.Constant(value=value):
            return str(value)
        case ast.BinOp(left=left, op=op, right=divisor):
            order = _ORDER[type(op)]
            sides = (
                _words(left, told, order),
                _words(divisor, told, order, right=True),
            )
            text = f" {_SIGNS[type(op)]} ".join(sides)
            return f"（{text}）" if order < within or (right and order == within) else text
    raise AssertionError(node)

"""Whether two schools are measured alike: a hash over all that decides a number or a verdict."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from dossier.facts import Fact
from dossier.model.dossier import Dossier
from dossier.source import Row
from dossier.store.source_hash import content_key


def standard_hash(dossier: Dossier) -> str:
    """A hash of the standard: name, years, indicators, formulas, thresholds and rules.

    Where a fact stands in its workbook does not count, nor what is printed and bound (evidence,
    chapters, boxes): a school may file its dossier in its own way and is measured alike. Nor does
    it count which of all this concerns a school of its kind.
    """
    standard, rules = dossier.as_given or (dossier.standard, dossier.rules)
    return content_key(
        standard.name,
        [str(year) for year in (*standard.school_years, *standard.fiscal_years)],
        standard.pass_rule,
        _plain(standard.indicators),
        _plain(standard.measures),
        _plain(rules.thresholds),
        _plain(rules.passing),
        _plain(rules.scoring),
        _plain(rules.growth),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Fact):
        return {
            name: _plain(part)
            for name in value.__struct_fields__
            if not isinstance(part := getattr(value, name), Row)
        }
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(one)] for key, one in value.items()]
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value

"""Who answers by now for a ministry that a form was issued to."""

from __future__ import annotations

from collections import Counter

from evaluator.catalogue.register import Catalogue
from evaluator.model import MinistryName
from evaluator.sheets.normalise import compare_key


def heir(before: Catalogue, now: Catalogue, ministry: MinistryName) -> MinistryName | None:
    """Return the ministry that answers now for one of the catalogue before; None if none does.

    It is the one of the same name, that which has the name among its 別表記, that of which it is
    an office, or else, where the name stands in the list no more, the one that was given most of
    its measures.
    """
    if ministry in now.respondents:
        return ministry
    named = now.name_by_spelling.get(compare_key(ministry))
    parents = [each.parent for each in now.ministries if each.name == named]
    for each in (named, *parents):
        if each in now.respondents:
            return each
    if named is not None:
        return None  # it is there, and answers for nothing
    return _by_measures(before, now, ministry)


def _by_measures(before: Catalogue, now: Catalogue, ministry: MinistryName) -> MinistryName | None:
    """Return who holds most of its measures, in the place that it had among the ministries."""
    held: Counter[MinistryName] = Counter()
    for measure in before.measures_of(ministry):
        after = now.measure_by_id.get(measure.id)
        if after is None:
            continue
        if measure.lead == ministry and after.lead:
            held[after.lead] += 1
        else:
            held.update(name for name in after.joint if name not in measure.joint)
    most = max(held.values(), default=0)
    first = (name for name in now.respondents if most and held[name] == most)
    return next(first, None)


def renamed(before: Catalogue, now: Catalogue) -> dict[MinistryName, MinistryName]:
    """Return the ministries for which another name answers now, with that name."""
    heirs = {name: heir(before, now, name) for name in before.respondents}
    return {name: after for name, after in heirs.items() if after and after != name}

"""What must be true of a catalogue; one rule, one function."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

from evaluator.catalogue import kpi_checks, level_checks
from evaluator.catalogue.carried import check_remarks
from evaluator.catalogue.categories import CATEGORY_WORDING
from evaluator.catalogue.history import check_history
from evaluator.catalogue.layouts import optional_in
from evaluator.catalogue.project_years import check_years
from evaluator.catalogue.repeats import check_repeats
from evaluator.catalogue.rows import DOMAIN_WORDING, ROUND_WORDING, TextRow
from evaluator.catalogue.succession import Succession, mark_before
from evaluator.catalogue.tables import Tables, division_named, each_table, has, predecessor
from evaluator.catalogue.texts import (
    RULES,
    YEAR_WORDS,
    TextKey,
    bad_words,
    in_braces,
    lacks_word,
)
from evaluator.findings import Finding
from evaluator.findings.annex import (
    BAD_PLACEHOLDER,
    PLACEHOLDER_MISSING,
    TEXT_MISSING,
    TEXT_NOT_A_CHOICE,
    UNKNOWN_TEXT,
    UNKNOWN_WORD,
)
from evaluator.findings.catalogue import (
    BAD_ADDRESS,
    DEADLINE_BEFORE_YEAR,
    DIVISION_OF_NOBODY,
    DOMAIN_EMPTY,
    DUPLICATE_ID,
    NO_FORM,
    NO_MINISTRY,
    ROUND_NOT_ONE,
    SAME_MINISTRY_TWICE,
    TABLE_EMPTY,
    UNKNOWN_REFERENCE,
)
from evaluator.findings.succession import ID_REUSED, PREVIOUS_MARK_DIFFERS
from evaluator.sheets.layout import Row
from evaluator.sheets.read import Located, R, Table, missing
from evaluator.words.days import spelled
from evaluator.words.mail import is_mail_address


def _required_cells(tables: Tables) -> Iterator[Finding]:
    optional = optional_in(tables.levels)
    for table in each_table(tables):
        if table.sheet and not table.rows and table.layout.model not in optional:
            yield TABLE_EMPTY.at(table.sheet_ref(), sheet=table.layout.title)
        for located in table.rows:
            for column in table.layout.columns:
                there = column.field in table.columns  # or that is said once, of the column
                if column.column.required and there and located.is_blank(column.field):
                    yield missing(located, column.field)


def _one_round(tables: Tables) -> Iterator[Finding]:
    if len(tables.round.rows) > 1:
        yield ROUND_NOT_ONE.at(
            tables.round.rows[1].ref("id"),
            found=len(tables.round.rows),
            sheet=tables.round.layout.title,
        )


def _duplicate_ids(tables: Tables) -> Iterator[Finding]:
    for table in each_table(tables):
        key = table.layout.row_key
        if key is None:
            continue
        first: dict[str, Located[Row]] = {}
        for located in table.rows:
            value = getattr(located.row, key.field)
            if value and value in first:
                yield DUPLICATE_ID.at(
                    located.ref(key.field),
                    found=value,
                    header=key.header,
                    first=first[value].ref(key.field).cell,
                )
            elif value:
                first[value] = located


def _unknown(
    located: Located[R], field: str, values: Iterable[str], known: Table[Any]
) -> Iterator[Finding]:
    column = located.table.layout.by_field(field)
    if not has(known, known.layout.model.row_key):
        return
    for value in values:
        if value and value not in known.keys:
            yield UNKNOWN_REFERENCE.at(
                located.ref(field), found=value, header=column.header, sheet=known.layout.title
            )


def _references(tables: Tables) -> Iterator[Finding]:
    for ministry in tables.ministries.rows:
        yield from _unknown(ministry, "parent", [ministry.row.parent], tables.ministries)
    for domain in tables.domains.rows:
        yield from _unknown(domain, "ministries", domain.row.ministries, tables.ministries)
        yield from _unknown(domain, "lead", [domain.row.lead], tables.ministries)
    for subcategory in tables.subcategories.rows:
        ids = [subcategory.row.category_id]
        yield from _unknown(subcategory, "category_id", ids, tables.categories)
        yield from _unknown(subcategory, "parent", [subcategory.row.parent], tables.subcategories)
    lowest: Table[Any] = tables.subcategories if len(tables.levels) > 1 else tables.categories
    for measure in tables.measures.rows:
        row = measure.row
        yield from _unknown(measure, "subcategory_id", [row.subcategory_id], lowest)
        yield from _unknown(measure, "lead", [row.lead], tables.ministries)
        yield from _unknown(measure, "joint", row.joint, tables.ministries)
        yield from _unknown(measure, "domains", row.domains, tables.domains)
    for kpi in tables.kpis.rows:
        yield from _unknown(kpi, "measure_id", [kpi.row.measure_id], tables.measures)
        yield from _unknown(kpi, "shared_with", kpi.row.shared_with, tables.measures)


def _references_of_before(tables: Tables) -> Iterator[Finding]:
    """What came from the year before names measures and ministries of this one."""
    for line in tables.succession.rows:
        yield from _unknown(line, "successors", line.row.successors, tables.measures)
    for project in tables.projects.rows:
        yield from _unknown(project, "ministry", [project.row.ministry], tables.ministries)
        yield from _unknown(project, "measures", project.row.measures, tables.measures)
    for post in tables.posts.rows:
        yield from _unknown(post, "ministry", [post.row.ministry], tables.ministries)
    for remark in tables.carried.rows:
        yield from _unknown(remark, "measure_id", [remark.row.measure_id], tables.measures)
    for answered in tables.remark_years.rows:
        yield from _unknown(answered, "id", [answered.row.id], tables.carried)


def _measure_ministries(tables: Tables) -> Iterator[Finding]:
    for measure in tables.measures.rows:
        named = Counter([measure.row.lead] if measure.row.lead else [])
        named.update(measure.row.joint)
        there = has(tables.measures, "lead", "joint")
        if there and measure.is_blank("lead") and measure.is_blank("joint"):
            yield NO_MINISTRY.at(measure.ref("lead"), found=measure.row.id)
        for ministry, count in named.items():
            if count > 1:
                yield SAME_MINISTRY_TWICE.at(
                    measure.ref("joint"), found=measure.row.id, ministry=ministry
                )


def _mails_and_deadlines(tables: Tables) -> Iterator[Finding]:
    years = (row.row.fiscal_year for row in tables.round.rows if row.row.fiscal_year)
    first = date(next(years, 1), 4, 1)
    for ministry in tables.ministries.rows:
        row = ministry.row
        for address in row.addresses:
            if not is_mail_address(address):
                yield BAD_ADDRESS.at(ministry.ref("addresses"), found=address, ministry=row.name)
        if row.deadline and row.deadline < first:
            words = {"ministry": row.name, "first": spelled(first)}
            found = spelled(row.deadline)
            yield DEADLINE_BEFORE_YEAR.at(ministry.ref("deadline"), found=found, **words)


def _asked_of_nobody(tables: Tables) -> Iterator[Finding]:
    """Who has a project to answer for, or leads a domain, is given a form."""
    if not any(located.row.asks for located in tables.round.rows):
        return
    named = [name for m in tables.measures.rows for name in (m.row.lead, *m.row.joint)]
    asked = {*named, *(m.row.name for m in tables.ministries.rows if m.row.asks)}
    for domain in tables.domains.rows:
        yield from _without_form(domain, "lead", asked, tables)
    for project in tables.projects.rows:
        yield from _without_form(project, "ministry", asked, tables)
    for post in tables.posts.rows:
        yield from _without_form(post, "ministry", asked, tables)


def _without_form(
    located: Located[R], field: str, asked: set[str], tables: Tables
) -> Iterator[Finding]:
    name = getattr(located.row, field)
    if name and name not in asked and name in tables.ministries.keys:
        header = located.table.layout.by_field(field).header
        yield NO_FORM.at(located.ref(field), found=name, header=header)


def _divisions(tables: Tables) -> Iterator[Finding]:
    """Divisions of related ministries are told apart by the ministry in front."""
    header = tables.measures.layout.by_field("joint_divisions").header
    for measure in tables.measures.rows:
        named = [division_named(typed) for typed in measure.row.joint_divisions]
        known = Counter(ministry for ministry, _ in named)
        for typed, (ministry, division) in zip(measure.row.joint_divisions, named, strict=True):
            if ministry not in measure.row.joint or not division or known[ministry] > 1:
                where = measure.ref("joint_divisions")
                yield DIVISION_OF_NOBODY.at(where, found=typed, header=header)


def _coverage(tables: Tables) -> Iterator[Finding]:
    tagged = Counter(domain for measure in tables.measures.rows for domain in measure.row.domains)
    for domain in tables.domains.rows if has(tables.measures, "domains") else ():
        if domain.row.id and not tagged[domain.row.id]:
            yield DOMAIN_EMPTY.at(domain.ref("id"), found=domain.row.id)


def _texts(tables: Tables) -> Iterator[Finding]:
    if not has(tables.texts, "key", "value"):
        return
    given = {located.row.key for located in tables.texts.rows}
    for key in TextKey:
        if key not in given and not RULES[key].default:
            yield TEXT_MISSING.at(tables.texts.sheet_ref(), key=key)
    for text in tables.texts.rows:
        if text.row.key in list(TextKey):
            yield from _text(text, TextKey(text.row.key))
        elif text.row.key:
            known = "、".join(TextKey)
            yield UNKNOWN_TEXT.at(text.ref("key"), found=text.row.key, known=known)


def _text(text: Located[TextRow], key: TextKey) -> Iterator[Finding]:
    where, value, rule = text.ref("value"), text.row.value, RULES[key]
    if not value:
        if not rule.optional:
            yield missing(text, "value")
    elif rule.choices:
        if value not in rule.choices:
            choices = " / ".join(rule.choices)
            yield TEXT_NOT_A_CHOICE.at(where, found=value, key=key, choices=choices)
    else:
        known = "、".join(in_braces(rule.words))
        for word in bad_words(value, rule.words):
            yield BAD_PLACEHOLDER.at(where, found=word, key=key, known=known)
        if lacks_word(value, rule.needed):
            words = " か ".join(in_braces(rule.needed))
            yield PLACEHOLDER_MISSING.at(where, key=key, word=words)


def _words_elsewhere(tables: Tables) -> Iterator[Finding]:
    """What else is wording of the annex holds no word in braces that means nothing."""
    known = "、".join(in_braces(YEAR_WORDS))
    for table, fields in (
        (tables.round, ROUND_WORDING),
        (tables.categories, CATEGORY_WORDING),
        (tables.domains, DOMAIN_WORDING),
    ):
        for located in table.rows:
            for field in fields:
                header = table.layout.by_field(field).header
                for word in bad_words(getattr(located.row, field)):
                    where = located.ref(field)
                    yield UNKNOWN_WORD.at(where, found=word, header=header, known=known)
    for domain in tables.domains.rows:
        said, needed = domain.row.no_activity, RULES[TextKey.NO_ACTIVITY].needed
        if said and lacks_word(said, needed):
            header = tables.domains.layout.by_field("no_activity").header
            words = " か ".join(in_braces(needed))
            yield PLACEHOLDER_MISSING.at(domain.ref("no_activity"), key=header, word=words)


def _previous_marks(tables: Tables) -> Iterator[Finding]:
    """A mark of last year that is typed in must be the one that the mapping gives."""
    if not tables.succession.rows or not has(tables.succession, "previous_mark", "successors"):
        return
    succession = Succession(tuple(predecessor(line.row) for line in tables.succession.rows))
    sheet = tables.succession.layout.title
    for measure in tables.measures.rows:
        typed, before = measure.row.previous_mark, succession.before(measure.row.id)
        if typed is not None and typed != mark_before(before):
            known = [f"{each.id} {each.mark or '評価なし'}" for each in before]
            yield PREVIOUS_MARK_DIFFERS.at(
                measure.ref("previous_mark"),
                found=typed,
                measure=measure.row.id,
                sheet=sheet,
                known="、".join(known) or "前年の施策なし",
            )


def _reused_ids(tables: Tables) -> Iterator[Finding]:
    """Ask about a measure that has ended or gone elsewhere, and whose ID is still in use."""
    if not has(tables.succession, "successors") or not has(tables.measures, "id"):
        return
    continued = {name for line in tables.succession.rows for name in line.row.successors}
    for line in tables.succession.rows:
        name = line.row.previous_id
        if name in tables.measures.keys and name not in continued:
            yield ID_REUSED.at(
                line.ref("successors"), found=name, sheet=tables.measures.layout.title
            )


def _history(tables: Tables) -> Iterator[Finding]:
    """The years before last year lead to the measures of last year, or of this one if unmapped."""
    year = next((row.row.fiscal_year for row in tables.round.rows), None)
    last: Table[Any] = tables.succession if tables.succession.rows else tables.measures
    yield from check_history(tables.history, year, last.keys)
    yield from check_years(tables.project_years, year)
    yield from check_remarks(tables.carried, tables.remark_years, year)


CHECKS: Final[tuple[Callable[[Tables], Iterator[Finding]], ...]] = (
    _required_cells,
    _one_round,
    _duplicate_ids,
    _references,
    _references_of_before,
    _measure_ministries,
    _divisions,
    _asked_of_nobody,
    _mails_and_deadlines,
    level_checks.levels,
    _coverage,
    kpi_checks.main_kpis,
    kpi_checks.definitions,
    kpi_checks.targets,
    kpi_checks.ranges,
    kpi_checks.growths,
    kpi_checks.written,
    kpi_checks.other_targets,
    check_repeats,
    _texts,
    _words_elsewhere,
    _previous_marks,
    _reused_ids,
    _history,
)

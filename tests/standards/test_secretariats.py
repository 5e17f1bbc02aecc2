"""主要KPI① on committees made up with the traps of ISO's open data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from evaluator.findings import Finding
from evaluator.standards.secretariats import (
    Secretariats,
    Snapshot,
    load_secretariats,
    secretariats_workbook,
    shipped_secretariats,
)
from evaluator.standards.secretariats.committees import Committee, read_committees
from evaluator.standards.secretariats.overruled import overruled
from evaluator.standards.secretariats.ranks import Place, Ranking, ranked
from evaluator.standards.secretariats.rows import (
    Definition,
    HandoverRow,
    HoldingRow,
    RankedBody,
)
from tests.builders import cell_of

SPRING = date(2026, 5, 2)
AUTUMN = date(2026, 11, 2)
OTHERS = {"DIN": (38, 91, 1), "ANSI": (31, 53, 8), "SAC": (48, 40, 1), "AFNOR": (27, 51, 2)}
"""TC, SC and joint SC of the others that are ahead of Japan by one definition or another."""


def record(reference: str, holder: str | None, status: str = "Active") -> dict[str, Any]:
    return {
        "reference": reference,
        "status": status,
        "secretariat": {"id": 1, "acronym": holder} if holder else None,
        "title": {"en": "made up"},
    }


def world() -> list[dict[str, Any]]:
    """Committees of which Japan holds 20 TC, 57 SC and 5 SC of a joint committee."""
    held = {"JISC": (20, 57, 5), "BSI": (29, 44, 3)} | OTHERS
    records = [record("ISO/IEC JTC 1", "ANSI"), record("IEC/ISO JTC 3", "BSI")]
    tc = sc = joint = 0
    for holder, (tcs, scs, joints) in held.items():
        for _ in range(tcs):
            tc += 1
            records.append(record(f"ISO/TC {tc}", holder))
        for _ in range(scs):
            sc += 1
            records.append(record(f"ISO/TC 1/SC {sc}", holder))
        for _ in range(joints):
            joint += 1
            records.append(record(f"ISO/IEC JTC 1/SC {joint}", holder))
    return [
        *records,
        record("ISO/TC 901", "JISC", "Suspended"),
        record("ISO/TC 902", None),
        record("ISO/CASCO", "JISC"),
        record("ISO/WS X", "JISC"),
    ]


def lines(records: Iterable[dict[str, Any]]) -> bytes:
    return "\n".join(json.dumps(each) for each in records).encode()


def flat(records: Iterable[dict[str, Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["reference", "status", "secretariat.acronym"])
    writer.writeheader()
    for each in records:
        holder = (each["secretariat"] or {}).get("acronym", "")
        row = {"reference": each["reference"], "status": each["status"]}
        writer.writerow(row | {"secretariat.acronym": holder})
    return out.getvalue().encode("utf-8-sig")


def read(content: bytes) -> tuple[Committee, ...]:
    committees, found = read_committees("iso.jsonl", content)
    assert committees is not None, [str(each) for each in found]
    return committees


def wrong(content: bytes) -> list[tuple[str, str]]:
    committees, found = read_committees("iso.jsonl", content)
    assert committees is None
    return [(each.code, each.where.cell) for each in found]


def secretariats(*snapshots: Snapshot, holdings: tuple[HoldingRow, ...] = ()) -> Secretariats:
    members = shipped_secretariats().members
    return Secretariats(holdings, (), (), members, snapshots)


def snapshot(as_of: date, records: Iterable[dict[str, Any]]) -> Snapshot:
    return Snapshot(as_of, f"ISO_{as_of}.jsonl", read(lines(records)), "")


def holding(country: str, count: int, body: RankedBody = RankedBody.IEC) -> HoldingRow:
    return HoldingRow(
        as_of=SPRING,
        body=body,
        definition=Definition.AS_PUBLISHED,
        organization=country,
        count=count,
        source="資料1 3頁",
    )


# counting -------------------------------------------------------------------------------------
def test_the_rank_depends_on_the_definition() -> None:
    rankings = secretariats(snapshot(SPRING, world())).rankings

    assert [(r.definition, r.japan and (r.japan.rank, r.japan.count)) for r in rankings] == [
        (Definition.EVERY, (4, 82)),
        (Definition.WITHOUT_JOINT, (5, 77)),
        (Definition.TOP_LEVEL, (6, 20)),
    ]
    assert [r.margin for r in rankings] == [5, 4, -7]
    assert [r.by_iec for r in rankings] == [1, 0, 1]
    assert all(r.body is RankedBody.ISO and "ODC-By 1.0" in r.source for r in rankings)


def test_both_forms_of_the_open_data_say_the_same() -> None:
    assert read(lines(world())) == read(flat(world()))


def test_suspended_and_vacant_committees_and_workshops_are_not_counted() -> None:
    few = [
        record("ISO/TC 1", "JISC"),
        record("ISO/TC 2", "JISC", "Suspended"),
        record("ISO/TC 3", None),
        record("ISO/CASCO", "JISC"),
    ]

    every = secretariats(snapshot(SPRING, few)).rankings[0]

    assert (every.japan, every.counted) == (Place(1, "日本", 1), 1)
    assert every.margin is None


def test_ties_share_a_place_and_the_next_are_passed_over() -> None:
    places = ranked({"日本": 3, "中国": 5, "韓国": 3, "英国": 1})

    assert [(p.rank, p.country) for p in places] == [
        (1, "中国"),
        (2, "日本"),
        (2, "韓国"),
        (4, "英国"),
    ]
    ranking = Ranking(RankedBody.ISO, SPRING, Definition.EVERY, "", places)
    assert ranking.tied == ("韓国",)


@pytest.mark.parametrize(("ours", "rank", "margin"), [(9, 2, 4), (5, 5, 0), (4, 6, -1), (11, 1, 6)])
def test_the_distance_to_the_sixth(ours: int, rank: int, margin: int) -> None:
    others = {"甲": 10, "乙": 8, "丙": 7, "丁": 6, "戊": 5}
    ranking = Ranking(RankedBody.ISO, SPRING, Definition.EVERY, "", ranked(others | {"日本": ours}))

    assert ranking.japan is not None
    assert (ranking.japan.rank, ranking.margin) == (rank, margin)
    assert (rank <= 5) == (margin >= 0)


def test_iec_is_typed_in_and_ranked_apart() -> None:
    typed = (holding("DIN", 40), holding("ドイツ", 1), holding("JISC", 30))

    iso, *_, iec = secretariats(snapshot(SPRING, world()), holdings=typed).rankings

    assert (iec.body, iso.body) == (RankedBody.ISO, RankedBody.IEC)
    assert [(p.country, p.count) for p in iso.places] == [("ドイツ", 41), ("日本", 30)]
    assert iso.source == "資料1 3頁"


def test_won_and_lost_by_name() -> None:
    before = [record("ISO/TC 1", "JISC"), record("ISO/TC 2", "DIN"), record("ISO/PC 3", "JISC")]
    after = [record("ISO/TC 1", "SAC"), record("ISO/TC 2", "JISC"), record("ISO/TC 4", None)]

    known = secretariats(snapshot(AUTUMN, after), snapshot(SPRING, before))

    told = [(h.committee, h.before, h.after, h.is_won, h.is_lost) for h in known.handovers]
    assert told == [
        ("ISO/PC 3", "日本", "一覧になし", False, True),
        ("ISO/TC 1", "日本", "中国", False, True),
        ("ISO/TC 2", "ドイツ", "日本", True, False),
        ("ISO/TC 4", "一覧になし", "空席", False, False),
    ]
    assert {(h.since, h.until) for h in known.handovers} == {(SPRING, AUTUMN)}


def test_the_shipped_table_is_that_of_one_day_three_ways() -> None:
    known = shipped_secretariats()

    first = [r for r in known.rankings if r.as_of == date(2025, 7, 1)]
    assert [(r.japan and (r.japan.rank, r.japan.count)) for r in first] == [
        (4, 82),
        (5, 77),
        (6, 20),
    ]
    assert [h.committee for h in known.handovers if h.is_lost] == ["ISO/PC 329", "ISO/TC 38"]
    assert {(row.body, row.rank) for row in known.ranks} == {("ISO", 4), ("IEC", 3)}


# hostile files --------------------------------------------------------------------------------
def test_a_file_that_is_not_in_order_gives_no_committee() -> None:
    good = lines([record("ISO/TC 1", "JISC")])

    assert wrong(good + b"\n{broken") == [("N008", "2行目")]
    assert wrong(good + b'\n{"a": ' + b"[" * 5000 + b"]" * 5000 + b"}") == [("N008", "2行目")]
    assert wrong(good + b'\n{"reference": ' + b"9" * 5000 + b"}") == [("N008", "2行目")]
    assert wrong(good + b"\n[1, 2]") == [("N008", "2行目")]
    assert wrong(good + b"\n" + b"x" * 2_000_000) == [("N008", "2行目")]
    assert wrong(good + b"\n" + good) == [("N011", "2行目")]
    assert wrong(b'{"id": 5, "deliverableType": "IS"}') == [("N010", "1行目")]
    assert wrong(b"") == [("N013", "")]
    assert wrong("委員会,状態\n".encode("cp932")) == [("N007", "1行目")]
    assert wrong("日本\n".encode("utf-16")) == [("N007", "1行目")]
    assert wrong(b"reference,status\nISO/TC 1,Active\n") == [("N010", "2行目")]
    assert wrong(flat([record("ISO/TC 1", "JISC")]) + b'"unclosed') == [("N008", "3行目")]


def test_after_twenty_broken_lines_the_rest_is_not_looked_at() -> None:
    told = wrong(b"{\n" * 100_000)

    assert len(told) == 21
    assert told[-1] == ("N009", "20行目")


def test_a_status_that_is_not_known_is_told_and_not_counted() -> None:
    content = lines([record("ISO/TC 1", "JISC", "Dormant"), record("ISO/TC 2", "JISC")])

    committees, found = read_committees("iso.jsonl", content)

    assert [each.is_active for each in committees or ()] == [False, True]
    assert [each.code for each in found] == ["N012"]


# the secretariat's own table ------------------------------------------------------------------
def edited(*cells: tuple[type[Any], str, int, object]) -> tuple[Finding, ...]:
    book = load_workbook(io.BytesIO(secretariats_workbook()))
    for model, field, row, value in cells:
        cell_of(book[model.sheet_title], model, field, row=row).value = value
    out = io.BytesIO()
    book.save(out)
    return load_secretariats("幹事国表.xlsx", out.getvalue())[1]


def test_the_table_is_read_as_it_was_written() -> None:
    assert load_secretariats("幹事国表.xlsx", secretariats_workbook()) == (
        shipped_secretariats(),
        (),
    )
    assert load_secretariats("幹事国表.xlsx", b"")[0] is None


def test_wrong_counts_are_found_at_their_cells() -> None:
    found = edited(
        (HoldingRow, "count", 5, -1),
        (HoldingRow, "count", 6, "多数"),
        (HoldingRow, "organization", 8, "SAC"),
        (HoldingRow, "source", 9, None),
        (HandoverRow, "until", 5, date(2025, 7, 1)),
    )

    assert {each.code for each in found} == {"N014", "V004", "N015", "V001", "N016"}


# what was typed against what was imported ---------------------------------------------------
def typed_count(country: str, count: int) -> HoldingRow:
    return holding(country, count, RankedBody.ISO).model_copy(
        update={"definition": Definition.EVERY}
    )


def test_typed_counts_that_the_data_says_otherwise_are_told() -> None:
    rows = (typed_count("日本", 80), typed_count("ドイツ", 130), typed_count("月", 3))
    known = secretariats(snapshot(SPRING, world()), holdings=rows)

    said = [str(each) for each in overruled(known)]

    place = "ISO　2026年5月2日　すべての委員会"
    assert said == [
        f"{place}　日本：幹事国表は80件、取り込んだデータは82件",
        f"{place}　月：幹事国表は3件、取り込んだデータは0件",
    ]
    assert known.rankings[0].japan == Place(4, "日本", 82)


def test_typed_changes_that_the_data_does_not_show_are_told() -> None:
    later = [each for each in world() if each["reference"] != "ISO/TC 902"]
    later.append(record("ISO/TC 902", "JISC"))
    pair = (snapshot(SPRING, world()), snapshot(AUTUMN, later))
    change = {"body": RankedBody.ISO, "since": SPRING, "until": AUTUMN, "source": "会議の記録"}
    rows = tuple(
        HandoverRow.model_validate(change | {"committee": name, "before": was, "after": "JISC"})
        for name, was in (("ISO/TC 1", "DIN"), ("ISO/TC 902", "空席"))
    )
    known = replace(secretariats(*pair), handed_over=rows)

    (one,) = overruled(known)

    assert one.days == (SPRING, AUTUMN)
    assert str(one).endswith("幹事国表は「ドイツ」から「日本」、取り込んだデータは交代なし")


def test_where_nothing_was_imported_nothing_is_overruled() -> None:
    assert overruled(shipped_secretariats()) == ()

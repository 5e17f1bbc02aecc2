"""Real and false numbers and committees against the shipped forms."""

from __future__ import annotations

import time

from evaluator.standards import shipped_standards
from evaluator.standards.numbers import NumberReading, compiled, read_committee, read_number
from evaluator.standards.rows import BodyRow

STANDARDS = shipped_standards()

NUMBERS = {
    "ISO": (
        (
            "ISO 9001:2015 | ISO 9001:2015/Amd 1:2024 | ISO/CD 24212.2 | ISO/TR 7035-2:2024 | "
            "ISO/IEC 42001:2023 | ISO/AWI 5725-7 | ISO/FDIS 14068-2 | ISO Guide 73:2009 | "
            "IWA 42:2022 | ISO/TS 22220:2011 | ISO/IEC/IEEE 29119-1:2022 | ISO/DIS 6469-3 | "
            "ISO 10303-242 ED 3"
        ),
        (
            "9001 | ISO | ISO-9001 | ISO 9001:15 | ISO9001 | IEC | ISO 1234567 | ISO/XX 9001 | "
            "ISO 9001（改訂）| JIS Q 9001 | ISO 9001 and ISO 14001"
        ),
    ),
    "IEC": (
        (
            "IEC 62108 ED3 | IEC TS 60034-16-3:1996 | IEC 60050-113:2011/AMD1:2014 | 1/2457/FDIS | "
            "100/3601(F)/FDIS | CISPR 11:2024 | IEC 60601-2-33:2022 CSV | IEC/CDV 63310 | "
            "113/824/NP"
        ),
        "IEC | 62108 | IEC-62108 | 1/2457 | IEC 62108 第3版 | ISO 9001:2015",
    ),
    "ISO/IEC JTC 1": ("ISO/IEC 27001:2022 | ISO/IEC DIS 42005 | ISO/IEC TR 24028:2020", "27001"),
    "ITU-T": (
        (
            "ITU-T Y.3800 | ITU-T G.9991 (03/2019) | ITU-T A.8 (10/2008) Amd. 1 | Y.qkdn-iwrq | "
            "ITU-T X.1714 | ITU-T L.Suppl. 62"
        ),
        "ITU-T | Y3800 | ITU-T 3800 | ITU-T Y.3800 (2019年3月)",
    ),
    "ITU-R": ("ITU-R BT.1869-0 | ITU-R M.2160-0 | ITU-R P.452-18", "BT.1869 | ITU-R 1869"),
    "UNECE WP.29": (
        (
            "UN R155 | UN Regulation No. 157 | UN R79.04 | UN GTR No. 13 | UN GTR 24 | "
            "ECE/TRANS/WP.29/GRVA/2024/3 | GRVA-18-07"
        ),
        "R155 | UN Regulation | ECE/TRANS/2024/3 | GTR",
    ),
    "IMO": (
        "MSC.530(106) | A.1070(28) | MSC.1/Circ.1500 | MSC 105/20 | MEPC 68/INF.15 | MEPC 68/13/3",
        "MSC | MSC.530 | 決議MSC.530(106)号 | MEPC 68",
    ),
    "ICAO": ("Annex 6, Vol. I | Doc 9760 | ICAO Annex 16, Volume III", "Annex | Annex VI"),
    "Codex": ("CXS 193-1995 | CXG 2-1985 | CXC 1-1969", "CXX 1-1995 | 193-1995"),
    "IEEE SA": (
        "IEEE Std 802.11-2020 | IEEE P2874 | IEEE 802.1Qbv-2015 | IEEE C37.118.1-2011",
        "802.11 | IEEE | P2874",
    ),
    "ETSI": (
        "ETSI EG 200 053 V1.5.1 (2004-06) | ETSI EN 303 645 | ETSI GS QKD 014 V1.1.1 | DE/TE-01014",
        "EN 303 645 | ETSI 303645",
    ),
    "3GPP": ("TS 38.300 | 3GPP TR 38.913 | TS 23.501 V18.4.0", "38.300 | TS 38300"),
    "IETF": ("RFC 9000 | draft-ietf-quic-transport-34", "9000 | draft | RFC 9000000"),
    "W3C": ("REC-xml-20081126 | vc-data-model-2.0", "仕様書 | 勧告"),
    "CEN/CENELEC": ("EN 228 | CEN/CLC/TR 17602-80-12:2021 | prEN 17529:2020", "228 | EN"),
    "JIS": ("JIS Z 8301:2019 | JIS X 0129-1:1994", "JIS | Z 8301:201"),
    "OECD": ("OECD/LEGAL/0449", "OECD 449"),
    "WCO": ("HS 2028 | 8524.11", "HS | 8524"),
    "ASTM": ("ASTM F2792-12 | ASTM WK65937 | ASTM E8/E8M-22", "ASTM | F"),
    "ASME": ("ASME B16.5-2020 | ASME Y14.5-2018", "16.5"),
    "SAE": ("SAE J3016_202104 | ARP4754B", "SAE | 3016"),
    "JEDEC": ("JESD79-5C | J-STD-020F", "JEDEC | 79-5C"),
    "SEMI": ("SEMI E187-0122 | SEMI S2-0724", "E187 | SEMI"),
    "IALA": ("IALA R0124 | IALA G1117", "R12 | IALA"),
}
"""Real numbers, and what only looks like one."""

COMMITTEES = {
    "ISO": (
        (
            "ISO/TC 268/SC 1 | ISO/TC 8 | ISO/PC 343 | ISO/TC 22/SC 32/WG 8 | "
            "ISO/TC 184/SC 4/JWG 16 | ISO/CASCO/WG 21 | ISO/TMBG"
        ),
        "TC | ISO/TC | ISO/SC 1 | ISO/TC 268/WG | 環境委員会 | IEC TC 113",
    ),
    "IEC": ("IEC TC 113 | IEC SC 47E | SyC Smart Energy | TC 113/WG 11", "TC | IEC SC 47 | SC"),
    "ISO/IEC JTC 1": ("ISO/IEC JTC 1/SC 42/WG 3 | ISO/IEC JTC1/SC 27", "JTC 2 | ISO/TC 1"),
    "IEC/ISO JTC 3": ("IEC/ISO JTC 3/WG 2 | ISO/IEC JTC 3", "JTC 1"),
    "ITU-T": ("SG13 | ITU-T SG13/Q16/13 | SG 17", "第13研究委員会 | SG"),
    "ITU-R": ("WP 5D | ITU-R SG 5", "WP"),
    "UNECE WP.29": ("WP.29 | GRVA | AC.3", "GRXX"),
    "IMO": ("MSC 105 | CCC 8 | MEPC", "MSD"),
    "Codex": ("CCFA | CCNFSDU | CAC46", "Codex"),
}


def body(name: str) -> BodyRow:
    found = STANDARDS.body(name)
    assert found is not None
    return found


def cases(table: dict[str, tuple[str, str]], which: int) -> list[tuple[str, str]]:
    return [(name, each.strip()) for name, both in table.items() for each in both[which].split("|")]


def number(name: str, typed: str) -> NumberReading:
    return read_number(STANDARDS, body(name), typed)


def committee(name: str, typed: str) -> NumberReading:
    return read_committee(STANDARDS, body(name), typed)


def test_real_numbers_have_the_form_of_their_body() -> None:
    assert [case for case in cases(NUMBERS, 0) if not number(*case).fits] == []


def test_false_numbers_have_none() -> None:
    assert [case for case in cases(NUMBERS, 1) if number(*case).fits] == []


def test_committees() -> None:
    assert [case for case in cases(COMMITTEES, 0) if not committee(*case).fits] == []
    assert [case for case in cases(COMMITTEES, 1) if committee(*case).fits] == []


def test_width_dashes_and_case_make_no_difference() -> None:
    for typed in ("ＩＳＯ／ＣＤ　24212.2", "iso/cd 24212.2", "ISO/CD  24212.2"):
        assert number("ISO", typed).fits
    assert number("IEC", "IEC 60050‑113:2011").fits


def test_a_number_of_another_body_is_told_whose_it_is() -> None:
    assert number("ISO", "JIS Q 9001:2015").elsewhere == ("JIS",)
    assert number("IEC", "ISO 9001:2015").elsewhere == ("ISO", "ISO/IEC JTC 1")


def test_nothing_is_asked_of_a_body_without_forms() -> None:
    assert not number("ITU Radio Regulations", "第5条").is_known
    assert not committee("W3C", "CSS").is_known


def test_no_text_makes_a_pattern_slow() -> None:
    started = time.process_time()
    for row in STANDARDS.patterns:
        for head in (row.example, row.example[:4], "ISO/", "IEC/TS ", "A-", "a.b-", "1.", "x "):
            for tail in ("-1" * 60, "/TS" * 40, ".1" * 60, "A" * 120, "/Amd 1" * 20, "1" * 120):
                compiled(row.pattern).fullmatch((head + tail)[:119] + "!")

    assert time.process_time() - started < 5  # 0.1; one that doubles with a sign takes for ever


def test_the_longest_text_that_a_pattern_is_tried_on() -> None:
    assert number("ISO", "ISO " + "1" * 200).fits is None

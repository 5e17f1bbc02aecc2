"""A hundred times last year and the target alike, with a note that does not explain it."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", 11500)
    form.put(KpiAnswer, "note", "S017-1", "速報値です。")
    return Told(
        (("C020", "KPI", cell),),
        "備考に記入がありますが、実績値「11,500」は前回値（104件）・目標値（120件）の"
        "いずれとも桁が合いません。単位が「件」であれば 115 ではないでしょうか。",
    )

"""No activity in a domain whose measure goes on."""

from __future__ import annotations

from tests.recipes import ActivityAnswer, Form, Told, of


@of("環境省")
def recipe(form: Form) -> Told:
    rows = form.sheet(ActivityAnswer).max_row
    domains = (form.cell(ActivityAnswer, "domain", row).value for row in range(rows))
    at = next(n for n, domain in enumerate(domains) if str(domain).startswith("1-2 "))
    status = form.put(ActivityAnswer, "status", at, "該当なし")
    for field in ("text", "phase", "attribution"):
        form.cell(ActivityAnswer, field, at).value = None
    return Told(
        (("C021", "領域別取組", status),),
        "領域「1-2 ①環境・エネルギー（自然共生）」は「該当なし」ですが、"
        "この領域の施策の自己評価はS016「○」です。",
    )

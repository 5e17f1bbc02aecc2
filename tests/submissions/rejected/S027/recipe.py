"""A box was ticked instead of an answer chosen."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told

BOX = """<xml xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
<v:shape><v:textbox><div>達成</div></v:textbox><x:ClientData ObjectType="Checkbox">
<x:Anchor>10, 0, 4, 0, 11, 0, 5, 0</x:Anchor><x:Checked>1</x:Checked></x:ClientData></v:shape>
</xml>"""


def recipe(form: Form) -> Told:
    with form.parts() as package:
        part = form.part_of(package, MeasureAnswer)
        package.add(part, "vmlDrawing", "xl/drawings/v{}.vml", BOX.encode(), "x/vml")
    return Told(
        (("S027", "施策", "K5"),),
        "フォームコントロール「達成」（チェックボックス：オン）があります。集計には使いません。",
    )

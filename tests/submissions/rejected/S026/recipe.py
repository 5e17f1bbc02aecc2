"""A document was embedded."""

from __future__ import annotations

from evaluator.xlsx.markup import OFFICE, new
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    with form.parts() as package:
        part = form.part_of(package, MeasureAnswer)
        key = package.add(part, "package", "xl/embeddings/別添{}.docx", b"PK", "x/docx")
        objects, document = new("oleObjects"), new("oleObject", progId="Word.Document.12")
        document.set(f"{{{OFFICE}}}id", key)
        objects.append(document)
        package.tree(part).append(objects)
    return Told(
        (("S026", "施策", ""),),
        "ファイル（別添1.docx）が埋め込まれています。その内容は読みません。",
    )

"""A table was pasted as a picture."""

from __future__ import annotations

from tests.recipes import Form, OutcomeAnswer, Told


def recipe(form: Form) -> Told:
    form.draw(OutcomeAnswer, '<pic><nvPicPr><cNvPr id="2" name="図 1"/></nvPicPr></pic>', "B30")
    return Told((("S025", "成果例", "B30"),), "画像（図 1）があります。画像の内容は読めません。")

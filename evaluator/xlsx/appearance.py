"""What a cell's style says of its value: number format, strike, and text as pale as its ground.

Of the styles part only number formats, the fonts' strike and colour and the fills' colour are
read, each style once, when a cell first has it. Conditional formats are not evaluated.
"""

from __future__ import annotations

import colorsys
from functools import lru_cache
from typing import Final, NamedTuple

from evaluator.findings.file import DAMAGED, TOO_MANY_STYLES
from evaluator.xlsx import formats
from evaluator.xlsx.parts import Element, Parts
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.texts import is_on

MAX_STYLES: Final = 65_490
"""Formats of cells that Excel can open in one workbook."""

Colour = tuple[int, int, int]
_WHITE: Final = (255, 255, 255)
_BLACK: Final = (0, 0, 0)
_LEAST_CONTRAST: Final = 1.5
"""Of 1 to 21 (WCAG 2.2, 1.4.3, asks for 4.5): white on the pale yellow of a form has 1.05."""
_OTHER_HUE: Final = 64  # of 255: red is seen on a green that is just as bright
_STANDARD: Final = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 "
    "808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 "
    "0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF "
    "CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 "
    "FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 "
    "333333 "
)
_PALETTE: Final = [_STANDARD[at : at + 6] for at in range(0, len(_STANDARD), 7)]
_INDEXED: Final = [*_PALETTE[:8], *_PALETTE, "000000", "FFFFFF"]  # 64 and 65: the window's
_OFFICE: Final = "FFFFFF 000000 E7E6E6 44546A 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47"
_THEME: Final = [_OFFICE[at : at + 6] for at in range(0, len(_OFFICE), 7)]


class Look(NamedTuple):
    """What a style says of a value."""

    format: str = formats.GENERAL
    is_date: bool = False
    is_elapsed: bool = False
    is_struck: bool = False
    is_camouflaged: bool = False


PLAIN: Final = Look()


class Looks:
    """The styles of one workbook, by the number that a cell gives as its style."""

    def __init__(self, parts: Parts, workbook: str) -> None:
        self._parts = parts
        self._workbook = workbook
        self.known: dict[str | None, Look] = {}
        """The looks met so far."""
        self._ns = ""
        self._lists: dict[str, list[Element]] = {}
        self._formats: dict[str, str] = {}
        self._fonts: dict[str, tuple[bool, Colour | None]] = {}
        self._fills: dict[str, Colour | None] = {}
        self._theme: list[str] | None = None
        root = self._root()
        if root is not None:
            self._open(root)

    def _root(self) -> Element | None:
        # Some programs name the part in the list of types only.
        named = [key for key in (self._parts.named("styles.xml"),) if key]
        for key in self._parts.related(self._workbook, "styles") or named:
            try:
                return self._parts.tree(key)
            except Refused as refusal:
                # Whatever is wrong with how things look, the answers can be read.
                if refusal.kind is not DAMAGED:
                    raise
        return None

    def _open(self, root: Element) -> None:
        self._ns = root.tag[: root.tag.find("}") + 1]
        for name in ("cellXfs", "fonts", "fills", "numFmts"):
            node = root.find(f"{self._ns}{name}")
            self._lists[name] = [] if node is None else list(node)
        if len(self._lists["cellXfs"]) > MAX_STYLES:
            raise Refused(TOO_MANY_STYLES, f"{len(self._lists['cellXfs']):,}種類")
        self._formats = {
            node.get("numFmtId", ""): node.get("formatCode", "") for node in self._lists["numFmts"]
        }
        palette = root.findall(f"{self._ns}colors/{self._ns}indexedColors/{self._ns}rgbColor")
        self._palette = [node.get("rgb", "") for node in palette] or _INDEXED

    def of(self, style: str | None) -> Look:
        """Return the look of a style; a style that is not there looks plain."""
        if style not in self.known:
            xf = self._item("cellXfs", style or "0")
            self.known[style] = PLAIN if xf is None else self._look(xf)
        return self.known[style]

    @property
    def has_formats(self) -> bool:
        """Whether any cell met so far has a number format: none has without a stylesheet."""
        return any(look.format != formats.GENERAL for look in self.known.values())

    def _item(self, name: str, number: str) -> Element | None:
        items = self._lists.get(name, [])
        at = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1
        return items[at] if 0 <= at < len(items) else None

    def _look(self, xf: Element) -> Look:
        number = xf.get("numFmtId", "0")
        code = self._formats.get(number) or _built_in(number)
        is_struck, ink = self._font(xf.get("fontId", "0"))
        ground = self._fill(xf.get("fillId", "0"))
        pale = ink is not None and ground is not None and _near(ink, ground)
        return Look(code, formats.is_date(code), formats.is_elapsed(code), is_struck, pale)

    def _font(self, number: str) -> tuple[bool, Colour | None]:
        """Return whether a font is struck through, and its colour."""
        if number not in self._fonts:
            font = self._item("fonts", number)
            is_struck = font is not None and is_on(font.find(f"{self._ns}strike"))
            self._fonts[number] = is_struck, self._ink(font)
        return self._fonts[number]

    def _fill(self, number: str) -> Colour | None:
        if number not in self._fills:
            self._fills[number] = self._ground(self._item("fills", number))
        return self._fills[number]

    def _ink(self, font: Element | None) -> Colour | None:
        node = None if font is None else font.find(f"{self._ns}color")
        return _BLACK if node is None else self._colour(node, _BLACK)

    def _ground(self, fill: Element | None) -> Colour | None:
        """Return the colour behind the text; None for a pattern or a gradient."""
        pattern = None if fill is None else fill.find(f"{self._ns}patternFill")
        if pattern is None:
            return _WHITE if fill is None or not len(fill) else None
        if pattern.get("patternType", "none") == "none":
            return _WHITE
        node = pattern.find(f"{self._ns}fgColor")
        if pattern.get("patternType") != "solid" or node is None:
            return None
        return self._colour(node, _WHITE)

    def _colour(self, node: Element, auto: Colour) -> Colour | None:
        rgb, indexed, theme = node.get("rgb"), node.get("indexed"), node.get("theme")
        if rgb is not None:
            colour = _hex(rgb)
        elif indexed is not None:
            colour = _hex(_at(self._palette, indexed) or _at(_INDEXED, indexed))
        elif theme is not None:
            colour = _hex(_at(self._themed(theme), theme))
        else:
            return auto
        return _tinted(colour, node.get("tint", "")) if colour else None

    def _themed(self, number: str) -> list[str]:
        if number in ("0", "1"):
            return _THEME  # the window's colours in every theme that Excel ships
        if self._theme is None:
            self._theme = self._read_theme()
        return self._theme

    def _read_theme(self) -> list[str]:
        try:
            roots = [self._parts.tree(k) for k in self._parts.related(self._workbook, "theme")]
        except Refused:
            roots = []
        for scheme in (node for root in roots for node in root.iter("{*}clrScheme")):
            colours = [next(iter(node), None) for node in scheme]
            found = [n.get("lastClr", n.get("val", "")) if n is not None else "" for n in colours]
            if len(found) >= 10:
                # The file has dark before light, a style's number light before dark.
                return [found[1], found[0], found[3], found[2], *found[4:]]
        return _THEME


@lru_cache(1024)  # few colours meet in the forms of a round
def _near(one: Colour, other: Colour) -> bool:
    """Whether a text of one colour is not seen on the other."""
    if any(abs(a - b) > _OTHER_HUE for a, b in zip(one, other, strict=True)):
        return False
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05) < _LEAST_CONTRAST


def _luminance(colour: Colour) -> float:
    """Return how bright a colour is, 0 to 1, as WCAG 2.2 defines it."""
    parts = (part / 255 for part in colour)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _built_in(number: str) -> str:
    known = number.isascii() and number.isdigit() and len(number) < 9
    return formats.BUILT_IN.get(int(number), formats.GENERAL) if known else formats.GENERAL


def _at(items: list[str], number: str) -> str:
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1
    return items[at] if 0 <= at < len(items) else ""


def _hex(rgb: str) -> Colour | None:
    try:
        red, green, blue = bytes.fromhex(rgb[-6:])
    except ValueError:
        return None
    return red, green, blue


def _tinted(colour: Colour, tint: str) -> Colour:
    """Lighten or darken a colour, as ECMA-376 18.8.19 has it."""
    try:
        by = max(-1.0, min(1.0, float(tint or 0)))
    except ValueError:
        return colour
    if not by or by != by:  # noqa: PLR0124  # not a number
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = light * (1 + by) if by < 0 else light * (1 - by) + by
    red, green, blue = colorsys.hls_to_rgb(hue, light, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)

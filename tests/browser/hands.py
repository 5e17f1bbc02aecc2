"""Ways to work in a browser: with a mouse, with the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

_MOST_TABS: Final = 400
_MOST_CHOICES: Final = 20
_FOCUSED: Final = """() => {
  const at = document.activeElement;
  const label = at.labels?.[0]?.textContent;
  return [at.tagName, (label || at.textContent || at.value || '').trim()];
}"""


class Mouse:
    """Clicks on what it sees."""

    def __init__(self, window: Any) -> None:
        self.window = window

    def go(self, path: str) -> None:
        """Type an address."""
        self.window.goto(path)

    def follow(self, name: str) -> None:
        """Open a link."""
        self.window.get_by_role("link", name=name, exact=True).first.click()

    def push(self, name: str) -> None:
        """Push a button."""
        self.window.get_by_role("button", name=name, exact=True).first.click()

    def write(self, label: str, text: str) -> None:
        """Write into a field."""
        self.window.get_by_label(label, exact=True).first.fill(text)

    def pick(self, label: str, choice: str) -> None:
        """Pick one of the choices of a field."""
        self.window.get_by_label(label, exact=True).first.select_option(choice)

    def unfold(self, name: str) -> None:
        """Open what is folded away."""
        self.window.locator("summary", has_text=name).first.click()

    def choose(self, label: str, *files: Path) -> None:
        """Choose files: the window of the system that opens for it is no part of a page."""
        self.window.get_by_label(label, exact=True).first.set_input_files(list(files))

    def sees(self, text: str) -> bool:
        """Whether the page says this."""
        return text in self.window.locator("main").inner_text()

    def fetch(self, name: str) -> bytes:
        """Save what a link offers; return its bytes."""
        with self.window.expect_download() as saved:
            self.follow(name)
        return Path(saved.value.path()).read_bytes()


class Keyboard(Mouse):
    """Never touches the mouse: walks from field to field, and presses Enter."""

    def follow(self, name: str) -> None:
        """Walk to a link and open it."""
        self._walk("A", name)
        self._enter()

    def push(self, name: str) -> None:
        """Walk to a button and push it."""
        self._walk("BUTTON", name)
        self._enter()

    def fetch(self, name: str) -> bytes:
        """Walk to a link and save what it offers; return its bytes."""
        self._walk("A", name)
        with self.window.expect_download() as saved:
            self.window.keyboard.press("Enter")
        return Path(saved.value.path()).read_bytes()

    def pick(self, label: str, choice: str) -> None:
        """Walk to a field, and down its choices."""
        self._walk("SELECT", label)
        field = self.window.get_by_label(label, exact=True).first
        for _ in range(_MOST_CHOICES):
            if field.input_value() == choice:
                return
            self.window.keyboard.press("ArrowDown")
        raise AssertionError(f"the keyboard does not come to {choice}")

    def unfold(self, name: str) -> None:
        """Walk to what is folded away and open it."""
        self._walk("SUMMARY", name)
        self.window.keyboard.press("Enter")

    def _enter(self) -> None:
        with self.window.expect_navigation():
            self.window.keyboard.press("Enter")

    def write(self, label: str, text: str) -> None:
        """Walk to a field and type."""
        self._walk("", label)
        self.window.keyboard.press("Control+A")
        self.window.keyboard.type(text)

    def _walk(self, tag: str, name: str) -> None:
        for _ in range(_MOST_TABS):
            self.window.keyboard.press("Tab")
            at, text = self.window.evaluate(_FOCUSED)
            if text == name and tag in ("", at):
                return
        raise AssertionError(f"the keyboard does not come to {name}")

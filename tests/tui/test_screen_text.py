"""The text snapshot shows what the terminal would show, no more and no less."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from tests.tui.screen_text import screen_text


class Words(Static):
    said = "first"

    def render(self) -> str:
        return self.said


class Ask(ModalScreen[None]):
    def compose(self) -> ComposeResult:
        yield Static("really?")


class Page(App[None]):
    CSS = "Words { width: 20; height: 1; } Ask Static { width: 9; height: 1; }"

    def compose(self) -> ComposeResult:
        yield Words()
        yield Static("名前 Ann [/x]", markup=False)


async def test_every_line_is_there_without_trailing_blanks() -> None:
    app = Page()
    async with app.run_test(size=(30, 4)) as pilot:
        await pilot.pause()
        assert screen_text(app) == "first\n名前 Ann [/x]\n\n"


async def test_what_was_not_refreshed_is_shown_stale() -> None:
    app = Page()
    async with app.run_test(size=(30, 4)) as pilot:
        await pilot.pause()
        assert "first" in screen_text(app)
        words = app.query_one(Words)
        words.said = "second"
        assert "second" not in screen_text(app)
        words.refresh()
        assert "second" in screen_text(app)


async def test_looking_leaves_the_pending_repaint_alone() -> None:
    app = Page()
    async with app.run_test(size=(30, 4)) as pilot:
        await pilot.pause()
        painted = screen_text(app)
        app.screen._compositor._dirty_regions.add(app.screen.region)
        assert screen_text(app) == painted
        assert app.screen._compositor._dirty_regions == {app.screen.region}


async def test_a_dialog_is_shown_over_what_lies_behind_it() -> None:
    app = Page()
    async with app.run_test(size=(30, 4)) as pilot:
        app.push_screen(Ask())
        await pilot.pause()
        app.screen.refresh()  # nothing from the caches
        assert screen_text(app) == "really?\n名前 Ann [/x]\n\n"

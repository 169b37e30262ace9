"""The song's form as a row of blocks: what each does is seen, told, and in its tooltip."""

from __future__ import annotations

import pytest
from desk import hover
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from beats.styles import style_song
from studio import edits
from studio.song import Song
from ui import i18n
from ui.style import look
from ui.widgets.section_bar import SectionBar


def song_of_two() -> Song:
    """Two plain sections of a beat."""
    song = style_song("trap", "", bars=16)
    return edits.copy_section(song, section_id=song.sections[0].id)


def marked(song: Song) -> Song:
    second = song.sections[1].id
    song = edits.set_lead_in(song, section_id=second, lead_in="drop")
    song = edits.set_muffled(song, section_id=second, muffled=True)
    return edits.mute_in_section(song, section_id=second, sound="kick", mute=True)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Vers, 8 linjer. Inn hit: Bassen holder pusten. Dempet start som åpner seg. Demper Basstromme"),
        ("en", "Verse, 8 lines. Way into it: The bass holds its breath. Muffled beginning that opens up. Mutes Kick"),
    ],
)
def test_what_a_section_does_is_told(app: QApplication, language: str, words: str) -> None:
    i18n.use(language)
    bar = SectionBar()
    bar.resize(600, bar.height())
    song = marked(song_of_two())
    song = edits.mute_in_section(song, section_id=song.sections[1].id, sound="no_such_lane", mute=True)
    bar.show_song(song, song.sections[1].id)
    bar.show()
    assert bar.accessible_value() == words
    assert [part.name for part in bar.accessible_parts()] == [words.partition(".")[0], words]
    hover(bar, QPoint(10, 30), QPoint(450, 30))
    assert bar.toolTip() == words
    bar.close()


def picture(bar: SectionBar, song: Song) -> tuple[QImage, QImage]:
    """The two halves of the row."""
    bar.show_song(song, song.sections[0].id)
    image, half = bar.grab().toImage(), bar.width() // 2
    return image.copy(0, 0, half, bar.height()), image.copy(half, 0, half, bar.height())


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_marks_are_drawn_where_there_is_room(app: QApplication, theme: str) -> None:
    look.wear(theme, calm=False)
    bar, plain = SectionBar(), song_of_two()
    bar.resize(600, bar.height())
    before, after = picture(bar, plain), picture(bar, marked(plain))
    assert after[0] == before[0]
    assert after[1] != before[1]
    bar.resize(90, bar.height())
    assert picture(bar, marked(plain)) == picture(bar, plain), "too narrow for more than the length"
    look.wear("dark", calm=False)

"""The room Gi ut by keys: the form, what is missing, the cover, the folder of a short song, and what is undone."""

from __future__ import annotations

import io
import itertools
import json
from pathlib import Path

import msgspec
import numpy as np
import pytest
import soundfile
from desk import Desk
from fits import cut_off, overlapping, shown
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from songs import noise, write

from studio import edits
from studio.credits import Maker, Performer, Sample, Writer
from studio.interchange.findings import FileRow, Mark, Pictures, Report
from studio.interchange.findings import Sound as Numbers
from studio.lessons.sitting import Sitting
from studio.preflight.finding import Finding
from studio.song import Clip, Media, Song, Track
from ui import i18n, papers
from ui.check_list import FindingRow
from ui.cover_desk import Sketch
from ui.finding_words import sentence
from ui.finish_page import COVER, GIVE, REPORT, SONG, VIEWS, FinishPage
from ui.mix_page import VOICE as VOICE_VIEW
from ui.places import FIELD_OF
from ui.release_form import CARDS
from ui.widgets.buttons import Button
from ui.widgets.rows_edit import RowsEdit
from ui.widgets.voice_rows import VoiceRows

FINISH = 3
SIZES = ((1280, 760), (910, 512), (683, 384))


@pytest.fixture
def room(desk: Desk) -> Desk:
    """A song with a beat of one bar, and the room open; nothing here waits for the engine."""
    desk.bridge.beat.take_style("boom_bap")
    desk.bridge.beat.end_preview()
    song = desk.bridge.song
    short = msgspec.structs.replace(song, sections=(msgspec.structs.replace(song.sections[0], bars=1),))
    desk.bridge.apply(short, "edit-set-title")
    desk.until(lambda: desk.bridge.job is None, "the song")
    desk.window.enter_room(FINISH)
    return desk


def page_of(desk: Desk) -> FinishPage:
    return desk.window.finish_page


def written(desk: Desk, field: str, text: str) -> None:
    """Write a field by keys, and leave it."""
    editor = page_of(desk).form.fields[field].editor
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    desk.press(Qt.Key.Key_Tab)


def chosen(desk: Desk, field: str, answer: str) -> None:
    """Choose an answer with the arrow keys."""
    box = page_of(desk).form.fields[field].editor
    assert isinstance(box, QComboBox)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    while box.currentData() != answer:
        before = box.currentIndex()
        desk.press(Qt.Key.Key_Down)
        assert box.currentIndex() != before, f"{answer} is not among the answers"


def filled(song: Song) -> Song:
    """The song with all that a distributor asks for."""
    release = msgspec.structs.replace(
        song.release, artists=("Kari",), language="nb", genre="Hip hop", explicit="none",
        writers=(Writer(name="Kari Nordmann", share_percent=100.0),), performers=(Performer(name="Kari"),),
        makers=(Maker(name="Kari Nordmann"),), recording_owner="Kari", recording_year=2026,
        work_owner="Kari", work_year=2026, beat_origin="own",
    )  # fmt: skip
    return edits.set_release(song, release=release)


def test_a_missing_field_is_named_until_it_is_written_and_each_is_one_step_of_undo(room: Desk) -> None:
    page, bridge = page_of(room), room.bridge
    assert "upload" not in bridge.giving.packs()
    assert "artist" in page.give.plan.text()
    assert page.give.checks.rows["song"].level == "warn"
    page.give.checks.rows["song"].action.setFocus()
    room.press(Qt.Key.Key_Return)
    assert page.view == SONG
    artists = page.form.fields["artists"]
    assert QApplication.focusWidget() is artists.editor, "the first field that lacks something has the keys"
    assert artists.hint
    written(room, "artists", "Kari, Ola")
    assert bridge.song.release.artists == ("Kari", "Ola")
    assert not artists.hint
    written(room, "genre", "Drill")
    chosen(room, "language", "nn")
    assert (bridge.song.release.genre, bridge.song.release.language) == ("Drill", "nn")
    chosen(room, "language", "en")
    bridge.undo()
    assert bridge.song.release.language == "se", "every answer on the way is a step"
    while bridge.song.release.genre:
        bridge.undo()
    assert bridge.song.release.artists == ("Kari", "Ola")
    bridge.undo()
    assert bridge.song.release.artists == ()
    assert artists.hint
    assert artists.editor.text() == ""


def test_rows_of_people_are_written_by_keys(room: Desk) -> None:
    page, bridge = page_of(room), room.bridge
    page.turn_to(SONG)
    writers = page.form.fields["writers"].editor
    assert isinstance(writers, RowsEdit)
    writers.add.setFocus()
    room.press(Qt.Key.Key_Return)
    assert len(bridge.song.release.writers) == 1
    name = writers.editor(0, "name")
    assert QApplication.focusWidget() is name
    QTest.keyClicks(name, "Kari Nordmann")
    room.press(Qt.Key.Key_Tab)
    share = writers.editor(0, "share_percent")
    share.setFocus()
    share.selectAll()
    QTest.keyClicks(share, "60")
    room.press(Qt.Key.Key_Tab)
    assert bridge.song.release.writers == (Writer(name="Kari Nordmann", share_percent=60.0),)
    assert "60" in page.form.fields["writers"].hint, "shares that do not come to 100 are told"
    writers.drop(0).setFocus()
    room.press(Qt.Key.Key_Return)
    assert bridge.song.release.writers == ()
    assert writers.add.hasFocus()


def test_a_filled_form_lets_the_upload_be_made(room: Desk) -> None:
    page, bridge = page_of(room), room.bridge
    bridge.apply(filled(bridge.song), "edit-set-release")
    assert bridge.giving.missing() == ()
    assert "upload" in bridge.giving.packs()
    assert page.give.plan.text() == i18n.t("give-plan")


def test_the_loudness_is_chosen_and_taken_back(room: Desk) -> None:
    page, bridge = page_of(room), room.bridge
    aim = page.give.checks.aim
    aim.setFocus()
    room.press(Qt.Key.Key_Down)
    assert (bridge.song.finish["target_lufs"], bridge.song.finish["ceiling_dbtp"]) == (-11.0, -2.0)
    room.press(Qt.Key.Key_Down)
    target = page.give.checks.target
    assert target.isVisible()
    target.setFocus()
    target.selectAll()
    QTest.keyClicks(target, "-12,5")
    room.press(Qt.Key.Key_Tab)
    assert (bridge.song.finish["target_lufs"], bridge.song.finish["ceiling_dbtp"]) == (-12.5, -2.0)
    bridge.undo()
    bridge.undo()
    assert bridge.giving.aim == "safe"


def test_papers_are_copied_into_the_song_and_never_written_over(room: Desk, tmp_path: Path) -> None:
    bridge = room.bridge
    paper = tmp_path / "Lisens på beaten.PDF"
    paper.write_bytes(b"%PDF-1.4 one")
    bridge.giving.attach_licence(paper)
    room.until(lambda: bridge.song.release.licence_file, "the paper")
    first = bridge.song.release.licence_file
    assert first.startswith("papers/licence-")
    assert first.endswith(".pdf")
    assert first.isascii()
    paper.write_bytes(b"%PDF-1.4 two")
    bridge.giving.attach_licence(paper)
    room.until(lambda: bridge.song.release.licence_file != first, "the other paper")
    folder = bridge.opened.path
    assert folder is not None
    assert (folder / first).read_bytes() == b"%PDF-1.4 one"
    assert len(list((folder / papers.PAPERS).iterdir())) == 2
    bridge.giving.attach_licence(tmp_path)
    room.until(lambda: any(tmp_path.name in text for text in room.told), "why a folder is no paper")


def test_a_cover_is_seen_before_it_is_taken(room: Desk) -> None:
    page, bridge = page_of(room), room.bridge
    page.turn_to(COVER)
    room.until(lambda: not page.cover.phone.is_empty, "the picture")
    page.cover.palettes["fjord"].setFocus()
    room.press(Qt.Key.Key_Return)
    assert bridge.cover.sketch.palette == "fjord"
    room.until(lambda: page.cover.take.isEnabled(), "the picture")
    page.cover.take.setFocus()
    room.press(Qt.Key.Key_Return)
    room.until(lambda: bridge.cover.path is not None, "the cover")
    path = bridge.cover.path
    assert path is not None
    assert path.read_bytes().startswith(b"\xff\xd8")
    page.turn_to(GIVE)
    assert page.give.checks.rows["cover"].level == "ok"
    bridge.undo()
    assert bridge.cover.path is None


def test_a_photo_is_moved_in_its_cover_and_stays_where_it_was(room: Desk, tmp_path: Path) -> None:
    """Red on the left, green in the middle, blue on the right; a square of it is seen."""
    strips = np.zeros((1500, 3000, 3), np.uint8)
    for place in range(3):
        strips[:, place * 1000 : (place + 1) * 1000, place] = 200
    photo, other = tmp_path / "strand.png", tmp_path / "by.png"
    for path, pixels in ((photo, strips), (other, strips[:, ::-1])):
        Image.fromarray(pixels).save(path)
    page, desk = page_of(room), room.bridge.cover
    page.turn_to(COVER)
    crop = page.cover.phone
    drawn: list[bytes] = []
    desk.drawn.connect(drawn.append)

    def seen(sketch: Sketch) -> tuple[int, int]:
        """The colours at the left and the right edge, by number, once that sketch is drawn."""
        drawn.clear()
        room.until(lambda: desk.sketch == sketch and desk._drawing is None, "the picture")
        pixels = np.asarray(Image.open(io.BytesIO(drawn[-1])))[100]
        return int(pixels[5].argmax()), int(pixels[-5].argmax())

    assert crop.focusPolicy() == Qt.FocusPolicy.NoFocus
    desk.choose_photo(str(photo))
    assert seen(Sketch(photo=str(photo))) == (0, 2)
    crop.setFocus(Qt.FocusReason.TabFocusReason)
    assert crop.hasFocus()
    for _ in range(20):
        room.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert desk.sketch.focus == (0.25, 0.5)  # not beyond the edge, and up and down there is no more of it
    assert seen(desk.sketch) == (0, 1)
    assert "0 %" in crop.accessibleDescription()
    room.press(Qt.Key.Key_Left)
    assert desk.sketch.focus == (pytest.approx(0.26), 0.5)
    room.press(Qt.Key.Key_Home)
    assert desk.sketch.focus == (0.5, 0.5)
    middle = crop.rect().center()
    QTest.mousePress(crop, Qt.MouseButton.LeftButton, pos=middle)
    way = middle - QPoint(crop.width() // 2, 7)
    moved = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(way), QPointF(crop.mapToGlobal(way)), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(crop, moved)
    QTest.mouseRelease(crop, Qt.MouseButton.LeftButton, pos=way)
    assert desk.sketch.focus == (0.75, 0.5)
    assert seen(desk.sketch) == (1, 2)
    desk.choose_photo(str(other))
    assert desk.sketch.focus == (0.5, 0.5)
    desk.choose_photo("")
    page.cover.palettes["fjord"].click()
    desk.choose_photo(str(photo))
    assert desk.sketch == Sketch("fjord", str(photo), (0.75, 0.5))
    assert seen(desk.sketch) == (1, 2)
    desk.take()
    room.until(lambda: desk.path is not None, "the cover")
    pixels = np.asarray(Image.open(desk.path))[500]
    assert (int(pixels[5].argmax()), int(pixels[-5].argmax())) == (1, 2)
    desk.forget()
    assert desk.sketch == Sketch()


def row_of(desk: Desk, check: str) -> FindingRow:
    return next(row for row in page_of(desk).give.findings.rows if row.finding.check == check)


def press(desk: Desk, button: Button) -> None:
    """By keys."""
    button.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Qt.Key.Key_Return)


def test_what_was_found_leads_there_is_mended_and_gone_when_checked_again(room: Desk) -> None:
    page, giving, bridge = page_of(room), room.bridge.giving, room.bridge
    state = page.give.checks.rows["check"]
    assert (state.level, giving.findings) == ("info", None)
    giving.say(**{name: getattr(filled(bridge.song).release, name) for name in ("writers", "artists")})
    giving.say(writers=(Writer(name="Kari Nordmann", share_percent=60.0),))
    bridge.edit("set_master_knob", None, name="master_db", value=6.0)
    bridge.edit("set_master_knob", None, name="beat_group_db", value=12.0)
    press(room, page.give.checks.look)
    assert giving.is_looking
    assert not page.give.checks.look.isEnabled()
    assert bridge.job is None, "other work goes on"
    bridge.rename_song("NATTEN")
    room.until(lambda: giving.findings is not None, "the song to be looked over", 240.0)
    assert not giving.is_fresh
    assert (state.level, state.said) == ("info", i18n.t("ready-check-old"))
    press(room, page.give.checks.look)
    room.until(lambda: giving.is_fresh, "the song to be looked over", 240.0)
    assert state.level == "block"
    assert len(page.give.findings.rows) == sum(finding.level != "ok" for finding in giving.findings or ())
    for check, undone in (
        ("title-capitals", lambda song: song.title == "NATTEN"),
        ("shares", lambda song: song.release.writers[0].share_percent == 60.0),
        ("label-missing", lambda song: song.release.label == ""),
        ("mix-peak", lambda song: song.master_knob("master_db") == 6.0),
    ):
        row = row_of(room, check)
        press(room, row.mend)
        assert not undone(bridge.song), check
        assert row.done.isVisible(), check
        assert not row.mend.isVisible(), check
        bridge.undo()
        assert undone(bridge.song), f"{check} is one step of undo"
        assert row.mend.isVisible(), check
        bridge.redo()
    press(room, row_of(room, "cover-missing").mend)
    room.until(lambda: bridge.cover.path is not None, "the cover")
    assert state.said == i18n.t("ready-check-old")
    giving.look_over()
    room.until(lambda: giving.is_fresh, "the song to be looked over again", 240.0)
    left = {finding.check for finding in giving.findings or () if finding.level != "ok"}
    assert not left & {"title-capitals", "shares", "label-missing", "mix-peak", "cover-missing"}


def focused(desk: Desk) -> QWidget | None:
    return QApplication.focusWidget()


def test_what_only_a_person_can_do_leads_to_the_very_field(room: Desk) -> None:
    giving, page, bridge = room.bridge.giving, page_of(room), room.bridge
    giving.say(writers=(Writer(name="Kari", share_percent=20.0),), samples=(Sample(title="Peg"),))
    form = page.form.fields
    drums = bridge.song.tracks[0].id

    def led(check: str, remedy: str, **more: object) -> QWidget | None:
        room.window.enter_room(FINISH)
        giving.go(Finding(check=check, level="block", remedy=remedy, **more))
        return focused(room)

    assert led("artist-missing", "fill-form") is form["artists"].editor
    assert led("beat-unknown", "fill-form") is form["beat_origin"].editor
    assert led("work-right-missing", "fill-form") is form["work_owner"].editor
    assert led("beat-licence-missing", "fill-form") is form["licence_file"].editor.choose
    assert led("shares", "split-evenly") is form["writers"].editor.editor(0, "share_percent")
    assert led("sample-uncleared", "fill-form", what="Peg") is form["samples"].editor.editor(0, "cleared")
    assert led("performer-missing", "fill-form") is form["performers"].editor.add
    assert led("cover-missing", "make-cover") in (page.cover.first_focus(), focused(room))
    assert page.view == COVER
    window = room.window
    assert led("surge", "mix", track_id=drums, at_s=0.5) is window.mix_page.mixer.strips[0].fader
    assert led("sides", "centre", track_id=drums) is window.mix_page.mixer.strips[0].pan
    assert led("mix-peak", "lower-mix") is window.mix_page.mixer.master.fader
    assert led("sub-bass", "highpass", track_id=drums) is window.mix_page.mixer.panel.knobs["highpass_on"]
    led("voice-balance", "voice-balance")
    assert window.mix_page.view == VOICE_VIEW
    assert led("gap", "jump", at_s=1.0) is window.record_page.timeline.canvas
    assert window.record_page.lines.isAncestorOf(led("source-clipping", "record-again", at_s=0.1))
    assert window.record_page.lines.line == 0
    assert window.record_page.words.isAncestorOf(led("lyric-repeat", "write-lyrics", line=0))
    assert led("length", "change-form") is window.beat_page.editor.sections


def test_a_side_that_is_turned_over_is_turned_back_in_a_copy(desk: Desk, tmp_path: Path) -> None:
    bridge = desk.bridge
    tone = np.stack((noise(2.0)[:, 0], -noise(2.0)[:, 0]), axis=1)
    write(tmp_path / "turned.wav", tone)
    bridge.exchange.bring_in(tmp_path / "turned.wav")
    desk.until(lambda: bridge.song.tracks and bridge.job is None, "the beat")
    track = bridge.song.tracks[0]
    first = track.clips[0].media_id
    finding = Finding(check="mono-loss", level="block", remedy="flip-polarity", track_id=track.id)
    giving = bridge.giving
    giving._findings, giving._looked_at = (finding,), bridge.song
    assert giving.can_mend(finding)
    assert not giving.was_mended(finding)
    giving.mend(finding)
    desk.until(lambda: bridge.song.tracks[0].clips[0].media_id != first, "the copy")
    assert not giving.can_mend(finding)
    assert giving.was_mended(finding)
    by_hand = Finding(check="voice-unknown", level="block", remedy="name-voice", track_id=track.id)
    assert not giving.can_mend(by_hand)
    assert not giving.was_mended(by_hand), "what no press can mend is not called done"
    assert "uten navn" in sentence(by_hand)
    folder = bridge.opened.folder
    sounds = [soundfile.read(folder.path_of(media), always_2d=True)[0] for media in bridge.song.media]
    assert np.array_equal(sounds[0][:, 0], sounds[1][:, 0])
    assert np.allclose(sounds[0][:, 1], -sounds[1][:, 1], atol=2e-7)
    bridge.undo()
    assert bridge.song.tracks[0].clips[0].media_id == first
    assert giving.can_mend(finding)


def sung(desk: Desk) -> Song:
    """The song with everything a distributor asks for, and two tracks that somebody sings on."""
    song = filled(desk.bridge.song)
    media = Media(id="m9", file="takes/nobody.wav", frames=4800, channels=1, rate_hz=song.rate_hz)
    clip = Clip(id="c9", media_id="m9", at_beat=0.0, length_frames=4800)
    tracks = (
        Track(id="v1", role="lead", name="Vokal", clips=(clip,)),
        Track(id="v2", role="double", name="Dobling", clips=(msgspec.structs.replace(clip, id="c8"),)),
    )
    release = msgspec.structs.replace(song.release, performers=())
    return msgspec.structs.replace(song, media=(media,), tracks=(*song.tracks, *tracks), release=release)


def test_a_voice_gets_its_person_by_keys_and_they_are_asked_again_before_the_upload(room: Desk) -> None:
    bridge, page, giving = room.bridge, page_of(room), room.bridge.giving
    bridge.apply(sung(room), "edit-set-release")
    assert "upload" not in giving.packs()
    unknown = next(finding for finding in giving.form() if finding.check == "voice-unknown")
    giving.go(unknown)
    voices = page.form.fields["voices"].editor
    assert isinstance(voices, VoiceRows)
    box = voices.box("v1")
    assert QApplication.focusWidget() in (box, box.lineEdit())
    QTest.keyClicks(box.lineEdit(), "Kari")
    room.press(Qt.Key.Key_Tab)
    assert [one.name for one in bridge.song.release.performers] == ["Kari"]
    assert len(bridge.song.release.voices) == 1
    voices.box("v2").setFocus(Qt.FocusReason.TabFocusReason)
    room.press(Qt.Key.Key_Down)
    QTest.keyClicks(voices.box("v2").lineEdit(), "") if voices.box("v2").currentText() else None
    assert voices.box("v2").currentText() == "Kari", "whoever is known can be chosen"
    room.press(Qt.Key.Key_Tab)
    press(room, voices.more["v2"])
    QTest.keyClicks(voices.box("v2", 1).lineEdit(), "Ola Gjest")
    room.press(Qt.Key.Key_Tab)
    assert {voice.track_id for voice in bridge.song.release.voices} == {"v1", "v2"}
    assert len(bridge.song.release.voices) == 3
    consents = page.form.fields["consents"].editor
    for number in range(2):
        giving.go(next(finding for finding in giving.form() if finding.check == "consent-missing"))
        tick = consents.editor(number, "given")
        assert QApplication.focusWidget() is tick
        room.press(Qt.Key.Key_Space)
    assert all(consent.given and consent.performer_id for consent in bridge.song.release.consents)
    assert "upload" in giving.packs()
    made: list[tuple[str, ...]] = []
    giving._make = lambda folder, packs: made.append(packs)  # what is made is another test's
    for agreed in (True, False):
        room.ctrl(Qt.Key.Key_E)
        assert giving.asking == ("Kari", "Ola Gjest")
        assert not made
        assert page.give.ask.yes.hasFocus()
        assert "Ola Gjest" in page.give.ask.question.text()
        press(room, page.give.ask.yes if agreed else page.give.ask.wait)
        room.until(lambda: made, "the folder to be begun")
        assert ("upload" in made.pop()) is agreed
        assert not page.give.ask.isVisible()
    for _ in range(5):
        bridge.undo()
    assert bridge.song.release.voices == ()


def test_the_folder_is_made_by_keys_and_stopping_leaves_nothing(room: Desk) -> None:
    page, bridge = page_of(room), room.bridge
    finished = bridge.shelf.places.finished
    assert page.export.hasFocus()
    room.press(Qt.Key.Key_Return)
    room.until(lambda: bridge.giving.file, "the first file", 240.0)
    assert page.give.cancel.hasFocus(), "the keys stay where the button was"
    room.press(Qt.Key.Key_Return)
    room.until(lambda: bridge.job is None, "the end")
    assert page.export.hasFocus()
    assert bridge.giving.made is None
    assert list(finished.glob("*")) == []

    room.ctrl(Qt.Key.Key_E)
    room.until(lambda: bridge.giving.made, "the folder", 280.0)
    made = bridge.giving.made
    assert made is not None
    names = {path.relative_to(made).parts[0] for path in made.rglob("*") if path.is_file()}
    assert "rapport.html" in names
    assert any(name.suffix == ".mp3" for name in made.rglob("*"))
    checks = {row["code"]: row for row in json.loads((made / "rapport.json").read_text("utf-8"))["checks"]}
    assert {"length", "loudness", "artist-missing"} <= set(checks)
    assert checks["artist-missing"]["text"] in (made / "rapport.html").read_text("utf-8")
    assert bridge.giving.is_fresh, "what was found on the way counts as a check"
    assert bridge.giving.held_back
    assert "upload" not in names, "what lacks its papers is left out, the rest is made"
    assert page.export.hasFocus()
    assert not page.give.show_folder.visibleRegion().isEmpty(), "what was made is seen at once"
    page.give.to_report.setFocus()
    room.press(Qt.Key.Key_Return)
    assert page.view == REPORT
    assert page.report.drawings
    assert all(drawing.is_drawn for drawing in page.report.drawings)

    report, feed = bridge.giving.report, bridge.lessons.feed
    assert feed.sitting.made == set(report.packs), "a lesson knows"
    assert feed.sitting.lufs == pytest.approx(report.master.integrated_lufs, abs=0.2)
    feed.sitting = Sitting()
    bridge.giving.forget()  # as when the song is opened again
    assert (bridge.giving.made, bridge.giving.report) == (None, None)
    room.until(lambda: bridge.giving.made, "the folder to be found again")
    assert (bridge.giving.made, bridge.giving.report) == (made, report)
    assert not feed.sitting.made, "what was made in another sitting is no news"


def test_nothing_of_a_release_is_told_to_the_engine(room: Desk) -> None:
    sent: list[object] = []
    room.bridge.link.load = lambda *rest, **more: sent.append(rest)  # type: ignore[method-assign]
    room.bridge.apply(filled(room.bridge.song), "edit-set-release")
    room.bridge.giving.set_aim("loud")
    assert sent == []


def test_every_field_of_a_check_is_in_the_form() -> None:
    fields = {field for card in CARDS.values() for field in card}
    assert set(FIELD_OF.values()) <= fields


REPORT_SHOWN = Report(
    title="Natt",
    master=Numbers(seconds=61.0, integrated_lufs=-14.0, lra_lu=4.2, max_short_term_lufs=-11.0, true_peak_dbtp=-1.0),
    files=(FileRow(file="upload/artist_natt_44k24.wav", kind="wav24"), FileRow(file="x.mp3", fault="lag")),
    warnings=("cover-missing",),
    marks=(Mark(name="Vers", at_s=3.0),),
    pictures=Pictures(
        wave_low=tuple(-abs(np.sin(np.arange(60.0)))),
        wave_high=tuple(abs(np.sin(np.arange(60.0)))),
        short_term_lufs=(-14.0, -12.0, None, -13.0),
        spectrum_hz=(63.0, 125.0),
        spectrum_db=(0.0, -6.0),
    ),
)


def test_nothing_is_cut_off_in_any_view_size_or_language(room: Desk) -> None:
    page, giving, window = page_of(room), room.bridge.giving, room.window
    giving.report = REPORT_SHOWN
    giving._findings = (
        Finding(check="loudness", level="warn", value=-19.0, unit="LUFS", limit=-16.0, side="low", remedy="remaster"),
        Finding(check="gap", level="block", value=12.0, unit="s", limit=2.0, at_s=33.0, remedy="jump"),
    )
    room.bridge.giving.say(writers=(Writer(name=""),), beat_origin="licensed")
    for language, size, view in itertools.product(i18n.LANGUAGES, SIZES, range(len(VIEWS))):
        room.bridge.prefs.speak(language)
        window.resize(*size)
        page.turn_to(view)
        room.live(0.05)
        told = f"{VIEWS[view]} at {size} in {language}"
        area = page.views[view]
        room.until(lambda area=area: area.widget().width() <= area.viewport().width(), f"the width of {told}", 5.0)
        room.live(0.1)
        for widget in shown(page):
            assert not cut_off(widget), f"{cut_off(widget)}: {told}"
        assert not overlapping(page), f"{overlapping(page)}: {told}"

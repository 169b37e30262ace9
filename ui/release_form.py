"""The view Om låten: everything that a shop asks of a song, and what is still missing, field by field."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.credits import Consent, Maker, Performer, Sample, Writer
from studio.heard import singers, voice_tracks
from studio.preflight.finding import Finding
from studio.preflight.rights import to_ask
from ui import theme
from ui.bridge import Bridge
from ui.files import ask_for_paper
from ui.finding_words import sentence
from ui.i18n import t
from ui.places import Place, field_of
from ui.widgets.banner import Sign
from ui.widgets.buttons import Button
from ui.widgets.canvas import track_name
from ui.widgets.rows_edit import Column, RowsEdit
from ui.widgets.track_header import ElidedLabel
from ui.widgets.voice_rows import Sung, VoiceRows


class Choice(NamedTuple):
    """A field of which one of several answers is chosen; the first is that nobody has said yet."""

    answers: tuple[str, ...]


class Rows(NamedTuple):
    """A field of several rows."""

    kind: type
    columns: tuple[Column, ...]


class Names(NamedTuple):
    """A field of names with commas between them."""


class Line(NamedTuple):
    """A field of one line."""


class Year(NamedTuple):
    """A field of a year; empty is 0."""


class Voices(NamedTuple):
    """Who is on which track."""


class Paper(NamedTuple):
    """A file that is put into the song."""


Kind = Choice | Rows | Names | Line | Year | Voices | Paper

_WRITER = Rows(Writer, (
    Column("name", "form-writer-name"), Column("role", "form-writer-role", ("both", "composer", "lyricist")),
    Column("share_percent", "form-writer-share"),
))  # fmt: skip
_PERFORMER = Rows(Performer, (Column("name", "form-performer-name"), Column("role", "form-performer-role")))
_MAKER = Rows(Maker, (
    Column("name", "form-maker-name"),
    Column("role", "form-maker-role", ("producer", "mixing", "mastering", "recording")),
))  # fmt: skip
_SAMPLE = Rows(Sample, (
    Column("title", "form-sample-title"), Column("writer", "form-sample-writer"),
    Column("cleared", "form-sample-cleared"),
))  # fmt: skip
_CONSENT = Rows(Consent, (Column("name", "form-consent-name"), Column("given", "form-consent-given")))

CARDS: dict[str, dict[str, Kind]] = {
    # card: its fields, by their names in `Release` (`title` is the song's own)
    "song": {
        "title": Line(), "artists": Names(), "featured": Names(), "version": Line(), "genre": Line(),
        "language": Choice(("", "nb", "nn", "se", "en", "da", "sv", "zxx")),
        "explicit": Choice(("", "none", "explicit", "clean")),
    },
    "people": {
        "writers": _WRITER, "performers": _PERFORMER, "makers": _MAKER, "voices": Voices(), "consents": _CONSENT,
    },
    "beat": {
        "beat_origin": Choice(("", "own", "peer", "licensed", "unlicensed")), "beat_source": Line(),
        "licence_file": Paper(), "samples": _SAMPLE,
    },
    "rights": {
        "recording_owner": Line(), "recording_year": Year(), "work_owner": Line(), "work_year": Year(),
        "label": Line(), "release_date": Line(), "isrc": Line(), "upc": Line(),
    },
}  # fmt: skip


class Field(QWidget):
    """A name, what is written, and what is still missing."""

    def __init__(self, field: str, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field, self.kind = field, kind
        self._message = f"form-{field.replace('_', '-')}"
        self._name = QLabel(wordWrap=True)
        self._name.setProperty("rank", "strong")
        self._sign = Sign("warning", "warning", 22)
        self._hint = QLabel(wordWrap=True)
        self._hint.setProperty("rank", "small")
        self.editor = self._made()
        hint = QHBoxLayout()
        hint.setSpacing(8)
        hint.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        hint.addWidget(self._hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._name)
        column.addWidget(self.editor)
        column.addLayout(hint)
        column.addStretch(1)
        self.say([])
        self.retranslate()

    def _made(self) -> QWidget:
        match self.kind:
            case Choice(answers):
                box = QComboBox()
                box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                box.setMinimumContentsLength(10)
                for answer in answers:
                    box.addItem("", answer)
                return box
            case Rows(kind, columns):
                return RowsEdit(kind, columns, f"{self._message}-add")
            case Voices():
                return VoiceRows()
            case Paper():
                return PaperRow(f"{self._message}-choose")
        line = QLineEdit()
        line.setMaxLength(300)
        return line

    @property
    def hint(self) -> str:
        """What is said of it now; empty where all is well."""
        return "" if self._hint.isHidden() else self._hint.text()

    def say(self, findings: list[Finding]) -> None:
        """What is still missing here, the gravest only."""
        told = min(findings, key=lambda one: one.level != "block", default=None)
        for part in (self._sign, self._hint):
            part.setVisible(told is not None)
        if told is not None:
            grave = told.level == "block"
            missing = grave and told.check.endswith(("-missing", "-undecided", "-unknown"))
            self._sign.show_icon(*(("warning", "warning") if grave and not missing else ("info", "secondary")))
            self._hint.setText(t("form-missing") if missing else sentence(told))
        name, help_text = t(self._message), t(f"{self._message}.help")
        self.editor.setAccessibleName(name)
        self.editor.setAccessibleDescription(f"{help_text} {self.hint}".strip())

    def retranslate(self) -> None:
        self._name.setText(t(self._message))
        self.editor.setAccessibleName(t(self._message))
        self.editor.setWhatsThis(t(f"{self._message}.help"))
        self.editor.setAccessibleDescription(t(f"{self._message}.help"))
        self.editor.setToolTip(t(f"{self._message}.help"))
        if isinstance(self.editor, VoiceRows):
            self.editor.retranslate()
        if isinstance(self.editor, QComboBox):
            for place in range(self.editor.count()):
                answer = self.editor.itemData(place) or "open"
                self.editor.setItemText(place, t(f"{self._message}-{answer}"))


class PaperRow(QWidget):
    """A button that asks for a file, and the name of the one that is there."""

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose = Button(message, "folder")
        self._name = ElidedLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.choose)
        row.addWidget(self._name, 1)

    def show_file(self, file: str) -> None:
        self._name.say(Path(file).name)


class ReleaseForm(QScrollArea):
    """Shows what is said of the bridge's song; each field that is left is one step of undo."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._bridge, self._desk = bridge, bridge.giving
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields: dict[str, Field] = {}
        self._titles: dict[str, QLabel] = {}
        self._grids: list[tuple[QGridLayout, QLabel, list[Field]]] = []
        inside = QWidget()
        inside.setMaximumWidth(theme.PAGE)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        for card, fields in CARDS.items():
            frame = QFrame()
            frame.setProperty("card", "true")
            grid = QGridLayout(frame)
            grid.setContentsMargins(16, 12, 16, 16)
            grid.setHorizontalSpacing(24)
            grid.setVerticalSpacing(16)
            title = self._titles[card] = QLabel(wordWrap=True)
            title.setProperty("rank", "large")
            made = [Field(name, kind) for name, kind in fields.items()]
            self.fields |= {field.field: field for field in made}
            self._grids.append((grid, title, made))
            self._column.addWidget(frame)
        self._column.addStretch(1)
        self.setWidget(inside)
        for field in self.fields.values():
            self._wire(field)
        self.set_compact(False)
        self.retranslate()

    def first_focus(self) -> QWidget:
        """The first field that lacks something, else the first of all."""
        missing = next((field for field in self.fields.values() if field.hint), self.fields["title"])
        return self._keys_of(missing)

    def lead_to(self, place: Place) -> None:
        """Put the keys where a field is written, or one row of it."""
        field = self.fields[place.field]
        match field.editor:
            case RowsEdit() as rows:
                keys = rows.keys_of(place.row)
            case VoiceRows() as voices:
                keys = voices.keys_of(place.track_id)
            case _:
                keys = self._keys_of(field)
        keys.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(field)
        self.ensureWidgetVisible(keys)

    def show_song(self) -> None:
        song, release = self._bridge.song, self._desk.release
        found: dict[str, list[Finding]] = {}
        for finding in self._desk.form():
            if finding.level == "block" or not finding.check.endswith("-missing"):
                found.setdefault(field_of(finding), []).append(finding)
        for name, field in self.fields.items():
            value = song.title if name == "title" else getattr(release, name)
            if name == "consents":
                value = to_ask(song)
            elif name == "voices":
                value = self._sung()
            self._show(field, value)
            field.say(found.get(name, []))
        self.fields["voices"].setVisible(bool(voice_tracks(song)))
        self.fields["licence_file"].setVisible(release.beat_origin == "licensed" or bool(release.licence_file))

    def set_compact(self, compact: bool) -> None:
        self._column.setSpacing(8 if compact else 16)
        for grid, title, fields in self._grids:
            while grid.count():
                grid.takeAt(0)
            grid.addWidget(title, 0, 0, 1, 2)
            place = 2
            for field in fields:
                whole = compact or isinstance(field.kind, Rows | Voices)
                place += place % 2 if whole else 0
                grid.addWidget(field, place // 2, place % 2, 1, 2 if whole else 1)
                place += 2 if whole else 1
                if isinstance(field.editor, RowsEdit | VoiceRows):
                    field.editor.set_compact(compact)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1)

    def retranslate(self) -> None:
        for card, title in self._titles.items():
            title.setText(t(f"form-card-{card}"))
        for field in self.fields.values():
            field.retranslate()
        self.show_song()

    def _sung(self) -> list[Sung]:
        """Every track that somebody is heard on, and who that is."""
        song = self._bridge.song
        return [
            Sung(track.id, track_name(track), tuple(one.name for one in singers(song, track)))
            for track in voice_tracks(song)
        ]

    def _wire(self, field: Field) -> None:
        match field.editor:
            case QComboBox() as box:
                box.activated.connect(lambda: self._desk.say(**{field.field: box.currentData()}))
            case RowsEdit() as rows:
                rows.kept.connect(lambda value: self._desk.say(**{field.field: value}))
            case VoiceRows() as voices:
                voices.kept.connect(self._desk.say_who)
            case PaperRow() as paper:
                paper.choose.clicked.connect(self._choose_licence)
            case QLineEdit() as line:
                line.editingFinished.connect(lambda: self._keep(field, line.text().strip()))

    def _keep(self, field: Field, text: str) -> None:
        match field.kind:
            case Names():
                value: object = tuple(name.strip() for name in text.split(",") if name.strip())
            case Year():
                value = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
            case _:
                value = text
        if field.field != "title":
            self._desk.say(**{field.field: value})
        elif text and text != self._bridge.song.title:
            self._bridge.rename_song(text)
        self.show_song()

    def _choose_licence(self) -> None:
        file = ask_for_paper(self, self._bridge.shelf.import_folder)
        if file:
            self._desk.attach_licence(Path(file))

    def _show(self, field: Field, value: object) -> None:
        match field.editor:
            case VoiceRows() as voices:
                names = (performer.name for performer in self._desk.release.performers)
                voices.show_voices(value, tuple(filter(None, names)))
            case QComboBox() as box:
                box.setCurrentIndex(max(box.findData(value), 0))
            case RowsEdit() as rows:
                rows.show_rows(value)
            case PaperRow() as paper:
                paper.show_file(value)
            case QLineEdit() as line:
                text = ", ".join(value) if isinstance(field.kind, Names) else str(value or "")
                if not (line.hasFocus() and line.isModified()):
                    line.setText(text)

    @staticmethod
    def _keys_of(field: Field) -> QWidget:
        match field.editor:
            case RowsEdit() as rows:
                return rows.add
            case VoiceRows() as voices:
                return voices.keys_of("")
            case PaperRow() as paper:
                return paper.choose
        return field.editor

"""The look in force: fonts, the Qt style sheet made from a palette, and one signal when it changes."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton, QStyleFactory, QWidget

from ui import theme
from ui.theme import Palette

FAMILY = "Atkinson Hyperlegible Next"
FALLBACKS = ("Atkinson Hyperlegible", "Verdana", "DejaVu Sans")


class Look(QObject):
    """Which theme and mode the window wears; painted widgets read `palette` each time they draw."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = "dark"
        self.calm = False
        self.palette: Palette = theme.palette("dark")

    def wear(self, name: str, *, calm: bool) -> None:
        """Put on a theme (`dark` or `light`), muted and still in calm mode."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if (name, calm) == (self.theme, self.calm) and app.styleSheet():
            return
        self.theme, self.calm = name, calm
        self.palette = theme.palette(name, calm=calm)
        app.setStyleSheet("")  # laying one sheet over another takes four times as long as both of these
        app.setPalette(_qt_palette(self.palette))
        app.setStyleSheet(sheet(self.palette))
        self.changed.emit()

    def fill(self, role: str) -> str:
        """The colour of a track's clips and mark."""
        return theme.fill(role, calm=self.calm)


look = Look()


def prepare(app: QApplication) -> None:
    """Fonts and the base style, once per process, before the first widget."""
    load_fonts()
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(font(theme.TEXT))


def load_fonts() -> None:
    """The house's typeface, once per process; paper needs no more."""
    for name in ("Regular", "SemiBold"):
        data = (files("ui") / "fonts" / f"AtkinsonHyperlegibleNext-{name}.ttf").read_bytes()
        QFontDatabase.addApplicationFontFromData(data)


def font(pixels: int, *, strong: bool = False) -> QFont:
    """The house's typeface at a size in logical pixels."""
    made = QFont()
    made.setFamilies([FAMILY, *FALLBACKS])
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


def set_kind(widget: QWidget, **properties: object) -> None:
    """Change properties that the style sheet looks at, and let it look again."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    if isinstance(widget, QPushButton):
        widget.updateGeometry()


def ground_of(widget: QWidget) -> QPixmap:
    """A picture of a widget's size in real pixels, with nothing on it yet."""
    ratio = widget.devicePixelRatioF()
    pixmap = QPixmap(round(widget.width() * ratio), round(widget.height() * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(look.palette.surface))
    return pixmap


def visible_part(widget: QWidget, inside: QWidget) -> QRect:
    """What of a widget is not scrolled away, in the coordinates of an ancestor; empty where nothing is."""
    box, at = widget.rect(), widget
    while at is not inside:
        box, at = box.translated(at.pos()), at.parentWidget()
        box = box.intersected(at.rect())
    return box


def _qt_palette(colours: Palette) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    for group, ink in (
        (QPalette.ColorGroup.Active, colours.text),
        (QPalette.ColorGroup.Inactive, colours.text),
        (QPalette.ColorGroup.Disabled, colours.control),
    ):
        for part, colour in (
            (role.Window, colours.background), (role.Base, colours.surface), (role.AlternateBase, colours.raised),
            (role.Button, colours.raised), (role.WindowText, ink), (role.Text, ink), (role.ButtonText, ink),
            (role.Highlight, colours.primary), (role.HighlightedText, colours.on_primary),
            (role.PlaceholderText, colours.secondary), (role.Link, colours.link),
            (role.ToolTipBase, colours.raised), (role.ToolTipText, colours.text), (role.Mid, colours.line),
        ):  # fmt: skip
            made.setColor(group, part, QColor(colour))
    return made


_SHEET = """
QWidget {{ font-size: {text_px}px; color: {text}; }}
QMainWindow, QWidget#page, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {background}; }}
QDialog {{ background: {surface}; border: 1px solid {control}; }}
QFileDialog QToolButton {{ background: {secondary}; border-radius: 6px; min-width: 32px; min-height: 32px; }}
QScrollArea {{ border: none; }}
QLabel {{ background: transparent; }}
QLabel[tone="secondary"] {{ color: {secondary}; }}
QLabel[tone="record"] {{ color: {record}; }}
QLabel[tone="ok"] {{ color: {ok}; }}
QLabel[rank="large"] {{ font-size: {large_px}px; font-weight: 600; }}
QLabel[rank="title"] {{ font-size: 32px; font-weight: 600; }}
QLabel[rank="strong"] {{ font-weight: 600; }}
QLabel[rank="small"] {{ font-size: {small_px}px; }}
QFrame#header {{ background: {surface}; border: none; border-bottom: 1px solid {line}; }}
QFrame#dock {{ background: {surface}; border: none; border-top: 1px solid {line}; }}
QFrame#dock[recording="true"] {{ border-top: 3px solid {record}; }}
QFrame[card="true"] {{ background: {surface}; border: 1px solid {line}; border-radius: 12px; }}
QFrame#lesson {{ background: {surface}; border: none; border-left: 1px solid {line}; }}
QFrame#lesson QScrollArea, QFrame#lesson QScrollArea > QWidget > QWidget {{ background: {surface}; }}
QFrame#lesson QFrame[card="true"] {{ background: {raised}; border-color: {raised}; }}
QFrame#banner {{ background: {raised}; border: none; border-left: 6px solid {control};
    border-top-right-radius: 8px; border-bottom-right-radius: 8px; }}
QFrame#banner[tone="warning"] {{ border-left-color: {warning}; }}
QFrame#banner[tone="ok"] {{ border-left-color: {ok}; }}
QFrame#empty {{ background: {surface}; border: 2px dashed {control}; border-radius: 16px; }}
QFrame#empty[drop="true"] {{ border: 3px solid {text}; background: {raised}; }}

QPushButton {{ min-height: 40px; padding: 0px 14px; border: 2px solid {control}; border-radius: 10px;
    background: transparent; color: {text}; outline: none; }}
QPushButton:hover {{ background: {raised}; border-color: {text}; }}
QPushButton:pressed {{ background: {line}; }}
QPushButton:disabled {{ color: {control}; border-color: {line}; background: transparent; }}
QPushButton:checked {{ background: {primary}; color: {on_primary}; border-color: {primary}; }}
QPushButton[kind="quiet"] {{ border-color: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {raised}; }}
QPushButton[kind="quiet"]:checked {{ background: {raised}; color: {text}; border-color: {control}; }}
QPushButton[lit="true"] {{ border-color: {text}; background: {raised}; }}
QPushButton[kind="title"] {{ border-color: transparent; font-size: 22px; font-weight: 600;
    text-align: left; padding: 0px 10px; }}
QPushButton[kind="primary"] {{ background: {primary}; color: {on_primary}; border-color: {primary}; font-weight: 600;
    min-height: 52px; padding: 0px 22px; border-radius: 28px; }}
QPushButton[kind="primary"]:hover {{ background: {primary_hover}; border-color: {primary_hover}; }}
QPushButton[kind="primary"]:disabled {{ background: {line}; color: {control}; border-color: {line}; }}
QPushButton[kind="play"] {{ min-height: 52px; padding: 0px 20px; border-radius: 28px; font-weight: 600; }}
QPushButton[kind="record"] {{ min-height: 68px; padding: 0px 26px; border-radius: 36px;
    font-size: 22px; font-weight: 600; }}
QPushButton[kind="record"][state="next"] {{ background: {record}; color: {on_record}; border-color: {record}; }}
QPushButton[kind="record"][state="next"]:hover {{ background: {record_hover}; border-color: {record_hover}; }}
QPushButton[kind="record"][state="idle"] {{ border-color: {record}; }}
QPushButton[kind="record"][state="running"] {{ border: 4px solid {record}; min-height: 64px;
    background: {background}; }}
QPushButton[kind="record"]:disabled {{ background: transparent; border-color: {line}; color: {control}; }}
QPushButton[kind="letter"] {{ padding: 0px; min-width: 40px; font-weight: 600; }}
QPushButton[kind="card"] {{ padding: 0px; min-height: 84px; border: 2px solid {control}; border-radius: 12px;
    background: {surface}; text-align: left; }}
QPushButton[kind="card"][brief="true"] {{ min-height: 40px; border-radius: 10px; }}
QPushButton[kind="card"]:hover {{ background: {raised}; border-color: {text}; }}
QPushButton[kind="card"]:checked {{ background: {raised}; color: {text}; border: 3px solid {ok}; }}
QPushButton[kind="card"][playing="true"] {{ background: {raised}; border: 3px solid {text}; }}
QPushButton::menu-indicator {{ image: none; width: 0px; }}

QTabBar {{ background: transparent; border: none; outline: none; qproperty-drawBase: 0; }}
QTabBar::tab {{ min-height: 61px; padding: 0px 18px; border: none; border-bottom: 3px solid transparent;
    color: {secondary}; font-weight: 600; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {text}; }}
QTabBar[compact="true"]::tab {{ min-height: 49px; padding: 0px 12px; }}
QTabBar[kind="views"]::tab {{ min-height: 44px; padding: 0px 14px; }}

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox {{ min-height: 40px; padding: 0px 12px; border: 2px solid {control};
    border-radius: 10px; background: {surface}; selection-background-color: {primary}; selection-color: {on_primary}; }}
QLineEdit[kind="title"] {{ font-size: 22px; font-weight: 600; }}
QPlainTextEdit[kind="field"] {{ padding: 6px 8px; border: 2px solid {control}; border-radius: 10px;
    background: {surface}; selection-background-color: {primary}; selection-color: {on_primary}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0px; border: none; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0px; min-height: 0px; background: transparent; }}
QComboBox::drop-down {{ width: 40px; border: none; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 20px; height: 20px; }}
QComboBox QAbstractItemView {{ background: {surface}; border: 2px solid {control}; outline: none;
    selection-background-color: {primary}; selection-color: {on_primary}; }}
QComboBox QAbstractItemView::item {{ min-height: 44px; padding: 0px 12px; }}
QListWidget {{ background: {surface}; border: 2px solid {control}; border-radius: 10px; outline: none; padding: 4px; }}
QListWidget::item {{ min-height: 48px; padding: 4px 12px; border-radius: 8px; color: {text}; }}
QListWidget::item:hover {{ background: {raised}; }}
QListWidget::item:selected {{ background: {primary}; color: {on_primary}; }}
QRadioButton, QCheckBox {{ min-height: 44px; spacing: 12px; background: transparent; }}
QRadioButton::indicator, QCheckBox::indicator {{ width: 22px; height: 22px; border: 2px solid {control};
    background: {surface}; }}
QRadioButton::indicator {{ border-radius: 13px; }}
QCheckBox::indicator {{ border-radius: 6px; }}
QRadioButton::indicator:checked {{ border: 7px solid {primary}; width: 12px; height: 12px; }}
QCheckBox::indicator:checked, QMenu::indicator:checked {{ background: {primary}; border-color: {primary};
    image: url("{check}"); }}

QMenu {{ background: {raised}; border: 1px solid {control}; border-radius: 10px; padding: 8px; }}
QMenu::item {{ min-height: 44px; padding: 0px 24px 0px 44px; border-radius: 8px; }}
QMenu::item:selected {{ background: {primary}; color: {on_primary}; }}
QMenu::item:disabled {{ color: {control}; }}
QMenu::indicator {{ width: 20px; height: 20px; left: 10px; border: 2px solid {control}; border-radius: 6px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 8px; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {control}; padding: 8px; font-size: {text_px}px; }}

QProgressBar {{ min-height: 14px; max-height: 14px; border: 2px solid {control}; border-radius: 9px;
    background: {background}; color: transparent; }}
QProgressBar::chunk {{ background: {ok}; border-radius: 6px; }}

QScrollBar:horizontal {{ height: 16px; background: transparent; margin: 0px; }}
QScrollBar:vertical {{ width: 16px; background: transparent; margin: 0px; }}
QScrollBar::handle {{ background: {control}; border-radius: 5px; margin: 3px; }}
QScrollBar::handle:horizontal {{ min-width: 48px; }}
QScrollBar::handle:vertical {{ min-height: 48px; }}
QScrollBar::handle:hover {{ background: {secondary}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: none; border: none; width: 0px; height: 0px; }}

QSlider {{ min-width: 44px; min-height: 44px; outline: none; background: transparent; }}
QSlider::groove:vertical {{ width: 6px; border-radius: 3px; background: {line}; border: 1px solid {control}; }}
QSlider::sub-page:vertical {{ background: {line}; border: 1px solid {control}; border-radius: 3px; width: 6px; }}
QSlider::add-page:vertical {{ background: {control}; border-radius: 3px; width: 6px; }}
QSlider::handle:vertical {{ height: 24px; margin: 0px -16px; border-radius: 6px; background: {text}; border: none; }}
QSlider::groove:horizontal {{ height: 6px; border-radius: 3px; background: {line}; border: 1px solid {control}; }}
QSlider::add-page:horizontal {{ background: {line}; border: 1px solid {control}; border-radius: 3px; height: 6px; }}
QSlider::sub-page:horizontal {{ background: {control}; border-radius: 3px; height: 6px; }}
QSlider[kind="centred"]::sub-page:horizontal {{ background: {line}; border: 1px solid {control}; border-radius: 3px;
    height: 6px; }}
QSlider::handle:horizontal {{ width: 20px; margin: -10px 0px; border-radius: 6px; background: {text}; border: none; }}
QSlider::handle:vertical:hover {{ background: {secondary}; }}
QSlider::handle:disabled {{ background: {control}; }}
QSlider::sub-page:horizontal:disabled, QSlider::add-page:vertical:disabled {{ background: {line};
    border: 1px solid {control}; }}
"""


def sheet(colours: Palette) -> str:
    """The style sheet of a palette."""
    # A style sheet draws ticks and arrows from files only; there is one of each per theme.
    name = "light" if theme.contrast(colours.background, "#FFFFFF") < 2.0 else "dark"
    art = {part: (Path(__file__).parent / "art" / f"{part}-{name}.svg").as_posix() for part in ("check", "arrow")}
    values = {name: getattr(colours, name) for name in colours.__dataclass_fields__}
    return _SHEET.format(
        **values,
        **art,
        text_px=theme.TEXT, large_px=theme.TEXT_LARGE, small_px=theme.TEXT_SMALL,
        primary_hover=theme.mixed(colours.primary, colours.background, 0.15),
        record_hover=theme.mixed(colours.record, colours.text, 0.15),
    )  # fmt: skip

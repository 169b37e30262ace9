"""Asking for a file or a folder: the system's own dialog where there is one, else Qt's with our words on it."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.i18n import t

_LABELS = (
    (QFileDialog.DialogLabel.LookIn, "file-look-in"),
    (QFileDialog.DialogLabel.FileName, "file-name"),
    (QFileDialog.DialogLabel.FileType, "file-type"),
    (QFileDialog.DialogLabel.Reject, "dialog-cancel"),
)


def ask_for_audio(parent: QWidget, folder: str) -> str:
    """The audio file that a person chose, or an empty string."""
    dialog = QFileDialog(parent, t("import-beat"), folder, t("import-filter"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _answer(dialog)


def ask_for_reference(parent: QWidget, folder: str) -> str:
    """The track to compare with that a person chose, or an empty string."""
    dialog = QFileDialog(parent, t("reference-choose"), folder, t("reference-filter"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _answer(dialog)


def ask_for_kit(parent: QWidget, folder: str) -> str:
    """The Hydrogen kit that a person chose, or an empty string."""
    dialog = QFileDialog(parent, t("kit-from-file"), folder, t("kit-filter"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _answer(dialog)


def ask_for_paper(parent: QWidget, folder: str) -> str:
    """The paper of a licence that a person chose, or an empty string."""
    dialog = QFileDialog(parent, t("form-licence-file-choose"), folder, t("paper-filter"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _answer(dialog)


def ask_for_picture(parent: QWidget, folder: str) -> str:
    """The picture that a person chose, or an empty string."""
    dialog = QFileDialog(parent, t("cover-photo"), folder, t("picture-filter"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _answer(dialog)


def ask_for_lesson(parent: QWidget, folder: str) -> str:
    """The lesson that a person chose, or an empty string."""
    dialog = QFileDialog(parent, t("lesson-fetch"), folder, t("lesson-filter"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _answer(dialog)


def ask_where_lesson(parent: QWidget, path: str) -> str:
    """Where a person wants a lesson as a file, or an empty string; `path` is the suggestion. What is there already has
    to be kept by whoever writes."""
    return _ask_where(QFileDialog(parent, t("lesson-pack"), path, t("lesson-filter")), path)


def ask_where_pdf(parent: QWidget, path: str) -> str:
    """Where a person wants a paper, likewise."""
    return _ask_where(QFileDialog(parent, t("lesson-papers"), path, t("pdf-filter")), path)


def ask_for_folder(parent: QWidget, folder: str) -> str:
    """The folder that a person chose, or an empty string."""
    dialog = QFileDialog(parent, t("open-other"), folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _answer(dialog)


def _ask_where(dialog: QFileDialog, path: str) -> str:
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.selectFile(path)
    return _answer(dialog, "file-save")


def _answer(dialog: QFileDialog, accept: str = "open") -> str:
    for label, message in _LABELS:
        dialog.setLabelText(label, t(message))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, t(accept))
    dialog.setViewMode(QFileDialog.ViewMode.List)
    dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return chosen[0] if chosen else ""

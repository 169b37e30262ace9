"""The only exceptions that reach a person.

The core raises a code with fields and knows no language; `presets/text/*.ftl` holds the sentence for each code
(message id `error-<code>`) in every language, and a test holds that table and those files against each other.
"""

from __future__ import annotations

ERRORS: dict[str, tuple[str, ...]] = {
    # code: the fields that its sentence may use
    # --- devices
    "device-none": (),
    "device-missing": ("name",),
    "device-taken": ("name",),
    "device-rate": ("name", "rate_hz"),
    "device-lost": ("name",),
    "device-unsteady": ("name",),
    "device-failed": ("name",),
    "latency-unheard": (),
    "latency-unsteady": (),
    # --- the engine
    "engine-gone": (),
    "engine-busy-recording": (),
    "capacity": ("what", "count", "limit"),
    "rate-unsupported": ("rate_hz",),
    # --- audio files coming in
    "audio-missing": ("name",),
    "audio-empty": ("name",),
    "audio-silent-track": ("name",),
    "audio-unreadable": ("name",),
    "audio-too-long": ("name", "limit_min"),
    "audio-too-big": ("name", "limit_mb"),
    # --- the song on disk
    "song-changed": (),
    "song-missing": ("name",),
    "song-exists": ("name",),
    "song-not-a-song": ("name",),
    "song-newer": ("version", "known"),
    "song-damaged": ("name",),
    "song-read-only": ("name",),
    "song-in-use": ("name",),
    "song-empty": (),
    "song-invalid": ("field", "value"),
    # --- clips
    "clips-apart": (),
    "clips-no-crossfade": (),
    # --- the disk
    "disk-full": ("free_mb",),
    "disk-low": ("free_mb",),
    "disk-refused": ("name",),
    # --- presets: the data files that people may correct
    "preset-missing": ("name",),
    "preset-broken": ("file", "line", "key", "remedy"),
    # --- lessons
    "speech-failed": (),
    # --- MIDI files
    "midi-unreadable": ("name",),
    "midi-type": ("name",),
    "midi-too-big": ("name",),
    "midi-empty": ("name",),
    # --- people's own kits
    "kit-missing": ("name",),
    "kit-not-a-kit": ("name",),
    "kit-too-big": ("name", "limit_mb"),
    "kit-too-many": ("name", "sounds", "layers"),
    "kit-unsafe": ("name",),
    "kit-empty": ("name",),
    # --- packages that come from outside
    "package-missing": ("name",),
    "package-unreadable": ("name",),
    "package-unsafe": ("name",),
    "package-too-big": ("name", "limit_mb"),
    "package-foreign": ("name", "what"),
    # --- vocal sounds
    "voice-missing": ("name",),
    "voice-exists": ("name",),
    "voice-too-many": ("limit",),
    "voice-no-track": (),
    "room-unheard": ("name",),
    "paper-full": ("lesson",),
    "lessons-full": ("most",),
    "can-now-full": ("most",),
    "prompt-unheard": (),
    # --- the stage
    "stage-empty": (),
    "stage-elsewhere": (),
    "stage-same-place": (),
    "copy-differs": ("name",),
    # --- the cover
    "paper-unreadable": ("name",),
    "cover-unreadable": ("name",),
    "cover-format": ("name",),
    "cover-too-small": ("name", "width", "height", "least"),
    "cover-too-large": ("name",),
    "cover-text-long": ("name",),
    # --- the rest
    "nothing-to-undo": (),
    "export-failed": ("name",),
    "bad-value": ("name", "value"),
    "unexpected": ("what",),
}


class StudioError(Exception):
    """Something went wrong that a person can be told about: a code of `ERRORS` and its fields.

    >>> StudioError("device-missing", name="Focusrite").fields
    {'name': 'Focusrite'}
    """

    def __init__(self, code: str, **fields: object) -> None:
        if code not in ERRORS or set(fields) != set(ERRORS[code]):
            raise TypeError(f"no error {code!r} with the fields {sorted(fields)}")
        super().__init__(code, fields)
        self.code = code
        self.fields = fields

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.code, self.fields)


def _rebuild(code: str, fields: dict[str, object]) -> StudioError:
    return StudioError(code, **fields)


class Cancelled(Exception):
    """Long work stopped because a person asked for it. Nothing is left behind; nothing needs to be said."""

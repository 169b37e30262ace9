"""What importing the packages brings with it, and what it must not."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import importlib, pkgutil, sys
for name in {packages}:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
print(*sorted({{"PySide6", "sounddevice", "rtmidi"}} & set(sys.modules)))
"""


@pytest.mark.parametrize(
    "packages", [("studio",), ("beats",), ("recorder",), ("presets",), ("studio", "beats", "recorder", "presets")]
)
def test_no_window_and_no_device_until_one_is_asked_for(packages):
    script = SCRIPT.format(packages=packages)
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    assert out.stdout.strip() == ""


def test_the_command_line_knows_no_qt():
    imports = "import sys, ui.cli, ui.session, ui.machine, ui.bench, ui.demo"
    script = f"{imports}; print('PySide6' in sys.modules, 'numba' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert out.stdout.split() == ["False", "False"]

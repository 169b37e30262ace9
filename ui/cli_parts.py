"""What the commands of `rapstudio` share: the app they belong to, their answers, and a bar while they work."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from ui.i18n import t

Json = Annotated[bool, typer.Option("--json")]
SongPath = Annotated[Path, typer.Argument(metavar="SONG")]
app = typer.Typer(add_completion=False, invoke_without_command=True, rich_markup_mode=None)


def reply(as_json: bool, facts: dict[str, Any], *sentences: str) -> None:
    """What came of a command: the facts as one line of JSON, or the sentences."""
    if as_json:
        print(json.dumps(facts, ensure_ascii=False))
    else:
        for sentence in sentences:
            print(sentence)


@contextmanager
def progress(as_json: bool) -> Iterator[Callable[[str, float], None]]:
    """A bar on the terminal, gone when the work is done; nothing where nobody watches."""
    console = Console(stderr=True)
    if as_json or not console.is_terminal:
        yield lambda what, share: None
        return
    with Progress(TextColumn("{task.description}"), BarColumn(), console=console, transient=True) as bars:
        task = bars.add_task("", total=1.0)
        yield lambda what, share: bars.update(task, description=what, completed=share)


def told(tell: Callable[[str, float], None], message: str) -> Callable[[float], None]:
    """Tells a share 0…1 under the text of a message."""
    return lambda share: tell(t(message), share)

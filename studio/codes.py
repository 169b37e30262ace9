"""The codes that a release carries: ISRC for a recording, UPC/EAN for what is sold, IPI for a writer.

They are checked, never made up: an ISRC comes from Gramo or the distributor, a UPC from the distributor.
ISRC by ISO 3901, the check digit of UPC and EAN by the GS1 general specifications.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Doubt = Literal["", "length", "letters", "signs", "digit", "alike"]
"""What is the matter with a code: how many signs, which letters where, signs it cannot have, the check digit, or signs
that are easily taken for each other (only worth a second look)."""

_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}")


class Checked(NamedTuple):
    """A code as it should be written, and what is the matter with it."""

    code: str
    doubt: Doubt = ""

    @property
    def is_usable(self) -> bool:
        """Whether it can be given on; a second look may still do good."""
        return self.doubt in ("", "alike")


def isrc(written: str) -> Checked:
    """`ISRC NO-ABC-26-00001` → `NOABC2600001`: two letters, three letters or digits, seven digits.

    O and I among the three of the registrant are usable but doubted ("alike"): they are mostly a 0 and a 1.
    """
    code = re.sub(r"[\s\-–‐_.]", "", written.upper()).removeprefix("ISRC").removeprefix(":")
    if code and not (code.isascii() and code.isalnum()):
        return Checked(code, "signs")
    if len(code) != 12:
        return Checked(code, "length")
    if not _ISRC.fullmatch(code):
        return Checked(code, "letters")
    return Checked(code, "alike" if set(code[2:5]) & set("OI01") else "")


def upc(written: str) -> Checked:
    """`0 12345 67890 5` or an EAN of thirteen digits → thirteen digits; the last one is worked out from the others."""
    code = re.sub(r"[\s\-–‐]", "", written.upper())
    code = re.sub(r"^(UPC|EAN):?", "", code)
    if not re.fullmatch(r"[0-9]*", code):
        alike = re.fullmatch(r"[0-9OI]*", code) is not None
        return Checked(code, "letters" if alike else "signs")
    if len(code) not in (12, 13):
        return Checked(code, "length")
    code = code.zfill(13)
    return Checked(code, "" if check_digit(code[:12]) == int(code[12]) else "digit")


def check_digit(twelve: str) -> int:
    """The thirteenth digit of an EAN: what the weighted sum 1, 3, 1, 3 … lacks to a whole ten."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return -total % 10


def ipi(written: str) -> Checked:
    """A writer's number, nine to eleven digits. The check digits of old numbers follow several rules, so only the
    shape is looked at."""
    code = re.sub(r"[\s.\-]", "", written)
    if not re.fullmatch(r"[0-9]*", code):
        return Checked(code, "signs")
    return Checked(code, "" if 9 <= len(code) <= 11 else "length")

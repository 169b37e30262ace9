"""ISRC, UPC/EAN and IPI: what is written in any manner is read, what cannot be is told, nothing is made up."""

import pytest

from studio import codes


@pytest.mark.parametrize(
    ("written", "code", "doubt"),
    [
        ("NOABC2600001", "NOABC2600001", ""),
        ("ISRC NO-ABC-26-00001", "NOABC2600001", ""),
        (" no abc 26 00001 ", "NOABC2600001", ""),
        ("ISRC:NOX2A2600001", "NOX2A2600001", ""),
        ("NOO1C2600001", "NOO1C2600001", "alike"),
        ("NOABI2600001", "NOABI2600001", "alike"),
        ("NOABC260000", "NOABC260000", "length"),
        ("NOABC26000011", "NOABC26000011", "length"),
        ("N0ABC2600001", "N0ABC2600001", "letters"),
        ("NOABC26O0001", "NOABC26O0001", "letters"),
        ("NOÆBC2600001", "NOÆBC2600001", "signs"),
        ("NOABC26/0001", "NOABC26/0001", "signs"),
        ("", "", "length"),
    ],
)
def test_isrc(written, code, doubt):
    found = codes.isrc(written)
    assert found == (code, doubt)
    assert found.is_usable == (doubt in ("", "alike"))


@pytest.mark.parametrize(
    ("written", "code", "doubt"),
    [
        ("036000291452", "0036000291452", ""),  # the example of the UPC's own description
        ("0 36000 29145 2", "0036000291452", ""),
        ("4006381333931", "4006381333931", ""),  # and of the EAN's
        ("EAN 4006381333931", "4006381333931", ""),
        ("4006381333932", "4006381333932", "digit"),
        ("036000291453", "0036000291453", "digit"),
        ("40063813339", "40063813339", "length"),
        ("O36000291452", "O36000291452", "letters"),
        ("40063813339x1", "40063813339X1", "signs"),
        ("", "", "length"),
    ],
)
def test_upc(written, code, doubt):
    assert codes.upc(written) == (code, doubt)


def test_every_wrong_digit_is_noticed():
    right = "4006381333931"
    for place in range(13):
        for digit in "0123456789":
            made = right[:place] + digit + right[place + 1 :]
            assert codes.upc(made).is_usable == (made == right)


@pytest.mark.parametrize(
    ("written", "doubt"), [("00012345678", ""), ("123.456.789", ""), ("12345", "length"), ("I23456789", "signs")]
)
def test_ipi(written, doubt):
    assert codes.ipi(written).doubt == doubt

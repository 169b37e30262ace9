"""`drumkit.xml` in all its ages, and what pretends to be one."""

import contextlib
import random

import pytest
from kit_files import description, instrument, kit_description, layer

from beats.hydrogen import read_description
from studio.errors import StudioError


@pytest.mark.parametrize("namespace", [True, False])
def test_a_kit_is_read(namespace):
    kit = read_description(kit_description(namespace=namespace), "x")
    assert (kit.name, kit.author, kit.licence) == ("Test kit", "Kari", "CC0")
    assert [part.name for part in kit.instruments] == ["Kick", "Snare", "Hat Closed", "Hat Open", "Wobble"]
    kick, snare, closed, opened, _ = kit.instruments
    assert [(row.file, row.from_share) for row in kick.layers] == [
        ("kick1.wav", 0),
        ("kick2.wav", 0.3),
        ("kick3.wav", 0.7),
    ]
    assert (snare.gain, snare.layers[0].gain, snare.pan) == (0.5, 0.5, -0.5)
    assert (closed.mute_group, opened.mute_group, kick.mute_group) == (3, 3, -1)
    assert opened.pan == 0.5  # 1 − ½ to the right


def test_older_kits_are_read():
    old = description(
        instrument(0, "Kick", layer("b.wav", 0.5), layer("a.wav", 0, 0.5), new=False, gain=2, volume=0.5),
        "<instrument><id>1</id><name>Snare</name><filename>s.wav</filename><pan_L>1</pan_L><pan_R>0.25</pan_R></instrument>",
        "<instrument><name>Nothing</name></instrument>",
        namespace=False,
    )
    kick, snare, nothing = read_description(old, "x").instruments
    assert [row.file for row in kick.layers] == ["a.wav", "b.wav"]
    assert kick.gain == 1.0
    assert (snare.layers[0].file, snare.pan) == ("s.wav", -0.75)
    assert nothing.layers == ()


def test_of_several_microphones_the_first_that_heard_anything():
    body = (
        "<instrument><name>Kick</name>"
        "<instrumentComponent><component_id>1</component_id></instrumentComponent>"
        f"<instrumentComponent><component_id>0</component_id><gain>0.5</gain>{layer('near.wav')}</instrumentComponent>"
        f"<instrumentComponent><component_id>2</component_id>{layer('room.wav')}</instrumentComponent></instrument>"
    )
    kick = read_description(description(body), "x").instruments[0]
    assert [row.file for row in kick.layers] == ["near.wav"]
    assert kick.gain == 0.5


def test_notes_that_only_count_up_tell_nothing():
    counted = [instrument(n, f"I{n}", layer("a.wav"), midiOutNote=36 + n) for n in range(3)]
    assert {part.midi_note for part in read_description(description(*counted), "x").instruments} == {None}
    chosen = [instrument(n, f"I{n}", layer("a.wav"), midiOutNote=note) for n, note in enumerate((36, 42, 46))]
    assert [part.midi_note for part in read_description(description(*chosen), "x").instruments] == [36, 42, 46]


def test_numbers_that_are_none_count_as_not_given():
    for value in ("nan", "inf", "-1e999", "loud", "", "9" * 500, "0,5"):
        kit = read_description(
            description(instrument(0, "Kick", layer("a.wav", gain=value), volume=value, pan=value, muteGroup=value)),
            "x",
        )
        kick = kit.instruments[0]
        assert 0 <= kick.gain <= 32
        assert -1 <= kick.pan <= 1
        assert 0 <= kick.layers[0].gain <= 32
        assert -1 <= kick.mute_group <= 1e6


BOMB = '<!DOCTYPE d [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"not xml",
        b"<drumkit_info>",
        b"<song></song>",
        description(head=BOMB, name="&j;"),
        description(head='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>', name="&x;"),
        description(head="<!DOCTYPE d>"),
        description(head=BOMB).decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        b"<drumkit_info>" + b"<a>" * 100_000,
        b"<?xml version='1.0' encoding='no-such'?><drumkit_info/>",
        b"\xff\xfe\x00\xd8<drumkit_info/>",
    ],
    ids=range(12),
)
def test_what_is_no_kit_is_refused(data):
    with pytest.raises(StudioError) as caught:
        read_description(data, "kit.xml")
    assert (caught.value.code, caught.value.fields) == ("kit-not-a-kit", {"name": "kit.xml"})


def test_mutations_end_in_a_kit_or_a_refusal():
    rng = random.Random(5)
    whole = kit_description()
    for _ in range(2000):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(data))
            match rng.randrange(3):
                case 0:
                    data[at] = rng.randrange(256)
                case 1:
                    del data[at : at + rng.randint(1, 40)]
                case _:
                    data[at:at] = rng.choice([b"<", b">", b"&", b"]]>", b"<!--", b"\0", b"1e400", b"-"])
        kit = None
        with contextlib.suppress(StudioError):
            kit = read_description(bytes(data), "x")
        assert kit is None or all(-1 <= part.pan <= 1 and 0 <= part.gain <= 32 for part in kit.instruments)

"""Own kits: brought in, played, carried, and what is refused or read safely."""

import gzip
import io
import os
import random
import tarfile
from pathlib import Path

import msgspec
import numpy as np
import pytest
from faultdisk import FaultDisk, QuickDisk
from kit_files import archive, description, hit, instrument, kit_archive, kit_description, kit_sounds, layer, put, wav

from beats import kits, kitshelf, kitsource, oneshot
from beats.kitshelf import OwnKit
from beats.ownkits import import_kit, kind_lufs
from studio import edits
from studio import wav as studio_wav
from studio.errors import Cancelled, StudioError
from studio.song import Song

RATE_HZ = 48_000


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library"


def samples_of(file: str | Path) -> np.ndarray:
    info, data = studio_wav.map_data(Path(file))
    assert (info.encoding, info.rate_hz) == ("float32", RATE_HZ)
    samples = np.frombuffer(data, "<f4")
    return samples if info.channels == 1 else samples.reshape(-1, 2)


def left_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*")) if folder.exists() else []


def outcome(source: Path, library: Path) -> OwnKit | str:
    """The kit, or the code of the refusal."""
    try:
        return import_kit(source, library, disk=QuickDisk())
    except StudioError as error:
        return error.code


def refusal(source: Path, library: Path, **keywords) -> StudioError:
    with pytest.raises(StudioError) as caught:
        import_kit(source, library, **keywords)
    assert left_in(library) == []
    assert str(source.parent) not in str(caught.value.fields)
    return caught.value


# --- folders ---------------------------------------------------------------------------------------------------------


def folder_of_everything(tmp_path: Path) -> Path:
    return put(
        tmp_path / "Min mappe",
        {
            "BD deep.wav": wav(hit(55, 0.15, 1.0, gain=0.1, lead_s=0.1)),
            "Snares/tight.wav": wav(hit(200, 0.05)),
            "Snares/deep/skarp 2.flac": wav(hit(180, 0.08), kind="FLAC"),
            "hh.aiff": wav(hit(8000, 0.02), kind="AIFF"),
            "oh.ogg": wav(hit(8000, 0.2), kind="OGG"),
            "zap.mp3": wav(hit(900, 0.1), kind="MP3"),
            "808 A.wav": wav(hit(55.5, 0.8, 2.0)),
            "readme.txt": b"hello",
            ".hidden.wav": wav(hit()),
            "broken kick.wav": b"RIFF....WAVEfmt nothing",
        },
    )


def test_a_folder_becomes_a_kit(tmp_path, library):
    shares: list[float] = []
    kit = import_kit(folder_of_everything(tmp_path), library, progress=shares.append)
    assert kit.title == "Min mappe"
    assert {sound.name: (sound.title, sound.row) for sound in kit.sounds} == {
        "kick": ("BD deep", "kick"),
        "snare": ("skarp 2", "snare"),
        "snare_2": ("tight", "snare"),
        "closed_hat": ("hh", "closed_hat"),
        "open_hat": ("oh", "open_hat"),
        "perc": ("zap", "perc"),
        "sub": ("808 A", "sub"),
    }
    assert kit.missing == ("broken kick.wav",)
    assert {row.file for row in kit.origin} == {
        "BD deep.wav", "Snares/tight.wav", "Snares/deep/skarp 2.flac", "hh.aiff", "oh.ogg", "zap.mp3", "808 A.wav",
    }  # fmt: skip
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert left_in(library) == [
        kit.id, *sorted(f"{kit.id}/{name}" for name in ("kit.json", *(f"{sound.name}_1.wav" for sound in kit.sounds)))
    ]  # fmt: skip
    assert kits.kit_names() == tuple(entry.name for entry in kitshelf.all_kits(library)[:-1])
    assert kitshelf.all_kits(library)[-1] == (kit.id, "Min mappe", True)


def test_recordings_are_cut_and_as_loud_as_their_kind(tmp_path, library):
    kit = import_kit(folder_of_everything(tmp_path), library)
    sources = kitshelf.sources(kit.id, RATE_HZ, tmp_path / "cache", (library,))
    for sound in kit.sounds:
        source = sources[sound.name]
        samples = samples_of(source.layers[0].file)
        assert 20 * np.log10(np.abs(samples).max()) == pytest.approx(-3.0, abs=1.2)  # another rate meets other peaks
        assert abs(samples.astype(float).mean()) < 2e-3
        assert np.abs(samples[[0, -1]]).max() < 1e-3
        if sound.row != "perc":  # an MP3 of a short tone is no conga
            heard = oneshot.loudness(samples, RATE_HZ) + source.level_db
            assert heard == pytest.approx(kind_lufs(sound.row), abs=0.5) or source.level_db == 12
    kick = samples_of(sources["kick"].layers[0].file)
    assert len(kick) < 1.05 * RATE_HZ  # the silence before it is gone
    assert np.abs(kick[: RATE_HZ // 100]).max() > 0.3


def test_own_sounds_are_played_as_the_house_plays_its_own(tmp_path, library):
    kit = import_kit(folder_of_everything(tmp_path), library)
    sources = kitshelf.sources(kit.id, RATE_HZ, tmp_path / "cache", (library,))
    assert sources["closed_hat"].choke == sources["open_hat"].choke != 0
    assert sources["sub"].choke not in (0, sources["closed_hat"].choke)
    assert sources["sub"].release_ms == 60
    assert (sources["kick"].ducks_db, sources["snare"].ducks_db) == (3, 0)
    # 55.5 Hz is 16 cents above the A of 55 Hz: it is played that much lower
    assert sources["sub"].root_note == 33
    sub = samples_of(sources["sub"].layers[0].file)
    assert oneshot.pitch_note(sub, RATE_HZ, 20, 60) == pytest.approx(33.0, abs=0.05)
    assert sources["sub_high"].layers == sources["sub"].layers
    assert sources["sub_high"].level_db == pytest.approx(sources["sub"].level_db - 9)
    assert sources["sub_high"].choke not in {sources[sound.name].choke for sound in kit.sounds}
    listed = {row.name: row for row in kitshelf.sounds_of(kit.id, (library,))}
    assert (listed["snare"].gm_note, listed["snare_2"].gm_note, listed["snare_2"].role) == (38, 0, "drums")
    assert listed["sub"].role == listed["sub_high"].role == "bass"
    assert kitshelf.sounds_of("trap")[0].name == "kick"


def test_the_house_s_own_sounds_come_back_as_loud_as_they_were(tmp_path, library):
    kit = kits.load_kit("_base")
    files = {f"{name}.wav": wav(kits.render(kit, name, RATE_HZ), RATE_HZ) for name in ("kick", "snare", "rim", "crash")}
    own = import_kit(put(tmp_path / "again", files), library)
    for sound in own.sounds:
        assert sound.level_db == pytest.approx(kit.sounds[sound.row].level_db, abs=1.0)


def test_a_single_file_is_a_kit_too(tmp_path, library):
    (tmp_path / "Clap 3.wav").write_bytes(wav(hit()))
    kit = import_kit(tmp_path / "Clap 3.wav", library)
    assert [(sound.name, sound.title) for sound in kit.sounds] == [("clap", "Clap 3")]


def test_the_same_source_is_the_same_kit(tmp_path, library):
    source = put(tmp_path / "one/Kit", kit_sounds())
    first = import_kit(source, library)
    stamp = (library / first.id).stat().st_mtime_ns
    again = put(tmp_path / "elsewhere/Kit", kit_sounds())
    assert import_kit(again, library) == first
    assert (library / first.id).stat().st_mtime_ns == stamp
    (again / "snare.wav").write_bytes(wav(hit(230)))
    assert import_kit(again, library).id != first.id
    assert len(kitshelf.all_kits(library)) == len(kits.kit_names()) + 2


def test_links_and_pipes_in_a_folder_are_passed_by(tmp_path, library):
    source = put(tmp_path / "kit", {"kick.wav": wav(hit())})
    secret = put(tmp_path / "outside", {"snare.wav": wav(hit())})
    (source / "snare.wav").symlink_to(secret / "snare.wav")
    (source / "more").symlink_to(secret)
    (source / "loop").symlink_to(source)
    os.mkfifo(source / "clap.wav")
    kit = import_kit(source, library)
    assert [sound.name for sound in kit.sounds] == ["kick"]


def test_folders_that_are_no_kits(tmp_path, library):
    assert refusal(put(tmp_path / "empty", {"readme.txt": b""}), library).code == "kit-empty"
    assert refusal(put(tmp_path / "silent", {"kick.wav": wav(np.zeros(1000))}), library).code == "kit-empty"
    assert refusal(put(tmp_path / "broken", {"kick.wav": b"nothing"}), library).code == "kit-empty"
    assert refusal(tmp_path / "nowhere", library).code == "kit-not-a-kit"
    many = put(tmp_path / "many", {f"kick {n}.wav": b"x" for n in range(65)})
    assert refusal(many, library).fields == {"name": "many", "sounds": 64, "layers": 16}
    deep = tmp_path / "deep"
    put(deep / "/".join("d" * 12), {"kick.wav": wav(hit())})
    assert refusal(deep, library).code == "kit-empty"


def test_what_is_too_big_is_refused(tmp_path, library, monkeypatch):
    big = put(tmp_path / "big", {"kick.wav": wav(hit())})
    os.truncate(big / "kick.wav", 201_000_000)
    assert refusal(big, library).fields == {"name": "big", "limit_mb": 200}
    long = put(
        tmp_path / "long", {f"kick {n}.wav": wav(np.random.default_rng(n).uniform(-1, 1, 90_000)) for n in range(4)}
    )
    monkeypatch.setattr("beats.ownkits.LIMIT_MB", 1)
    assert refusal(long, library).code == "kit-too-big"  # 16 bits in the file are 32 in the kit


# --- Hydrogen --------------------------------------------------------------------------------------------------------


@pytest.fixture(params=["w:gz", "w", "folder"])
def hydrogen(request, tmp_path):
    if request.param == "folder":
        return put(
            tmp_path / "unpacked",
            {
                "Test kit/drumkit.xml": kit_description(),
                **{f"Test kit/{name}": data for name, data in kit_sounds().items()},
            },
        )
    return kit_archive(tmp_path / "kit.h2drumkit", request.param)


def test_a_hydrogen_kit_keeps_its_layers_and_its_balance(hydrogen, tmp_path, library):
    kit = import_kit(hydrogen, library)
    assert (kit.title, kit.author, kit.licence, kit.info) == ("Test kit", "Kari", "CC0", "Made at home")
    assert kit.missing == ()
    assert len(kit.origin) == 7
    assert all(len(row.sha256) == 64 for row in kit.origin)
    sources = kitshelf.sources(kit.id, RATE_HZ, tmp_path / "cache", (library,))
    assert list(sources) == ["kick", "snare", "closed_hat", "open_hat", "perc"]
    kick = sources["kick"]
    assert [layer.from_velocity for layer in kick.layers] == [1, 39, 89]
    peaks = [np.abs(samples_of(layer.file)).max() for layer in kick.layers]
    assert peaks[0] / peaks[2] == pytest.approx(0.1 / 0.8, rel=0.05)
    assert peaks[1] / peaks[2] == pytest.approx(0.3 / 0.8, rel=0.05)

    def level(name: str) -> float:
        source = sources[name]
        loud = source.layers[-1]
        return 20 * np.log10(np.abs(samples_of(loud.file)).max()) + loud.gain_db + source.level_db

    assert max(level(name) for name in sources) == pytest.approx(-3.0, abs=0.3)
    assert level("kick") - level("snare") == pytest.approx(12.04, abs=0.5)  # volume ½, layer ½
    assert level("open_hat") - level("closed_hat") == pytest.approx(12.04, abs=0.7)
    assert sources["closed_hat"].choke == sources["open_hat"].choke != 0
    assert sources["kick"].choke == sources["perc"].choke == 0
    assert (sources["snare"].pan, sources["open_hat"].pan, sources["kick"].pan) == (-0.5, 0.5, 0)


def test_hats_without_a_group_get_one(tmp_path, library):
    parts = [
        instrument(0, "HiHat closed", layer("a.wav")),
        instrument(1, "HiHat open", layer("a.wav")),
        instrument(2, "Kick", layer("a.wav")),
    ]
    source = put(tmp_path / "kit", {"drumkit.xml": description(*parts), "a.wav": wav(hit())})
    kit = import_kit(source, library)
    assert [sound.choke for sound in kit.sounds] == [1, 1, 0]


def test_an_unknown_name_is_known_by_its_type_its_note_or_its_file(tmp_path, library):
    parts = [
        instrument(0, "One", layer("a.wav"), type="Snare"),
        instrument(1, "Two", layer("a.wav"), midiOutNote=46),
        instrument(2, "Three", layer("clap 1.wav")),
        instrument(3, "Four", layer("a.wav")),
    ]
    source = put(tmp_path / "kit", {"drumkit.xml": description(*parts), "a.wav": wav(hit()), "clap 1.wav": wav(hit())})
    kit = import_kit(source, library)
    assert [(sound.title, sound.row) for sound in kit.sounds] == [
        ("One", "snare"),
        ("Two", "open_hat"),
        ("Three", "clap"),
        ("Four", "perc"),
    ]


def test_missing_recordings_are_named_and_the_rest_is_made(tmp_path, library):
    files = {"drumkit.xml": kit_description(), **kit_sounds()}
    del files["kick2.wav"], files["wobble.wav"]
    files["snare.wav"] = b"no sound"
    kit = import_kit(archive(tmp_path / "kit.h2drumkit", files), library)
    assert [sound.name for sound in kit.sounds] == ["kick", "closed_hat", "open_hat"]
    assert [layer.from_velocity for layer in kit.sounds[0].layers] == [1, 89]
    assert set(kit.missing) == {"kick2.wav", "wobble.wav", "Test kit/snare.wav"}
    only_words = put(tmp_path / "words", {"drumkit.xml": kit_description()})
    with pytest.raises(StudioError) as caught:
        import_kit(only_words, library)
    assert caught.value.code == "kit-empty"


def test_too_many_layers(tmp_path, library):
    parts = [instrument(0, "Kick", *(layer("a.wav", n / 20) for n in range(17)))]
    source = put(tmp_path / "kit", {"drumkit.xml": description(*parts), "a.wav": wav(hit())})
    assert refusal(source, library).code == "kit-too-many"


@pytest.mark.parametrize("name", ["../kick.wav", "/etc/kick.wav", "C:\\kick.wav", "a/../../kick.wav", "..\\kick.wav"])
def test_names_that_lead_out(name, tmp_path, library):
    put(tmp_path, {"kick.wav": wav(hit())})
    source = put(
        tmp_path / "kit",
        {
            "drumkit.xml": description(instrument(0, "Kick", layer(name)), instrument(1, "Snare", layer("s.wav"))),
            "s.wav": wav(hit()),
        },
    )
    kit = import_kit(source, library)  # in a description they are recordings that are not there
    assert [sound.name for sound in kit.sounds] == ["snare"]
    assert kit.missing == ("kick.wav",)
    before = left_in(tmp_path)
    bad = archive(tmp_path / "bad.h2drumkit", {name: wav(hit()), "drumkit.xml": kit_description()}, top="")
    with pytest.raises(StudioError) as caught:  # in an archive they are no accident
        import_kit(bad, library)
    assert (caught.value.code, caught.value.fields) == ("kit-unsafe", {"name": "bad.h2drumkit"})
    assert left_in(tmp_path) == sorted([*before, "bad.h2drumkit"])


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_an_archive_are_passed_by(kind, tmp_path, library):
    path = tmp_path / "kit.h2drumkit"
    with tarfile.open(path, "w:gz") as tar:
        for name, data in {"drumkit.xml": kit_description(), **kit_sounds()}.items():
            member = tarfile.TarInfo(f"kit/{name}")
            if name == "snare.wav":
                member.type, member.linkname = kind, "/etc/passwd"
                tar.addfile(member)
            else:
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
    kit = import_kit(path, library)
    assert "snare" not in [sound.name for sound in kit.sounds]
    assert kit.missing == ("snare.wav",)


def test_bombs_are_refused_before_they_go_off(tmp_path, library, monkeypatch):
    zeros = tmp_path / "zeros.h2drumkit"
    member = tarfile.TarInfo("kit/kick.wav")
    member.size = 1 << 40  # says so, and is not
    zeros.write_bytes(gzip.compress(member.tobuf() + bytes(1 << 20)))
    assert refusal(zeros, library).code == "kit-too-big"

    monkeypatch.setattr(kitsource, "_LIMIT_BYTES", 1_000_000)
    monkeypatch.setattr(kitsource, "_HEADERS_BYTES", 1_000_000)
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 1 << 32  # a header that wants four gigabytes of memory
    zeros.write_bytes(gzip.compress(header.tobuf() + bytes(30_000_000)))
    assert refusal(zeros, library).code == "kit-too-big"

    zeros.write_bytes(gzip.compress(bytes(30_000_000)))  # nothing but zeros is an archive of nothing
    assert refusal(zeros, library).code in ("kit-not-a-kit", "kit-empty", "kit-too-big")


def test_an_archive_that_ends_too_early_gives_what_is_there(tmp_path, library):
    whole = kit_archive(tmp_path / "kit.h2drumkit").read_bytes()
    made = set()
    for share in (0.02, 0.2, 0.5, 0.8, 0.99):
        cut = tmp_path / "cut.h2drumkit"
        cut.write_bytes(whole[: round(share * len(whole))])
        kit = outcome(cut, library)
        assert isinstance(kit, OwnKit) or kit in ("kit-not-a-kit", "kit-empty")
        if isinstance(kit, OwnKit):
            made.add(len(kit.sounds))
            assert len(kit.sounds) == 5 or kit.missing
    assert made
    for junk in (b"", b"\x1f\x8b", b"\x1f\x8b\x08\0junk", b"PK\3\4zip", os.urandom(3000)):
        (tmp_path / "junk.h2drumkit").write_bytes(junk)
        with pytest.raises(StudioError) as caught:
            import_kit(tmp_path / "junk.h2drumkit", library)
        assert caught.value.code in ("kit-not-a-kit", "kit-empty")


def test_mutations_end_in_a_kit_or_a_sentence(tmp_path, library):
    rng = random.Random(11)
    parts = [instrument(0, "Kick", layer("a.wav", 0, 0.5), layer("b.wav", 0.5)), instrument(1, "Snare", layer("b.wav"))]
    small = {"drumkit.xml": description(*parts), "a.wav": wav(hit(seconds=0.03)), "b.wav": wav(hit(90, seconds=0.03))}
    plain = archive(tmp_path / "kit.tar", small, "w").read_bytes()
    codes = set()
    for number in range(300):
        data = bytearray(plain)
        for _ in range(rng.randint(1, 8)):
            data[rng.randrange(len(data)) if rng.random() < 0.5 else rng.randrange(0, 4096)] = rng.randrange(256)
        if rng.random() < 0.2:
            del data[rng.randrange(len(data)) :]
        broken = tmp_path / "broken.h2drumkit"
        broken.write_bytes(gzip.compress(bytes(data), 1) if number % 3 else bytes(data))
        kit = outcome(broken, library)
        codes.add(kit if isinstance(kit, str) else "made")
        if isinstance(kit, OwnKit):
            assert kitshelf.load_own(kit.id, (library,))[0] == kit
    assert "made" in codes
    assert codes <= {"made", "kit-not-a-kit", "kit-empty", "kit-too-big", "kit-unsafe", "kit-too-many"}
    assert not [name for name in left_in(library) if name.endswith((".tmp", ".part"))]


# --- ends ------------------------------------------------------------------------------------------------------------


def test_cancelling_leaves_nothing(tmp_path, library):
    source = kit_archive(tmp_path / "kit.h2drumkit")
    for after in (0, 3, 12, 30):
        asked = 0

        def cancelled(after=after) -> bool:
            nonlocal asked
            asked += 1
            return asked > after

        with pytest.raises(Cancelled):
            import_kit(source, library, cancelled=cancelled)
        assert left_in(library) == []


def test_a_full_disk_leaves_nothing(tmp_path, library):
    source = kit_archive(tmp_path / "kit.h2drumkit")
    library.mkdir()
    for room in (0, 20_000, 300_000, 500_000):
        disk = FaultDisk(library)
        disk.room_bytes = room
        error = refusal(source, library, disk=disk)
        assert error.code == "disk-full"
    kit = import_kit(source, library)
    song = tmp_path / "song"
    song.mkdir()
    disk = FaultDisk(song)
    disk.room_bytes = 50_000
    with pytest.raises(StudioError) as caught:
        kitshelf.carry(kit.id, library, song, disk)
    assert caught.value.code == "disk-full"
    assert left_in(song) == ["kits"]


def test_what_an_ended_import_left_is_swept_away(tmp_path, library):
    old = put(library / ".own_x.1.tmp", {"a.wav": b""})
    os.utime(old, (0, 0))
    young = put(library / ".own_y.1.tmp", {"a.wav": b""})
    import_kit(kit_archive(tmp_path / "kit.h2drumkit"), library)
    assert not old.exists()
    assert young.exists()
    assert len(kitshelf.all_kits(library)) == len(kits.kit_names()) + 1


# --- songs -----------------------------------------------------------------------------------------------------------


def test_a_song_carries_its_kit(tmp_path, library):
    kit = import_kit(kit_archive(tmp_path / "kit.h2drumkit"), library)
    song = tmp_path / "song"
    song.mkdir()
    assert kitshelf.carry(kit.id, library, song)
    assert not kitshelf.carry(kit.id, library, song)
    assert not kitshelf.carry("trap", library, song)
    assert left_in(song / "kits") == left_in(library)
    assert kitshelf.all_kits(library, song / "kits") == kitshelf.all_kits(song / "kits") == kitshelf.all_kits(library)
    elsewhere = tmp_path / "another machine"
    homes = kitshelf.homes_of(song, elsewhere)
    sources = kitshelf.sources(kit.id, RATE_HZ, tmp_path / "cache", homes)
    assert len(sources) == 5
    assert all(tmp_path / "cache" in Path(layer.file).parents for source in sources.values() for layer in source.layers)
    for home in (kitshelf.homes_of(None, elsewhere), kitshelf.homes_of(tmp_path / "other song", elsewhere)):
        with pytest.raises(StudioError) as caught:
            kitshelf.sources(kit.id, RATE_HZ, tmp_path / "cache", home)
        assert (caught.value.code, caught.value.fields) == ("kit-missing", {"name": kit.id})
    with pytest.raises(StudioError):
        kitshelf.carry("own_000000000000", library, song)


def test_a_kit_file_that_was_tampered_with(tmp_path, library):
    kit = import_kit(kit_archive(tmp_path / "kit.h2drumkit"), library)
    file = library / kit.id / "kit.json"
    whole = file.read_bytes()
    for old, new in (
        (b"kick_1.wav", b"../../kick.wav"),
        (b'"format": 1', b'"format": 2'),
        (kit.id.encode(), b"own_000000000000"),
        (b'"row": "kick"', b'"row": "nose"'),
        (b'"name": "snare"', b'"name": "kick"'),
        (whole, b"[" * 100_000),
        (whole, b""),
    ):
        file.write_bytes(whole.replace(old, new))
        with pytest.raises(StudioError) as caught:
            kitshelf.load_own(kit.id, (library,))
        assert caught.value.code == "kit-missing"
    file.write_bytes(whole)
    (library / kit.id / "snare_1.wav").write_bytes(b"no sound")
    (library / kit.id / "perc_1.wav").unlink()
    (library / kit.id / "perc_1.wav").symlink_to("/etc/passwd")
    sources = kitshelf.sources(kit.id, RATE_HZ, tmp_path / "cache", (library,))
    assert sources["snare"].layers == sources["perc"].layers == ()
    assert len(sources["kick"].layers) == 3


def test_files_of_the_cache_are_made_once_and_turned_knobs_make_others(tmp_path, library):
    kit = import_kit(kit_archive(tmp_path / "kit.h2drumkit"), library)
    cache = tmp_path / "cache"
    plain = kitshelf.sources(kit.id, RATE_HZ, cache, (library,))
    stamps = {layer.file: os.stat(layer.file).st_mtime_ns for source in plain.values() for layer in source.layers}
    turned = kitshelf.sources(kit.id, RATE_HZ, cache, (library,), tweaks={"snare.tune": 12.0, "open_hat.length": 0.25})
    assert {name for name in plain if plain[name] != turned[name]} == {"snare", "open_hat"}
    assert stamps == {file: os.stat(file).st_mtime_ns for file in stamps}
    before, after = (samples_of(made["snare"].layers[0].file) for made in (plain, turned))
    assert len(after) == pytest.approx(len(before) / 2, rel=0.1)
    assert oneshot.pitch_note(samples_of(plain["snare"].layers[0].file), RATE_HZ, 40, 70) == pytest.approx(57, abs=0.2)
    assert kitshelf.sources(kit.id, 44_100, cache, (library,)) != plain
    with pytest.raises(Cancelled):
        kitshelf.sources(kit.id, 96_000, cache, (library,), cancelled=lambda: True)


def test_presets_come_by_the_same_door(tmp_path):
    assert kitshelf.sources("trap", RATE_HZ, tmp_path) == kits.kit_sources("trap", RATE_HZ, tmp_path)
    with pytest.raises(StudioError) as caught:
        kitshelf.sources("own_is_no_hex", RATE_HZ, tmp_path)
    assert caught.value.code == "preset-missing"


def test_what_the_tracks_of_a_song_turned():
    song = Song(title="")
    for role in ("drums", "bass", "melody"):
        song = edits.add_track(song, role=role, kit="trap" if role != "melody" else "lofi")
    drums, bass, melody = song.tracks
    put_ = msgspec.structs.replace
    song = put_(
        song,
        tracks=(
            put_(drums, tweaks={"kick.tune": 2.0, "snare.tone": 900.0}),
            put_(bass, tweaks={"sub.drive": 3.0, "kick.tune": 5.0}),
            put_(melody, tweaks={"keys.tune": 1.0}),
        ),
    )
    assert kitshelf.tweaks_of(song, "trap") == {"kick.tune": 5.0, "snare.tone": 900.0, "sub.drive": 3.0}
    assert kitshelf.tweaks_of(song, "boom_bap") == {}

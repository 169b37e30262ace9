"""What somebody does, proposed as steps: one for what belongs together, none for what is taken back."""

from __future__ import annotations

from beats.styles import style_song
from studio import edits
from studio.lessons import sitting as sat
from studio.lessons.facts import reader
from studio.lessons.lesson import MOST_STEPS
from studio.lessons.proposals import Draft, Moment, begun, noted
from studio.lessons.rules import baseline, holds
from studio.lessons.sitting import Sitting
from studio.song import Song


class Hand:
    """Does things with a song while a draft looks on."""

    def __init__(self) -> None:
        self.moment = Moment(style_song("boom_bap", "", bars=16), Sitting())
        self.draft: Draft = begun(self.moment)
        self.kit = next(track.id for track in self.moment.song.tracks if track.role == "drums")

    def edit(self, name: str, label: str = "", /, **arguments: object) -> None:
        before = self.moment.song
        after: Song = edits.EDITS[name].function(before, **arguments)
        label = label or edits.EDITS[name].label
        self.see(Moment(after, sat.edited(self.moment.sitting, before, after, label)))

    def back(self, moment: Moment) -> None:
        """Undo: the song of before, the sitting as it is."""
        self.see(Moment(moment.song, self.moment.sitting))

    def hit(self, at_step: int, sound: str = "clap") -> None:
        pattern = self.moment.song.patterns[0].id
        if not any(lane.sound == sound for lane in self.moment.song.patterns[0].lanes):
            self.edit("add_lane", pattern_id=pattern, track_id=self.kit, sound=sound)
        self.edit("set_step", pattern_id=pattern, track_id=self.kit, sound=sound, at_step=at_step, velocity=100)

    def see(self, moment: Moment) -> None:
        self.moment = moment
        self.draft = noted(self.draft, moment)

    def told(self) -> list[tuple[str, str, int]]:
        return [(found.row, found.arg, found.times) for found in self.draft.proposals]


def test_hits_of_one_sound_are_one_step() -> None:
    hand = Hand()
    for step in (0, 4, 8, 12):
        hand.hit(step)
    assert hand.told() == [("hits", "clap", 4)]
    (proposal,) = hand.draft.proposals
    assert proposal.step.answer == ({"do": "hit", "sound": "clap", "steps": [1, 5, 9, 13]},)
    assert proposal.step.point == "beat.grid"
    hand.hit(3, "shaker")
    hand.hit(6)
    assert hand.told() == [("hits", "clap", 4), ("hits", "shaker", 1), ("hits", "clap", 1)]
    assert [found.step.id for found in hand.draft.proposals] == ["step1", "step2", "step3"]


def test_what_is_undone_falls_out_again() -> None:
    hand = Hand()
    start = hand.moment
    hand.hit(0)
    one = hand.moment
    hand.hit(4)
    assert hand.told() == [("hits", "clap", 2)]
    hand.back(one)
    assert hand.told() == [("hits", "clap", 1)]
    hand.back(start)
    assert hand.told() == []


def test_playing_counts_from_four_bars_on_and_not_in_between() -> None:
    hand = Hand()

    def play(bars: int) -> None:
        for bar in range(bars):
            song = hand.moment.song
            hand.see(Moment(song, sat.played(hand.moment.sitting, song, 4.0 * bar, 4.0 * bar + 4.0)))

    play(3)
    hand.hit(0)
    assert hand.told() == [("hits", "clap", 1)]
    play(6)
    assert hand.told() == [("hits", "clap", 1), ("play", "", 6)]
    assert hand.draft.proposals[1].step.kind == "listen"


def test_a_proposed_check_is_false_before_and_true_after_and_words_are_not_kept() -> None:
    hand = Hand()
    before = hand.moment
    hand.edit("set_lines", texts=("Jeg går hjem", "Byen sover"))
    (proposal,) = hand.draft.proposals
    check = proposal.step.check
    assert check is not None
    then, now = reader(*before), reader(*hand.moment)
    since = baseline(check, then)
    assert not holds(check, then, since)
    assert holds(check, now, since)
    assert "Byen" not in str(proposal)
    assert proposal.step.answer == ({"do": "write", "lines": ["…", "…"]},)


def test_mixing_is_proposed_by_what_was_turned() -> None:
    hand = Hand()
    track = hand.moment.song.tracks[0]
    hand.edit("set_knob", track_id=track.id, name="pan", value=-0.3)
    hand.edit("set_tempo", bpm=84.0)
    assert [row for row, _, _ in hand.told()] == ["pan", "tempo"]
    assert hand.draft.proposals[0].step.answer == ({"do": "pan", "role": track.role, "percent": -30},)
    assert hand.draft.proposals[1].step.answer == ({"do": "tempo", "bpm": 84.0},)


def test_a_lesson_has_an_end() -> None:
    hand = Hand()
    for number in range(MOST_STEPS + 3):
        hand.hit(number, ("clap", "shaker")[number % 2])
    assert len(hand.draft.proposals) == MOST_STEPS

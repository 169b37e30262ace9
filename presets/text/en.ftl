# English: every text the program shows. The same ids as in nb.ftl.
# `.help` is what a button does, `.text` the smaller sentence below a large one.

app-name = Rap Clinic Studio

## Rooms

rooms = Rooms
    .help = Four rooms in the order of the work: Beat, Record, Mix and Release.
room-beat = Beat
    .help = This is where the beat to rap over is brought in.
room-record = Record
    .help = This is where the voice is recorded over the beat. Space plays and stops, R records.
room-mix = Mix
    .help = This is where each track gets the volume it should have.
room-finish = Release
    .help = This is where the song becomes a finished file.

## The next step

next-import = First, a beat
    .text = Bring in an audio file, and the song has begun. Everything saves itself.
next-record = The beat is ready. Record when it feels right.
    .text = Put on headphones. Press the red button, or R on the keyboard.
next-listen = The take is saved. Hear how it turned out.
    .text = Space plays. R records another take.
next-finish = Record more, or make the file
    .text = Space plays. R records another take.
next-counting = Get ready … { $number }
    .text = Recording begins when the count is done.
next-recording = Recording
    .text = Press R or space to stop. Everything is saved.

mix-voice = Choose how the voice should sound
    .text = Point at a sound to hear it. Then find the middle by the slider.
mix-mixer = Every track by itself
    .text = Press the name of a track to see its sound, stage by stage.
mix-moves = Draw how the sound moves
    .text = Press or drag to draw. Press a section to pick it.

## Buttons

make-beat = Make a beat
    .help = Goes to the room Beat, where styles can be heard and changed.
import-beat = Bring in a beat
    .help = Chooses an audio file and puts it into the song as its beat.
import-filter = Audio files (*.wav *.mp3 *.m4a *.flac *.ogg *.opus *.aac *.aif *.aiff *.wma *.mp4 *.mid *.midi);;All files (*)
drop-beat = Or drop an audio file here
play = Play
    .help = Plays the song from the playhead.
stop = Stop
    .help = Stops playing. A recording that is running is saved.
record = Record
    .help = Records the microphone on the chosen vocal track, from the playhead.
stop-recording = Stop
    .help = Stops the recording and saves it.
to-start = To start
    .help = Moves the playhead to the beginning of the song.
undo = Undo
    .help = Takes back the latest step.
redo = Redo
    .help = Makes the step again that was taken back.
zoom-in = Larger
    .help = Shows a shorter part of the song, larger.
zoom-out = Smaller
    .help = Shows more of the song at once.
mute = Mute
    .letter = M
    .help = The track goes silent. Press again to hear it.
solo = Solo
    .letter = S
    .help = Only this track is heard. Press again to hear all.
calm = Calm mode
    .help = Muted colours, no meters in the mix, no bubbles. Press again for the usual view.
menu = Menu
    .help = Songs, sound, view and language.
help = What is this?
    .help = Tells what the chosen button does. The key is F1.
help-short = Help
    .help = Tells what the chosen button does. The key is F1.
help-about = { $name }: { $help }
song-title = Name of the song
    .help = Press to give the song another name.
song-title-named = Name of the song: { $title }
name-edit = New name
    .help = Write the name. Enter keeps it, Esc leaves the old one.
saved = Saved
    .help = The song saves itself all the time.
saving = Saving soon
    .help = The disk takes nothing just now. Everything is in memory and is saved as soon as possible.
sound = Sound
    .help = Chooses the microphone and where the sound goes.
sound-demo-button = Demo
    .help = The demo device is on: no microphone and no headphones. Press to choose an audio interface.
volume = Listening volume
    .help = How loud it is in the headphones. Does not change the song. Always starts low.
banner-close = Close
    .help = Puts the message away.
cancel = Cancel
    .help = Stops the work. Nothing is left behind.
close = Done
    .help = Closes this window.
finish = Make the file
    .help = Makes an audio file of the whole song. Other programs call it export.
show-folder = Show the file
    .help = Opens the folder where the finished files are.
open = Open
    .help = Opens the chosen song.
open-other = Find another folder
    .help = Chooses a song folder somewhere else, on a stick for example.
file-look-in = Look in
file-name = File name
file-type = File type
file-save = Save
key-space = space

## Menu

menu-new-song = New song
menu-open-song = Open a song
menu-import-beat = Bring in a beat
menu-finish = Make the file
menu-undo = Undo
menu-redo = Redo
menu-to-start = To start
menu-count-in = Count-in
menu-sound = Sound
menu-view = View and language
menu-calm = Calm mode
menu-light = Light
menu-letters = Single-letter keys
menu-nb = Norsk
menu-en = English
menu-quit = Quit

## What the buttons on messages say

action-ok = All right
    .help = Puts the message away.
action-sound = Choose sound
    .help = Opens the choice of microphone and output.
action-import = Choose another file
    .help = Opens the choice of audio file.
action-songs = Choose a song
    .help = Shows the songs on this machine.
action-finish = Try again
    .help = Goes to the room Release.
action-restart-sound = Start the sound again
    .help = Starts the sound part of the program anew.
action-show-folder = Show the file
    .help = Opens the folder where the finished files are.

## Along the bottom

input-level = Input level
    .help = Shows how loud the microphone hears. The green field is right.
level-off = No microphone
level-silent = Silent
level-low = Too quiet
level-good = Good
level-high = Too loud
level-nothing = Silent
level-db = { $db } dB
strip-level = Level
    .help = How loud the track plays now.
bar-and-beat = Bar { $bar } · beat { $beat }
counting-in = Counting in
recording-time = Recording { $time }
at-bar = Bar { $bar }
at-bar-track = Bar { $bar }, track { $track }

## Timeline

timeline-area = The song over time
timeline = Timeline
    .help = The tracks and clips of the song. Left and right move the playhead by a bar, with Shift by a beat. Up and down choose a track. F2 names the track. Alt with left and right chooses a clip, and the menu key shows everything that can be done with it.
ruler = Bars
    .help = Press to move the playhead.
track-row = Track { $track }, { $role }
clip-take = Take { $number }
clip-rescued = Recovered take { $number }
clip-live = Recording { $time }
clip-described = { $clip } on the track { $track }, bar { $first } to { $last }

## Roles

role-beat = Beat
role-drums = Drums
role-bass = Bass
role-melody = Melody
role-lead = Vocal
role-double = Double
role-adlib = Ad-lib
role-hook = Hook
role-master = Master

## Beat and mix

tempo = Tempo
    .help = Beats per minute (BPM). It is often in the name of the beat. With it, the bars are right.
fader = Volume, { $track }
    .help = Up and down change the volume a little. Home sets it to 0 dB.

## Release

format-mp3 = MP3
    .help = For the phone and for sharing. A small file that plays everywhere.
format-wav24 = WAV
    .help = Full quality, for release and further work.
format-flac24 = FLAC
    .help = Full quality in half the space.
finish-progress = How far the file is
finish-done = Done: { $file }

## Work under way

job-import = Bringing in the beat
job-engine = Getting the sound ready. This happens only this once.
job-open = Opening the song

## Songs

songs = Songs on this machine
    .help = Up and down choose, Enter opens.
songs-none = No other songs yet.
song-untitled = New song { $number }

## Sound

sound-dialog = Sound
sound-input = Microphone
    .help = What is to be recorded.
sound-output = Headphones or speakers
    .help = Where the sound comes out.
sound-automatic = Automatic
dialog-cancel = Back
    .help = Closes without changing anything.
sound-channel = Input on the interface
    .help = Which socket the microphone is plugged into.
sound-channel-number = Input { $number }
sound-automatic-named = Automatic: { $name }
sound-no-input = None, playing only
sound-demo = Demo device
    .help = Works without a microphone and without headphones, to get to know the program. A built-in voice is recorded in place of the microphone.
sound-none = Found no audio interface
sound-searching = Looking for audio interfaces …
sound-use = Use
    .help = Puts into use what is chosen.
sound-again = Look again
    .help = Looks for audio interfaces that were plugged in just now.
sound-opened = The sound goes through { $name }.
sound-opened-demo = The demo device is on: no microphone and no headphones are in use. Choose an audio interface when it is connected.

## Messages

told-imported = { $name } is in the song.
told-exported = Finished file: { $file }
told-take-kept = The take is saved ({ $length }).
told-take-loud = The take is saved ({ $length }). Some of it was too loud. Turn the audio interface down a little, or step back from the microphone.
told-take-gaps = The take is saved ({ $length }). The machine did not quite keep up, and there are dropouts. Another take may be worth it.
told-take-empty = No sound came in, so there is no take.
told-take-not-begun = Stopped before the take began.
told-disk-low = There is little room left on the disk: enough for about { $minutes } minutes of recording. The recording runs on.
told-mic-silent = The microphone sends nothing but silence. Check the cable, and the switch on the microphone. The recording runs on.
told-mic-faint = The microphone hears hardly anything. Step a little closer, or turn the audio interface up. The recording runs on.
told-sound-warming = The sound is getting ready. One moment.
told-device-lost = The audio interface { $name } went away. The take is saved ({ $length }).
told-device-back = The audio interface { $name } is back.
told-engine-back = The sound stopped and is running again. Nothing is lost.
told-undone = Undone: { $what }
told-redone = Redone: { $what }
told-unexpected = Something did not go as it should, but the window is still here. Nothing is lost.
told-busy = Wait until the work under way is done.
closing = Closing. Everything is saved.

## What can happen while a take is made

told-dropout = A hiccup here – the line may be worth another go afterwards. The recording runs on, and everything is in time.
told-take-slept = Nothing is lost. The machine went to sleep, and the take up to then is saved ({ $length }).
told-take-disk-full = Nothing is lost: the take is saved ({ $length }). It stopped because the disk is full. Make room before the next one.
told-take-disk-refused = Nothing is lost: the take is saved ({ $length }). It stopped because the disk did not answer.
told-take-spooled = Nothing is lost: the take ({ $length }) lies safe on this machine, for the song's folder takes nothing right now. It moves in the next time the song is opened.
awake-why = A take is being recorded
action-room = Make room
    .help = Shows what takes room on the machine, and what can be emptied.
action-again = Take it again
    .help = Records from the same place. The take that is there is kept.
room-on-disk = Room on the machine
room-minutes = Enough for about { $minutes } minutes of recording.
room-hours = Enough for about { $hours } hours of recording.
room-counting = Counting …
room-songs = Songs
    .text = Songs stay. They are never deleted here.
room-finished = Finished files
    .text = They may well be moved to a memory stick.
room-bins = The songs' bins
    .text = What was taken out in the last 30 days. The open song keeps its own.
room-cache = Scratch space
    .text = The program makes it again when it needs it.
room-row = { $what }: { $size }
room-row-gives = { $what }: { $size }, room for { $minutes } minutes of recording
room-empty-bins = Empty the bins
    .help = Deletes what lies in the bins for good. The songs stay.
room-empty-cache = Empty the scratch space
    .help = Deletes what the program can make again. The songs stay.
room-show = Show the files
    .help = Opens the folder where the finished files lie.
room-close = Done
    .help = Closes this page.

import-note-lossy = The file is compressed, and that is quite all right.
import-note-telephone-quality = The file has telephone quality, so it may sound a little thin.
import-note-downmixed = The file had several channels. It is in stereo now.
import-note-header-repaired = The file was not quite whole, but the sound is recovered.
import-note-damaged-middle = Something in the middle of the file could not be read. It is silent there.
import-note-truncated = The end of the file was missing.
import-note-delay-unknown = The file may begin a little late. Move it if it is not in time.

## What opening a song has to tell (studio.rescue.NOTES)

open-note-rescued-take = A take ({ $length }) is recovered. It is on the track Recovered takes.
open-note-take-in-progress = A take for this song is still running. It comes in when it is done.
open-note-edits-cut = The very last thing done before the power went did not make it. Everything before it is here.
open-note-older-generation = The newest version of the song could not be read. This is the last whole one. The other is kept.
open-note-media-missing = The audio file { $name } is not here, so it is silent. The rest plays as before.
open-note-media-found = The audio file { $name } had been moved and is found again.
open-note-opened-read-only = Nothing can be saved here. The song can be heard but not changed.
open-note-newer-version = The song was made in a newer version of the program. It can be heard but not changed here.
open-note-kept-copy = There were two versions of the song. Both are kept. The other is called { $name }.
rescue-track = Recovered takes
copy-word = copy

## Before the song goes out (studio.preflight)

preflight-ok = { $name }: { $value } { $unit }
preflight-level-block = Nothing is lost. This has to be in place before the song can be sent to the services:
preflight-level-warn = This is worth a look:
preflight-level-info = Good to know:
preflight-good = { $count } things are fine.
preflight-packs = Can be made now: { $packs }.
pack-upload = for the services
pack-share = to share
pack-instrumental = instrumental
pack-acappella = the voice alone
pack-scene = stage version
pack-stems = stems
pack-midi = MIDI
pack-project = for another studio

preflight-loudness = { $side ->
        [low] The song is quieter than most on the streaming services ({ $value } LUFS). Nothing is lost. Turn the loudness target up and master again.
       *[high] The song is so loud that it loses punch when the services turn it down ({ $value } LUFS). Nothing is lost. Turn the loudness target down and master again.
    }
    .name = Loudness
preflight-true-peak = The peak is { $value } dBTP, above { $limit }. It may crackle once the services turn the song into a stream. Nothing is lost. Master again, and the limiter holds it down.
    .name = Highest peak
preflight-lossy-peak = When it plays, the file reaches { $value } dBTP, above { $limit }. It may crackle. Nothing is lost. Make the file again, a little lower.
    .name = Peak of the compressed file
preflight-mix-peak = The mix reaches { $value } dBTP before mastering. Nothing is lost. Lower the main output some dB, and the limiter has less to take away.
    .name = Headroom of the mix
preflight-dynamics = Only { $value } dB lie between peak and loudness, so the song may sound flat. Nothing is lost. Master again with a lower target.
    .name = Room between peak and loudness
preflight-range = { $side ->
        [low] The song is almost equally loud all the way ({ $value } LU). That is allowed. A calmer place can make the hook bigger.
       *[high] It is far from the quietest to the loudest ({ $value } LU). Nothing is lost. Listen whether anything gets lost on a phone.
    }
    .name = From quiet to loud
preflight-surge = Around { $at } the song is { $value } LU louder than elsewhere. Nothing is lost. Listen there, and lower what sticks out.
    .name = The loudest place
preflight-length = { $side ->
        [low] The song lasts { $value } seconds. Many services want at least half a minute, and most songs are over one. Nothing is lost. Repeat a section, or let it be short.
       *[high] The song lasts { $value } seconds. That is longer than most take in. Nothing is lost. Shorten it, or look for something left far behind.
    }
    .name = Length
preflight-head-silence = { $side ->
        [low] The song begins at once ({ $value } s of silence). Streaming may swallow its very first sound. Nothing is lost. Give the start a little air.
       *[high] It is silent for { $value } seconds before the song begins. Nothing is lost. It can be cut in the finished song.
    }
    .name = Silence at the start
preflight-tail-silence = { $side ->
        [low] The song ends at once ({ $value } s of silence). Nothing is lost. Let the end ring out a little more.
       *[high] It is silent for { $value } seconds after the song has ended. Nothing is lost. It can be cut in the finished song.
    }
    .name = Silence at the end
preflight-gap = At { $at } it is all silent for { $value } seconds. The sound lies safe where it was. Listen there, and see whether a track is muted.
    .name = Silence inside the song
preflight-edges = The song starts or ends in the middle of a sound ({ $value } dBFS), which can be heard as a click. Nothing is lost. Given out from here, the song is faded in and out.
    .name = First and last sound
preflight-start-click = There is a sharp click at the very start ({ $value } dB above what follows). Nothing is lost. Given out from here, the song is faded in.
    .name = Click at the start
preflight-offset = The sound lies off its middle ({ $value }). That takes from the room for loudness. Nothing is lost. Turn the low cut on.
    .name = The sound around its middle
preflight-sub-bass = There is much sound below what we hear ({ $value } dB). It takes room and wears on speakers. Nothing is lost. Turn the low cut on.
    .name = Rumble under 20 Hz
preflight-mono-loss = On a phone or a single speaker the song gets { $value } LU weaker. Nothing is lost. Make the widest track narrower, or turn back the side that is turned over, and listen again.
    .name = On a single speaker
preflight-correlation = Left and right pull apart ({ $value }). Something may vanish on a single speaker. The sound itself is safe. Make the widest track narrower.
    .name = Left and right together
preflight-correlation-worst = Around { $at } left and right pull apart ({ $value }). The sound itself is safe. Listen there, and make the widest track narrower.
    .name = Left and right at their worst
preflight-sides = One side is { $value } dB louder than the other. Nothing is lost. Look at the panning.
    .name = Balance of the sides
preflight-dual-mono = Both sides are exactly alike, so the song is mono. That is quite all right if it is meant.
    .name = Two equal sides
preflight-one-channel = The file has one channel, and the services want two. Nothing is lost. Make the file again, and both are written.
    .name = Two channels
preflight-bad-samples = { $value } points of the file are no sound, and may bang. The song itself is safe. Make the file again.
    .name = The points of the file
preflight-source-clipping = The recording was too loud coming in, { $value } places a minute, first at { $at }. The recording is kept. Record the line again with a lower input if you like.
    .name = Too loud coming in
preflight-noise-floor = In the pauses there is { $value } dBFS of noise. The recording is safe. Turn the gate on, or close door and window next time.
    .name = Noise in the pauses
preflight-hum = The mains hums in the pauses ({ $value } dB). The recording is safe. Turn the gate on, and try another cable next time.
    .name = Hum in the pauses
preflight-voice-balance = { $side ->
        [low] The beat lies over the voice ({ $value } LU). Nothing is lost. Pull "Voice ↔ Beat" towards the voice.
       *[high] The voice lies high over the beat ({ $value } LU). Nothing is lost. Pull "Voice ↔ Beat" towards the beat.
    }
    .name = Voice and beat
preflight-file-kind = The file is good for sharing. A release needs a WAV; it lies in the folder upload once the song is released.
    .name = Kind of file
preflight-file-format = This WAV is of a kind that the services send back (format { $value }). The song is safe. Make the file again.
    .name = The plainest WAV
preflight-file-bits = The file has { $value } bits, and the services take 16 or 24. The song is safe. Make the file again.
    .name = Bit depth
preflight-file-rate = The file runs at { $value } Hz, and what fits everywhere is 44,100. The song is safe. Make the file again.
    .name = Sample rate
preflight-file-channels = The file has { $value } channels, and the services want two. The song is safe. Make the file again.
    .name = Number of channels
preflight-file-chunks = There is more than sound in the file ({ $what }), and some services send it back. The song is safe. Make the file again.
    .name = Only sound in the file
preflight-file-size = The file is shorter or longer than it says itself. The song is safe. Make the file again.
    .name = Whole file
preflight-media-lost = The recording { $what } could not be read now. The rest of the song is safe. Plug in the stick if it lay there, or record the line again.
    .name = Recording
preflight-title-missing = The song needs a title before it is sent. The rest is kept safe. Write it into the form.
    .name = Title
preflight-title-guest = "{ $what }" does not belong in the title. The song is safe. Write the guest into the field for guests, and the name shows up right.
    .name = Guests
preflight-title-capitals = The title is all capitals, and the services may rewrite it. Nothing is lost. Write it in small letters unless it is an abbreviation.
    .name = Capitals
preflight-title-version = "{ $what }" fits better in the field for the version than in the title. Nothing is lost. Move it there.
    .name = Version
preflight-title-advert = The services seldom take "{ $what }" in a title or a name. Nothing is lost. Take it out if you can.
    .name = Words the services do not take
preflight-artist-missing = An artist is missing. The rest is kept safe. Write the artist's name into the form.
    .name = Artist
preflight-language-missing = The language is not chosen yet. The rest is kept safe. Choose it in the form.
    .name = Language
preflight-genre-missing = The genre is not chosen yet. The rest is kept safe. Choose it in the form.
    .name = Genre
preflight-explicit-undecided = It is not said whether the words are explicit. The rest is kept safe. The artist decides, in the form.
    .name = Strong language
preflight-explicit-suggested = The words hold some that the services often mark as "explicit", first on line { $line }. The words stay as they are, and the artist decides.
    .name = Strong language in the words
preflight-clean-twin = "Clean" means that there is an explicit version too. Nothing is lost. Choose "none" if there is only this one.
    .name = Clean version
preflight-writer-missing = Nobody is named as a songwriter. The rest is kept safe. Write in who made the words or the music.
    .name = Songwriter
preflight-performer-missing = Nobody is named as a performer. The rest is kept safe. Write in who raps or sings.
    .name = Performer
preflight-maker-missing = Nobody is named for producing, mixing, mastering or recording. The rest is kept safe. Write in at least one.
    .name = Production
preflight-name-missing = A row of the form has no name. The rest is kept safe. Write the name, or take the row out.
    .name = Name
preflight-recording-right-missing = Owner and year of the recording are missing. The rest is kept safe. Write both into the form.
    .name = Owner of the recording (℗)
preflight-work-right-missing = Owner and year of words and music are missing. The rest is kept safe. Write both into the form.
    .name = Owner of the work (©)
preflight-shares = The splits add up to { $value } %, and have to be exactly 100. The rest is kept safe. Put them right in the form.
    .name = Splits
preflight-writer-alias = "{ $what }" looks like an artist's name. Nothing is lost. TONO wants the name that the songwriter is registered with.
    .name = Name of the songwriter
preflight-ipi-odd = The IPI number of { $what } does not have nine to eleven digits. Nothing is lost. Look at it once more, or leave the field empty.
    .name = IPI number
preflight-label-missing = The field for the label is empty. The rest is kept safe. The artist's name will do for those who release themselves.
    .name = Label
preflight-date-missing = No date is chosen. The rest is kept safe. Four weeks ahead is good, so that playlists have the time.
    .name = Release date
preflight-date-odd = There is no date "{ $what }". The rest is kept safe. Write it as 2026-12-24.
    .name = Release date
preflight-preview-late = The preview begins after the song has ended. Nothing is lost. Choose an earlier place.
    .name = Preview
preflight-isrc-missing = There is no ISRC yet. All is safe. Get one from Gramo, or let the distributor make it.
    .name = ISRC
preflight-isrc-length = The ISRC "{ $what }" should have twelve signs. The rest is kept safe. Look at it once more, or leave the field empty.
    .name = ISRC
preflight-isrc-letters = In "{ $what }" letters and digits stand in unusual places. An ISRC is two letters, three signs and seven digits. The rest is kept safe. Look at it once more.
    .name = ISRC
preflight-isrc-signs = "{ $what }" has signs that an ISRC cannot have. The rest is kept safe. Look at it once more.
    .name = ISRC
preflight-isrc-alike = In "{ $what }" O and 0, or I and 1, may have changed places. Nothing is lost. Compare it with the letter.
    .name = ISRC
preflight-upc-length = The bar code "{ $what }" should have twelve or thirteen digits. The rest is kept safe. Look at it once more, or leave the field empty.
    .name = Bar code
preflight-upc-letters = In "{ $what }" the letter O or I stands where a digit belongs. The rest is kept safe. Write 0 or 1.
    .name = Bar code
preflight-upc-signs = "{ $what }" has signs that are no digits. The rest is kept safe. Look at it once more.
    .name = Bar code
preflight-upc-digit = The last digit of "{ $what }" does not fit the others, so one of them was copied differently. The rest is kept safe. Look at it once more.
    .name = Bar code
preflight-beat-unknown = It is not said where the beat came from. All is safe, and the song can be practised and taken home. Choose it in the form before it is sent to the services.
    .name = Where the beat came from
preflight-beat-unlicensed = The beat was taken without a licence, so the services may take the song down. All is safe, and it can be practised, performed and taken home. Ask who made the beat, or change it.
    .name = Beat without a licence
preflight-beat-licence-missing = The licence's paper is not there. All is safe. Add the file that came along when the beat was bought.
    .name = Licence of the beat
preflight-licence-lost = The licence { $what } is no longer in the song. The rest is safe. Add it again.
    .name = Licence of the beat
preflight-beat-source-missing = It does not say who made the beat. Nothing is lost. Write the name into the form.
    .name = Who made the beat
preflight-beat-writer-missing = { $what } made the beat, and then mostly is a songwriter too. Nothing is lost. Talk about the splits.
    .name = The beat maker as a songwriter
preflight-sample-uncleared = "{ $what }" is not cleared yet. There is no rule of two seconds. All is safe, and the song can be practised. Get it in writing first, or take the sample out.
    .name = Samples
preflight-sample-writer-missing = It does not say who wrote "{ $what }". Nothing is lost. Write it into the form.
    .name = Samples
preflight-consent-missing = Nobody has agreed yet to the voice "{ $what }" being released. The recording is safe, and waiting is fine. Ask whoever raps.
    .name = Consent
preflight-voice-unknown = It has not been said who is on the track { $what }. The recording is safe, and it is fine to wait. Choose the person in About the song, so that they can be asked.
    .name = Who is on the track
track-nameless = without a name
preflight-lyrics-missing = There are no words in the song. Nothing is lost. Write them in, and the services can show them.
    .name = Lyrics
preflight-lyric-label = Line { $line } is the name of a section. The services only want what is heard. The words are safe. Take the line out.
    .name = Only what is sung
preflight-lyric-repeat = Line { $line } says how many times something is repeated. The words are safe. Write the line as often as it is heard.
    .name = Repeats
preflight-lyric-speaker = Line { $line } begins with a name. The words are safe. Take the name out; only what is heard should stand there.
    .name = Who sings
preflight-lyric-end = Line { $line } ends with a full stop or a comma. The words are safe. The services want lines without.
    .name = Full stops and commas
preflight-lyric-capital = Line { $line } begins with a small letter. The words are safe. The services want a capital.
    .name = Capital first
preflight-lyric-censored = On line { $line } a word is hidden behind signs. The words are safe. The services want the words as they are heard.
    .name = Whole words
preflight-cover-missing = The song has no cover yet. The rest is safe. Make one, it takes a minute.
    .name = Cover
preflight-cover-broken = The picture { $what } could not be read. The rest is safe. Choose another picture, or make a new cover.
    .name = Cover
preflight-cover-pixels = The picture { $what } is too large. The rest is safe. Make the cover again, and it gets the right size.
    .name = Cover
preflight-cover-kind = The cover is a { $what }, and the services want a JPEG. The picture is safe. Make the cover again.
    .name = Cover
preflight-cover-colours = The cover is in { $what }, and the services want RGB. The picture is safe. Make the cover again.
    .name = Colours of the cover
preflight-cover-square = The cover is { $what }, and has to be square. The picture is safe. Make the cover again.
    .name = Shape of the cover
preflight-cover-side = The cover is { $value } pixels wide, and should be 3000. The picture is safe. Make the cover again.
    .name = Size of the cover
preflight-cover-profile = The cover holds a colour profile, and some services send it back. The picture is safe. Make the cover again.
    .name = Colour profile of the cover
preflight-cover-notes = The cover holds hidden notes, perhaps of the camera. The picture is safe. Make the cover again, and they are gone.
    .name = Hidden notes in the cover
preflight-cover-bytes = The cover is { $value } MB, and some services only take 10. The picture is safe. Make the cover again.
    .name = Weight of the cover
preflight-cover-blurred = The cover looks blurred. The picture is safe. If that is meant, it is quite all right; if not, choose a sharper one.
    .name = Sharpness of the cover
preflight-cover-enlarged = The picture is smaller than the cover and is enlarged. The picture is safe. A larger one gets sharper.
    .name = Size of the picture
preflight-cover-signs = Some signs of the title or the name cannot be drawn on the cover, so they are left out there. The title itself stays as it is.
    .name = Signs on the cover

## What can happen (studio.errors.ERRORS)

error-device-none = Found no audio interface. Nothing is lost. Connect it, and choose it under Sound.
error-device-missing = The audio interface { $name } is not connected. Nothing is lost. Connect it, or choose another.
error-device-taken = The audio interface { $name } is in use by another program. Nothing is lost. Close the other program, or choose another interface.
error-device-rate = The audio interface { $name } cannot run at { $rate_hz } Hz. Nothing is lost. Choose another interface.
error-device-lost = The audio interface { $name } went away. Nothing of the song is lost. Plug the cable in again, or choose another interface.
error-device-unsteady = The audio interface { $name } drops out again and again. Nothing is lost. Try another USB port or cable.
error-device-failed = The audio interface { $name } would not start. Nothing is lost. Unplug the cable and plug it in again, or choose another interface.
error-latency-unheard = Nothing is lost. The microphone did not hear the sound. Hold the headphone close to the microphone, turn up the listening volume a little and try again.
error-latency-unsteady = Nothing is lost. The three measurements did not agree. Hold the headphone still against the microphone and try again.

error-engine-gone = The sound part of the program stopped. Nothing is lost. Start the sound again.
error-engine-busy-recording = A recording is running. Stop it first, then it is safely saved.
error-capacity = { $what ->
        [tracks] The song has { $count } tracks, and there is room for { $limit }.
        [lines] The lyrics have { $count } lines, and there is room for { $limit }.
        [clips] The song has { $count } clips, and there is room for { $limit }.
        [song] The song has become larger than the program can save.
       *[other] The song has more than there is room for: { $count } of { $limit }.
    } Nothing is lost. Delete something or undo, and it goes on.
error-rate-unsupported = Audio at { $rate_hz } Hz does not fit here. Nothing is lost. Choose another audio interface or another file.

error-audio-missing = The audio file { $name } is not there any more. The rest of the song is as before. Bring the file in again.
error-audio-empty = The file { $name } has no sound in it. Nothing in the song has changed. Choose another file.
error-audio-silent-track = The file { $name } is a film without sound. Nothing in the song has changed. Choose another file.
error-audio-unreadable = The file { $name } cannot be read as audio. Nothing in the song has changed. Choose another file, MP3 or WAV if possible.
error-audio-too-long = The file { $name } is longer than { $limit_min } minutes. Nothing in the song has changed. Choose a shorter file.
error-audio-too-big = The file { $name } is larger than { $limit_mb } MB. Nothing in the song has changed. Choose a shorter file.

error-song-missing = The song { $name } is not there any more. Plug in the stick if it was on one, or choose another song.
error-song-exists = There is a song called { $name } already. Both are safe. Choose another name.
error-song-not-a-song = The folder { $name } is not a song. Nothing has changed. Choose a song from the list.
error-song-newer = The song was made in a newer version of the program ({ $version }, this one knows { $known }). It can be heard but not changed here. Nothing is lost.
error-song-damaged = The song { $name } cannot be read now. Its files are there, untouched. Choose another song, and ask somebody in the studio about this one.
error-song-read-only = The song { $name } is in a place where nothing can be saved. It can be heard, and nothing is lost. Move it to the machine to change it.
error-song-in-use = The song { $name } is open somewhere else. Nothing is lost. Close it there first, or choose another song.
error-song-empty = The song is still empty. Bring in a beat first.
error-song-invalid = That could not be done ({ $field }: { $value }). The song is as before. Try another way.
error-clips-apart = The clips cannot be joined. Two clips can when they lie side by side on one track, are equally loud, and go on with the same recording.
error-clips-no-crossfade = The clips cannot be crossfaded. Two clips can when one begins before the other ends, or where they meet, if their recordings have more sound to give.
error-disk-full = The disk is full ({ $free_mb } MB left). What is saved is safe. Make room on the machine, and try again.
error-disk-low = There is little room on the disk ({ $free_mb } MB left). Nothing is lost. Make room before the next take.
error-disk-refused = The file { $name } could not be saved here. Nothing is lost. Check that the stick is plugged in, and try again.

error-preset-missing = Did not find { $name } among what comes with the program. Nothing is lost. Choose something else.
error-kit-missing = The drum kit { $name } is not on this machine. Nothing in the song has changed. Bring the kit in again, or choose another.
error-kit-not-a-kit = { $name } is not a drum kit that can be read. Nothing has changed. Choose a folder of audio files, or a kit from Hydrogen.
error-kit-too-big = { $name } holds more than { $limit_mb } MB of sound. Nothing has changed. Choose a smaller folder, or take some of the files away.
error-kit-too-many = { $name } has more sounds than there is room for: { $sounds } sounds of { $layers } velocities each. Nothing has changed. Choose a folder with fewer files.
error-kit-unsafe = { $name } contains file names that lead out of the kit. It was not opened, and nothing has changed. Get the kit again from where it came from.
error-kit-empty = { $name } has no sounds that can be used. Nothing has changed. Choose a folder of audio files, WAV for instance.
error-preset-broken = The file { $file } has something on line { $line } that does not fit: { $key }. { $remedy } The songs are untouched.

error-midi-unreadable = The file { $name } cannot be read as MIDI. Nothing in the song has changed. Choose another file, best one that ends in .mid.
error-midi-type = The file { $name } is a collection of loose MIDI tracks (type 2), not a song. Nothing in the song has changed. Save it as type 1 in the program it comes from.
error-midi-too-big = The file { $name } is larger than a song can be. Nothing in the song has changed. Choose a shorter file.
error-midi-empty = The file { $name } has no notes in it. Nothing in the song has changed. Choose another file.

error-package-missing = The package { $name } is no longer there. The lessons here are as they were. Put the stick in again, or choose another file.
error-package-unreadable = The lessons here are as they were. The package { $name } is not whole. Copy it again, best from the machine where it was made.
error-package-unsafe = The lessons here are as they were. The package { $name } holds something that does not belong in one, so nothing was taken from it. Make it again with “Save as a file”.
error-package-too-big = The lessons here are as they were. The package { $name } is too large: { $limit_mb } MB in all at most. Use smaller pictures, and pack it again.
error-package-foreign = The lessons here are as they were. The package { $name } holds something that no lesson can have: { $what }. Leave it out, and pack it again.
error-voice-missing = The vocal sound { $name } is not on this machine. Nothing in the song has changed. Choose one of the others.
error-voice-exists = There is a vocal sound called { $name } already. It is untouched. Choose another name.
error-voice-too-many = { $limit } own vocal sounds are kept, and there is no room for more. Nothing has changed. Take one of them away first.
error-voice-no-track = The song has no track for a voice yet. Nothing has changed. Record a verse first.
error-room-unheard = Found no pause on the track { $name } in which only the room is heard. Nothing has changed. Let the microphone run for a couple of seconds without words before the next verse, and try again.

error-paper-unreadable = The file { $name } cannot be read, or is larger than 50 MB. Nothing has changed. Choose another file.
error-cover-unreadable = The picture { $name } cannot be read. Nothing has changed. Choose another picture, JPEG or PNG if you can.
error-cover-format = The file { $name } is not a picture that fits here. Nothing has changed. Choose a JPEG or a PNG.
error-cover-too-small = The picture { $name } is { $width } × { $height } pixels. The shorter side needs at least { $least }, or the cover gets coarse. Nothing has changed. Choose a larger picture, or make the cover with colours.
error-cover-too-large = The picture { $name } is larger than what can be opened here. Nothing has changed. Save it smaller, and try again.
error-cover-text-long = The text "{ $name }" is too long for the cover. Nothing has changed. Leave the cover without it, or shorten it.

error-nothing-to-undo = There is nothing more to undo.
error-export-failed = The file { $name } was not made. The song is as before, and nothing is lost. Try again.
error-bad-value = That does not fit here ({ $name }: { $value }). Nothing has changed. Try another value.
error-unexpected = Something did not go as it should ({ $what }). Nothing is lost. Try again, and tell somebody in the studio if it happens again.

## What undo calls each step (studio.edits.EDITS)

edit-import-beat = bring in a beat
edit-record = recording
edit-add-clip = new clip
edit-add-lane = new sound in pattern
edit-add-line = new line
edit-add-media = new audio file
edit-add-note = new note
edit-add-pattern = new pattern
edit-add-section = new section
edit-add-take = new take
edit-add-track = new track
edit-clear-step = hit taken away
edit-copy-pattern = copy pattern
edit-copy-section = copy section
edit-keep-mix = keep the mix as B
edit-lay-clip = lay clip over
edit-mute-in-section = mute sound in section
edit-resize-pattern = length of pattern
edit-set-automation = movement
edit-set-finish = mastering
edit-set-grid = grid
edit-set-lane-gain = volume of sound
edit-set-lead-in = way into section
edit-set-muffled = muffled beginning
edit-set-quantise = quantise
edit-set-release = details of the song
edit-set-singers = who is on the track
edit-set-section-cycle = order of bars
edit-set-steps = hits in pattern
edit-set-tweak = adjust sound
edit-move-clip = move clip
edit-move-section = move section
edit-move-track = move track
edit-copy-clip = paste clip
edit-crossfade-clips = crossfade
edit-join-clips = join clips
edit-mute-clip = mute clip
edit-mute-lane = mute sound in pattern
edit-remove-clip = delete clip
edit-remove-lane = delete sound in pattern
edit-remove-line = delete line
edit-remove-note = delete note
edit-remove-pattern = delete pattern
edit-remove-section = delete section
edit-remove-take = delete take
edit-remove-track = delete track
edit-rename-pattern = name of pattern
edit-rename-section = name of section
edit-rename-track = name of track
edit-replace-media = another sound file
edit-replace-pattern = change pattern
edit-resize-section = length of section
edit-set-clip-fades = fade in and out
edit-set-clip-gain = volume of clip
edit-set-key = key
edit-set-kit = kit
edit-set-knob = mix
edit-set-lane-late = early or late
edit-set-line = change line
edit-set-lines = change lyrics
edit-set-master-knob = master
edit-set-notes = change notes
edit-set-section-kind = kind of section
edit-set-section-pattern = pattern of section
edit-set-step = hit in pattern
edit-set-swing = swing
edit-set-tempo = tempo
edit-set-title = name of song
edit-set-voice = vocal sound
edit-split-clip = split clip
edit-swap-mixes = swap mixes
edit-trim-clip = trim clip

## The command line

cli = Rap Clinic Studio: a beat, a verse, a finished file. With no command the window opens.
    .json = Answer as JSON.
cli-demo = Make a song with no hands: a beat, a verse recorded over it, a mix and two finished files.
    .out = The folder it goes to.
cli-devices = Show the sound devices of this machine.
cli-new = Make a new song.
    .song = The song's folder.
    .bpm = Tempo in beats per minute.
    .title = The song's name.
    .style = The style its beat has; see the command styles.
cli-import = Bring a beat into a song.
    .song = The song's folder.
    .file = The audio file.
cli-styles = Show the styles a song can begin with.
cli-beat = Make an audio file of the beat alone.
    .song = The song's folder.
    .out = The audio file to make.
    .bars = Only the verse, for so many bars.
cli-style = { $name }: { $about } { $low } to { $high } BPM.
cli-midi = Make a MIDI file of the beat.
    .song = The song's folder.
    .out = The MIDI file to make.
cli-midi-import = Bring a MIDI file in as a beat. The song is made if there is none.
    .song = The song's folder.
    .file = The MIDI file.
cli-analyse = Find tempo, downbeat and key of a beat.
    .file = The audio file.
cli-midi-made = The MIDI file { $name } is made.
cli-midi-brought = { $name } is in: { $bars ->
        [one] { $bars } bar
       *[other] { $bars } bars
    }.
cli-no-tempo = Found no steady tempo in this file.
cli-tempo = Tempo: { $bpm } BPM ({ $sure ->
        [sure] fairly sure
        [maybe] maybe
       *[guess] a guess
    }). It may also be { $others }.
cli-tempo-wanders = The tempo moves between { $low } and { $high }.
cli-first-beat = The one: { $at } seconds in ({ $sure ->
        [sure] fairly sure
        [maybe] maybe
       *[guess] a guess
    }).
cli-key = Key: { $key } ({ $sure ->
        [sure] fairly sure
        [maybe] maybe
       *[guess] a guess
    }).
cli-kit-import = Make a kit of a folder of sounds or of a Hydrogen kit.
    .source = The folder, or the file that ends in .h2drumkit.
cli-kit-brought = The kit { $name } is ready: { $count ->
        [one] { $count } sound
       *[other] { $count } sounds
    }.
cli-record = Record over a song.
    .song = The song's folder.
    .seconds = How long, in seconds.
    .device = The sound device's name, or “demo”.
    .at-beat = The beat on which the recording begins.
    .loop = The lines that are repeated, for instance 1:4. Every time round is a take.
    .passes = How many times round.
cli-recorded-passes = { $count ->
        [one] { $count } take is
       *[other] { $count } takes are
    } in the song.
cli-takes = Show which takes each line has.
    .song = The song's folder.
    .layer = The layer it is about.
cli-line = Line { $line }: { $takes } ({ $chosen ->
        [0] none chosen
       *[other] chosen: { $chosen }
    })
cli-no-takes = No lines to show yet.
cli-comp = Choose a take for a line.
    .song = The song's folder.
    .line = The line, counted from 1.
    .take = The take, as “takes” shows it.
    .layer = The layer it is about.
cli-comped = Line { $line } is now heard from take { $take }.
cli-voice = Give a voice its sound, as loud as it was.
    .song = The song's folder.
    .preset = The sound: dry, clean, warm, radio, big_hook, autotune_hook or the name of an own one.
    .track = The track, by number or name. Without it: the first voice.
    .amount = How much, from 0 to 1.
cli-voice-matched = { $track } has the sound { $voice } now. It is as loud as before ({ $trim } dB).
cli-voice-laid = { $track } has the sound { $voice } now. There is nothing to measure yet.
cli-measuring = Listening to how loud it is
cli-play = Play a song.
    .song = The song's folder.
    .device = The sound device's name, or “demo”.
cli-render = Make a finished file of a song.
    .song = The song's folder.
    .out = The file to make.
    .format = Which WAV: 16 or 24 bit, or 32-bit float.
    .stems = Make each track on its own in this folder too.
    .rate = Another sample rate than the song's, in Hz.
    .rt = Through the path that the sound takes while the song plays, to compare.
cli-check = Look a song over, and mend what can be mended.
    .song = The song's folder.
cli-preflight = Look over a finished file, or a song and its papers, before it goes out.
    .target = The audio file, or the folder of the song.
cli-preflight-looking = Listening and measuring
cli-bench = Measure how fast and how safe the engine is here.
    .quick = Shorter measurements.
cli-doctor = Look the machine over: sound device, latency, disk, clock and versions.
cli-wrong-call = The command was not understood: { $what }. Type “rapstudio --help” to see what there is.
cli-warming = Making the sound engine ready for the first time
cli-importing = Bringing it in
cli-recording = Recording
cli-playing = Playing
cli-rendering = Making the finished file
cli-device = { $name } ({ $host_api }): { $inputs } in, { $outputs } out, { $rate_hz } Hz
cli-made = The song “{ $title }” is made. Its tempo is { $bpm }.
cli-imported = { $name } is in the song. Length { $length }.
cli-recorded = The recording is saved. Length { $length }, recorded with { $device }.
cli-played = The song was played. Length { $length }, on { $device }.
cli-rendered = { $name } is finished. Length { $length }.
cli-checked = “{ $title }” is in order: { $tracks } tracks, { $clips } clips, { $takes } takes.
cli-figure = { $met } { $what }: { $measured } { $unit } (bar { $bar })

demo-title = First time in the room
demo-kit = Making the drum kit
demo-recording = Recording the verse
demo-exporting = Making the finished file
demo-beat = Beat: { $style }, { $bpm } beats per minute, { $bars } bars.
demo-device = Sound device: { $name }. This is the demo device, its voice is built in.
demo-recorded = Verse: { $lines } lines recorded over the beat. Length { $length }.
demo-mixed = Mix: high-pass, EQ, compressor, echo and reverb on the voice.
demo-file = Finished file: { $name }
demo-measured = Length { $length }, loudness { $loudness } LUFS, peak { $peak } dBFS.

doctor-devices = Sound devices: { $count } besides the demo device.
doctor-no-device = No sound device was found. { $name } works without one.
doctor-device = { $name } opened at { $rate_hz } Hz.
doctor-device-shut = { $name } could not be opened ({ $code }).
doctor-latency = Latency as the driver tells it: { $milliseconds } ms ({ $frames } frames).
doctor-callbacks = Dropouts: { $xruns }. Late calls: { $late }. The engine used { $share } % of the time at most.
doctor-microphone = The microphone gives { $peak_db } dBFS at its loudest.
doctor-disk = Disk: { $free_mb } MB free, room for { $minutes } minutes of recording.
doctor-clock = The clock woke { $milliseconds } ms late at most.
doctor-versions = Program { $program }, Python { $python }, { $system }. { $libraries }.

## The room Beat

beat-styles = Choose a style
    .text = Point at a style to hear it. Press to use it.
beat-editor = Make the beat your own
    .text = Press in the grid to add or take away hits. Ctrl + Space plays and stops.
beat-outside = A beat from outside
    .text = An audio file from a stick or this machine: MP3, WAV, M4A and most others.
beat-views = Ways to make a beat
    .help = Choose a style, work on the beat, or bring one from outside.
beat-view-styles = Styles
    .help = Ready beats to begin with.
beat-view-editor = Pattern
    .help = Drums, bass and chords, step by step.
beat-view-outside = Beat from outside
    .help = Bring an audio file and find its bars.
style-card-help = Point to hear, press to use. Space plays and stops.
style-boom_bap = Boom bap
    .text = Dusty drums, swing and a round bass.
style-trap = Trap
    .text = Heavy 808 and fast hi-hats.
style-uk_drill = UK drill
    .text = Sliding 808, jagged drums.
style-ny_drill = NY drill
    .text = Drill with claps and more bass.
style-gfunk = G-funk
    .text = Easy West Coast, warm synth bass.
style-lofi = Lo-fi
    .text = Soft, late and a little worn.
style-dancehall = Dancehall
    .text = Bouncing rhythm, plenty of air.
style-afro_rap = Afro rap
    .text = Rims and shakers that dance.
style-memphis = Memphis
    .text = Dark tape sound and cowbell.
style-drift_phonk = Drift phonk
    .text = Four on the floor, hard 808.
style-pop_rap = Pop rap
    .text = Light, clear and bright.
kit = Kit
    .help = Other sounds for the same hits.
kit-from-file = Bring in a Hydrogen kit …
kit-from-folder = Bring in a folder of sounds …
kit-filter = Drum kits (*.h2drumkit)
job-kit = Bringing in the kit
told-kit-missing = { $count ->
        [one] One sound was not in the kit. The rest is here.
       *[other] { $count } sounds were not in the kit. The rest is here.
    }
chord-loop = Lay the chords { $loop } under it
surprise = Surprise me
    .help = Makes another version of the beat in the same style. Undo takes it back.
repeat = Loop
    .help = Plays the chosen section again and again.
more = More options
    .help = Swing, length, grid, and when changes are heard.
beat-lanes = Drums and notes
    .help = Chooses what is shown below: the drums as a grid, the rest as notes.
pattern-none = No beat in this section · the song lasts { $length }
pattern-facts = { $name } · { $bars ->
        [one] { $bars } bar
       *[other] { $bars } bars
    } · the song lasts { $length }
pattern-sounds = Sounds
    .help = Chooses which of the kit's sounds the pattern has.
swing = Swing
    .help = 50 is straight, 66.7 is triplets. A little more makes it sway.
quantise = Quantise
    .help = 100 puts everything on the grid, 0 keeps it as it was played.
pattern-bars = Length
    .help = How many bars the pattern lasts before it begins again.
pattern-grid = Grid
    .help = How small the steps of a bar are.
bars-count = { $bars ->
        [one] { $bars } bar
       *[other] { $bars } bars
    }
grid-16 = 16 steps
grid-32 = 32 steps
grid-12 = Triplets
grid-24 = Fast triplets
knob-gain-db = Volume
    .help = How loud this sound is in the pattern.
knob-late-ms = Early or late
    .help = Minus is a little before the beat, plus a little after.
knob-tune = Pitch
    .help = The sound higher or deeper, in semitones.
knob-length = Length
    .help = The sound shorter or longer.
knob-tone = Tone
    .help = Lower takes the bright part away.
knob-drive = Drive
    .help = More makes the sound denser and rougher.
at-next-bar = Change at the next bar
    .help = Changes are heard from the next bar while the beat plays. Otherwise they are heard at once.

## Vocal sounds (presets/chains)

voice-dry = Dry
    .text = The voice as it was recorded, without rumble.
voice-clean = Clean
    .text = Every word comes through.
voice-warm = Warm
    .text = Round and full, with soft esses.
voice-radio = Radio
    .text = Close, even and hard. On top of any beat.
voice-big_hook = Big hook
    .text = Wide and tall, with a large hall and echo on the beat.
voice-autotune_hook = Autotune hook
    .text = The notes are held to the key, so that it is heard.

## Arrangement

section-bar = Arrangement
    .help = The sections in order. Left and right choose, with Ctrl they move the section. Plus and minus change its length, Enter shows more.
section-described = { $name }, { $lines ->
        [one] { $lines } line
       *[other] { $lines } lines
    }
section-lead-in = Way into it: { $way }
section-muted = Mutes { $sounds }
lines-count = { $lines ->
        [one] { $lines } line
       *[other] { $lines } lines
    }
lines-number = { $lines }
section-intro = Intro
section-verse = Verse
section-hook = Hook
section-bridge = Bridge
section-interlude = Interlude
section-outro = Outro
section-shorter = Shorter
    .help = Makes the chosen section one line shorter.
section-longer = Longer
    .help = Makes the chosen section one line longer.
section-options = Section
    .help = New section, copy, move, and how the section sounds.
section-new = New section
section-copy = Copy
section-earlier = Move earlier
section-later = Move later
section-remove = Delete
song-form = Arrangement
lead-in = Way into it
lead-in-none = None
lead-in-fill = Drum fill
lead-in-drop = The bass holds its breath
muffled = Muffled beginning that opens up
mute-here = Mute in this section
section-pattern = Pattern in this section
own-pattern = Make a pattern of its own
edit-import-midi = bring in a MIDI file
edit-set-style = new style
edit-surprise = surprise
edit-set-chords = chords
edit-set-form = arrangement

## Steps

steps = Steps
    .help = One row for each drum and one cell for each step. The arrow keys move, with Ctrl by a whole beat. Space sets a hit or takes it away. 1 to 9 say how hard, plus and minus adjust. Delete takes away. Enter lets the sound be heard, M mutes the row, and the menu key shows more.
steps-empty = No drums in this pattern yet
step-bar = Bar { $bar }
step-bar-beat = Bar { $bar }, beat { $beat }
step-place = step { $step }
step-place-bar = bar { $bar }, step { $step }
step-on = { $sound }, { $place }, on, velocity { $velocity }
step-off = { $sound }, { $place }, off
step-covered = { $sound }, { $place }, part of the roll from step { $first }
step-ratchet = roll of { $hits } hits over { $steps ->
        [one] 1 step
       *[other] { $steps } steps
    }
step-chance = heard { $percent } % of the time
step-muted = muted
step-velocity = Velocity
velocity-soft = Soft
velocity-normal = Normal
velocity-hard = Hard
step-roll = Roll
roll-none = No roll
roll-hits = { $hits } hits
step-span = How long a roll
span-steps =
    { $steps ->
        [one] 1 step
       *[other] { $steps } steps
    }
step-how-often = How often
chance-always = Every time
chance-percent = { $percent } % of the time
step-clear = Take away
lane-hear = Hear { $sound }
    .help = Lets the sound be heard. Enter on a step does the same.
lane-mute = Mute
    .letter = M
    .help = Silences the row in this pattern. M on a step does the same.
lane-muted-here = { $sound }, muted in this section
lane-silent = { $sound } is muted
lane-sounds = { $sound } sounds again
sound-kick = Kick
sound-snare = Snare
sound-clap = Clap
sound-rim = Rimshot
sound-closed_hat = Hi-hat (closed)
sound-open_hat = Hi-hat (open)
sound-cowbell = Cowbell
sound-tambourine = Tambourine
sound-shaker = Shaker
sound-tom = Tom
sound-perc = Percussion
sound-crash = Cymbal
sound-sub = 808
sound-sub_high = 808, high
sound-bass = Bass
sound-lead = Melody
sound-keys = Keys
sound-texture = Atmosphere

## A beat from outside

job-analyse = Listening to the beat …
fit-looking = Tempo, downbeat and key are found by themselves. The beat can be played meanwhile.
fit-question = Does the click fit?
fit-sure = The beat goes at { $bpm } beats a minute. Space plays from the downbeat, with the click.
fit-maybe = The beat most likely goes at { $bpm } beats a minute. Play it and listen. If the click is too fast or too slow, try ½× or 2×.
fit-unknown = The tempo was not easy to hear. Play the beat, and tap along with the drums.
fit-wanders = The tempo moves between { $low } and { $high } beats a minute. The beat is played as it is, so the click cannot fit everywhere.
fit-chosen = Chosen: { $bpm } beats a minute. Space plays from the downbeat, with the click.
fit-tapping = Go on tapping, along with the drums …
fit-one-maybe = The downbeat is less sure. Drag the flag if the bar begins elsewhere.
fit-key-sure = The key seems to be { $key }.
fit-key-maybe = The key may be { $key }.
fit-done = The click fits
    .text = The beat goes at { $bpm } beats a minute, and the downbeat is at { $seconds } seconds.
fit-one = Downbeat
    .help = The flag stands where bar 1 begins. Left and right move it a little, with Shift even less, with Ctrl to the next sound. Up and down move it one beat. With the mouse it can be dragged to its place. Plus and minus show it larger and smaller.
fit-one-at = The downbeat is at { $seconds } seconds
fit-zoom-in = Larger
    .help = Shows a shorter part of the beat, larger.
fit-zoom-out = Smaller
    .help = Shows more of the beat at once.
fit-listen = Hear with click
    .help = Plays from the downbeat with a click on every beat. The click never gets into the finished file.
fit-half = ½×
    .name = Half tempo
    .help = When the click goes twice as fast as the drums.
fit-double = 2×
    .name = Double tempo
    .help = When the click goes half as fast as the drums.
fit-tap = Tap the beat
    .help = Press along with the drums. From four presses on the tempo follows.
fit-suggestion = Suggestion
    .help = Goes back to the tempo and the downbeat that were heard in the file.
fit-accept = Yes, it fits
    .help = Takes tempo, downbeat and key into the song, and ends the click.
fit-again = Adjust the beat
    .help = Listen once more, and move tempo and downbeat.
key-name = { $tonic ->
        [Cs] C♯
        [Db] D♭
        [Eb] E♭
        [Fs] F♯
        [Gb] G♭
        [Gs] G♯
        [Ab] A♭
        [Bb] B♭
       *[other] { $tonic }
    } { $mode ->
        [major] major
       *[minor] minor
    }
edit-fit-beat = tempo and downbeat

midi-note-tempo-changes = The file changes its tempo on the way. The song stays at { $bpm } beats a minute throughout, as at the start of the file.
midi-note-tempo-kept = The song keeps its own tempo, { $bpm } beats a minute.
midi-note-meter-changes = The file changes its time signature on the way. The song has { $beats } beats to the bar throughout, as at the start of the file.
midi-note-film-time = The file has no tempo. The song is set to { $bpm } beats a minute.
midi-note-changed-elsewhere = The notes were changed in another program. What the file says now is what counts.
midi-note-damaged = Part of the file could not be read. The rest has been brought in.
midi-note-notes-cut = { $count ->
        [one] One note was made shorter
       *[other] { $count } notes were made shorter
    } to fit into its pattern.
midi-note-notes-left-out = { $count ->
        [one] One hit was left out
       *[other] { $count } hits were left out
    } because they lay closer than the grid can be.

## Piano roll

roll = Piano roll
    .help = One row for each note and one cell for each step. The arrow keys move, with Ctrl by a beat or an octave. Space sets a note or takes it away. Shift with left and right makes it shorter or longer, Alt with the arrow keys moves it. 1 to 9 say how hard. C sets a chord. G on another pitch lets the note that sounds slide there, G on the note itself takes the slide away. The menu key shows more.
roll-empty = No melody in this pattern yet
note-on = { $note }, { $place }, length { $length }, velocity { $velocity }
note-held = { $note }, { $place }, in the note from step { $first }
note-off = { $note }, { $place }, no note
note-glides = slides to { $note }
note-outside = outside the key
note-length = Length
note-glide = Slide
glide-none = No slide
glide-up = Up to { $note }
glide-down = Down to { $note }

## Pads and keys

pad-dialog = Which sound?
    .text = A hit came from { $name } that has no sound yet.
    .help = Up and down let the sounds be heard, Enter chooses.
pad-curve = Pad response
    .help = How hard a pad is to be hit to be loud.
pad-curve-soft = Light
pad-curve-normal = Normal
pad-curve-hard = Heavy
midi-clock = MIDI clock out
    .help = Sends tempo, start and stop to a drum machine or another program.
midi-clock-none = None
pad-use = Use this one
    .help = The pad plays this sound from now on, next time too.
pad-nothing = No sound
    .help = The pad is silent and does not ask again.
pads-record = Record pads
    .help = What is played on pads and keys while the beat plays goes into the pattern when it stops.
told-pads-arrived = { $name } is plugged in and ready to play.
told-pads-gone = { $name } was unplugged. The beat goes on.
edit-record-pads = recording of pads

## Microphone: level, latency and hearing oneself

menu-mic = Microphone
mic-dialog = Microphone
mic-level = Level
    .text = Go to the microphone and say the loudest line for eight seconds.
    .picture = The knob for the input level on the audio interface.
mic-level-begin = Check the level
    .help = Listens to the microphone for eight seconds and says whether the level is right. Nothing is saved.
mic-level-again = Check again
    .help = Listens to the microphone for eight more seconds.
mic-level-zeros = The microphone sends nothing
    .text = See that the cable is in and that the microphone is switched on. The right input is chosen under Sound.
mic-level-silent = No voice to be heard
    .text = Come closer to the microphone, or turn the knob up, and check again.
mic-level-low = Come closer or turn it up
    .text = A hand's width from the microphone is right. If that does not help, turn the knob up.
mic-level-soft = The level is fine
    .text = There is plenty of room left. Turn it up a little if you like, or come a little closer.
mic-level-good = Good level
    .text = Leave the knob where it is now.
mic-level-high = Turn it down a little
    .text = It is just too loud. One small notch down leaves room for the very loudest line too.
mic-level-loud = Turn it down a little
    .text = It was too loud. Turn down the knob, often called Gain, and check again.
mic-noisy = A lot of noise
    .text = Close door and window, switch off what hums, and come closer to the microphone.
mic-drifts = The level changes by itself
    .text = Something turns the microphone up and down (automatic gain, AGC). Switch it off on the microphone or in the machine's sound settings.
mic-latency = Latency
    .text = Hold the headphone close to the microphone. Three bursts of hiss come, and from then on every take falls into place.
    .picture = A headphone held to the microphone.
mic-latency-begin = Measure the latency
    .help = Plays three bursts of hiss and hears when they come back. Takes five seconds.
mic-latency-again = Measure again
    .help = Plays the three bursts once more. The new measurement counts.
mic-latency-value = { $milliseconds } ms
    .text = Measured { $date }.
mic-latency-none = Not measured
    .text = Until then, what the audio interface itself says counts: { $milliseconds } ms.
mic-latency-closed = Not measured
    .text = Choose an audio interface under Sound first.
mic-hearing = Hearing oneself
    .text = The audio interface lets the voice be heard without delay. Switch on direct monitoring on it: the button is called Direct or Monitor, or has a headphone on it.
    .picture = The switch for direct monitoring on the audio interface.
mic-listen = Hear the voice through the program
    .help = The voice is heard in the headphones through the program. First it listens for whether headphones are in use.
mic-listen-unmeasured = That is possible when the latency is measured and is 12 ms or less.
mic-listen-slow = The latency is { $milliseconds } ms. Above 12 ms it disturbs, so the interface's own monitoring is best.
mic-listen-both = Switch off direct monitoring on the interface now. Both at once give a double voice.
mic-listen-loudspeaker = The microphone hears the loudspeaker, so this stays off. With headphones it works.
mic-listen-probing = A soft hiss: listening for whether there are headphones …
mic-reverb = A little reverb in the ear
    .help = Only in the headphones. The take stays dry.
mic-busy = Listening …
told-listen-guarded = Hearing the voice through the program is switched off, because it began to howl. Nothing is lost. With headphones it works.
cli-calibrate = Measure the latency of the audio interface, with a cable from output to input or a headphone held to the microphone.
    .device = The microphone, by its whole name.
cli-level = Listen to the microphone, and say whether the level is right.
    .seconds = For how long.
    .device = The microphone, by its whole name.
cli-listening = Listening
cli-calibrated = The latency of { $name } is { $milliseconds } ms ({ $frames } frames). It counts for every take from now on.
cli-level-heard = Peak { $peak } dBFS, the room { $floor } dBFS.
doctor-latency-measured = Latency: { $milliseconds } ms ({ $frames } frames), measured { $date }.
doctor-latency-unmeasured = The latency is not measured. That is done under Microphone, or with “rapstudio calibrate”.

## Lines and words

line-list = Lines
    .help = The lines of the song with their words and takes. Up and down choose a line, left and right a take. Enter chooses the take, L plays it, T takes the line again, F2 writes the words, Delete puts the take in the bin. Alt and left or right move the beginning of the line, with Shift the end.
line-number = Line { $number }
line-none = The lines come here when the song has a beat.
line-no-words = no words yet
line-chosen = chosen
line-loud = too loud
line-broken = a dropout
line-partial = a part of the line only
line-takes = { $count ->
    [0] no takes yet
    [one] one take
   *[other] { $count } takes
}
line-syllables = { $count ->
    [one] one syllable
   *[other] { $count } syllables
}
line-syllables-short = { $count } syll.
line-trouble-gap = A dropout here – take it again?
line-trouble-loud = Too loud here – take it again?
line-retake = Take this line again
    .help = The song plays two bars before the line, and recording begins and ends by itself. The old takes stay.
line-first-take = Record this line
line-edge-start = beginning of the line
    .help = Drag to move the beginning of the line. Alt and left or right move it by 10 ms.
line-edge-end = end of the line
    .help = Drag to move the end of the line. Alt, Shift and left or right move it by 10 ms.
line-words = Words of the line
    .help = Enter keeps them, Tab goes to the next line, Esc leaves the old words. Several lines can be pasted at once.
line-mark-tip = { $take }. Press to choose it, let the mouse rest to hear it.
line-menu-choose = Choose { $take }
line-menu-hear = Hear { $take }
line-menu-stop = Stop { $take }
line-menu-remove = Put { $take } in the bin
line-menu-words = Write the words
line-start-earlier = Begin the line 10 ms earlier
line-start-later = Begin the line 10 ms later
line-end-earlier = End the line 10 ms earlier
line-end-later = End the line 10 ms later
lyrics = Lyrics
    .help = All the words at once. Each row is one line of the song. All is kept by itself, and Tab goes on.
lyrics-hint = Write or paste the lyrics here
count-soon = Recording begins after { $number }
count-bars = { $bars } bars until recording begins
live-strip = Sound of the take
    .help = Shows the sound while it is recorded, or the chosen take.
live-empty = The voice is shown here while recording.
live-told = Recording { $time }
live-loud = Too loud
layer-bar = Layer
    .help = Chooses what is recorded now. What was recorded before is heard.
layer-lead = Lead
    .help = The main voice, the one that carries the verses.
layer-double = Double
    .help = The same words once more, softer and out to the side.
layer-adlib = Ad-lib
    .help = Small answers and shouts between the lines.
layer-hook = Hook
    .help = The chorus.
layer-has-takes = { $layer }, has takes

## Clips and list

clip-split = Split here
    .help = Makes two clips of one where the playhead is.
clip-trim-start = Start the clip here
    .help = Moves the start of the clip to the playhead. The sound stays where it is.
clip-trim-end = End the clip here
    .help = Moves the end of the clip to the playhead. The sound stays where it is.
clip-join = Join with the next
    .help = Makes one clip of this one and the next, when they go on with one recording.
clip-crossfade = Crossfade with the next
    .help = Lets this clip go over into the next one.
clip-fades = Fades, volume and place
    .help = Numbers for where the clip begins, how loud it is and how it fades.
clip-louder = Louder
    .help = The clip gets 1 dB louder.
clip-quieter = Quieter
    .help = The clip gets 1 dB quieter.
clip-mute = Mute the clip
    .help = The clip is silent until this is pressed again.
clip-earlier = A little earlier
    .help = Moves the clip 10 ms earlier.
clip-later = A little later
    .help = Moves the clip 10 ms later.
clip-beat-earlier = A beat earlier
    .help = Moves the clip one beat earlier.
clip-beat-later = A beat later
    .help = Moves the clip one beat later.
clip-here = Move here
    .help = Moves the whole clip so that it begins at the playhead.
clip-track-up = To the track above
    .help = Moves the clip to the nearest track above that suits it.
clip-track-down = To the track below
    .help = Moves the clip to the nearest track below that suits it.
clip-cut = Cut
    .help = Takes the clip away and keeps it, so that it can be pasted elsewhere.
clip-copy = Copy
    .help = Keeps the clip, so that it can be pasted elsewhere.
clip-paste = Paste here
    .help = Puts the copied clip at the playhead, on the chosen track.
clip-duplicate = Duplicate
    .help = Puts the same clip once more, right behind.
clip-remove = Delete the clip
    .help = Takes the clip off the track. The recording stays in the song, and Undo brings the clip back.
clip-previous = Previous clip
    .help = Chooses the clip before on the same track.
clip-next = Next clip
    .help = Chooses the clip after on the same track.
clip-all = Actions
    .help = Everything that can be done with the chosen clip.
clip-form-done = Done
    .help = Goes back to the song.
clip-bar = Bar
    .help = The bar in which the clip begins.
clip-beat = Beat
    .help = The beat of the bar on which the clip begins. 1 is the downbeat.
clip-gain = Volume
    .help = How loud the clip is beside the others on its track.
clip-fade-in = Fade in
    .help = How long the clip fades in.
clip-fade-out = Fade out
    .help = How long the clip fades out.
clip-fade-shape = Shape of fades
    .help = Soft suits parts that are alike. Full keeps the sound up between parts that differ.
snap = Snap to
    .help = Where what is dragged comes to rest. Hold Alt to drag freely.
snap-line = Snap to lines
    .help = What is dragged comes to rest at the lines of the song. Hold Alt to drag freely.
snap-beat = Snap to beats
    .help = What is dragged comes to rest at the beats. Hold Alt to drag freely.
snap-free = Drag freely
    .help = What is dragged comes to rest anywhere.
track-rename = Rename the track
    .help = Lets the name of the track be written over.
song-list = List
    .help = Sections, tracks and clips of the song, from start to end. Up and down choose, Enter moves the playhead there. The keys for clips are those of the timeline.
fade-gain = Soft
clip-edges = Trim and join
clip-sound = Volume and fades
clip-move = Move
clip-again = Cut and paste
clip-choose = Choose clip
fade-mixed = In and out differ
fade-power = Full
clip-place = { $clip } on the track { $track }, bar { $bar }, beat { $beat }
clip-told = Done: { $what }. { $clip }
clip-copied = Copied: { $clip }
clip-removed = { $clip } is off the track. The recording is still in the song.
clip-muted = { $clip }, muted
clip-chosen = { $clip }, chosen
clip-fade-ms = { $ms } ms
told-clip-none = Choose a clip first: press on it, or move the playhead there on its track.
told-clip-no-next = No clip comes after this one on the track.
told-clip-no-track = There is no other track that way that suits the clip.
told-clip-nothing-copied = No clip of this song has been copied yet.
told-playhead-outside = The playhead is not inside the clip. Move it to where the clip is to be split.
list-what = What
list-track = Track
list-start = Bar.beat
list-length = Length
list-section = Section: { $name }
list-track-row = Track: { $track }
list-bars = { $bars ->
        [one] 1 bar
       *[other] { $bars } bars
    }
list-clips = { $count ->
        [one] 1 clip
       *[other] { $count } clips
    }

# --- the record room

record-views = Views of the record room
    .help = Lines, timeline or list: three ways to see the same song.
record-view-lines = Lines
    .help = The words and the takes, line by line.
record-view-timeline = Timeline
    .help = The tracks and clips over time.
record-view-list = List
    .help = Everything in the song as a list, with the same choices as the timeline.
write-words = Write words
    .help = Opens all the words, to be written or pasted. One line here is one line of the song.
record-more = More choices
    .help = Repeat the section, tidy, tighten the double, and the size of the words.
record-loops = Repeat the section
    .help = The recording goes round the section until it is stopped. Every round becomes a take.
use-last-whole = Use the last whole one
    .help = Shows all of the latest take that was recorded to its end.
tidy-lines = Tidy between the lines
    .help = Makes breath and noise between the lines silent. The recording itself is not changed, and it can be undone.
tighten-double = Tighten double
    .help = Moves each line of the double to where the same line of the lead begins. It can be undone.
words-smaller = Smaller words
    .help = Makes the words smaller.
words-larger = Larger words
    .help = Makes the words larger, to be read from the microphone.
hide-words = Hide the words
    .help = Shows only the lines and the takes. H on the keyboard does the same.
told-before = Something was sung before the take ({ $length }). It can become one, too.
action-keep-before = Keep that, too
    .help = Makes what was sung before the recording a take of its own.
told-line-chosen = Line { $line } is now from take { $number }.
edit-comp-line = Choose a take for a line
edit-use-take = Use the whole take
edit-move-join = Move the edge of a line
edit-keep-before = Keep what came before
edit-tidy-lines = Tidy between the lines
edit-tighten = Tighten double
job-tidy = Looking for silence between the lines …
job-tighten = Listening for where the lines begin …
error-song-changed = Nothing is lost. The song was changed while this was worked on, so the result no longer fitted. Try once more.
count-in-0 = No count-in
    .help = The recording begins at once. Press to choose how many bars are counted.
count-in-1 = Counts 1 bar
    .help = One bar is counted before the recording begins. Inside the song it is the song itself that plays. Press for another number.
count-in-2 = Counts 2 bars
    .help = Two bars are counted before the recording begins. Inside the song it is the song itself that plays. Press for another number.
count-in-4 = Counts 4 bars
    .help = Four bars are counted before the recording begins. Inside the song it is the song itself that plays. Press for another number.

## The song in the files of others (studio.interchange)

rpp-take = { $track }, take { $number }
dawproject-notes = { $track } (notes)
readme-intro = In this folder lies the song, ready to be released, shared, played on a stage and worked on in another studio.
readme-song = About the song
readme-tempo = Tempo: { $bpm } beats per minute (BPM)
readme-metre = Time signature: { $beats }/4
readme-key = Key: { $key }
readme-key-unknown = Key: not given
readme-length = Length: { $length }
readme-bar-one = Where bar 1 begins
readme-starts = Bar 1 lies at the very start of every file.
readme-starts-others = Bar 1 lies at the very start of every file, except here:
readme-starts-late = { $folders }: bar 1 comes after { NUMBER($seconds, minimumFractionDigits: 3) } seconds.
readme-line-up = In another program: set the tempo to { $bpm } and put the files at the very start. Then everything fits.
readme-parts = The parts of the song
readme-part = Bars { $from }–{ $to }, from { $time }: { $name }
readme-folders = The folders
readme-upload = For the distributor. Upload the WAV with 24 bits. If they ask for 16 bits, it is here too. Do not change the files first.
readme-share = For phones, friends and the net: MP3, M4A and FLAC with names, cover and lyrics inside.
readme-instrumental = The song without the voice.
readme-acappella = Only the voice, without the beat.
readme-scene = For the concert: the beat with backing voices and hook, and a count-in before bar 1.
readme-stems = Stems, all of the same length. Those without “dry” in their name have their effects and add up to the whole mix. Those with “dry” are the voice as it was recorded.
readme-midi = Notes and drums as MIDI, to be played with other sounds.
readme-project = The song for other programs. The .rpp file is for Reaper: clips, fades, takes and the parts of the song are in place. The .dawproject file is for Bitwig, Cubase and Studio One. It is in beta: not tried in all of them yet. The effects from here are in neither.
readme-stem-list = Stems
readme-stem-wet = { $file }: { $name }, with effects
readme-stem-dry = { $file }: { $name }, without effects
readme-stem-return = { $file }: { $name }, what delay or reverb added
readme-stem-gain = All with effects have to go up { NUMBER($gain_db, minimumFractionDigits: 1) } dB to be as in the mix.
readme-again = Nothing in this folder changes the song in Rap Clinic Studio. If something is missing, the folder can be made again there, in the room Release.

sheet-head = For the distributor's form
sheet-intro = Copy from here, field by field.
sheet-lacks =
    { $count ->
        [one] One field is missing before the song can be sent:
       *[other] { $count } fields are missing before the song can be sent:
    }
sheet-complete = Everything that the form has to have is filled in.
sheet-unsaid = missing
sheet-none = none
sheet-title = Title
sheet-version = Version
sheet-artists = Artist
sheet-featured = Guest (feat.)
sheet-language = Language of the lyrics
sheet-language-nb = Norwegian (bokmål)
sheet-language-nn = Norwegian (nynorsk)
sheet-language-en = English
sheet-language-se = Northern Sámi
sheet-language-zxx = no lyrics
sheet-genre = Genre
sheet-explicit = Explicit language
sheet-explicit-explicit = yes (explicit)
sheet-explicit-clean = no, this is the clean version (clean)
sheet-explicit-none = no
sheet-release-date = Release date
sheet-label = Label
    .empty = empty. Without a label: write the artist's name.
sheet-recording = Owner of the recording (℗ line)
sheet-work = Owner of lyrics and music (© line)
sheet-isrc = ISRC
    .empty = none yet. The code comes from Gramo, or the distributor makes it.
sheet-upc = UPC/EAN
    .empty = none yet. The distributor makes it.
sheet-preview = Preview begins at
sheet-beat = The beat
sheet-beat-own = made here
sheet-beat-peer = made by somebody else, who said yes
sheet-beat-licensed = with a licence
sheet-beat-unlicensed = from the net, without a licence. Then the song cannot be released.
sheet-writers = Songwriters and splits
sheet-writer = { $name }: { $role }, { $share } %
sheet-writer-composer = music
sheet-writer-lyricist = lyrics
sheet-writer-both = lyrics and music
sheet-shares-off = The splits come to { $total } %. They have to come to 100 %.
sheet-performers = Performers
sheet-makers = Production
sheet-maker-producer = producer
sheet-maker-mixing = mixing
sheet-maker-mastering = mastering
sheet-maker-recording = recording
sheet-samples = Samples
sheet-sample-cleared = permission in writing
sheet-sample-uncleared = permission missing
sheet-consents = The voices on the song
sheet-consent-given = said yes
sheet-consent-open = has not said yes yet

report-language = en
report-title = Report: { $title }
report-decimal = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
report-khz = { NUMBER($khz, maximumFractionDigits: 2) } kHz
report-silent = silent
report-bpm = { $bpm } beats per minute
report-verdict-ok = Ready to be released.
report-verdict-warn =
    { $count ->
        [one] Ready to be released. One thing is worth a look.
       *[other] Ready to be released. { $count } things are worth a look.
    }
report-verdict-block =
    { $count ->
        [one] One thing has to be put right before the song is sent.
       *[other] { $count } things have to be put right before the song is sent.
    }
report-numbers = The song in numbers
report-loudness = Loudness
    .help = How loud the whole song is. The streaming services play everything at about −14 LUFS.
report-peak = Highest peak
    .help = Below 0 there is room left, so the sound does not break up at the services.
report-range = From quiet to loud
    .help = The distance between the quiet parts and the loud ones.
report-length = Length
    .help = Minutes and seconds.
report-loudest = Loudest three seconds
report-checks = The checks
report-level-block = Has to be put right
report-level-warn = Worth a look
report-level-info = Good to know
report-level-ok = In order
report-at = { $text } (at { $time })
report-warnings = About the files
report-warning-codec-clips = Some services convert the sound in a way that can make it break up. A slightly lower highest peak solves it.
report-warning-lossy-trimmed = A file for sharing had to be lowered a little, so the sound does not break up when it is played.
report-warning-media-missing = An audio file of the song was not found. It is silent there.
report-warning-cover-missing = The song has no cover yet.
report-warning-file-left-out = A file did not become what it should, and is marked in the list below.
report-pictures = Pictures of the sound
report-wave = Waveform
    .text = The whole song from left to right. Where it is tall, the sound is strong.
    .alt = The whole song, { $length } long. The highest peak is { $peak }.
report-curve = Loudness through the song
    .text = The curve shows the loudness of the last three seconds. The dashed line is the target for the whole song. Hooks are often above it, quiet parts below.
    .alt = The whole song is { $loudness }, its loudest three seconds { $most }. The target is { $target }.
report-aim = Target { $target }
report-spectrum = From bass to treble
    .text = How much sound there is at each pitch. Deep bass is on the left, bright sounds on the right.
    .alt = Strongest around { $band }.
report-finish = Mastering
report-raised = The song was raised by { $gain } dB, to { $loudness }.
report-lowered = The song was lowered by { $gain } dB, to { $loudness }.
report-reduced = The highest peaks were taken down by { $most } dB at most, { $mean } dB on average.
report-reached = The target was { $target }, and it was reached.
report-held = The target was { $target }. Louder than this would have hurt the sound, so it stopped there.
report-held-mean = The sound would have been pressed down all the time and become flat.
report-held-peak = The highest peaks would have been pressed so far that it is heard.
report-held-plr = There would have been too little between the peaks and the rest of the sound.
report-held-bought = More pressure hardly made it louder, only harder.
report-held-silent = There is no sound to master.
report-before-after = Before and after mastering
report-before = The mix
report-after = Finished
report-files = The files
    .text = Every file was opened again by another program than the one that wrote it, and measured anew.
report-column-file = File
report-column-loudness = Loudness
report-column-peak = Peak
report-column-state = Check
report-column-codec = Converted to
report-file-good = In order
report-file-there = In place
report-file-lowered = In order, lowered by { $lowered } dB
report-fault = Not as it should be
report-fault-frames = Not as long as it should be
report-fault-rate = Another sample rate than it should have
report-fault-channels = Another number of channels than it should have
report-fault-lag = Does not begin where it should
report-fault-sound = The sound is not the same as in the mix
report-fault-loudness = Another loudness than it should have
report-services = How the song comes out at the services
    .text = The services convert the file to a smaller format before anybody hears it. Here that is tried in advance. The peak should be below 0.
report-codec-good = In order
report-codec-clips = Can break up
report-stems = Stems
report-stems-exact = The stems add up to exactly the mix.
report-stems-sum = The stems add up to the mix. The largest difference is { $difference }.
report-end = Made in Rap Clinic Studio. Nothing was sent anywhere.

## The folder that goes out
stem-delay = Echo
stem-reverb = Reverb

# --- the finish: mastering and measuring by words

cli-master = Master a song and make a finished file of it.
    .song = The song's folder.
    .out = The file to make: WAV, 24 bit.
    .target = How loud: safe (−14 LUFS), loud (−11 LUFS) or a number from −16 to −9. Without it, what the song itself says.
    .rate = Another sample rate than the song's, in Hz.
cli-measure = Measure loudness and peak of an audio file.
    .file = The audio file.
cli-mastering = Mastering
cli-release = Make the whole folder of a song: for uploading, sharing, a stage and another studio.
    .song = The song's folder.
    .out = Where the folder is to stand. One that stands there is replaced once the new one is whole.
cli-releasing = Making { $file }
cli-released = The folder { $name } is finished, with { $count } files.
cli-mastered = Loudness { $loudness } LUFS, peak { $peak } dBTP. Turned up { $gain } dB, held back { $most } dB at most.
cli-measured = { $name }: length { $length }, { $rate_hz } Hz, { $channels ->
        [one] 1 channel
       *[other] { $channels } channels
    }.
cli-loudness = Loudness { $integrated } LUFS, range { $range } LU, loudest { $momentary } LUFS over 400 ms and { $short_term } LUFS over 3 s.
cli-peaks = Peak { $true_peak } dBTP ({ $sample_peak } dBFS in the numbers themselves), { $plr } dB above the loudness.
cli-silent = The file is silent.
finish-guard-mean = The song was not turned up all the way to { $target } LUFS: more would have held the hits back all along. Turn the loudest part of the mix down to get higher.
finish-guard-peak = The song was not turned up all the way to { $target } LUFS: a few hits are much louder than the rest. Turn their track down to get higher.
finish-guard-plr = The song was not turned up all the way to { $target } LUFS: hardly anything would have been left of the hits. It is as loud as does it good.
finish-guard-bought = The song was not turned up all the way to { $target } LUFS: the last bit gave hardly any more loudness, only more distortion.
finish-guard-silent = The song is silent, so there was nothing to turn up.

## Mix: the voice, the balance and the mixer (ui.voice_view, ui.mixer)

mix-views = Views of the mix
    .help = Choose between the simple one and the whole mixer.
mix-view-voice = Voice and beat
    .help = One sound for the voice and one slider.
mix-view-mixer = More choices
    .help = The whole mixer, with every track.
mix-view-moves = Movements
    .help = Volume, echo and reverb that follow the song (automation), drawn by hand.
to-release = Release
    .help = Goes to the room where the song becomes finished.
voice-tracks = Which voice
    .help = The sound is for the voice chosen here.
voice-card-help = Point to hear, press to use. Space plays and stops.
voice-own = Own sound
    .text = Made here on this machine.
voice-nobody = This is where the voice gets its sound. Record some lines first.
voice-amount = How much
    .help = To the left nearly as it was recorded, to the right the whole sound. Equally loud all the way.
percent = { $share } %
balance = Voice and beat
    .help = To the left more beat, to the right more voice. Home puts it in the middle.
balance-voice-end = Voice
balance-beat-end = Beat
balance-even = In the middle
balance-voice = Voice +{ $db } dB
balance-beat = Beat +{ $db } dB
balance-measure = Find the middle
    .help = Listens to where there is rapping, and puts the middle where the words lie right above the beat.
balance-measuring = Listening …
edit-balance = balance
edit-learn-room = the sound of the room
told-voice-kept = The sound { $name } is kept on this machine.
mix-keep = Keep as B
    .help = Puts the mix as it is now aside, to be compared with what comes.
mix-swap = Swap mixes
    .help = Changes between the two mixes, equally loud. Neither of them is lost.
ear-mono = Mono
    .help = Hear the mix as it is on one loudspeaker. Finished files stay as they are.
ear-small-speaker = Phone
    .help = Hear the mix as it is on a phone. Finished files stay as they are.
keep-moves = Record movements
    .help = While the song plays, whatever is done to a volume is remembered and done again.
reference-choose = Compare with a track
    .help = Chooses a finished track to hear beside this song. It never becomes a part of the song and is in no file.
reference-again = Choose another
    .help = Chooses another track to compare with.
reference-hear = Hear chosen track
    .help = One press switches between the chosen track and this song, equally loud. The song goes on where it was.
reference-filter = Audio files (*.wav *.mp3 *.m4a *.flac *.ogg *.opus *.aac *.aif *.aiff *.wma *.mp4);;All files (*)
job-reference = Fetching the track to compare with
compare-end = Stop comparing
    .help = Everything is heard as loud as it is again.
compare-measuring = Measuring the loudness …
    .text = They become equally loud once it is known. Everything works meanwhile.
compare-unmatched = Comparing
    .text = The loudness is not known, so one of them may be louder than the other.
compare-mix-lowered = Equally loud: this is { $db } dB down
    .text = For the ears only. The song and all files are as before.
compare-mix-as-is = Equally loud: this is unchanged
    .text = The other is turned down, for the ears only. The song and all files are as before.
compare-reference-lowered = { $name }: { $db } dB down
    .text = Equally loud, for the ears only. Press again, and the song goes on.
compare-reference-as-is = { $name }: unchanged
    .text = Equally loud: the song is turned down, for the ears only. Press again, and it goes on.
mix-level = Level of the mix
    .help = The full part is the mean (RMS), the light part the peaks. LUFS is how loud it is to the ear, now and over the last three seconds. dBTP is the highest peak since the song began to play.
peak-over = Peak { $db }, too loud
peak-near = Peak { $db }, nearly too loud
peak-fine = Peak { $db }, not too loud
peak-low = Peak { $db }, low
peak-silent = Silent
reading-rms = RMS
reading-momentary = LUFS now
reading-short-term = LUFS 3 s
reading-true-peak = dBTP
strip-close = Close
    .help = Back to all tracks.
keep-voice = Keep the sound
    .help = Keeps the sound of this track on this machine, under a name of its own.
keep-voice-name = Name of the sound
    .help = Write a name and press Enter.
learn-room = Learn the room
    .help = Finds a pause in the recording and learns what the room sounds like.
strip-panel = The sound of { $track }
strip-name = { $track }, show the sound
    .help = Shows the sound of the track, stage by stage.
fader-moves = The volume follows the song
    .help = The volume moves with the song. What is done here lifts or lowers the whole movement.
send-stands = { $send }: { $level }
send-moves = { $send }: { $level }, follows the song
    .help = The level moves with the song. What is dragged here raises or lowers the whole movement.
pan = Pan, { $track }
    .help = From left to right. Home puts it in the middle.
group-lead = All leads
group-double = All doubles
group-adlib = All ad-libs
group-hook = All hook voices
group-beat = The whole beat
movement-tracks = Which track
    .help = The movement belongs to the track that is chosen here.
movement-knobs = What moves
    .help = Choose volume, echo or reverb. Each has a movement of its own.
movement-knob-volume = Volume
    .help = How loud the track is.
movement-knob-delay = Echo
    .help = How much of the track gets echo.
movement-knob-reverb = Reverb
    .help = How much of the track gets reverb.
movement = { $knob } of { $track }, movement
    .help = Press for a point, drag to draw. By keys: Enter puts a point at the playhead, ← and → go between the points, ↑ and ↓ raise and lower, Alt with ← and → moves, Delete takes away. Shift with ← and → picks lines that move together, Ctrl with ← and → moves the playhead.
movement-point = Point { $number } of { $count }. Bar { $bar }, beat { $beat }: { $level }
movement-here = Bar { $bar }, beat { $beat }: { $level }. { $count ->
    [0] No movement
    [one] One point
   *[other] { $count } points
 }
movement-picked = Picked: bars { $first }–{ $last }
movement-none = Nothing moves here yet. Press to put a point, or drag to draw.
movement-add = Put a point here
movement-remove = Delete
    .help = Takes away the point, or the movement in what is picked.
movement-louder = 3 dB up
movement-softer = 3 dB down
movement-echo = Echo on the last word
    .help = Gives the last word of the line at the playhead an echo. If several lines are picked, all of them get it.
movement-straight = Straighten it
    .help = Takes the whole movement away. The level stands still again. Ctrl+Z takes it back.
told-echo-made = { $count ->
    [one] Echo on the last word of the line.
   *[other] Echo on the last word of { $count } lines.
 }
told-echo-open = The echo is open here already. Turn it down, and it is heard on the last word only.
edit-echo-last-word = echo on the last word
stage-level = Stereo
stage-highpass = High-pass
    .help = Takes away rumble below the voice.
stage-pitch = Pitch correction
    .help = Lifts notes that lie a little beside into the key.
stage-noise = Noise reduction
    .help = Quiets the hiss of the room while nobody sings.
stage-gate = Gate
    .help = Quiets the track in the silence between lines.
stage-eq = EQ
    .help = More or less low, mid and treble.
stage-compressor = Compressor
    .help = Makes loud parts softer, so that everything is more even.
stage-deesser = De-esser
    .help = Makes sharp esses softer.
stage-saturation = Saturation
    .help = Adds warmth and a little distortion.
stage-send = Delay and reverb
knob-width = Width
    .help = 0 is mono, 1 is as it is, 2 is twice as wide.
knob-highpass-hz = Below
    .help = All below this goes away.
knob-pitch-amount = How much
    .help = 100 corrects fully, 0 leaves it.
knob-pitch-retune-ms = How fast
    .help = 0 is like a robot, 200 is soft.
knob-pitch-chromatic = Every semitone
    .help = Corrects to the nearest semitone instead of the key of the song.
knob-noise-range-db = How much
    .help = So much of the hiss is taken away at most.
knob-gate-threshold-db = Below
    .help = What is softer than this is quieted.
knob-gate-ratio = How steep
    .help = How quickly it gets quieter below the limit.
knob-gate-range-db = At most
    .help = So much is it quieted at most.
knob-gate-release-ms = Closes in
    .help = So long does it take to close.
knob-low-hz = Low at
    .help = Below this the low knob works.
knob-low-db = Low
    .help = More or less low.
knob-mid-hz = Mid at
    .help = Here the mid knob works.
knob-mid-db = Mid
    .help = More or less mid.
knob-mid-q = How narrow
    .help = A high number works on few notes.
knob-high-hz = Treble at
    .help = Above this the treble knob works.
knob-high-db = Treble
    .help = More or less treble.
knob-threshold-db = Above
    .help = What is louder than this is made softer.
knob-ratio = How much
    .help = 4 to 1: four decibels above become one.
knob-attack-ms = Attack
    .help = So quickly does it take hold.
knob-release-ms = Release
    .help = So quickly does it let go.
knob-makeup-db = Lift after
    .help = So much is everything lifted afterwards.
knob-deesser-hz = Above
    .help = The sharp sounds above this.
knob-deesser-threshold-db = Limit
    .help = What is sharper than this is made softer.
knob-deesser-range-db = At most
    .help = So much are the esses quieted at most.
knob-saturation-drive-db = Drive
    .help = How hard it is driven.
knob-saturation-mix = Blend
    .help = 0 is without, 1 is only saturation.
knob-delay-send-db = Delay
    .help = So much delay.
knob-reverb-send-db = Reverb
    .help = So much reverb.

## The room Release

finish-give = Release the song
    .text = One press makes the whole folder, whatever is missing.
finish-song = Who did what
    .text = Everything is saved at once. Ctrl+Z takes back one field at a time.
finish-cover = Make the cover
    .text = Choose colours or a picture, and see what becomes of it.
finish-report = How the song came out
    .text = The latest release, read back from the files themselves.

finish-views = Views of Release
    .help = The form, the cover and the report are behind a tab each. The arrow keys switch.
finish-view-give = Release
    .help = The whole folder with one press, and what is missing.
finish-view-song = About the song
    .help = Who made the song, and who owns what.
finish-view-cover = Cover
    .help = Make a cover from colours or a picture.
finish-view-report = Report
    .help = The latest release in words, numbers and pictures.
give-out = Release
    .help = Makes the whole folder: files for the services, to share, for the stage and for other studios. What lacks something is left out.
give-plan = Everything can be made: for the services, to share, for the stage and for other studios.
give-plan-missing = Upload: missing { $what }. Everything else can be made now.
give-done = Done: { $name }
give-file = Making { $file }
give-begun = Getting ready …
show-release = Show the folder
    .help = Opens the folder with the finished release.
to-report = Read the report
    .help = Shows how the song came out, in words and pictures.
to-give = To Release
    .help = Goes to the button that makes the folder.
no-report = The report comes here when the song has been released for the first time.
one-file-heading = Just one file
one-file-format = File type
    .help = MP3 is small and plays everywhere. WAV and FLAC are full quality.
one-file = Make the file
    .help = Makes one audio file of the whole song, as it sounds here.
told-released = Done. The release is in the folder { $name }.
job-mend = Makes the sound again
job-paper = Putting the paper into the song
ask-again = Before the song goes to the services: is it still fine with { $names }?
ask-again-why = A yes can always be taken back. Everything else in the folder can be made anyway.
ask-yes = Yes, everybody agrees
    .help = Makes the whole folder, with the upload.
ask-wait = Wait with the upload
    .help = Makes everything else in the folder. The answer can be changed at any time.
ready-song = About the song
ready-song-ok = Everything that is needed is written.
ready-missing =
    { $count ->
        [one] One thing is missing. Only the upload waits for it.
       *[other] { $count } things are missing. Only the upload waits for them.
    }
ready-cover = Cover
ready-cover-ok = The cover is in place.
ready-cover-none = The song has no cover yet. It can be made here.
ready-cover-lost = The cover is no longer in the song. Make a new one, and it is in place.
ready-check = Check
ready-check-none = Not checked yet. It is optional, and other work goes on meanwhile.
ready-check-now = Listening through the song … Other work goes on meanwhile.
ready-check-found = { $count } to look at, { $good } fine.
ready-check-old = The song has changed since it was last checked.
ready-loudness = Loudness
to-form = To the form
    .help = Goes to what is written about the song.
to-cover = Make a cover
    .help = Goes to the cover.
look-over = Check now
    .help = Listens through the song and looks the papers over. Nothing is changed.
finding-go = Go there
    .help = Goes to the place it is about.
finding-done = Done. Check again to be sure.
remedy-remaster = Master again
    .help = Sets target and highest peak to where they fit. Can be undone.
remedy-lower-mix = Lower the mix
    .help = Lowers the main output as far as needed. Can be undone.
remedy-encode-again = Lower the highest peak
    .help = Leaves the files more air when they are made next. Can be undone.
remedy-trim = Cut the silence
    .help = Silence at both ends is left out of the finished song. The tracks stay where they are. Can be undone.
remedy-highpass = Turn the low cut on
    .help = Takes the very lowest off the track it comes from. Can be undone.
remedy-mono-bass = Gather the bass
    .help = Puts the lowest tones in the middle when the song is mastered. Can be undone.
remedy-narrow = Make the track narrower
    .help = Gathers the widest track towards the middle. Can be undone.
remedy-centre = Put in the middle
    .help = Moves the track that leans to one side. Can be undone.
remedy-gate = Turn the gate on
    .help = Dims the track in its pauses as far as needed. Can be undone.
remedy-voice-balance = Adjust the balance
    .help = Moves the balance between voice and beat to where it fits. Can be undone.
remedy-move-guest = Move to guests
    .help = Takes the guest out of the title and writes the name in the field for guests. Can be undone.
remedy-lower-case = Write in small letters
    .help = Writes the title with one capital and small letters. Can be undone.
remedy-move-version = Move to version
    .help = Takes the version out of the title and writes it in its field. Can be undone.
remedy-split-evenly = Split evenly
    .help = Gives all songwriters the same share. Can be undone.
remedy-use-artist = Use the artist's name
    .help = Writes the artist's name as the label. Can be undone.
remedy-preview-start = Begin at the start
    .help = Lets the preview begin where the song begins. Can be undone.
remedy-add-writer = Add as a songwriter
    .help = Adds whoever made the beat, with 0 % until you have talked about it. Can be undone.
remedy-tidy-lyrics = Put the lines right
    .help = Puts all lines right that it is about. Can be undone.
remedy-flip-polarity = Turn one side over
    .help = Makes a copy of the sound with one side turned over. Can be undone.
remedy-make-cover = Make a cover
    .help = Makes a cover with title and artist. Can be undone and changed.
remedy-export-again = Make it again
    .help = Makes the folder again. The old one stays until the new one is done.
remedy-jump = Go to the place
    .help = Moves the playhead there and shows the tracks.
remedy-mix = Go to the mixer
    .help = Goes to the fader it is about.
remedy-change-form = Go to the form
    .help = Goes to the sections in Beat.
remedy-record-again = Go to the line
    .help = Goes to the line so that it can be recorded again.
remedy-fill-form = Go to the field
    .help = Goes to the field in About the song.
remedy-write-lyrics = Go to the lyrics
    .help = Goes to the line of the lyrics.
remedy-name-voice = Choose who it is
    .help = Goes to the track in About the song.
remedy-ask-consent = Go to the question
    .help = Goes to whoever is to be asked, in About the song.
loudness-aim = Loudness
    .help = How loud the finished song is to be. The mix is left alone.
loudness-safe = Safe
    .help = About as loud as the streaming services play. Always fits.
loudness-loud = Loud
    .help = Denser and louder, for parties and SoundCloud. The services turn it down again.
loudness-own = Own target
    .help = A number of its own. If it gets too hard, mastering stops before that and says why.
loudness-target = Loudness target
    .help = From −16 to −9 LUFS. A higher number is a louder sound.
form-row = { $what }, row { $number }
form-drop = Take away
    .help = Takes this row away. Can be undone.
form-missing = Still missing. Only needed for the upload.
form-card-song = The song
form-card-people = People
form-card-beat = The beat
form-card-rights = Owners and codes
form-title = Title
    .help = The name of the song, without guests and version.
form-artists = Artist name
    .help = The artist's name. Several are parted by commas.
form-featured = Guests
    .help = Who takes part, with commas between. They do not belong in the title.
form-version = Version
    .help = For example Radio edit or Live. Empty for the usual one.
form-genre = Genre
    .help = For example hip-hop, trap or drill.
form-language = Language of the lyrics
    .help = The language of the rap.
form-language-open = Not chosen
form-language-nb = Norwegian bokmål
form-language-nn = Norwegian nynorsk
form-language-se = Northern Sami
form-language-en = English
form-language-da = Danish
form-language-sv = Swedish
form-language-zxx = No words
form-explicit = Strong language
    .help = The artist decides. The services show an E for strong language.
form-explicit-open = Not chosen
form-explicit-none = No
form-explicit-explicit = Yes, explicit
form-explicit-clean = Clean version
form-writers = Who wrote the song
    .help = The names that TONO knows, with shares that come to 100.
form-writers-add = Add a writer
    .help = A new row for somebody who wrote words or music.
form-writer-name = Writer
    .help = The name that the writer is registered by.
form-writer-role = Wrote
    .help = Words, music or both.
form-writer-role-both = Words and music
form-writer-role-composer = Music
form-writer-role-lyricist = Words
form-writer-share = Share
    .help = The share in per cent. All come to 100.
form-performers = Who is heard
    .help = Who raps, sings or plays.
form-performers-add = Add a performer
    .help = A new row for somebody who is heard.
form-performer-name = Performer
    .help = The name of the one who is heard.
form-performer-role = What
    .help = For example rap, vocals or guitar.
form-makers = Who produced
    .help = Production, mix, mastering and recording. At least one.
form-makers-add = Add a colleague
    .help = A new row for somebody who worked on the sound.
form-maker-name = Colleague
    .help = The name of the one who worked on the sound.
form-maker-role = Did
    .help = What kind of work it was.
form-maker-role-producer = Production
form-maker-role-mixing = Mix
form-maker-role-mastering = Mastering
form-maker-role-recording = Recording
form-voices = Who is on each track
    .help = Choose or write who sings or raps on the track. A yes then holds for that person, on all of their tracks.
form-voice-of = Who is on { $track }
    .help = Choose a name, or write a new one. Empty means that nobody is chosen.
form-voice-nobody = Nobody chosen
form-voice-more = One more
    .help = For tracks that several are on.
form-consents = A yes from every voice
    .help = Everybody who is heard says yes before the song goes out.
form-consents-add = Add a voice
    .help = A new row for a voice on the song.
form-consent-name = Voice
    .help = The name of the one whose voice it is, or of the track.
form-consent-given = Has said yes
    .help = Ticked when the person has said yes in person.
form-beat-origin = Where the beat came from
    .help = A beat from the net needs a licence before the song goes out.
form-beat-origin-open = Not chosen
form-beat-origin-own = Made here
form-beat-origin-peer = From somebody we know, who agreed
form-beat-origin-licensed = Bought or licensed
form-beat-origin-unlicensed = From the net, without a licence
form-beat-source = Who made the beat
    .help = The name of the producer, or the place it came from.
form-licence-file = The paper of the licence
    .help = A copy is put into the song, so that it can always be found.
form-licence-file-choose = Attach the paper
    .help = Chooses the file that came with the beat, such as a PDF.
form-samples = Samples in the song
    .help = Recordings of others that are heard in the song. All have to be cleared.
form-samples-add = Add a sample
    .help = A new row for a sample.
form-sample-title = Sample from
    .help = The title of the song that the sample is from.
form-sample-writer = Written by
    .help = Who wrote that song.
form-sample-cleared = Cleared in writing
    .help = Ticked when there is permission in writing.
form-recording-owner = Owner of the recording (℗)
    .help = Who owns the recording, mostly the artist.
form-recording-year = Year of the recording
    .help = Four digits.
form-work-owner = Owner of the work (©)
    .help = Who owns words and music.
form-work-year = Year of the work
    .help = Four digits.
form-label = Label
    .help = The artist's name is fine for a release of one's own.
form-release-date = Release date
    .help = Written as 2026-12-24.
form-isrc = ISRC code
    .help = From Gramo or the distributor. May be left empty.
form-upc = Barcode (UPC)
    .help = The distributor mostly makes it. May be left empty.
paper-filter = Documents (*.pdf *.txt *.jpg *.jpeg *.png *.docx *.odt *.eml);;All files (*)
picture-filter = Pictures (*.jpg *.jpeg *.png *.webp *.tif *.tiff)
cover-colours-heading = Colours
cover-photo = Choose a picture
    .help = A picture of one's own, at least 1400 pixels wide. Hidden notes are taken away.
cover-no-photo = Without a picture
    .help = Back to colours and shapes alone.
cover-move = Drag the picture, or move it with the arrow keys. Home shows its middle.
cover-cut = Of the picture, what lies { $across } % from the left and { $down } % from the top is seen. The arrow keys move the picture, Home shows its middle.
cover-take = Use this one
    .help = Makes the cover in full size and puts it into the song. Can be undone.
cover-there = The song has a cover. A new one takes its place, and undo brings the old one back.
cover-none-yet = The song has no cover yet.
cover-on-phone = The cover as large as on a phone
cover-in-list = The cover as small as in a list
palette-night = Night
    .help = Dark with a warm record.
palette-rust = Rust red
    .help = Red with bars.
palette-fjord = Fjord green
    .help = Deep teal with waves.
palette-sun = Sun
    .help = Yellow with arcs.
palette-paper = Paper
    .help = Light with steps.
palette-violet = Violet
    .help = Violet with blocks.
palette-concrete = Concrete
    .help = Grey with stairs.
palette-forest = Forest
    .help = Dark green with peaks.

# --- the stage

finish-stage = For the stage
    .text = Rehearse with large words, and make the folder for the concert.
finish-view-stage = Stage
    .help = Rehearsing, the set list and the folder for the concert.
scene-part-rehearse = Rehearse
    .text = The beat plays without the lead. The words are large on the screen and follow.
scene-part-set = Set list
    .text = The songs in the order they are played.
scene-part-folder = The folder for the concert
    .text = One file of each song, with a count before bar 1, the words and a list. Keep it in two places.
rehearse = Rehearse the song
    .help = Fills the screen with the words and plays the song without the lead.
prompter-line = line { $line } of { $count }
prompter-no-words = This song has no words yet. They can be written in Record.
scene-add = Add this song
    .help = Puts the open song last on the set list.
scene-earlier = Earlier
    .help = Moves the chosen song one place up. Alt and arrow up do the same.
scene-later = Later
    .help = Moves the chosen song one place down. Alt and arrow down do the same.
scene-remove = Take off the list
    .help = Takes the chosen song off the set list. The song itself stays.
scene-set = Set list
    .help = Arrows choose. Alt and an arrow move the song. Delete takes it off the list.
scene-row = { $number }.  { $title }
scene-make = Make the folder
    .help = Makes the stage version of every song on the list, as the songs are now.
scene-copy = Copy to …
    .help = Puts a copy on a USB stick or another place, and reads it back.
scene-progress = How far the folder is
scene-state-none = The folder has not been made of this list yet.
scene-state-made = The folder is made. No copy yet, { $wanted } is safe.
scene-state-copied = { $copies } of { $wanted } copies were read back and are equal.
scene-folder = Stage
scene-list-file = set list
scene-list-title = SET LIST
scene-list-row = { $number }. { $title } · { $time } · { $bpm } BPM { $key }
scene-list-before =
    Before the concert
    ☐ The sound was tried from this machine on this system
    ☐ Screen saver, notifications and power saving are off
    ☐ The charger is here, and plugged in
    ☐ The folder is on a USB stick too
    ☐ The folder is on a telephone too, with the right adapter
told-staged = { $count ->
    [one] The folder is made, with one song.
   *[other] The folder is made, with { $count } songs.
}
told-stage-missing = These are not in it, for they are gone or have no sound: { $titles }.
told-stage-copied = The copy was read back and is equal. The folder now lies in { $copies ->
    [one] one other place.
   *[other] { $copies } other places.
}
job-stage = Making the folder for the stage
job-copy = Copying and reading back
error-stage-empty = There is no sound to make the folder of. The songs lie where they lay. Put a song with a beat on the set list.
error-stage-elsewhere = The song lies somewhere else than the others, for example on a USB stick. Nothing has changed. Open it from the list of songs first.
error-stage-same-place = The copy would lie on top of the folder itself. The folder is as before. Choose another place, for example a USB stick.
error-copy-differs = The folder here is whole, but the copy of { $name } did not come out equal. It was taken away again. Try another USB stick.

# --- lessons on paper

lesson-paper-title = { $title } – preparation
lesson-paper-minutes = About { $minutes } minutes. Everything may be skipped.
lesson-paper-goal = The goal
lesson-paper-kit = Lay out
lesson-paper-steps = The steps
lesson-paper-problems = This happens often
lesson-paper-stop = When we stop
lesson-paper-foot = Lesson { $lesson }, version { $version }
error-paper-full = The words of the lesson { $lesson } take the whole sheet. No file was made. Make the texts shorter.

## The papers of peer experts (ui.peer_paper), and sheets out of the window

peer-papers = Five rungs and role card
peer-rungs = Five rungs
    .text = From doing the lessons to teaching them. Each rung is two sessions: a tick for each. There is no exam.
peer-rung-all = Do all the lessons
    .text = On a song of your own, at the pace that suits.
peer-rung-beside = Sit beside
    .text = Somebody else leads. Write on the card at the foot of the sheet.
peer-rung-together = Lead lessons 1, 2 and 3
    .text = A colleague sits beside.
peer-rung-alone = Lead alone
    .text = And mend the text of a lesson where the words did not land.
peer-rung-onward = Teach it
    .text = Take the next peer expert through rung 3.
peer-observe = Card for rung 2. Write without names. Look for this:
peer-observe-hands = When did they do it with their own hands?
peer-observe-stuck = Where did it stop, and what helped?
peer-observe-rest = When was a break good?
peer-role = Role card
    .text = This is the job of a peer expert in the studio.
peer-role-music = You teach music
    .text = You are not a therapist. Treatment is the work of others.
peer-role-breaks = You have a right to breaks
    .text = Say so, and go out for a while. You need no reason.
peer-role-paid = Preparing is paid
    .text = 15 minutes for each lesson that you are to lead.
peer-role-call = You never stand alone
    .text = If it gets too much for somebody, or for you: stop the lesson, and call.
peer-role-name = Call:
peer-role-phone = Phone:
lesson-papers = Make sheets to print
lesson-print-handout = Sheet for the one who learns
lesson-print-peer = Sheet for the one who leads
lesson-print-peers = Sheets for peer experts
pdf-filter = PDF (*.pdf)
told-paper-file = The sheet is in { $name }.
job-print = Making the sheet

# --- for the next shift (ui.handover_dialog)

handover = For the next shift
    .text = Write without names. It stays on this machine, and the last { $most } stand here.
handover-worked = What worked?
    .help = What went well today. Perhaps which lesson, and what helped. Without names.
handover-stuck = What got stuck?
    .help = What came to a stop, and what was tried. Without names.
handover-broken = Gear that does not work
    .help = A cable that crackles, for example, and where it is.
handover-keep = Save
    .help = Puts it on top of the notes, with the date of today.
handover-keep-anyway = Keep anyway
    .help = Saves the words as they stand.
handover-earlier = From earlier shifts
handover-none = There are no notes here yet.
handover-remove = Remove
    .help = Takes away the note of this day.
handover-put-back = Put back
    .help = Puts the note back where it stood.
handover-kept = It is saved for the next shift.
handover-removed = The note is taken away.
handover-empty = Write in at least one of the fields first.
handover-long = There is room for { $most } characters here: { $question } Make it a little shorter.
handover-unkept = This is not saved yet. Press Save, or close once more.
handover-damaged = The notes could not be read. They are put aside on the machine, and nothing is lost.
handover-name = { $count ->
    [one] { $words } looks like a name. Take it out, or press Keep anyway.
   *[other] { $words } look like names. Take them out, or press Keep anyway.
}

## Lessons from the command line (ui.cli_lessons), and what does not fit in one (studio.lessons.finding)

cli-lessons = Lessons: see which there are, try them, print them, make new ones.
cli-lessons-list = Show the lessons, the house's and your own.
cli-lessons-check = Walk through lessons as a participant would, and look at their words. Ends with 1 when something is to be mended.
    .folder = A lesson, or a folder with lessons. Without: the house's own.
    .window = In a window, by mouse and keys, and not on the song alone.
cli-lessons-new = Make a new lesson to write on.
    .lesson = Number and name, such as 20-my-lesson.
    .folder = Where it is to lie. Without: among your own.
cli-lessons-print = Make a page to hand out, or with --peer the page for who leads.
    .lesson = Number or name of the lesson, or peers for the sheets of peer experts.
    .out = The PDF file to make.
    .peer = The peer expert's preparation instead.
cli-lessons-pack = Pack a lesson into one file, for another machine.
    .lesson = Number or name of the lesson.
    .out = The file to make, best ending in .leksjon.
cli-lessons-fetch = Fetch a lesson from a package, among your own.
    .file = The package.
told-lesson-file = The lesson { $lesson } lies in { $name }.
told-lesson-kept-new = The lesson { $lesson } is here now, version { $version }.
told-lesson-kept-newer = The lesson { $lesson } is version { $version } now. The one before it was kept.
told-lesson-kept-same = The lesson { $lesson } was here already, the same.
told-lesson-kept-beside = Version { $version } of { $lesson } was kept among the older ones. The one that was here still counts.
cli-lesson = { $id }: { $title }, { $minutes } min, version { $version }
cli-lessons-good = All is well: { $lessons ->
    [one] one lesson
   *[other] { $lessons } lessons
} with { $steps } steps.
cli-lessons-made = The lesson lies in { $folder }. Write in its files, and check it afterwards.
lesson-finding-place = { $file }, { $line ->
    [0] the whole file
   *[other] line { $line }
} ({ $key })
lesson-finding-broken = { $remedy }
lesson-finding-long = { $words } words. At most { $most }: make two sentences of it, or leave something out.
lesson-finding-hard = Hard to read (LIX { $lix }). At most { $most }: shorter sentences, and shorter words.
lesson-finding-banned = The word “{ $word }” is not used in this house. Find the right one in the list of words.
lesson-finding-no-rest = { $breathes } places to stop. There should be { $wanted }: add a step of the kind breathe.
lesson-finding-next-unknown = There is no lesson { $lesson } here. Leave it out, or fetch it first.
lesson-finding-next-round = The way on goes round through { $lesson }. Let one of them lead somewhere else first.
lesson-finding-picture = The picture cannot be used. This would do: { $remedy }.
lesson-finding-unseen = What the step points at ({ $control }) is not seen in its room. Point at something else.
lesson-finding-true-before = The step is done before it begins. Look at change, or ask for more.
lesson-finding-true-early = The step is done after { $action } already. Take away what follows, or ask for more.
lesson-finding-never-true = The answer does not do the step. Mend the answer, or what is checked.
lesson-finding-refused = { $action } cannot be done: { $why }

# --- one more lesson

make = Make a lesson
    .help = Do what is to be shown. Everything that is done comes up as a proposed step.
make-about = Do what you want to show, in the window behind. Each step comes up here.
make-none = No steps yet. Lay a hit, turn something, or record.
make-title = Name of the lesson
    .help = What stands in the list of lessons.
make-says = What it is about
    .help = One sentence for the person who learns.
make-goal = The goal
    .help = One sentence for the person who leads.
make-minutes = Minutes
    .help = About how long it takes.
make-sentence = Step { $number }
    .help = The sentence that the learner reads. Short, and what to press.
make-drop = Leave out
    .help = The step is not part of the lesson. What was done in the song stays.
make-again = Begin again
    .help = Empties the proposals. The song is as it is.
make-try = Try the lesson
    .help = Looks at the words, and does every step on a song of its own.
make-save = Keep the lesson
    .help = Puts it among the studio's own lessons. Participants see it once one more has gone through it.
make-tried = Everything fits. Now one more can try it.
make-found = This has to be put right first: { $what }
make-needs = Write a name, and do at least one thing.
make-default-kit = What is on the table.
make-default-problem1 = Something goes another way. That is a way of doing it too.
make-default-problem2 = It is silent. See whether the sound is on.
make-default-problem3 = Somebody wants to stop. Then it is enough for today.
make-default-stop = Stop while it is fun.
make-default-rest = Breathe a little. You can stop here for today.
told-lesson-made = The lesson { $title } is kept among the studio's own.
told-lesson-tried = The lesson { $title } was tried by one more. It is shown to everybody now.
job-try-lesson = Trying the lesson
job-keep-lesson = Keeping the lesson
spoken-begin = Say it
    .help = Listens while the sentence is said. Whoever learns can hear it. Nothing of it gets into the song.
spoken-stop = Stop
    .help = Stops listening, or playing.
spoken-hear = Hear it
    .help = Plays what was said.
spoken-throw = Throw away
    .help = Takes out what was said. The words stay.
spoken-listens = Listening … { $length } of { $most }
spoken-kept = Said, { $length }
spoken-closed = No microphone is open, so steps cannot be said now. The words are enough.
spoken-taking = A take is being made. Say it afterwards.
error-prompt-unheard = Nothing is lost. The microphone heard no voice. Go a little closer, and try again.
make-hits = You laid { $count } hits of the { $what }. Shall that be a step?
    .step = Lay { $count } hits of the { $what }.
make-kit = You changed the kit. Shall that be a step?
    .step = Change the kit and hear the difference.
make-tempo = You changed the tempo. Shall that be a step?
    .step = Change the tempo until it fits.
make-quiet = You muted a sound of the beat. Shall that be a step?
    .step = Mute a sound and hear what happens.
make-pattern = You copied the pattern. Shall that be a step?
    .step = Copy the pattern and change one thing.
make-sections = You added a section. Shall that be a step?
    .step = Add a section.
make-left-out = You left a sound out of a section. Shall that be a step?
    .step = Leave a sound out of the section.
make-words = You wrote { $count } lines. Shall that be a step?
    .step = Write { $count } lines.
make-record = You recorded { $count } takes. Shall that be a step?
    .step = Record { $count } takes.
make-choose = You chose a take for a line. Shall that be a step?
    .step = Choose the take that you like.
make-split = You split a clip. Shall that be a step?
    .step = Split the clip.
make-trim = You trimmed a clip. Shall that be a step?
    .step = Trim the clip.
make-fade = You faded a clip. Shall that be a step?
    .step = Fade the clip in and out.
make-tidy = You tidied between the lines. Shall that be a step?
    .step = Tidy between the lines.
make-sound = You chose a sound for the voice. Shall that be a step?
    .step = Choose a sound for the voice.
make-volume = You turned the volume of { $what }. Shall that be a step?
    .step = Turn the volume of { $what }.
make-pan = You moved { $what } to the side. Shall that be a step?
    .step = Move { $what } to the side.
make-mute = You muted a track. Shall that be a step?
    .step = Mute a track, and let it in again.
make-solo = You heard one track alone. Shall that be a step?
    .step = Hear one track alone.
make-effect = You switched on { $what }. Shall that be a step?
    .step = Switch on { $what }.
make-swap = You changed between A and B. Shall that be a step?
    .step = Change between A and B.
make-mono = You heard the song in mono. Shall that be a step?
    .step = Hear the song in mono.
make-small = You heard the song on a small speaker. Shall that be a step?
    .step = Hear the song on a small speaker.
make-cover = You made a cover. Shall that be a step?
    .step = Make a cover.
make-consent = You ticked a yes. Shall that be a step?
    .step = Ask every voice, and tick.
make-field = You filled in { $what }. Shall that be a step?
    .step = Fill in { $what }.
make-play = You heard { $count } bars. Shall that be a step?
    .step = Hear { $count } bars.
error-lessons-full = There are { $most } own lessons here, and no room for more. Nothing is lost. Take out one that is not used.
## Lessons

lessons = Lessons
    .help = Short lessons that lead through the program, one step at a time. The song is the same.
menu-lessons = Lessons
menu-lesson-next = Next step of the lesson
lesson-place = Step { $number } of { $count }
lesson-ended = Done
lesson-ended-text = That was the whole lesson. What you have made is in the song.
lesson-close = Close
    .help = Puts the lesson away. The step is remembered.
lesson-more = More
    .help = Size of the text, teacher’s screen, sheets to print, and what is needed to lead a group.
lesson-next = Next
    .help = Goes to the next step. Enter does the same here, and Ctrl+Enter everywhere.
lesson-done = Done
    .help = Ends the lesson. The song stays as it is.
lesson-to-list = All lessons
    .help = Shows the lessons.
lesson-back = Back
    .help = Goes to the step before.
lesson-skip = Skip
    .help = Goes on without doing this step. That is quite all right.
lesson-my-way = I did it my way
    .help = The step is done, even if the program did not see it.
lesson-show = Show me
    .help = A drawn pointer goes to the place. The mouse stays where it is.
lesson-show-ask = Shall the program do this step now?
lesson-show-yes = Yes, show me
    .help = The program does the step. Undo takes it back.
lesson-show-no = No
    .help = Nothing is done.
lesson-read = Read aloud
    .help = Reads the step aloud.
lesson-hush = Stop reading
    .help = Ends the reading.
lesson-go = Go to { $room }
    .help = Changes rooms and shows the place.
lesson-where = Show the place
    .help = Shows the place that the step is about.
lesson-to-room = To the room
    .help = Folds the step into one line, so that the room is seen.
lesson-unfold = Show the step
    .help = Shows the whole step.
lesson-had = This is in place already. Go on when it suits.
lesson-ticked = It is done.
lesson-waits = The step waits until it is done.
lesson-option = { $words }
    .help = One of the choices. All of them are right.
lesson-after = Next lesson: { $words }
    .help = Begins it in the same song.
lesson-note = Your own note
    .help = The answer is only kept if the button below is pressed.
lesson-note-keep = Keep the note
    .help = Puts the note into the folder of the song.
lesson-note-kept = The note is in the folder of the song.
lesson-can-now-ask = What can you do now? Write it in your own words.
lesson-can-now = Own words
    .help = It may stay empty. The words are only kept when they are put on the list.
lesson-can-now-keep = Put on the list
    .help = Puts the words on “What you can do now”, below the lessons. The list stays with the song, and is no part of what is released.
lesson-can-now-kept = It stands in “What you can do now”, below the lessons.
lesson-larger = Larger text
lesson-smaller = Smaller text
lesson-help-now = All help with the step
lesson-again = Begin again
lesson-list = All lessons
lesson-lead = Lead a group
lesson-teacher = Teacher’s screen
lesson-keys = Keys for leading
lesson-keys-text = Press a field, and then the key or the clicker. They work while “Lead a group” is on.
lead-next = Next step
lead-back = Step before
lead-ring-on = Ring onward
lead-ring-back = Ring back
lead-usual = The usual keys
    .help = Page Down and Page Up, with Shift for the ring.
lesson-energy = How much energy is there today?
lesson-energy-ordinary = Ordinary
    .help = All the steps.
lesson-energy-low = Little
    .help = Fewer steps, the same content.
lesson-short = Short day
    .help = Only the first steps of the lesson.
lesson-reading = Fetching the lessons …
lesson-fetch = Fetch a lesson
    .help = Fetches a lesson from a file, from a stick for example. Nothing that is here goes.
lesson-pack = Save as a file
    .help = Makes one file of the lesson that another machine can fetch.
lesson-filter = Lessons (*.leksjon)
told-lesson-untried = It is shown to everybody once one more has gone through it.
job-fetch-lesson = Fetching the lesson
job-pack-lesson = Making the file
lesson-minutes = { $minutes } min
lesson-asks-low = calm
lesson-asks-ordinary = ordinary
lesson-need-microphone = microphone
lesson-need-headphones = headphones
lesson-need-speaker = loudspeaker
lesson-need-second-person = one more person
lesson-need-stick = USB stick
lesson-need-phone = phone
lesson-begin = Begin
    .help = Begins the lesson in the song that is open.
lesson-last-lines = { $count ->
        [one] Last time: one line written.
       *[other] Last time: { $count } lines written.
    }
lesson-last-takes = { $count ->
        [one] Last time: one take.
       *[other] Last time: { $count } takes.
    }
lesson-last-beat = Last time: a beat.
lesson-last-nothing = Last time: well under way.
lesson-resume = Go on
    .help = Goes to the step where it stopped.
lesson-hear = Listen
    .help = Plays what was made.
lesson-other = Something else
    .help = Puts the lesson away and shows the others. The song stays as it is.
lesson-made = What you have made
made-song = The whole song
    .help = Plays the song from the start.
made-beat = The beat
    .help = Plays the beat alone.
made-take = Take { $number }
    .help = Plays the take over the beat.
made-hide = Hide
    .help = Takes it off the shelf. It stays in the song.
made-show-all = Show what is hidden
    .help = Puts everything back on the shelf.
can-now = What you can do now
can-now-take = Take away
    .help = Takes the line off the list.
can-now-taken = The line is taken away.
can-now-back = Put back
    .help = Puts the line back on the list. It works as long as the list is in view.
told-lesson-damaged = Nothing is lost. The step of the lesson could not be read, so the lesson begins from the start.
told-lesson-newer = The lesson in this song was begun in a newer version of the program. The song is as it was.
error-can-now-full = Nothing is lost. The list has { $most } lines, and there is no room for more. Take one of them away to make room.
error-speech-failed = Nothing is lost. There is no voice on this machine that can read aloud now. The text is still there.

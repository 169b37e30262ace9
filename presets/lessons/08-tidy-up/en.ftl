# Tidy up. The same ids as in nb.ftl.

title = Tidy up
about = Breaths, hiss and loose ends go away. Your words stay.
goal = The participant has tidied a recording and heard the difference.

find = Press “Play” and hear only the pauses. Do you hear breath, hiss or chairs?
    .hint1 = In “Timeline” the words are large waves. The small stuff between them is noise.
    .hint2 = Do you hear nothing between the words? Good. Then there is little to tidy.
    .picture = A sound wave with small spikes between the words.
tidy = Press “Lines”, then “More choices”, then “Tidy between the lines”. Now the pauses are silent.
    .hint1 = The recording itself is the same. “Undo” brings everything back.
    .hint2 = Choose the layer “Lead” first, and it is the main voice that is tidied.
    .picture = Two sound waves with silence between them.
before = Press “Undo” and listen. Press “Redo” and listen. Keep what you like.
    .hint1 = A little breath can be fine. You decide how much.
rest1 = A tidy recording is enough for one day. You can stop here for today.
    .picture = A cup and a chair.
trim = Go to “Timeline”. Take the edge of a clip. Drag it in to the word. Do it in two places.
    .hint1 = Put the playhead where the clip is to end, and press W. Q does the start.
    .hint2 = Drag the edge out again, and the sound is still there.
    .picture = A clip with an arrow that pushes its edge in.
fade = Press a clip, then F. Write 20 at “Fade in” and 20 at “Fade out”.
    .hint1 = Then the sound begins softly, without a little click.
    .hint2 = Small dots on the clip do the same. Drag them.
    .picture = A clip that grows at its start and fades at its end.
rest2 = Take the headphones off for a while. You can stop here for today.
    .picture = A cup and a chair.
breath = Find one breath. Put the playhead just before it, and press D. Now the clip is split.
    .hint1 = Do you want to move the playhead? Press one of the numbers at the top.
    .hint2 = Press D just after the breath too. Ctrl and arrow down make it softer.
    .picture = A clip that is split in two.
through = Press “To start” and “Play”. Hear the verse, or play it to somebody you like.
    .hint1 = Does it sound empty somewhere? Then a breath may come back.

## Paper

tip1 = Tidy between the words, never inside them.
tip2 = 20 ms of fade in and out take clicks away.
tip3 = A breath before an important line may stay.

## For the one who leads

kit = Headphones, a mouse. A recording that is there already.
problem1 = The song has no recording. Take the lesson Four lines first.
problem2 = The start of a word went away. Drag the edge out again, the sound is there.
problem3 = The participant does not like what comes out. Take a break, and hear the song on a speaker.
stop = Stop after “Tidy between the lines” if that is enough. It is most of the work.

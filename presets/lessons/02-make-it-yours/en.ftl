# Make it yours. The same ids as in nb.ftl.

title = Make it yours
about = Fast or slow, straight or swinging. Small changes make a ready beat your own.
goal = The participant has changed tempo, swing and bass, and heard the difference.

tempo = Press “Play”. Write a new number at “Tempo”. A higher number is faster.
    .hint1 = Try five up or five down. Arrow up and arrow down work too.
    .hint2 = Nod your head. If nodding is easy, the speed is right.
    .picture = A metronome.
swing = Press “More options”. Set “Swing” to 50, and listen. Set 60, and listen again.
    .hint1 = 50 is quite straight. With 60 every other hit comes a little later.
    .picture = Two rows of dots. One is even, the other swings.
bass = Press the tab “Bass”. Set two new notes where you want.
    .hint1 = Each row is a note. Every note you set here suits the song.
    .hint2 = Press the note once more, and it is gone.
    .picture = Rows with the notes of the bass, low and high.
rest1 = Hear what you have done with the beat. You can stop here for today.
    .picture = A cup and a chair.
hats = Press the tab “Drums”, then “M” at “Hi-hat (closed)”. Hear two bars without it.
    .hint1 = Press “M” once more when you want it back.
    .picture = Three rows of hits. One of them is empty.
loop = See that “Loop” is on. Hear eight bars. Nod along if you want.
    .hint1 = Is the button not lit? Press it, and then “Play”.
    .picture = Bars that go round in a ring.
rest2 = Rest your hands for a while. You can stop here for today.
    .picture = A cup and a chair.
keep = Press “Section”. Choose “Pattern in this section”, then “Make a pattern of its own”. Now you have two.
    .hint1 = The first pattern is in the same list. Nobody has touched it.
    .hint2 = Change a little in the new one: one hit more, or one less.
like = Hear the first pattern, and then the new one. Which do you want to rap over?
    .first = The first
    .new = The new one
    .both = Both, each in its own section

## Paper

tip1 = Rap is often at 80 to 100 beats a minute. Drill and trap are at around 140.
tip2 = Take a sound away for two bars. When it comes back, it is felt.
tip3 = Copy before you change. Then the first one is always there.

## For the one who leads

kit = Two pairs of headphones, and a speaker if the room is free.
problem1 = Swing is hard to hear. Mute everything but the hi-hat, and go between 50 and 60.
problem2 = The bass gets muddy. Take notes away until there are two or three in a bar.
problem3 = It all sounds the same now. Take five minutes without sound.
stop = Stop when the participant nods along. Then the beat is good enough to rap over.

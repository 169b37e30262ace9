# Arrangement. The same ids as in nb.ftl.

title = Arrangement
about = A song is a few sections in a row. Here a loop becomes a whole song.
goal = The participant has a song with at least five sections, and heard it from start to end.

hook = Press “Section”, “New section” and “Hook”. Now something new happens after the verse.
    .hint1 = The sections stand in a row above the drums. Press one to choose it.
    .hint2 = Each section plays the beat its own way. The verse is calm, the hook is big.
    .picture = Three blocks in a row. The middle one is large.
five = Add more in the same way: “Verse”, “Hook”, “Outro”. Stop when you have five.
    .hint1 = “Arrangement” in the same menu makes the whole row in one press.
    .hint2 = Did a section land elsewhere? “Move earlier” and “Move later” help.
    .picture = Five blocks: intro, verse, hook, verse, hook.
longer = Choose a section and press “Longer”. Go on until the song is 32 bars.
    .hint1 = A verse is often 16 lines. A hook is often 8.
    .hint2 = The lines stand below the name of each section. Add them up.
rest1 = Look at the row of sections. It is a song. You can stop here for today.
    .picture = A cup and a chair.
hole = Choose a hook. Press “Section”, “Way into it” and “The bass holds its breath”.
    .hint1 = Drums and bass go silent just before. Then the hook feels bigger.
    .hint2 = Is there a tick already? Choose another hook, or something else.
    .picture = Three rows of hits. One of them is empty.
new = Choose the second verse. Take one sound away with “Section” and “Mute in this section”.
    .hint1 = Try the verse without the kick. It comes back in the hook.
    .hint2 = One small thing is enough. The ear notices.
    .picture = Two verses. In the second one a row is missing.
rest2 = Look out of the window for a while. Let your ears rest. You can stop here for today.
    .picture = A cup and a chair.
through = Press “To start” and “Play”. Hear the whole song without touching anything.
    .hint1 = Does it go round in one section? Press “Loop”, and it goes on.
    .hint2 = Write down one place you liked, and one you want to change.
play_it = Now it is a whole song. Do you want to play it to somebody? It is up to you.

## Paper

tip1 = Intro, verse, hook, verse, hook, outro. That will do.
tip2 = Take something away just before the hook. Then it gets big.
tip3 = Change one thing in verse two.

## For the one who leads

kit = Headphones, slips of paper with the names of the sections. Lay them on the table first.
problem1 = There are too many sections. Lay slips on the table and move them by hand.
problem2 = All sections are alike. Ask: What can be left out here?
problem3 = The song is long. Two minutes are a whole song.
stop = Stop when there is a verse, a hook and an outro. The rest is for another day.

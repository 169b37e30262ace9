# Four lines. The same ids as in nb.ftl.

title = Four lines
about = From an empty chair to four lines on a beat. You say what you want, as you want.
goal = The participant has four lines of their own over a beat, and chose the take.

headphones = Put the headphones on. Press “Play” and hear four bars.
    .hint1 = Is it faint? Find the little headphone at the bottom. Drag the slider to the right.
    .hint2 = Is it silent? See whether the cable sits well. Do ask.
    .picture = A head with headphones on.
level = Stand a fist from the microphone. Speak up. It should say “Good” above the meter.
    .hint1 = Does it say “Too quiet”? Go closer. Does it say “Too loud”? Go back a little.
    .hint2 = The button “Check the level” listens for eight seconds and gives advice.
    .picture = A fist between the mouth and the microphone.
name = Press “Record”. Count along to four. Say your name four times. Press “Stop”.
    .hint1 = Say the name once in each bar. It is not meant to be good.
    .hint2 = You see 1, 2, 3, 4 before the recording begins. Breathe in on 4.
    .picture = The numbers 1, 2, 3 and 4, and then a red dot.
rest1 = Press “Play” and hear your name on a beat. You can stop here for today.
    .picture = A cup and a chair.
door = Now come four lines. How do you want to begin?
    .rap = Rap what comes
    .words = Write some words first
    .talk = Talk, as to a friend
    .picture = A sheet and a pencil.
lines = Press “Record” and rap four lines. Press “Stop”. Do it once more.
    .hint1 = A line is a bar. Short lines are fine.
    .hint2 = Both takes are kept. Nothing is lost.
    .picture = Four lines below each other, one bar each.
rest2 = Drink some water. Four lines are recorded. You can stop here for today.
    .picture = A cup and a chair.
best = At each line there is a mark for each take. Press the one you like.
    .hint1 = Keep the mouse still on a mark, and you hear it.
    .hint2 = Do you like the one that is chosen now? Hear it, and we go on.
    .picture = A line with two marks, 1 and 2. One of them is chosen.
hear = Press “To start” and “Play”. Four lines, on a beat. They are yours.
    .picture = A mouth, a microphone and a sound wave.

## Paper

tip1 = Stand a fist from the microphone. Rap a little louder than you talk.
tip2 = Breathe in on 4, and you are ready on 1.
tip3 = Two takes are better than one. Then you can choose.

## For the one who leads

kit = A microphone with a pop filter, two pairs of headphones, water, paper and pen.
problem1 = The meter does not turn green. Turn the knob on the interface, and move the chair closer.
problem2 = The participant does not like their voice. Almost everybody feels so at first. Put “Warm” on it in Mix.
problem3 = The words come outside the beat. Let it be. Take another one with a slower tempo.
stop = Stop after the name if that is enough. A name on a beat is something to take along too.

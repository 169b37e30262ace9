# Better takes. The same ids as in nb.ftl.

title = Better takes
about = Three rounds, and you pick the best of each. Nobody gets it all in one go.
goal = The participant has put a verse together from lines of several takes.

stand = Stand. Keep your feet a little apart. Breathe all the way down three times.
    .hint1 = You can sit as well. Straighten your back, and there is room for breath.
    .picture = Somebody who stands before a microphone.
close = Stand a fist from the microphone. Rap a line, loud. See that it says “Good”.
    .hint1 = Does it say “Too loud”? Go back a little, or turn the interface down.
    .hint2 = Turn your mouth a little to the side. Then P and B do not pop.
    .picture = A fist between the mouth and the microphone.
three = Press “More choices”. Tick “Repeat the section”. Press “Record” and rap three rounds.
    .hint1 = Each round becomes a take. Press “Stop” when you have three.
    .hint2 = Did you lose a line? Go on. It comes back in a while.
    .picture = Bars that go round in a ring.
rest1 = Drink water. Hear a round. You can stop here for today.
    .picture = A cup and a chair.
pick = See the marks at line 1. Press the best one. Choose another one on line 2.
    .hint1 = Keep the mouse still on a mark, and you hear only that line.
    .hint2 = The lines fit together by themselves. You can change as much as you want.
    .picture = A line with two marks, 1 and 2. One of them is chosen.
again = Press a line that you want anew. Press “Take this line again”. Rap it.
    .hint1 = The beat plays two bars before. The recording stops by itself.
    .hint2 = You can press T too. The old takes are kept.
    .picture = A line with an arrow in a ring.
rest2 = Take the headphones off for a while. You can stop here for today.
    .picture = A cup and a chair.
through = Press “To start” and “Play”. Hear the verse as if somebody else rapped.
    .hint1 = What would you say to a friend who rapped this?
enough = Stop while it is fun. Tomorrow you hear it in a new way.

## Paper

tip1 = Stand. Breathe low. Keep a fist from the microphone.
tip2 = Three whole rounds first. Then single lines.
tip3 = Stop after three quarters of an hour. The voice needs its rest.

## For the one who leads

kit = A microphone on a stand, a pop filter, water at room temperature, headphones.
problem1 = All takes are alike. Ask for one that whispers and one that shouts.
problem2 = The participant wants a hundred takes. Choose together now, and take one line again.
problem3 = P and B pop. Move the microphone a little to the side of the mouth.
stop = Stop while it is fun, or when the voice is dry.

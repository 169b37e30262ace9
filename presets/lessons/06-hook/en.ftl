# Hook. The same ids as in nb.ftl.

title = Hook
about = One sentence that comes back, sung or shouted, with several layers of your own voice.
goal = The song has a hook with a double and small answers.

place = Press “Section”, “New section” and “Hook”. Press “Play” and hum what comes.
    .hint1 = You need no words yet. A sound on three notes is enough.
    .hint2 = “Loop” plays the same section again and again.
    .picture = Three blocks in a row. The middle one is large.
sentence = Go to “Record” and press “Write words”. Write one short sentence for the hook.
    .hint1 = Say the sentence aloud. Can a friend shout it with you? Then it is short enough.
    .hint2 = It may come four times in a row. That is how hooks are.
    .picture = A sheet and a pencil.
sing = Press the layer “Hook”. Press “Record”. Sing or shout the sentence for four bars.
    .hint1 = Singing, talking, shouting: all of it works. You choose.
    .hint2 = Find the word “Hook” in the list. Press the line below. The recording starts there.
    .picture = The red button for recording, and a finger that presses it.
rest1 = Press “Play”. The song has a hook now. You can stop here for today.
    .picture = A cup and a chair.
double = Press the layer “Double”. Record the same once more, a little softer.
    .hint1 = Use the same words in the same bars. You hear the first meanwhile.
    .hint2 = Press “More choices” and “Tighten double”. Then the two go exactly alike.
    .picture = A face, and the same face fainter behind it.
sides = Go to “Mix” and “More choices”. Drag the small slider under “Double” all the way left.
    .hint1 = The slider lies above the buttons M and S of the track.
    .hint2 = Listen with headphones. Now the voice comes from two places.
    .picture = Two ears. An arrow points at one of them.
rest2 = Get up and shake your arms loose. You can stop here for today.
    .picture = A cup and a chair.
adlib = Go to “Record”. Press the layer “Ad-lib”. Shout small answers where it is empty.
    .hint1 = Yes! What? Come on. One word is enough.
    .hint2 = Say the last word of the line once more, a little further away.
    .picture = A large speech bubble, and two small ones beside it.
hear = Press “To start” and “Play”. Hear the layers together. This is your hook.
    .picture = A mouth, a microphone and a sound wave.

## Paper

tip1 = A sentence of three to six words is a hook.
tip2 = The main voice in the middle, the double out to the side.
tip3 = Shout answers only where it is empty.

## For the one who leads

kit = A microphone, headphones, paper and pen. A room where shouting is allowed.
problem1 = The participant does not want to sing. Say the sentence as a shout, everybody in the room together.
problem2 = The double lies beside it. Press “Tighten double”, and record it once more.
problem3 = It gets to be too much sound. Take the ad-libs out of the first half.
stop = Stop when the hook is recorded once. The double can come another day.

# Press and rap. The same ids as in nb.ftl.

title = Press and rap
about = Three minutes. The beat is ready. Say something over it, and hear it back.
goal = The guest hears their own voice over a beat.

listen = Put the headphones on. Press “Play” and hear the beat.
    .hint1 = Is it faint? Find the little headphone at the bottom. Drag the slider to the right.
    .hint2 = Is it silent? See whether the cable sits well. Do ask.
    .picture = A head with headphones on.
say = Press “Record”. You hear a count first. Say what you want. Press “Stop”.
    .hint1 = Say your name, or what you see in the room.
    .hint2 = You can press R too. Once more, and it stops.
    .picture = The red button for recording, and a finger that presses it.
hear = Press “Play”. There is your voice, over a beat.
    .hint1 = Want another go? Press “Record”. Both are kept.
    .picture = A mouth, a microphone and a sound wave.

## Paper

tip1 = Go close to the microphone. A fist is about right.
tip2 = Your name four times is a perfectly good take.
tip3 = Everything is saved by itself.

## For the one who leads

kit = A microphone with a pop filter, two pairs of headphones, a beat that is already playing.
problem1 = It is silent in the ears. Turn the listening volume up, and look at the cable.
problem2 = The guest finds no words. Suggest the name, the street or what stands on the table.
problem3 = The voice is faint. Move the chair, so that a fist fits before the microphone.
stop = Stop after one take if that is enough. Ask whether it is to stay or be deleted.

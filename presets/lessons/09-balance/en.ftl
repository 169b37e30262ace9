# Mix: balance. The same ids as in nb.ftl.

title = Mix: balance
about = The voice first, then the beat. The words are to be heard, on a phone as well.
goal = The participant has set voice and beat by ear, and heard it in three ways.

down = Press “More choices” and “Play”. Drag “The whole beat” all the way down. Set “Vocal” where you hear each word.
    .hint1 = The fader is called “Beat” when the beat is one file.
    .hint2 = Arrow up and arrow down on the keyboard move the fader a little at a time.
    .picture = Two faders. The beat is down, the voice is up.
up = Drag “The whole beat” slowly up. Stop just before you lose a word.
    .hint1 = Close your eyes if you like. Listen for the words, not the drums.
    .hint2 = Ask somebody who does not know the words: What did I say?
    .picture = Two faders. The voice lies a little above the beat.
mono = Press “Mono” and listen. Are all words there? Press “Mono” again.
    .hint1 = Many people listen on one speaker. This is how it sounds there.
    .picture = Two speakers become one.
rest1 = Take the headphones off. Ears need silence. You can stop here for today.
    .picture = A cup and a chair.
sides = Drag the small slider under “Melody” to the left. The voice gets room in the middle.
    .hint1 = Do you have a double? Drag it to the right.
    .hint2 = Kick and bass are best in the middle.
    .picture = Two ears. An arrow points at one of them.
phone = Press “Phone” and listen. What goes away? Press “Phone” again.
    .hint1 = The bass gets small here. The words should still be clear.
    .picture = A phone with sound out of its bottom.
rest2 = Listen to something quite different for two minutes. You can stop here for today.
    .picture = A cup and a chair.
peak = Drag “Master” down to -3. Go to “Release” and press “Check now”.
    .hint1 = That leaves some room at the top. It is needed when the song is finished.
    .hint2 = Does nothing happen? Drag “Master” a little further down, and check again.
tomorrow = Hear the mix once more tomorrow, quietly. Then you hear whether the words are clear.

## Paper

tip1 = The voice first. Then the beat up to the words.
tip2 = Listen quietly. What is heard then is heard everywhere.
tip3 = Try mono and a phone before you are done.

## For the one who leads

kit = Headphones, a small speaker, a phone. A recording over a beat.
problem1 = Everything gets dragged up. Drag it all down again, and begin with the voice.
problem2 = It is loud in the room. Turn the listening volume down, not the faders.
problem3 = The participant hears no difference. Go between before and now with “Hear the other”.
stop = Stop when the words are heard at a low volume. After three quarters of an hour ears are tired.

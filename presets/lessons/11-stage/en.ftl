# Stage and musical. The same ids as in nb.ftl.

title = Stage and musical
about = Rehearse standing, with large words. Take the song along in two places, and it works out.
goal = The participant has rehearsed twice, standing, and has the song ready in two places.

folder = Press “Stage”, “Add this song” and “Make the folder”. The song is ready for a stage.
    .hint1 = In the folder is the song with a count before the first bar, and the words.
    .hint2 = Do you have more songs? Open them one by one, and add them.
    .picture = A list of three songs, 1, 2 and 3.
stand = Press “Rehearse the song”. Stand, and rap with the words on the screen. Your voice is taken out.
    .hint1 = Hold a pen as a microphone. Look up from the words when you can.
    .hint2 = Did you lose a line? Wait for the next. The beat goes on.
    .picture = Somebody who stands before a microphone.
rest1 = Sit down. Feel your feet against the floor. You can stop here for today.
    .picture = A cup and a chair.
again = Rehearse once more. Look at a wall instead of at the screen.
    .hint1 = Choose one spot on the wall for verses, and one for hooks.
    .hint2 = Bring somebody who listens, and who claps when it ends.
    .picture = Somebody who stands on a stage, with people in front.
rest2 = Drink water, and shake your arms. You can stop here for today.
    .picture = A cup and a chair.
copies = Press “Copy to …” and choose the stick. Do it again, to the phone.
    .hint1 = If one of them goes silent, you have the other.
    .hint2 = A phone needs an adapter for the sound system. Put it in the bag now.
    .picture = A memory stick and a phone.
rest3 = Everything is in two places now. You can stop here for today.
    .picture = A cup and a chair.
checklist = Print the file “set list” from the stick. Tick what is ready.
    .hint1 = Charger, water, stick, phone. You choose what comes first.
    .picture = A sheet with ticks.
somebody = Play the song to one person you like. One person is crowd enough.
    .hint1 = You may say first: This is finished enough.
    .picture = Somebody who stands on a stage, with people in front.

## Paper

tip1 = Rehearse standing, at least twice, with the same sound as on the stage.
tip2 = Have the song in two places. A stick and a phone.
tip3 = If you lose a line: breathe, and come in on the next downbeat.

## For the one who leads

kit = A speaker, a stick, a phone with its adapter, something to hold as a microphone.
problem1 = The participant reads all the time. Make the words smaller with each round.
problem2 = It is scary to stand there. Stand beside them, and rap along on the hook.
problem3 = The stick is not found. Try another socket, and look again.
stop = Stop when the song is in two places. More rehearsal can wait until tomorrow.

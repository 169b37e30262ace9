# Release. The same ids as in nb.ftl.

title = Release
about = The song can go out, or stay with you. First: do you want it, and does everybody heard?
goal = The song has names, shares, a yes from every voice and a date to sleep on.

years = Hear the song. Do you want everybody to be able to hear it in five years?
    .hint1 = A song on the net is hard to get away again.
    .hint2 = You can say yes to the stage and no to the net. Or wait.
    .picture = A person now, and the same one in five years.
date = Press the tab “About the song”. Write a date at “Release date”, at least seven days ahead.
    .hint1 = That lets you sleep on it. You can change the date whenever you want.
    .hint2 = Write the year first, then month and day: 2026-12-24.
    .hint3 = Would you rather not wait? That is fine. Press “Skip”.
    .picture = A sheet of a calendar, with the number 7.
cover = Press the tab “Cover”. Choose colours, or a picture. Press “Use this one”.
    .hint1 = Look at the small one. That is how it shows on a phone.
    .picture = A cover with a round record on it.
rest1 = You have a date and a cover. You can stop here for today.
    .picture = A cup and a chair.
shares = In “About the song”: write at “Artist name”. Press “Add a writer” and write the “Share”.
    .hint1 = The shares should come to 100. For two of you, 50 and 50 is usual.
    .hint2 = Whoever made the beat often has a share. Ask before you divide.
    .picture = A circle that is cut in two.
consents = Write names at “Who is on each track”. Ask each of them: Do you want this? Tick “Has said yes”.
    .hint1 = Is it only your voice? Then you write your own name, and answer yourself.
    .hint2 = Ask when only the two of you are there. No is a good answer too.
    .hint3 = Does somebody not want it? Take that voice out, or let the song stay here.
    .picture = Two speech bubbles. In one of them there is a tick.
rest2 = Everybody is asked. That matters most. You can stop here for today.
    .picture = A cup and a chair.
out = Press the tab “Release”, then “Check now”. Read what comes. Then press the large “Release”.
    .hint1 = Is something missing? “Go there” shows you where. The rest is made.
    .hint2 = A loudness around -14 LUFS is fine. Other numbers are allowed too.
    .picture = A folder with a note on it.
party = The folder stays here until the date comes. You are the one who sends it. Celebrate a little.
    .hint1 = Play the song to somebody, or treat yourself.
    .hint2 = Does somebody want money for spreading the song? Say no thank you.
    .picture = A cover with a round record on it.

## Paper

tip1 = The ISRC code comes from Gramo. You can let the distributor make it too.
tip2 = Tell TONO of the song if you wrote words or music.
tip3 = Ask each person who is heard. Sleep on the answer for seven days.

## For the one who leads

kit = The form on the screen, the names of everybody on it, plenty of time.
problem1 = Somebody who is heard is not here. Wait. Call them, or take the voice out.
problem2 = The beat is from the net. See whether there is a licence. The stage is fine anyway.
problem3 = Some disagree about shares. Write what each one did, and talk about it another day.
stop = Stop if anybody has doubts. A date can be moved, a song on the net seldom comes back.

# Write eight lines. The same ids as in nb.ftl.

title = Write eight lines
about = Words on a sheet become lines on a beat. Nobody reads them unless you want.
goal = The participant has eight lines that can be read aloud in time.

about_what = What do you want to write about? Choose one. You can change whenever you want.
    .place = A place
    .person = A person
    .then_now = Then and now
    .boast = Something I am good at
    .picture = A sheet and a pencil.
dump = Take a sheet. Write every word that comes, for three minutes. Anything goes.
    .hint1 = What do you see there? What do you hear? What does it smell of?
    .hint2 = You can say the words too. Somebody else can write for you.
    .picture = A sheet with loose words on it.
four = Press “Write words”. Make four short lines of the words. Each row is a bar.
    .hint1 = Four to eight words in a line are enough. It should fit in one breath.
    .hint2 = Enter gives a new row. Everything is saved by itself.
    .picture = Four lines below each other, one bar each.
rest1 = Four lines are there. Read them once. You can stop here for today.
    .picture = A cup and a chair.
eight = Write four lines more. Take a word from the sheet and begin with it.
    .hint1 = Begin the line like this: I see. Swap it afterwards.
    .hint2 = A line may be the same as one you have. Then it matters more.
rhyme = Look at the last word of the lines. Swap some words, so that two pairs rhyme.
    .hint1 = Nearly is enough. Day and late sound alike on a beat.
    .hint2 = Say the word aloud and go through the alphabet: bit, fit, hit, sit.
    .picture = Two lines. An arc ties their last words together.
rest2 = Get up and stretch. You can stop here for today.
    .picture = A cup and a chair.
aloud = Press “Play” and read aloud with the beat. One line for each bar.
    .hint1 = Is the line too long? Strike a word. Is it short? Wait for the next.
    .hint2 = Press “Write words” again. There it says how many syllables each line has.
    .picture = A mouth, a microphone and a sound wave.
rest3 = Eight lines. They are here until you want to record them.

## Paper

tip1 = A line is a bar. Say it in one breath.
tip2 = Rhymes hold it together. Slant rhymes are just as good.
tip3 = Strike words that you do not need. Air makes the rest larger.

## For the one who leads

kit = Paper, a pen, headphones. Let the beat play softly while you write.
problem1 = The sheet is empty. Ask: What did you see on your way here? Write the answer word for word.
problem2 = The lines are long. Clap the beat, and cut the line where the breath ends.
problem3 = What comes is heavy. Take a break, and ask whether to write about something else.
stop = Stop at four lines if that is enough. Read them aloud together, and let them be.

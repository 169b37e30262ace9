# Mix: the voice. The same ids as in nb.ftl.

title = Mix: the voice
about = Five simple things to do to a voice, one at a time. Your ears decide.
goal = The participant has used at least three of them, and heard with and without.

low_cut = Press “More choices”, then “Keep as B”. Press “Vocal”. Tick “High-pass”.
    .hint1 = “Keep as B” keeps the sound as it is now. We need it at the end.
    .hint2 = High-pass takes away rumble under the voice. You hear it most on P and B.
    .picture = A wave. Its deep part is taken away.
squeeze = Tick “Compressor”. Try “How much” at 2, 4 and 8 while the song plays.
    .hint1 = Loud words get quieter, so all words get nearly as loud.
    .hint2 = Does the voice go flat? Go back to a lower number.
    .picture = Four columns. The tallest is pressed down.
esses = Tick “De-esser”. Hear a line with many s sounds. They get softer.
    .hint1 = Does the s go away? Write a smaller number at “At most”.
    .picture = The letter S with a sharp peak that turns round.
rest1 = Three of them are enough for many songs. You can stop here for today.
    .picture = A cup and a chair.
echo = Play a line, and press “Stop” in the middle of it. Press the tab “Movements”, then “Echo on the last word”.
    .hint1 = Play the line again. Now its last word comes back.
    .hint2 = One or two words in a song are enough. “Undo” takes it away.
    .picture = A word that comes back, smaller and smaller.
room = Go back to “More choices” and “Vocal”. Write -24 at “Reverb”. Then take a little less.
    .hint1 = Rap is often close. A little room is enough.
    .hint2 = Switch it off. Do you miss it? Then it is about right.
    .picture = A dot in a large room.
rest2 = Hear something calm for two minutes. You can stop here for today.
    .picture = A cup and a chair.
swap = Press “Hear the other” while the song plays. Swap twice. Where are the words clearest?
    .hint1 = If one of them is louder, it often seems best. Listen to the words instead.
    .hint2 = Both are there. You can swap all day.
    .picture = Two cards, A and B, with an arrow between them.
keep = Now the voice sounds as you want. “Keep the sound” saves it for the next song.

## Paper

tip1 = One thing at a time. Hear with and without.
tip2 = Less reverb than you think.
tip3 = What is louder seems better. Make them equally loud before you choose.

## For the one who leads

kit = Good headphones. A recording with calm and strong words in it.
problem1 = Nobody hears what the compressor does. Set 8, listen, and go down to 3.
problem2 = All of it is on, and the words are gone. Switch all off, and bring one back.
problem3 = The participant just wants it done. Let them choose a card in “Voice and beat”.
stop = Stop after three things if that is enough. Ears get tired before the head.

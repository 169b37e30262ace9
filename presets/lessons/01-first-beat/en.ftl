# First beat. The same ids as in nb.ftl.

title = First beat
about = The bass is there. You lay the drums, hit by hit, and the beat becomes yours.
goal = The participant has laid drums of their own and given the beat a name.

listen = Put the headphones on. Press “Play”. Hear the bass. The drums are yours to make.
    .hint1 = Is it faint? Find the little headphone at the bottom. Drag the slider to the right.
    .hint2 = Hold Ctrl and press space. That starts the beat, and stops it.
    .picture = A head with headphones on.
kick = Find the row “Kick”. Press the square under “Bar 1”. Press the square under 3.
    .hint1 = The numbers at the top are what you count: 1, 2, 3, 4.
    .hint2 = Press a square once more, and the hit is gone.
    .picture = Four beats in a bar. Kick on 1 and 3.
snare = Find the row “Snare”. Press the square under 2 and the square under 4. Now a beat is playing.
    .hint1 = On 2 and 4 is where people clap along.
    .hint2 = The beat goes round while you press. Take the time you want.
    .picture = Four beats in a bar. Snare on 2 and 4.
rest1 = This is a beat. Drop your shoulders and listen. You can stop here for today.
    .picture = A cup and a chair.
hats = The row “Hi-hat (closed)” is yours. Set four hits or more, wherever you want.
    .hint1 = A hit in every other square is calm. A hit in every square is fast.
    .hint2 = Squares without a hit are just as good. They give air.
    .picture = A row of squares. Every other one is filled.
kits = Open the list “Kit” while the beat plays. Hear two other kits. Take the one you like.
    .hint1 = The hits stay where they are. Only their sound is new.
    .picture = A drum kit.
rest2 = Sit well. Hear four bars. You can stop here for today.
    .picture = A cup and a chair.
less = Take one hit away and hear the beat. “Undo” brings the hit back.
    .hint1 = You choose. With it and without it are both good.
name = Press the name at the top left. Write what the beat is to be called. Press Enter.
    .hint1 = A word for something you see around you is a good name.
    .picture = A label with a name on it.

## Paper

tip1 = Count 1, 2, 3, 4. Kick on 1 and 3, snare on 2 and 4.
tip2 = Take a hit away if it is crowded. Air is rhythm too.
tip3 = Clap the rhythm on your leg. Put it into the squares afterwards.

## For the one who leads

kit = Two pairs of headphones, a mouse, paper and pen. The microphone can wait.
problem1 = There are many squares. Point at the numbers 1, 2, 3, 4, and leave the rest be.
problem2 = The hit landed in another square. That is a new idea. Hear it first, move it afterwards.
problem3 = It all goes fast. Set “Tempo” down to 80, and take one row at a time.
stop = Stop when a beat plays on kick and snare. That is enough for a day.

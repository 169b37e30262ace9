# Første beat. Samme id-er som i en.ftl.

title = Første beat
about = Bassen er der. Du legger trommene, slag for slag, og beaten blir din.
goal = Deltakeren har satt egne trommer og gitt beaten et navn.

listen = Ta på hodetelefonene. Trykk «Spill av». Hør bassen. Trommene lager du selv.
    .hint1 = Er lyden lav? Finn den lille hodetelefonen nede på skjermen. Dra skyveren mot høyre.
    .hint2 = Hold Ctrl og trykk på mellomrom. Slik går beaten, og slik stopper den.
    .picture = Et hode med hodetelefoner på.
kick = Finn raden «Basstromme». Trykk på ruten under «Takt 1». Trykk på ruten under 3.
    .hint1 = Tallene øverst er det du teller: 1, 2, 3, 4.
    .hint2 = Trykk en gang til på en rute, så er slaget borte.
    .picture = Fire slag i en takt. Basstromme på 1 og 3.
snare = Finn raden «Skarptromme». Trykk på ruten under 2 og ruten under 4. Nå går det en beat.
    .hint1 = Det er på 2 og 4 folk klapper med.
    .hint2 = Beaten går rundt mens du trykker. Ta den tiden du vil.
    .picture = Fire slag i en takt. Skarptromme på 2 og 4.
rest1 = Dette er en beat. Slipp skuldrene og hør. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
hats = Raden «Hi-hat (lukket)» er din. Sett fire slag eller flere, der du vil.
    .hint1 = Slag i annenhver rute gir ro. Slag i hver rute gir fart.
    .hint2 = Ruter uten slag er like fine. Der blir det luft.
    .picture = En rad med ruter. Annenhver er fylt.
kits = Åpne listen «Trommesett» mens beaten går. Hør to andre sett. Ta det du liker.
    .hint1 = Slagene blir stående. Bare lyden av dem er ny.
    .picture = Et trommesett.
rest2 = Sett deg godt. Hør fire takter. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
less = Ta bort ett slag og hør på beaten. «Angre» henter slaget tilbake.
    .hint1 = Det er du som velger. Med og uten er begge gode.
name = Trykk på navnet øverst til venstre. Skriv hva beaten skal hete. Trykk Enter.
    .hint1 = Et ord du ser rundt deg, er et godt navn.
    .picture = En lapp med et navn på.

## Papir

tip1 = Tell 1, 2, 3, 4. Basstromme på 1 og 3, skarptromme på 2 og 4.
tip2 = Ta bort et slag om det er trangt. Luft er også rytme.
tip3 = Klapp takten på låret. Sett den inn i rutene etterpå.

## For den som leder

kit = To par hodetelefoner, mus, papir og penn. Mikrofonen kan vente.
problem1 = Rutene er mange. Pek på tallene 1, 2, 3, 4, og la resten være.
problem2 = Slaget kom i en annen rute. Det er en ny idé. Hør den først, flytt den etterpå.
problem3 = Alt går fort. Sett «Tempo» ned til 80, og ta en rad om gangen.
stop = Stopp når det går en beat på basstromme og skarptromme. Det er nok for en dag.

# Utgivelse. Samme id-er som i en.ftl.

title = Utgivelse
about = Låten kan gå ut, eller bli hos deg. Først: vil du, og vil alle som høres?
goal = Låten har navn, andeler, ja fra hver stemme og en dato å sove på.

years = Hør låten. Vil du at alle skal kunne høre den om fem år?
    .hint1 = En låt på nett er vanskelig å få bort igjen.
    .hint2 = Du kan si ja til scenen og nei til nettet. Eller vente.
    .picture = En person nå, og den samme om fem år.
date = Trykk på fanen «Om låten». Skriv en dato ved «Utgivelsesdato», minst sju dager fram.
    .hint1 = Da får du sove på det. Du kan bytte dato når du vil.
    .hint2 = Skriv året først, så måned og dag: 2026-12-24.
    .hint3 = Vil du ikke vente? Det er lov. Trykk «Hopp over».
    .picture = Et blad fra en kalender, med tallet 7.
cover = Trykk på fanen «Omslag». Velg farger, eller et bilde. Trykk «Bruk dette».
    .hint1 = Se på den lille utgaven. Slik vises det på en mobil.
    .picture = Et omslag med en rund plate på.
rest1 = Du har en dato og et omslag. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
shares = I «Om låten»: Skriv navn ved «Artist». Trykk «Legg til låtskriver» og skriv «Andel».
    .hint1 = Andelene skal bli 100 til sammen. Er dere to, er 50 og 50 vanlig.
    .hint2 = Den som laget beaten, har ofte en del. Spør før dere deler.
    .picture = En sirkel som er delt i to.
consents = Skriv navn ved «Hvem er på hvert spor». Spør hver av dem: Vil du? Sett hake ved «Har sagt ja».
    .hint1 = Er det bare din stemme? Da skriver du ditt eget navn, og svarer selv.
    .hint2 = Spør når bare dere to er der. Nei er også et godt svar.
    .hint3 = Vil en ikke? Ta bort den stemmen, eller la låten bli her.
    .picture = To snakkebobler. I den ene er det en hake.
rest2 = Alle er spurt. Det er det viktigste. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
out = Trykk på fanen «Gi ut», så «Sjekk nå». Les det som kommer. Trykk så på den store «Gi ut».
    .hint1 = Mangler det noe? «Gå dit» viser deg hvor. Resten blir laget.
    .hint2 = Lydstyrke rundt -14 LUFS er fint. Andre tall er også lov.
    .picture = En mappe med en note på.
party = Mappen blir her til datoen kommer. Det er du som sender den. Feir litt nå.
    .hint1 = Spill låten for noen, eller ta deg noe godt.
    .hint2 = Vil noen ha penger for å spre låten? Si nei takk.
    .picture = Et omslag med en rund plate på.

## Papir

tip1 = ISRC-koden får du hos Gramo. Du kan også la distributøren lage den.
tip2 = Meld låten til TONO om du skrev tekst eller musikk.
tip3 = Spør hver person som høres. Sov på svaret i sju dager.

## For den som leder

kit = Skjema på skjermen, navn på alle som er med, god tid.
problem1 = En av dem som høres, er ikke her. Vent. Ring, eller ta bort stemmen.
problem2 = Beaten er fra nettet. Se om det finnes lisens. Scenen går fint uansett.
problem3 = Noen er uenige om andeler. Skriv hva hver gjorde, og snakk om det en annen dag.
stop = Stopp om noen er i tvil. Datoen kan flyttes, en låt på nett kan sjelden tas tilbake.

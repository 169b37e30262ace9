# Scene og musikal. Samme id-er som i en.ftl.

title = Scene og musikal
about = Øv stående med stor tekst. Ta låten med på to steder, så går det bra.
goal = Deltakeren har øvd to ganger stående og har låten klar på to steder.

folder = Trykk «Scene», «Legg til denne låten» og «Lag mappen». Låten er klar for en scene.
    .hint1 = I mappen ligger låten, med teksten. Du hører en telling før takt 1.
    .hint2 = Har du flere låter? Åpne dem én og én, og legg dem til.
    .picture = En liste med tre låter, 1, 2 og 3.
stand = Trykk «Øv på låten». Stå, og rapp med teksten på skjermen. Stemmen din er tatt bort.
    .hint1 = Hold en penn som mikrofon. Se opp fra teksten når du kan.
    .hint2 = Mister du en linje? Vent på den neste. Beaten går videre.
    .picture = En som står foran en mikrofon.
rest1 = Sett deg. Kjenn føttene mot gulvet. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
again = Øv en gang til. Se på en vegg i stedet for på skjermen.
    .hint1 = Velg ett punkt på veggen for vers, og ett for refreng.
    .hint2 = Ta gjerne med en som hører på, og klapper når det er slutt.
    .picture = En som står på en scene, med folk foran.
rest2 = Drikk vann, og rist på armene. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
copies = Trykk «Kopier til …» og velg minnepinnen. Gjør det igjen, til mobilen.
    .hint1 = Blir det stille fra den ene, har du den andre.
    .hint2 = En mobil trenger en overgang til anlegget. Legg den i vesken nå.
    .picture = En minnepinne og en mobil.
rest3 = Alt ligger to steder nå. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
checklist = Skriv ut filen «settliste» fra minnepinnen. Sett hake ved det som er klart.
    .hint1 = Lader, vann, pinne, mobil. Du velger hva som kommer først.
    .picture = Et ark med haker.
somebody = Spill låten for ett menneske du liker. Ett menneske er nok folk.
    .hint1 = Du kan si først: Dette er ferdig nok.
    .picture = En som står på en scene, med folk foran.

## Papir

tip1 = Øv stående, minst to ganger, med den samme lyden som på scenen.
tip2 = Ha låten to steder. Minnepinne og mobil.
tip3 = Mister du en linje: pust, og kom inn på neste ener.

## For den som leder

kit = En høyttaler, en minnepinne, og en mobil med overgang. Noe å holde som mikrofon.
problem1 = Deltakeren leser hele tiden. Gjør teksten mindre for hver runde.
problem2 = Det er skummelt å stå der. Stå ved siden av, og rapp med på refrenget.
problem3 = Minnepinnen blir ikke funnet. Prøv en annen kontakt, og let igjen.
stop = Stopp når låten ligger to steder. Mer øving kan vente til i morgen.

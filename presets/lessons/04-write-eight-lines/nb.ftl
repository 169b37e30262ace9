# Skriv åtte linjer. Samme id-er som i en.ftl.

title = Skriv åtte linjer
about = Ord på et ark blir til linjer på en beat. Ingen leser det om du ikke vil.
goal = Deltakeren har åtte linjer som kan leses høyt i takt.

about_what = Hva vil du skrive om? Velg ett. Du kan bytte når du vil.
    .place = Et sted
    .person = En person
    .then_now = Før og nå
    .boast = Noe jeg er god på
    .picture = Et ark og en blyant.
dump = Ta et ark. Skriv hvert ord som kommer, i tre minutter. Alt er lov.
    .hint1 = Hva ser du der? Hva hører du? Hva lukter det?
    .hint2 = Du kan si ordene også. En annen kan skrive for deg.
    .picture = Et ark med løse ord på.
four = Trykk «Skriv tekst». Lag fire korte linjer av ordene. Hver rad er en takt.
    .hint1 = Fire til åtte ord i linjen er nok. Den må kunne sies i ett pust.
    .hint2 = Enter gir en ny rad. Alt blir lagret av seg selv.
    .picture = Fire linjer under hverandre, én takt hver.
rest1 = Fire linjer står der. Les dem en gang. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
eight = Skriv fire linjer til. Ta et ord fra arket og begynn med det.
    .hint1 = Begynn linjen slik: Jeg ser. Bytt det ut etterpå.
    .hint2 = En linje kan være lik en du har. Da blir den viktig.
rhyme = Se på det siste ordet i linjene. Bytt noen ord, så to par rimer.
    .hint1 = Nesten er nok. Dag og tak låter likt på en beat.
    .hint2 = Si ordet høyt og gå gjennom alfabetet: bil, fil, mil, stil.
    .picture = To linjer. De siste ordene er bundet sammen med en bue.
rest2 = Reis deg og strekk på deg. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
aloud = Trykk «Spill av» og les høyt med beaten. En linje for hver takt.
    .hint1 = Er linjen for lang? Stryk ett ord. Er den for kort? Vent på neste.
    .hint2 = Trykk «Skriv tekst» igjen. Der står det hvor mange stavelser hver linje har.
    .picture = En munn, en mikrofon og en lydbølge.
rest3 = Åtte linjer. De ligger her til du vil ta dem opp.

## Papir

tip1 = En linje er en takt. Si den i ett pust.
tip2 = Rim holder det sammen. Nesten-rim er like gode.
tip3 = Stryk ord du ikke trenger. Luft gjør resten større.

## For den som leder

kit = Papir, penn, hodetelefoner. La beaten gå lavt mens dere skriver.
problem1 = Arket er tomt. Spør: Hva så du på vei hit? Skriv svaret ord for ord.
problem2 = Linjene er lange. Klapp takten, og del linjen der pusten tar slutt.
problem3 = Det som kommer, er tungt. Ta en pause, og spør om dere skal skrive om noe annet.
stop = Stopp på fire linjer om det er nok. Les dem høyt sammen, og la dem ligge.

# Miks: stemmen. Samme id-er som i en.ftl.

title = Miks: stemmen
about = Fem enkle grep på stemmen, ett om gangen. Ørene dine bestemmer.
goal = Deltakeren har brukt minst tre grep på stemmen og hørt med og uten.

low_cut = Trykk «Flere valg», så «Behold som B». Trykk på «Vokal». Kryss av for «Lavkutt».
    .hint1 = «Behold som B» sparer på lyden slik den er nå. Den trenger vi til slutt.
    .hint2 = Lavkutt tar bort rumling under stemmen. Du hører det mest på P og B.
    .picture = En bølge. Den dype delen er tatt bort.
squeeze = Kryss av for «Kompressor». Prøv «Hvor mye» på 2, 4 og 8 mens låten går.
    .hint1 = Høye ord blir lavere, så alle ord blir nesten like høye.
    .hint2 = Blir stemmen flat? Gå tilbake til et lavere tall.
    .picture = Fire søyler. Den høyeste er presset ned.
esses = Kryss av for «S-demper». Hør på en linje med mange s-er. De blir mykere.
    .hint1 = Blir s-en borte? Skriv et mindre tall ved «På det meste».
    .picture = Bokstaven S med en skarp topp som blir rund.
rest1 = Tre grep er nok for mange låter. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
echo = Spill en linje, og trykk «Stopp» midt i den. Trykk på fanen «Bevegelser», så «Ekko på siste ord».
    .hint1 = Spill linjen igjen. Nå kommer det siste ordet tilbake.
    .hint2 = Ett eller to ord i låten er nok. «Angre» tar det bort.
    .picture = Et ord som kommer igjen, mindre og mindre.
room = Gå tilbake til «Flere valg» og «Vokal». Skriv -24 ved «Romklang». Ta så litt mindre.
    .hint1 = Rap er ofte tett på. Litt rom er nok.
    .hint2 = Slå det av. Savner du det? Da er det passe.
    .picture = En prikk i et stort rom.
rest2 = Hør noe stille i to minutter. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
swap = Trykk «Hør den andre» mens låten går. Bytt to ganger. Hvor hører du ordene best?
    .hint1 = Er den ene høyere, virker den ofte best. Hør på ordene i stedet.
    .hint2 = Begge ligger der. Du kan bytte hele dagen.
    .picture = To like kort, A og B, med en pil mellom.
keep = Nå låter stemmen slik du vil. «Lagre lyden» sparer på den til neste låt.

## Papir

tip1 = Ett grep om gangen. Hør med og uten.
tip2 = Mindre romklang enn du tror.
tip3 = Det som er høyest, virker best. Gjør dem like høye før du velger.

## For den som leder

kit = Gode hodetelefoner. Et opptak med både rolige og sterke ord.
problem1 = Ingen hører forskjell på kompressor. Sett 8, hør, og gå ned til 3.
problem2 = Alt er på, og ordene er borte. Slå av alt, og ta tilbake ett grep.
problem3 = Deltakeren vil bare ha det gjort. La dem velge et kort i «Stemme og beat».
stop = Stopp etter tre grep om det er nok. Ører blir slitne før hodet.

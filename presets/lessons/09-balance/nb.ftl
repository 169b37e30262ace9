# Miks: balanse. Samme id-er som i en.ftl.

title = Miks: balanse
about = Stemmen først, så beaten. Ordene skal høres, også på en mobil.
goal = Deltakeren har satt stemme og beat etter egne ører, og hørt det på tre måter.

down = Trykk «Flere valg» og «Spill av». Dra «Hele beaten» helt ned. Sett «Vokal» der du hører hvert ord.
    .hint1 = Skyven heter «Beat» når beaten er én fil.
    .hint2 = Pil opp og pil ned på tastaturet flytter skyven litt om gangen.
    .picture = To skyver. Beaten er nede, stemmen er oppe.
up = Dra «Hele beaten» sakte opp. Stopp rett før du mister et ord.
    .hint1 = Lukk gjerne øynene. Hør etter ordene, ikke trommene.
    .hint2 = Spør en som ikke kjenner teksten: Hva sa jeg nå?
    .picture = To skyver. Stemmen ligger litt over beaten.
mono = Trykk «Mono» og hør. Er alle ord der? Trykk «Mono» igjen.
    .hint1 = Mange hører på én høyttaler. Slik låter det der.
    .picture = To høyttalere blir til én.
rest1 = Ta av hodetelefonene. Ørene trenger ro. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
sides = Dra den lille skyven under «Melodi» mot venstre. Stemmen får plass i midten.
    .hint1 = Har du dobling? Dra den mot høyre.
    .hint2 = Basstromme og bass blir best i midten.
    .picture = To ører. En pil peker mot det ene.
phone = Trykk «Telefon» og hør. Hva blir borte? Trykk «Telefon» igjen.
    .hint1 = Bassen blir liten her. Ordene skal fortsatt være tydelige.
    .picture = En mobil med lyd ut av bunnen.
rest2 = Hør på noe helt annet i to minutter. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
peak = Dra «Hovedutgang» ned til -3. Gå til «Gi ut» og trykk «Sjekk nå».
    .hint1 = Da er det litt plass igjen på toppen. Den trengs når låten gjøres ferdig.
    .hint2 = Skjer det ingenting? Dra «Hovedutgang» litt lenger ned, og sjekk igjen.
tomorrow = Hør miksen en gang til i morgen, lavt. Da hører du om ordene er tydelige.

## Papir

tip1 = Stemmen først. Så beaten opp til ordene.
tip2 = Lytt lavt. Det som høres da, høres overalt.
tip3 = Prøv mono og mobil før du er fornøyd.

## For den som leder

kit = Hodetelefoner, en liten høyttaler, en mobil. Et opptak over en beat.
problem1 = Alt blir dratt opp. Dra alt ned igjen, og begynn med stemmen.
problem2 = Det er høyt i rommet. Skru ned lyttevolumet, ikke skyvene.
problem3 = Deltakeren hører ingen forskjell. Bytt mellom før og nå med «Hør den andre».
stop = Stopp når ordene høres med lav lyd. Etter tre kvarter er ørene slitne.

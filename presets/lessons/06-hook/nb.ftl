# Refreng. Samme id-er som i en.ftl.

title = Refreng
about = Én setning som kommer igjen, sunget eller ropt, med flere lag av din egen stemme.
goal = Låten har et refreng med dobling og små svar.

place = Trykk «Låtdel», «Ny låtdel» og «Refreng». Trykk «Spill av» og nynn det som kommer.
    .hint1 = Du trenger ikke ord ennå. En lyd på tre toner er nok.
    .hint2 = «Gjenta» spiller den samme delen om og om igjen.
    .picture = Tre klosser etter hverandre. Den midterste er stor.
sentence = Gå til «Opptak» og trykk «Skriv tekst». Skriv én kort setning til refrenget.
    .hint1 = Si setningen høyt. Kan en venn rope den med deg? Da er den kort nok.
    .hint2 = Den kan komme fire ganger på rad. Det er slik refreng er.
    .picture = Et ark og en blyant.
sing = Trykk på laget «Hook». Trykk «Ta opp». Syng eller rop setningen i fire takter.
    .hint1 = Synge, snakke, rope: alt går. Du velger.
    .hint2 = Finn ordet «Refreng» i listen. Trykk på linjen under. Der starter opptaket.
    .picture = Den røde knappen for opptak, og en finger som trykker.
rest1 = Trykk «Spill av». Låten har et refreng nå. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
double = Trykk på laget «Dobling». Ta opp det samme en gang til, litt svakere.
    .hint1 = Bruk de samme ordene i den samme takten. Du hører det første imens.
    .hint2 = Trykk «Flere valg» og «Stram dobling». Da går de to helt likt.
    .picture = Et ansikt, og det samme ansiktet svakere bak.
sides = Gå til «Miks» og «Flere valg». Dra den lille skyven under «Dobling» helt til venstre.
    .hint1 = Skyven ligger over knappene M og S på sporet.
    .hint2 = Hør med hodetelefoner. Nå kommer stemmen fra to steder.
    .picture = To ører. En pil peker mot det ene.
rest2 = Reis deg og rist løs armene. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
adlib = Gå til «Opptak». Trykk på laget «Ad-lib». Rop små svar der det er tomt.
    .hint1 = Ja! Hva? Kom igjen. Ett ord er nok.
    .hint2 = Si det siste ordet i linjen en gang til, litt lenger bort.
    .picture = En stor snakkeboble, og to små ved siden av.
hear = Trykk «Til start» og «Spill av». Hør lagene sammen. Dette er refrenget ditt.
    .picture = En munn, en mikrofon og en lydbølge.

## Papir

tip1 = En setning på tre til seks ord er et refreng.
tip2 = Hovedstemmen i midten, doblingen ut til siden.
tip3 = Rop svar bare der det er tomt.

## For den som leder

kit = Mikrofon, hodetelefoner, papir og penn. Et rom der det er lov å rope.
problem1 = Deltakeren vil ikke synge. Si setningen som et rop, alle i rommet sammen.
problem2 = Doblingen ligger utenfor. Trykk «Stram dobling», og ta den opp en gang til.
problem3 = Det blir for mye lyd. Ta bort ad-lib i første halvdel.
stop = Stopp når refrenget er tatt opp én gang. Dobling kan komme en annen dag.

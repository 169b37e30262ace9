# Bedre opptak. Samme id-er som i en.ftl.

title = Bedre opptak
about = Tre runder, og du plukker det beste fra hver. Ingen tar alt på én gang.
goal = Deltakeren har satt sammen et vers av linjer fra flere forsøk.

stand = Stå. Ha litt avstand mellom føttene. Pust helt ned i magen tre ganger.
    .hint1 = Du kan sitte også. Rett ryggen, så får magen plass.
    .picture = En som står foran en mikrofon.
close = Stå en knyttneve fra mikrofonen. Rapp en linje høyt. Se at det står «Bra».
    .hint1 = Står det «For høyt»? Gå litt bort, eller skru ned på lydkortet.
    .hint2 = Vend munnen litt til siden. Da smeller ikke P og B.
    .picture = En knyttneve mellom munnen og mikrofonen.
three = Trykk «Flere valg». Kryss av for «Gjenta låtdelen». Trykk «Ta opp» og rapp tre runder.
    .hint1 = Hver runde blir et forsøk. Trykk «Stopp» når du har tre.
    .hint2 = Mister du en linje? Fortsett. Den kommer igjen om litt.
    .picture = Takter som går i ring.
rest1 = Drikk vann. Hør en runde. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
pick = Se på merkene ved linje 1. Trykk på det beste. Velg et annet på linje 2.
    .hint1 = Hold musen i ro på et merke, så hører du bare den linjen.
    .hint2 = Linjene passer sammen av seg selv. Bytt så mye du vil.
    .picture = En linje med to merker, 1 og 2. Det ene er valgt.
again = Trykk på en linje du vil ha ny. Trykk «Ta denne linjen på nytt». Rapp den.
    .hint1 = Beaten går to takter før. Opptaket stopper av seg selv.
    .hint2 = Du kan også trykke på T. De gamle forsøkene blir spart på.
    .picture = En linje med en pil i ring.
rest2 = Ta av hodetelefonene litt. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
through = Trykk «Til start» og «Spill av». Hør verset som om en annen rappet det.
    .hint1 = Hva ville du sagt til en venn som rappet dette?
enough = Stopp mens det er gøy. I morgen hører du det på en ny måte.

## Papir

tip1 = Stå. Pust med magen. Ha en knyttneve til mikrofonen.
tip2 = Tre hele runder først. Så enkle linjer.
tip3 = Stopp etter tre kvarter. Stemmen må få hvile.

## For den som leder

kit = Mikrofon på stativ, med popfilter. Hodetelefoner. Vann som ikke er kaldt.
problem1 = Alle forsøk er like. Be om ett som hvisker og ett som roper.
problem2 = Deltakeren vil ta det hundre ganger. Velg sammen nå, og ta én linje om igjen.
problem3 = P og B smeller. Flytt mikrofonen litt til siden for munnen.
stop = Stopp mens det er gøy, eller når stemmen er tørr.

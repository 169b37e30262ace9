# Gjør den til din. Samme id-er som i en.ftl.

title = Gjør den til din
about = Fort eller sakte, rett eller gyngende. Små grep gjør en ferdig beat til din.
goal = Deltakeren har endret tempo, swing og bass, og hørt forskjellen.

tempo = Trykk «Spill av». Skriv et nytt tall ved «Tempo». Høyere tall går fortere.
    .hint1 = Prøv fem opp eller fem ned. Pil opp og pil ned virker også.
    .hint2 = Nikk med hodet. Er det lett å nikke, er farten fin.
    .picture = En metronom.
swing = Trykk «Flere valg». Sett «Swing» på 50, og hør. Sett 60, og hør igjen.
    .hint1 = 50 er helt rett. Med 60 kommer annethvert slag litt senere.
    .picture = To rader med prikker. Den ene er jevn, den andre gynger.
bass = Trykk på fanen «Bass». Sett to nye toner der du vil.
    .hint1 = Hver rad er en tone. Alle toner du setter her, passer til låten.
    .hint2 = Trykk en gang til på tonen, så er den borte.
    .picture = Rader med bassens toner, lave og høye.
rest1 = Hør hva du har gjort med beaten. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
hats = Trykk på fanen «Trommer», så «M» ved «Hi-hat (lukket)». Hør to takter uten.
    .hint1 = Trykk «M» en gang til når du vil ha den tilbake.
    .picture = Tre rader med slag. Den ene er tom.
loop = Se at «Gjenta» er på. Hør åtte takter. Nikk med hvis du vil.
    .hint1 = Lyser ikke knappen? Trykk på den, og så på «Spill av».
    .picture = Takter som går i ring.
rest2 = Legg hendene i fanget litt. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
keep = Trykk «Låtdel». Velg «Mønster i denne delen», så «Lag et eget mønster». Nå har du to.
    .hint1 = Det første mønsteret ligger i den samme listen. Ingen har rørt det.
    .hint2 = Endre litt i det nye: ett slag til, eller ett mindre.
like = Hør det første mønsteret, og så det nye. Hva vil du rappe over?
    .first = Det første
    .new = Det nye
    .both = Begge, hver sin del

## Papir

tip1 = Rap går ofte i 80 til 100 slag i minuttet. Drill og trap går i rundt 140.
tip2 = Ta bort en lyd i to takter. Når den kommer igjen, merkes det.
tip3 = Kopier før du endrer. Da er det første alltid der.

## For den som leder

kit = To par hodetelefoner, og høyttaler om rommet er ledig.
problem1 = Swing er vanskelig å høre. Demp alt unntatt hi-hat, og bytt mellom 50 og 60.
problem2 = Bassen blir uklar. Ta bort toner til det er to eller tre i takten.
problem3 = Alt låter likt nå. Ta en pause fra lyd i fem minutter.
stop = Stopp når deltakeren nikker med. Da er beaten god nok å rappe over.

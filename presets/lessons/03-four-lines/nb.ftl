# Fire linjer. Samme id-er som i en.ftl.

title = Fire linjer
about = Fra tom stol til fire linjer på beat. Du sier det du vil, som du vil.
goal = Deltakeren har fire egne linjer over en beat, og har valgt forsøket selv.

headphones = Ta på hodetelefonene. Trykk «Spill av» og hør fire takter.
    .hint1 = Er lyden lav? Finn den lille hodetelefonen nede på skjermen. Dra skyveren mot høyre.
    .hint2 = Er det helt stille? Se om kabelen sitter. Spør gjerne.
    .picture = Et hode med hodetelefoner på.
level = Still deg en knyttneve fra mikrofonen. Snakk høyt. Over måleren skal det stå «Bra».
    .hint1 = Står det «For lavt»? Gå nærmere. Står det «For høyt»? Gå litt bort.
    .hint2 = Knappen «Sjekk nivået» hører etter i åtte sekunder og gir et råd.
    .picture = En knyttneve mellom munnen og mikrofonen.
name = Trykk «Ta opp». Tell med til fire. Si navnet ditt fire ganger. Trykk «Stopp».
    .hint1 = Si navnet en gang i hver takt. Det skal ikke være bra.
    .hint2 = Du ser 1, 2, 3, 4 før opptaket begynner. Pust inn på 4.
    .picture = Tallene 1, 2, 3 og 4, og så en rød prikk.
rest1 = Trykk «Spill av» og hør navnet ditt på beat. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
door = Nå kommer fire linjer. Hvordan vil du begynne?
    .rap = Rappe det som kommer
    .words = Skrive noen ord først
    .talk = Snakke, som til en venn
    .picture = Et ark og en blyant.
lines = Trykk «Ta opp» og rapp fire linjer. Trykk «Stopp». Gjør det en gang til.
    .hint1 = En linje er en takt. Korte linjer er fine.
    .hint2 = Begge forsøk blir spart på. Ingenting er borte.
    .picture = Fire linjer under hverandre, én takt hver.
rest2 = Drikk litt vann. Fire linjer er tatt opp. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
best = Ved hver linje står et merke for hvert forsøk. Trykk på det du liker.
    .hint1 = Hold musen i ro på et merke, så hører du det.
    .hint2 = Liker du det som er valgt nå? Hør det, så går vi videre.
    .picture = En linje med to merker, 1 og 2. Det ene er valgt.
hear = Trykk «Til start» og «Spill av». Fire linjer, på beat. De er dine.
    .picture = En munn, en mikrofon og en lydbølge.

## Papir

tip1 = Stå en knyttneve fra mikrofonen. Rapp litt høyere enn du snakker.
tip2 = Pust inn på 4, så er du klar på 1.
tip3 = To forsøk er bedre enn ett. Da kan du velge.

## For den som leder

kit = Mikrofon med popfilter. To par hodetelefoner. Vann, papir og penn.
problem1 = Måleren blir ikke grønn. Skru på lydkortet, og flytt stolen nærmere.
problem2 = Deltakeren liker ikke stemmen sin. Slik er det for nesten alle først. Legg på «Varm» i Miks.
problem3 = Ordene kommer utenfor takten. La det være. Ta et forsøk til med roligere tempo.
stop = Stopp etter navnet om det er nok. Et navn på beat er også noe å ta med.

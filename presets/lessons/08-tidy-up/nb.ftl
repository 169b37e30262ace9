# Rydd opp. Samme id-er som i en.ftl.

title = Rydd opp
about = Pust, sus og løse ender blir borte. Ordene dine blir stående.
goal = Deltakeren har ryddet et opptak og hørt forskjellen selv.

find = Trykk «Spill av» og hør bare på pausene. Hører du pust, sus eller stoler?
    .hint1 = I «Tidslinje» er ordene store bølger. Det lille mellom dem er sus.
    .hint2 = Hører du ingenting mellom ordene? Fint. Da er det lite å rydde.
    .picture = En lydbølge med små pigger mellom ordene.
tidy = Trykk «Linjer», så «Flere valg», så «Rydd mellom linjene». Nå er pausene stille.
    .hint1 = Opptaket selv er det samme. «Angre» henter alt tilbake.
    .hint2 = Velg laget «Lead» først, så er det hovedstemmen som ryddes.
    .picture = To lydbølger med helt stille mellom.
before = Trykk «Angre» og hør. Trykk «Gjør om» og hør. Behold det du liker.
    .hint1 = Litt pust kan være fint. Du bestemmer hvor mye.
rest1 = Et ryddig opptak er nok for en dag. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
trim = Gå til «Tidslinje». Ta tak i kanten av et klipp. Dra den inn til ordet. Gjør det to steder.
    .hint1 = Sett streken der klippet skal slutte. Trykk W. Trykk Q for starten.
    .hint2 = Dra kanten ut igjen, så er lyden der fortsatt.
    .picture = Et klipp med en pil som skyver kanten inn.
fade = Trykk på et klipp, så på F. Skriv 20 ved «Ton inn» og 20 ved «Ton ut».
    .hint1 = Da begynner lyden mykt, uten et lite knepp.
    .hint2 = Små punkter på klippet gjør det samme. Dra i dem.
    .picture = Et klipp som blir høyere i starten og lavere på slutten.
rest2 = Ta av hodetelefonene litt. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
breath = Finn ett pust. Sett streken rett før det, og trykk D. Nå er klippet delt.
    .hint1 = Vil du flytte streken? Trykk på et av tallene øverst.
    .hint2 = Trykk D rett etter pustet også. Ctrl og pil ned gjør det mykere.
    .picture = Et klipp som er delt i to.
through = Trykk «Til start» og «Spill av». Hør verset, eller spill det for noen du liker.
    .hint1 = Låter det tomt noe sted? Da kan et pust få komme igjen.

## Papir

tip1 = Rydd mellom ordene, aldri i dem.
tip2 = 20 ms toning inn og ut tar bort knepp.
tip3 = Et pust før en viktig linje kan få bli.

## For den som leder

kit = Hodetelefoner, mus. Et opptak som allerede er gjort.
problem1 = Låten har ikke noe opptak. Ta leksjonen Fire linjer først.
problem2 = Starten av et ord ble borte. Dra kanten ut igjen, lyden er der.
problem3 = Deltakeren liker ikke det som kommer ut. Ta pause, og hør låten på høyttaler.
stop = Stopp etter «Rydd mellom linjene» om det er nok. Det er det meste av jobben.

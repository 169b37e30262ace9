# Låtform. Samme id-er som i en.ftl.

title = Låtform
about = En låt er noen få deler i rekkefølge. Her blir en loop til en hel låt.
goal = Deltakeren har en låt med minst fem deler, og har hørt den fra start til slutt.

hook = Trykk «Låtdel», «Ny låtdel» og «Refreng». Nå skjer det noe nytt etter verset.
    .hint1 = Delene står på rad over trommene. Trykk på en for å velge den.
    .hint2 = Hver del spiller beaten på sin måte. Verset er rolig, refrenget er stort.
    .picture = Tre klosser etter hverandre. Den midterste er stor.
five = Legg til flere på samme måte: «Vers», «Refreng», «Slutt». Stopp når du har fem.
    .hint1 = «Låtform» i den samme menyen lager hele rekken med ett trykk.
    .hint2 = Kom en del på et annet sted? «Flytt fram» og «Flytt bakover» hjelper.
    .picture = Fem klosser: intro, vers, refreng, vers, refreng.
longer = Velg en del og trykk «Lengre». Fortsett til låten er 32 takter.
    .hint1 = Et vers er ofte 16 linjer. Et refreng er ofte 8.
    .hint2 = Linjene står under navnet på hver del. Legg dem sammen.
rest1 = Se på rekken av deler. Det er en låt. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
hole = Velg et refreng. Trykk «Låtdel», «Overgang hit» og «Bassen holder pusten».
    .hint1 = Trommer og bass blir stille rett før. Da føles refrenget større.
    .hint2 = Har delen en hake der fra før? Velg et annet refreng, eller noe annet.
    .picture = Tre rader med slag. Den ene er tom.
new = Velg det andre verset. Ta bort én lyd med «Låtdel» og «Demp i denne delen».
    .hint1 = Prøv uten basstromme i verset. Den kommer igjen i refrenget.
    .hint2 = Én liten ting er nok. Øret merker det.
    .picture = To vers. I det andre mangler en rad.
rest2 = Se ut av vinduet litt. Ørene får hvile. Du kan stoppe her for i dag.
    .picture = En kopp og en stol.
through = Trykk «Til start» og «Spill av». Hør hele låten uten å røre noe.
    .hint1 = Går den rundt i én del? Trykk på «Gjenta», så går den videre.
    .hint2 = Skriv ned ett sted du likte, og ett du vil endre.
play_it = Nå er det en hel låt. Vil du spille den for noen? Du bestemmer.

## Papir

tip1 = Intro, vers, refreng, vers, refreng, slutt. Det holder.
tip2 = Ta bort noe rett før refrenget. Da blir det stort.
tip3 = Endre én ting i vers to.

## For den som leder

kit = Hodetelefoner, papirlapper med navn på delene. Legg dem på bordet først.
problem1 = Det blir for mange deler. Legg lapper på bordet og flytt dem med hendene.
problem2 = Alle deler er like. Spør: Hva kan være borte her?
problem3 = Låten er lang. To minutter er en hel låt.
stop = Stopp når det er vers, refreng og slutt. Resten er for en annen dag.

# Trykk og rapp. Samme id-er som i en.ftl.

title = Trykk og rapp
about = Tre minutter. Beaten er klar. Si noe over den, og hør det igjen.
goal = Gjesten hører sin egen stemme over en beat.

listen = Ta på hodetelefonene. Trykk «Spill av» og hør beaten.
    .hint1 = Er lyden lav? Finn den lille hodetelefonen nede på skjermen. Dra skyveren mot høyre.
    .hint2 = Er det helt stille? Se om kabelen sitter. Spør gjerne.
    .picture = Et hode med hodetelefoner på.
say = Trykk «Ta opp». Du hører en telling først. Si det du vil. Trykk «Stopp».
    .hint1 = Si navnet ditt, eller det du ser i rommet.
    .hint2 = Du kan også trykke på R. En gang til, så stopper det.
    .picture = Den røde knappen for opptak, og en finger som trykker.
hear = Trykk «Spill av». Der er stemmen din, over en beat.
    .hint1 = Vil du prøve en gang til? Trykk «Ta opp». Begge blir liggende.
    .picture = En munn, en mikrofon og en lydbølge.

## Papir

tip1 = Gå nær mikrofonen. En knyttneve er passe.
tip2 = Navnet ditt fire ganger er et godt forsøk.
tip3 = Alt blir lagret av seg selv.

## For den som leder

kit = Mikrofon med popfilter. To par hodetelefoner. En beat som går.
problem1 = Det er stille i ørene. Skru lyttevolumet opp, og se på kabelen.
problem2 = Gjesten finner ikke ord. Foreslå navnet, gaten eller det som står på bordet.
problem3 = Stemmen er svak. Flytt stolen, så det er en knyttneve til mikrofonen.
stop = Stopp etter ett forsøk om det er nok. Spør om det skal bli eller slettes.

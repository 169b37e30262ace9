# Bokmål: hver tekst som programmet viser. Samme id-er som i en.ftl.
# `.help` er hva en knapp gjør, `.text` den mindre setningen under en stor.

app-name = Rap Clinic Studio

## Rom

rooms = Rom
    .help = Fire rom i den rekkefølgen arbeidet går: Beat, Opptak, Miks og Gi ut.
room-beat = Beat
    .help = Her hentes beaten som det skal rappes over.
room-record = Opptak
    .help = Her tas stemmen opp over beaten. Mellomrom spiller av og stopper, R tar opp.
room-mix = Miks
    .help = Her får hvert spor den lydstyrken det skal ha.
room-finish = Gi ut
    .help = Her blir låten til en ferdig fil.

## Neste steg

next-import = Først en beat
    .text = Hent en lydfil, så er låten i gang. Alt lagres av seg selv.
next-record = Beaten er klar. Ta opp når det passer.
    .text = Ta på hodetelefoner. Trykk på den røde knappen, eller R på tastaturet.
next-listen = Opptaket er lagret. Hør hvordan det ble.
    .text = Mellomrom spiller av. R tar opp et forsøk til.
next-finish = Ta opp mer, eller lag ferdig fil
    .text = Mellomrom spiller av. R tar opp et forsøk til.
next-counting = Gjør klar … { $number }
    .text = Opptaket begynner når tellingen er ferdig.
next-recording = Opptaket går
    .text = Trykk R eller mellomrom for å stoppe. Alt blir lagret.

mix-voice = Velg hvordan stemmen skal høres ut
    .text = Pek på en lyd for å høre den. Finn så midten med skyven.
mix-mixer = Alle spor hver for seg
    .text = Trykk på navnet til et spor for å se lyden av det, trinn for trinn.
mix-moves = Tegn hvordan lyden beveger seg
    .text = Trykk eller dra for å tegne. Trykk på en låtdel for å velge den.

## Knapper

make-beat = Lag en beat
    .help = Går til rommet Beat, der ferdige stiler kan høres og endres.
import-beat = Hent en beat
    .help = Velger en lydfil og legger den inn som beat i låten.
import-filter = Lydfiler (*.wav *.mp3 *.m4a *.flac *.ogg *.opus *.aac *.aif *.aiff *.wma *.mp4 *.mid *.midi);;Alle filer (*)
drop-beat = Eller slipp en lydfil her
play = Spill av
    .help = Spiller låten fra spillestreken.
stop = Stopp
    .help = Stopper avspillingen. Et opptak som går, blir lagret.
record = Ta opp
    .help = Tar opp mikrofonen på det valgte vokalsporet, fra spillestreken.
stop-recording = Stopp
    .help = Stopper opptaket og lagrer det.
to-start = Til start
    .help = Flytter spillestreken til begynnelsen av låten.
undo = Angre
    .help = Tar tilbake det siste som ble gjort.
redo = Gjør om
    .help = Gjør det som ble angret, en gang til.
zoom-in = Større
    .help = Viser en kortere del av låten, større.
zoom-out = Mindre
    .help = Viser mer av låten på en gang.
mute = Demp
    .letter = M
    .help = Sporet blir stille. Trykk igjen for å høre det.
solo = Solo
    .letter = S
    .help = Bare dette sporet høres. Trykk igjen for å høre alle.
calm = Rolig modus
    .help = Dempede farger, ingen målere i miksen, ingen bobler. Trykk igjen for vanlig visning.
menu = Meny
    .help = Låter, lyd, visning og språk.
help = Hva er dette?
    .help = Forteller hva den valgte knappen gjør. Tasten er F1.
help-short = Hjelp
    .help = Forteller hva den valgte knappen gjør. Tasten er F1.
help-about = { $name }: { $help }
song-title = Låtens navn
    .help = Trykk for å gi låten et annet navn.
song-title-named = Låtens navn: { $title }
name-edit = Nytt navn
    .help = Skriv navnet. Enter lagrer, Esc lar det gamle stå.
saved = Lagret
    .help = Låten lagres av seg selv hele tiden.
saving = Lagres snart
    .help = Disken tar ikke imot akkurat nå. Alt er i minnet og lagres så snart det går.
sound = Lyd
    .help = Velger mikrofon og hvor lyden skal ut.
sound-demo-button = Demo
    .help = Demolydkortet er på: uten mikrofon og uten hodetelefoner. Trykk for å velge lydkort.
volume = Lyttevolum
    .help = Hvor høyt det er i hodetelefonene. Endrer ikke låten. Starter alltid lavt.
banner-close = Lukk
    .help = Tar bort meldingen.
cancel = Avbryt
    .help = Stopper arbeidet. Ingenting blir liggende igjen.
close = Ferdig
    .help = Lukker dette vinduet.
finish = Lag ferdig fil
    .help = Lager en lydfil av hele låten. Andre programmer kaller det eksport.
show-folder = Vis filen
    .help = Åpner mappen der de ferdige filene ligger.
open = Åpne
    .help = Åpner den valgte låten.
open-other = Finn en annen mappe
    .help = Velger en låtmappe et annet sted, for eksempel på en minnepinne.
file-look-in = Se i
file-name = Filnavn
file-type = Filtype
file-save = Lagre
key-space = mellomrom

## Meny

menu-new-song = Ny låt
menu-open-song = Åpne låt
menu-import-beat = Hent en beat
menu-finish = Lag ferdig fil
menu-undo = Angre
menu-redo = Gjør om
menu-to-start = Til start
menu-count-in = Telle inn
menu-sound = Lyd
menu-view = Visning og språk
menu-calm = Rolig modus
menu-light = Lyst
menu-letters = Hurtigtaster med én bokstav
menu-nb = Norsk
menu-en = English
menu-quit = Avslutt

## Det som knappene på meldingene sier

action-ok = Greit
    .help = Tar bort meldingen.
action-sound = Velg lyd
    .help = Åpner valget av mikrofon og utgang.
action-import = Velg en annen fil
    .help = Åpner valget av lydfil.
action-songs = Velg låt
    .help = Viser låtene på denne maskinen.
action-finish = Prøv igjen
    .help = Går til rommet Gi ut.
action-restart-sound = Start lyden igjen
    .help = Starter lyddelen av programmet på nytt.
action-show-folder = Vis filen
    .help = Åpner mappen der de ferdige filene ligger.

## Nede på skjermen

input-level = Nivå inn
    .help = Viser hvor høyt mikrofonen hører. Grønt felt er passe.
level-off = Ingen mikrofon
level-silent = Stille
level-low = For lavt
level-good = Bra
level-high = For høyt
level-nothing = Stille
level-db = { $db } dB
strip-level = Nivå
    .help = Hvor høyt sporet spiller nå.
bar-and-beat = Takt { $bar } · slag { $beat }
counting-in = Teller inn
recording-time = Tar opp { $time }
at-bar = Takt { $bar }
at-bar-track = Takt { $bar }, spor { $track }

## Tidslinje

timeline-area = Låten over tid
timeline = Tidslinje
    .help = Sporene og klippene i låten. Pil til siden flytter spillestreken en takt, med Shift ett slag. Pil opp og ned velger spor. F2 gir sporet navn. Alt med pil til siden velger et klipp, og menytasten viser alt som kan gjøres med det.
ruler = Takter
    .help = Trykk for å flytte spillestreken.
track-row = Spor { $track }, { $role }
clip-take = Forsøk { $number }
clip-rescued = Reddet opptak { $number }
clip-live = Tar opp { $time }
clip-described = { $clip } på sporet { $track }, takt { $first } til { $last }

## Roller

role-beat = Beat
role-drums = Trommer
role-bass = Bass
role-melody = Melodi
role-lead = Vokal
role-double = Dobling
role-adlib = Adlib
role-hook = Refreng
role-master = Hovedutgang

## Beat og miks

tempo = Tempo
    .help = Slag i minuttet (BPM). Står ofte i navnet på beaten. Da blir taktene riktige.
fader = Volum, { $track }
    .help = Pil opp og ned endrer lydstyrken litt. Home setter den til 0 dB.

## Gi ut

format-mp3 = MP3
    .help = Til mobil og deling. Liten fil som spilles av overalt.
format-wav24 = WAV
    .help = Full kvalitet, til utgivelse og videre arbeid.
format-flac24 = FLAC
    .help = Full kvalitet i halvparten av plassen.
finish-progress = Så langt er filen
finish-done = Ferdig: { $file }

## Arbeid som går

job-import = Henter beaten
job-engine = Gjør lyden klar. Det skjer bare denne ene gangen.
job-open = Åpner låten

## Låter

songs = Låter på denne maskinen
    .help = Pil opp og ned velger, Enter åpner.
songs-none = Ingen andre låter ennå.
song-untitled = Ny låt { $number }

## Lyd

sound-dialog = Lyd
sound-input = Mikrofon
    .help = Det som skal tas opp.
sound-output = Hodetelefoner eller høyttaler
    .help = Der lyden kommer ut.
sound-automatic = Automatisk
dialog-cancel = Tilbake
    .help = Lukker uten å endre noe.
sound-channel = Inngang på lydkortet
    .help = Hvilken kontakt mikrofonen står i.
sound-channel-number = Inngang { $number }
sound-automatic-named = Automatisk: { $name }
sound-no-input = Ingen, bare avspilling
sound-demo = Demolydkort
    .help = Går uten mikrofon og uten hodetelefoner, for å bli kjent med programmet. En innebygd stemme tas opp i stedet for mikrofonen.
sound-none = Fant ingen lydkort
sound-searching = Leter etter lydkort …
sound-use = Bruk
    .help = Tar i bruk det som er valgt.
sound-again = Let igjen
    .help = Leter etter lydkort som nettopp ble koblet til.
sound-opened = Lyden går gjennom { $name }.
sound-opened-demo = Demolydkortet er på: ingen mikrofon og ingen hodetelefoner er i bruk. Velg et lydkort når det er koblet til.

## Meldinger

told-imported = { $name } er hentet.
told-exported = Ferdig fil: { $file }
told-take-kept = Opptaket er lagret ({ $length }).
told-take-loud = Opptaket er lagret ({ $length }). Noe av det ble for høyt. Skru litt ned på lydkortet, eller gå litt bort fra mikrofonen.
told-take-gaps = Opptaket er lagret ({ $length }). Maskinen kom ikke helt med, og det ble lydhull. Ta gjerne opp et forsøk til.
told-take-empty = Det kom ingen lyd, så det ble ikke noe opptak.
told-take-not-begun = Stoppet før opptaket begynte.
told-disk-low = Det er lite plass igjen på disken: nok til omtrent { $minutes } minutter opptak. Opptaket går.
told-mic-silent = Mikrofonen er helt stille. Sitter kabelen godt? Er mikrofonen slått på? Opptaket går.
told-mic-faint = Mikrofonen hører nesten ingenting. Gå litt nærmere, eller skru litt opp på lydkortet. Opptaket går.
told-sound-warming = Lyden gjør seg klar. Et øyeblikk.
told-device-lost = Lydkortet { $name } ble borte. Opptaket er lagret ({ $length }).
told-device-back = Lydkortet { $name } er tilbake.
told-engine-back = Lyden stoppet og er i gang igjen. Ingenting er borte.
told-undone = Angret: { $what }
told-redone = Gjort om: { $what }
told-unexpected = Noe gikk ikke som det skulle, men vinduet er her fortsatt. Ingenting er borte.
told-busy = Vent til arbeidet som går, er ferdig.
closing = Lukker. Alt er lagret.

## Det som kan hende mens det tas opp

told-dropout = Ett hakk her – ta gjerne linjen om igjen etterpå. Opptaket går, og alt ligger i takt.
told-take-slept = Ingenting er borte. Maskinen gikk i dvale, og opptaket fram til da er lagret ({ $length }).
told-take-disk-full = Ingenting er borte: opptaket er lagret ({ $length }). Det stoppet fordi disken er full. Gjør plass før neste opptak.
told-take-disk-refused = Ingenting er borte: opptaket er lagret ({ $length }). Det stoppet fordi disken ikke svarte.
told-take-spooled = Ingenting er borte: opptaket ({ $length }) ligger trygt på denne maskinen, for mappen til låten tar ikke imot noe nå. Det flyttes inn neste gang låten åpnes.
awake-why = Et opptak er i gang
action-room = Gjør plass
    .help = Viser hva som tar plass på maskinen, og hva som kan tømmes.
action-again = Ta om igjen
    .help = Tar opp fra samme sted. Opptaket som er der, blir tatt vare på.
room-on-disk = Plass på maskinen
room-minutes = Nok til omtrent { $minutes } minutter opptak.
room-hours = Nok til omtrent { $hours } timer opptak.
room-counting = Teller opp …
room-songs = Låter
    .text = Låtene blir værende. De slettes aldri her.
room-finished = Ferdige filer
    .text = Flytt dem gjerne over på en minnepinne.
room-bins = Papirkurvene i låtene
    .text = Det som ble tatt ut de siste 30 dagene. Den åpne låten beholder sin.
room-cache = Mellomlager
    .text = Programmet lager det på nytt når det trengs.
room-row = { $what }: { $size }
room-row-gives = { $what }: { $size }, plass til { $minutes } minutter opptak
room-empty-bins = Tøm papirkurvene
    .help = Sletter for godt det som ligger i papirkurvene. Låtene blir værende.
room-empty-cache = Tøm mellomlageret
    .help = Sletter det som programmet kan lage på nytt. Låtene blir værende.
room-show = Vis filene
    .help = Åpner mappen der de ferdige filene ligger.
room-close = Ferdig
    .help = Lukker denne siden.

import-note-lossy = Filen er komprimert, og det er helt greit.
import-note-telephone-quality = Filen har telefonkvalitet, så den kan låte litt tynt.
import-note-downmixed = Filen hadde flere kanaler. Nå er den i stereo.
import-note-header-repaired = Filen var ikke helt hel, men lyden er reddet.
import-note-damaged-middle = Noe midt i filen kunne ikke leses. Der er det stille.
import-note-truncated = Slutten av filen manglet.
import-note-delay-unknown = Filen kan begynne litt for sent. Flytt den om den ikke er i takt.

## Det som åpning av en låt har å fortelle (studio.rescue.NOTES)

open-note-rescued-take = Et opptak ({ $length }) er reddet. Det ligger på sporet Reddet opptak.
open-note-take-in-progress = Et opptak til denne låten går ennå. Det blir lagt inn når det er ferdig.
open-note-edits-cut = Det aller siste som ble gjort før strømmen gikk, kom ikke med. Alt før det er her.
open-note-older-generation = Den nyeste utgaven av låten kunne ikke leses. Dette er den siste hele. Den andre er tatt vare på.
open-note-media-missing = Lydfilen { $name } er ikke her, så den er stille. Resten spiller som før.
open-note-media-found = Lydfilen { $name } var flyttet og er funnet igjen.
open-note-opened-read-only = Her kan det ikke lagres. Låten kan høres, men ikke endres.
open-note-newer-version = Låten er laget i en nyere utgave av programmet. Den kan høres, men ikke endres her.
open-note-kept-copy = Låten fantes i to utgaver. Begge er tatt vare på. Den andre heter { $name }.
rescue-track = Reddet opptak
copy-word = kopi

## Før låten går ut (studio.preflight)

preflight-ok = { $name }: { $value } { $unit }
preflight-level-block = Ingenting er borte. Dette må på plass før låten kan sendes til tjenestene:
preflight-level-warn = Dette er verdt å se på:
preflight-level-info = Greit å vite:
preflight-good = { $count } ting er i orden.
preflight-packs = Kan lages nå: { $packs }.
pack-upload = til tjenestene
pack-share = til å dele
pack-instrumental = instrumental
pack-acappella = bare stemmen
pack-scene = sceneversjon
pack-stems = spor hver for seg
pack-midi = MIDI
pack-project = til et annet studio

preflight-loudness = { $side ->
        [low] Låten er lavere enn det meste på strømmetjenestene ({ $value } LUFS). Ingenting er borte. Skru opp mål for lydstyrke og mastre på nytt.
       *[high] Låten er så høy at den mister trøkk når tjenestene skrur den ned ({ $value } LUFS). Ingenting er borte. Skru ned mål for lydstyrke og mastre på nytt.
    }
    .name = Lydstyrke
preflight-true-peak = Toppen er { $value } dBTP, over { $limit }. Den kan sprake når tjenestene gjør låten om til strømming. Ingenting er borte. Mastre på nytt, så holder begrenseren den nede.
    .name = Høyeste topp
preflight-lossy-peak = Når filen spilles av, når den { $value } dBTP, over { $limit }. Det kan sprake. Ingenting er borte. Lag filen på nytt, litt lavere.
    .name = Topp i den komprimerte filen
preflight-mix-peak = Miksen når { $value } dBTP før mastringen. Ingenting er borte. Senk hovedutgangen noen dB, så får begrenseren mindre å ta bort.
    .name = Takhøyde i miksen
preflight-dynamics = Bare { $value } dB skiller toppen fra lydstyrken, så låten kan høres flat ut. Ingenting er borte. Mastre på nytt med lavere mål.
    .name = Luft mellom topp og lydstyrke
preflight-range = { $side ->
        [low] Låten er nesten like høy hele veien ({ $value } LU). Det er lov. Et roligere sted kan gjøre refrenget større.
       *[high] Det er langt fra det laveste til det høyeste ({ $value } LU). Ingenting er borte. Hør etter om noe blir borte på mobil.
    }
    .name = Fra lavt til høyt
preflight-surge = Rundt { $at } er låten { $value } LU høyere enn ellers. Ingenting er borte. Hør der, og senk det som stikker seg ut.
    .name = Det høyeste stedet
preflight-length = { $side ->
        [low] Låten varer { $value } sekunder. Mange tjenester vil ha minst et halvt minutt, og de fleste låter er over ett. Ingenting er borte. Gjenta en låtdel, eller la den være kort.
       *[high] Låten varer { $value } sekunder. Det er lenger enn de fleste tar inn. Ingenting er borte. Kort den ned, eller se etter noe som ligger igjen langt bak.
    }
    .name = Lengde
preflight-head-silence = { $side ->
        [low] Låten begynner med en gang ({ $value } s stillhet). Strømming kan sluke den aller første lyden. Ingenting er borte. La starten få litt luft.
       *[high] Det er stille i { $value } sekunder før låten begynner. Ingenting er borte. Den kan kuttes i den ferdige låten.
    }
    .name = Stillhet i starten
preflight-tail-silence = { $side ->
        [low] Låten slutter brått ({ $value } s stillhet). Ingenting er borte. La slutten klinge ut litt til.
       *[high] Det er stille i { $value } sekunder etter at låten er slutt. Ingenting er borte. Den kan kuttes i den ferdige låten.
    }
    .name = Stillhet på slutten
preflight-gap = Ved { $at } er det helt stille i { $value } sekunder. Lyden ligger trygt der den lå. Hør der, og se om et spor er dempet.
    .name = Stillhet inne i låten
preflight-edges = Låten starter eller slutter midt i en lyd ({ $value } dBFS), og det kan høres som et knepp. Ingenting er borte. Gis låten ut herfra, tones den inn og ut.
    .name = Første og siste lyd
preflight-start-click = Det er et skarpt knepp helt i starten ({ $value } dB over det som kommer). Ingenting er borte. Gis låten ut herfra, tones den inn.
    .name = Knepp i starten
preflight-offset = Lyden ligger skjevt rundt midten ({ $value }). Det tar av plassen til lydstyrke. Ingenting er borte. Slå på lavkutt.
    .name = Lyden rundt midten
preflight-sub-bass = Det ligger mye lyd under det vi hører ({ $value } dB). Den tar plass og sliter på høyttalere. Ingenting er borte. Slå på lavkutt.
    .name = Rumling under 20 Hz
preflight-mono-loss = På en mobil eller én høyttaler blir låten { $value } LU svakere. Ingenting er borte. Gjør sporet som er bredest, smalere, eller snu siden som er snudd, og lytt igjen.
    .name = I én høyttaler
preflight-correlation = Venstre og høyre side drar hver sin vei ({ $value }). Noe kan bli borte i én høyttaler. Lyden selv er trygg. Gjør det bredeste sporet smalere.
    .name = Venstre og høyre sammen
preflight-correlation-worst = Rundt { $at } drar venstre og høyre side hver sin vei ({ $value }). Lyden selv er trygg. Hør der, og gjør det bredeste sporet smalere.
    .name = Venstre og høyre der det er verst
preflight-sides = Den ene siden er { $value } dB høyere enn den andre. Ingenting er borte. Se på panoreringen.
    .name = Balanse mellom sidene
preflight-dual-mono = Begge sider er helt like, så låten er i mono. Det er helt i orden hvis det er meningen.
    .name = To like sider
preflight-one-channel = Filen har bare én kanal, og tjenestene vil ha to. Ingenting er borte. Lag filen på nytt, så skrives begge.
    .name = To kanaler
preflight-bad-samples = { $value } punkter i filen er ikke lyd, og kan gi smell. Låten selv er trygg. Lag filen på nytt.
    .name = Lydpunktene i filen
preflight-source-clipping = Opptaket var for høyt inn, { $value } steder i minuttet, først ved { $at }. Opptaket er lagret. Ta gjerne om linjen med lavere inngangsnivå.
    .name = For høyt inn
preflight-noise-floor = I pausene er det { $value } dBFS støy. Opptaket er trygt. Slå på støyporten, eller lukk dør og vindu neste gang.
    .name = Støy i pausene
preflight-hum = Det brummer fra strømmen i pausene ({ $value } dB). Opptaket er trygt. Slå på støyporten, og prøv en annen kabel neste gang.
    .name = Brum i pausene
preflight-voice-balance = { $side ->
        [low] Beaten ligger over stemmen ({ $value } LU). Ingenting er borte. Dra «Stemme ↔ Beat» mot stemmen.
       *[high] Stemmen ligger høyt over beaten ({ $value } LU). Ingenting er borte. Dra «Stemme ↔ Beat» mot beaten.
    }
    .name = Stemme og beat
preflight-file-kind = Filen er fin å dele. Til en utgivelse trengs en WAV; den ligger i mappen upload når låten er gitt ut.
    .name = Filtype
preflight-file-format = Denne WAV-filen er av et slag som tjenestene sender tilbake (format { $value }). Låten er trygg. Lag filen på nytt.
    .name = WAV av enkleste slag
preflight-file-bits = Filen har { $value } bit, og tjenestene tar 16 eller 24. Låten er trygg. Lag filen på nytt.
    .name = Bitdybde
preflight-file-rate = Filen går på { $value } Hz, og det som passer overalt, er 44 100. Låten er trygg. Lag filen på nytt.
    .name = Samplingsfrekvens
preflight-file-channels = Filen har { $value } kanaler, og tjenestene vil ha to. Låten er trygg. Lag filen på nytt.
    .name = Antall kanaler
preflight-file-chunks = Det ligger annet enn lyd i filen ({ $what }), og noen tjenester sender den tilbake. Låten er trygg. Lag filen på nytt.
    .name = Bare lyd i filen
preflight-file-size = Filen er kortere eller lengre enn den selv sier. Låten er trygg. Lag filen på nytt.
    .name = Hel fil
preflight-media-lost = Opptaket { $what } kunne ikke leses nå. Resten av låten er trygg. Sett i minnepinnen om det lå der, eller ta linjen om igjen.
    .name = Opptak
preflight-title-missing = Låten trenger en tittel før den sendes. Resten er trygt lagret. Skriv den i skjemaet.
    .name = Tittel
preflight-title-guest = «{ $what }» hører ikke til i tittelen. Låten er trygg. Skriv gjesten i feltet for gjester, så kommer navnet riktig fram.
    .name = Gjester
preflight-title-capitals = Tittelen er bare store bokstaver, og tjenestene kan skrive den om. Ingenting er borte. Skriv den med små om det ikke er en forkortelse.
    .name = Store bokstaver
preflight-title-version = «{ $what }» passer bedre i feltet for versjon enn i tittelen. Ingenting er borte. Flytt det dit.
    .name = Versjon
preflight-title-advert = Tjenestene tar sjelden «{ $what }» i tittel eller navn. Ingenting er borte. Ta det bort om det går.
    .name = Ord tjenestene ikke tar
preflight-artist-missing = Det mangler en artist. Resten er trygt lagret. Skriv artistnavnet i skjemaet.
    .name = Artist
preflight-language-missing = Språket er ikke valgt ennå. Resten er trygt lagret. Velg det i skjemaet.
    .name = Språk
preflight-genre-missing = Sjangeren er ikke valgt ennå. Resten er trygt lagret. Velg den i skjemaet.
    .name = Sjanger
preflight-explicit-undecided = Det er ikke sagt om teksten har sterkt språk. Resten er trygt lagret. Artisten velger selv, i skjemaet.
    .name = Sterkt språk
preflight-explicit-suggested = Teksten har ord som tjenestene ofte merker som «explicit», først på linje { $line }. Teksten er som den er, og artisten velger.
    .name = Sterkt språk i teksten
preflight-clean-twin = «Clean» betyr at det finnes en utgave med sterkt språk også. Ingenting er borte. Velg «ingen» om det bare er denne.
    .name = Ren utgave
preflight-writer-missing = Ingen er skrevet opp som låtskriver. Resten er trygt lagret. Skriv inn den som skrev teksten eller musikken.
    .name = Låtskriver
preflight-performer-missing = Ingen er skrevet opp som utøver. Resten er trygt lagret. Skriv inn den som rapper eller synger.
    .name = Utøver
preflight-maker-missing = Ingen er skrevet opp for produksjon, miks, mastring eller opptak. Resten er trygt lagret. Skriv inn minst én.
    .name = Produksjon
preflight-name-missing = En rad i skjemaet er uten navn. Resten er trygt lagret. Skriv navnet, eller ta raden bort.
    .name = Navn
preflight-recording-right-missing = Eier og år for opptaket mangler. Resten er trygt lagret. Skriv begge i skjemaet.
    .name = Eier av opptaket (℗)
preflight-work-right-missing = Eier og år for tekst og musikk mangler. Resten er trygt lagret. Skriv begge i skjemaet.
    .name = Eier av verket (©)
preflight-shares = Andelene er { $value } % til sammen, og må bli akkurat 100. Resten er trygt lagret. Rett dem i skjemaet.
    .name = Andeler
preflight-writer-alias = «{ $what }» ser ut som et artistnavn. Ingenting er borte. TONO vil ha navnet som låtskriveren er registrert med.
    .name = Navn på låtskriver
preflight-ipi-odd = IPI-nummeret til { $what } har ikke ni til elleve siffer. Ingenting er borte. Se på det en gang til, eller la feltet stå tomt.
    .name = IPI-nummer
preflight-label-missing = Feltet for selskap er tomt. Resten er trygt lagret. Artistnavnet går fint for den som gir ut selv.
    .name = Selskap
preflight-date-missing = Det er ikke valgt noen dato. Resten er trygt lagret. Sett gjerne fire uker fram, så rekker spillelistene det.
    .name = Utgivelsesdato
preflight-date-odd = Datoen «{ $what }» finnes ikke. Resten er trygt lagret. Skriv den som 2026-12-24.
    .name = Utgivelsesdato
preflight-preview-late = Smakebiten begynner etter at låten er slutt. Ingenting er borte. Velg et tidligere sted.
    .name = Smakebit
preflight-isrc-missing = Det er ingen ISRC-kode ennå. Alt er trygt. Hent en fra Gramo, eller la distributøren lage den.
    .name = ISRC-kode
preflight-isrc-length = ISRC-koden «{ $what }» skal ha tolv tegn. Resten er trygt lagret. Se på den en gang til, eller la feltet stå tomt.
    .name = ISRC-kode
preflight-isrc-letters = I «{ $what }» står bokstaver og siffer på uvante plasser. En ISRC-kode er to bokstaver, tre tegn og sju siffer. Resten er trygt lagret. Se på den en gang til.
    .name = ISRC-kode
preflight-isrc-signs = «{ $what }» har tegn som en ISRC-kode ikke kan ha. Resten er trygt lagret. Se på den en gang til.
    .name = ISRC-kode
preflight-isrc-alike = I «{ $what }» kan O og 0, eller I og 1, være byttet om. Ingenting er borte. Sammenlign den med brevet.
    .name = ISRC-kode
preflight-upc-length = Strekkoden «{ $what }» skal ha tolv eller tretten siffer. Resten er trygt lagret. Se på den en gang til, eller la feltet stå tomt.
    .name = Strekkode
preflight-upc-letters = I «{ $what }» står bokstaven O eller I der det skal være et siffer. Resten er trygt lagret. Skriv 0 eller 1.
    .name = Strekkode
preflight-upc-signs = «{ $what }» har tegn som ikke er siffer. Resten er trygt lagret. Se på den en gang til.
    .name = Strekkode
preflight-upc-digit = Det siste sifferet i «{ $what }» passer ikke til de andre, så ett av dem er skrevet av annerledes. Resten er trygt lagret. Se på den en gang til.
    .name = Strekkode
preflight-beat-unknown = Det er ikke sagt hvor beaten kom fra. Alt er trygt, og låten kan øves på og tas med hjem. Velg det i skjemaet før den sendes til tjenestene.
    .name = Hvor beaten kom fra
preflight-beat-unlicensed = Beaten er hentet uten lisens, så tjenestene kan ta låten ned igjen. Alt er trygt, og den kan øves på, framføres og tas med hjem. Spør den som laget beaten, eller bytt den.
    .name = Beat uten lisens
preflight-beat-licence-missing = Papiret på lisensen ligger ikke ved. Alt er trygt. Legg ved filen som fulgte med da beaten ble kjøpt.
    .name = Lisens for beaten
preflight-licence-lost = Lisensen { $what } ligger ikke i låten lenger. Resten er trygt. Legg den ved på nytt.
    .name = Lisens for beaten
preflight-beat-source-missing = Det står ikke hvem som laget beaten. Ingenting er borte. Skriv navnet i skjemaet.
    .name = Hvem laget beaten
preflight-beat-writer-missing = { $what } laget beaten, og er da som regel også låtskriver. Ingenting er borte. Snakk sammen om andelene.
    .name = Beatmakeren som låtskriver
preflight-sample-uncleared = «{ $what }» er ikke klarert ennå. Det finnes ingen regel om to sekunder. Alt er trygt, og låten kan øves på. Få det skriftlig først, eller ta bort samplet.
    .name = Samples
preflight-sample-writer-missing = Det står ikke hvem som skrev «{ $what }». Ingenting er borte. Skriv det i skjemaet.
    .name = Samples
preflight-consent-missing = Det er ikke sagt ja til at stemmen «{ $what }» blir gitt ut. Opptaket er trygt, og det går fint å vente. Spør den som rapper.
    .name = Samtykke
preflight-voice-unknown = Det er ikke sagt hvem som er på sporet { $what }. Opptaket er trygt, og det går fint å vente. Velg personen i Om låten, så kan den spørres.
    .name = Hvem som er på sporet
track-nameless = uten navn
preflight-lyrics-missing = Det ligger ingen tekst i låten. Ingenting er borte. Skriv den inn, så kan tjenestene vise den.
    .name = Tekst
preflight-lyric-label = Linje { $line } er navnet på en låtdel. Tjenestene vil bare ha det som høres. Teksten er trygg. Ta linjen bort.
    .name = Bare det som synges
preflight-lyric-repeat = På linje { $line } står det hvor mange ganger noe gjentas. Teksten er trygg. Skriv linjen så mange ganger som den høres.
    .name = Gjentakelser
preflight-lyric-speaker = Linje { $line } begynner med et navn. Teksten er trygg. Ta navnet bort; bare det som høres skal stå der.
    .name = Hvem som synger
preflight-lyric-end = Linje { $line } slutter med punktum eller komma. Teksten er trygg. Tjenestene vil ha linjene uten.
    .name = Punktum og komma
preflight-lyric-capital = Linje { $line } begynner med liten bokstav. Teksten er trygg. Tjenestene vil ha stor.
    .name = Stor forbokstav
preflight-lyric-censored = På linje { $line } er et ord skjult med tegn. Teksten er trygg. Tjenestene vil ha ordene slik de høres.
    .name = Hele ord
preflight-cover-missing = Låten har ikke noe omslag ennå. Resten er trygt. Lag et, det tar et minutt.
    .name = Omslag
preflight-cover-broken = Bildet { $what } kunne ikke leses. Resten er trygt. Velg et annet bilde, eller lag et nytt omslag.
    .name = Omslag
preflight-cover-pixels = Bildet { $what } er for stort. Resten er trygt. Lag omslaget på nytt, så får det riktig størrelse.
    .name = Omslag
preflight-cover-kind = Omslaget er en { $what }, og tjenestene vil ha JPEG. Bildet er trygt. Lag omslaget på nytt.
    .name = Omslag
preflight-cover-colours = Omslaget er i { $what }, og tjenestene vil ha RGB. Bildet er trygt. Lag omslaget på nytt.
    .name = Farger i omslaget
preflight-cover-square = Omslaget er { $what }, og må være kvadratisk. Bildet er trygt. Lag omslaget på nytt.
    .name = Omslagets form
preflight-cover-side = Omslaget er { $value } piksler bredt, og skal være 3000. Bildet er trygt. Lag omslaget på nytt.
    .name = Omslagets størrelse
preflight-cover-profile = Omslaget har en fargeprofil, og noen tjenester sender det tilbake. Bildet er trygt. Lag omslaget på nytt.
    .name = Fargeprofil i omslaget
preflight-cover-notes = Omslaget har skjulte opplysninger, kanskje fra kameraet. Bildet er trygt. Lag omslaget på nytt, så er de borte.
    .name = Skjulte opplysninger i omslaget
preflight-cover-bytes = Omslaget er på { $value } MB, og noen tjenester tar bare 10. Bildet er trygt. Lag omslaget på nytt.
    .name = Omslagets vekt
preflight-cover-blurred = Omslaget ser uskarpt ut. Bildet er trygt. Er det meningen, er det helt i orden; ellers velg et skarpere.
    .name = Skarphet i omslaget
preflight-cover-enlarged = Bildet er mindre enn omslaget og blir forstørret. Bildet er trygt. Et større bilde blir skarpere.
    .name = Bildets størrelse
preflight-cover-signs = Noen tegn i tittel eller navn kan ikke tegnes på omslaget, så de er utelatt der. Tittelen selv er som den er.
    .name = Tegn på omslaget

## Det som kan hende (studio.errors.ERRORS)

error-device-none = Fant ikke noe lydkort. Ingenting er borte. Koble til lydkortet, og velg det under Lyd.
error-device-missing = Lydkortet { $name } er ikke koblet til. Ingenting er borte. Koble det til, eller velg et annet.
error-device-taken = Lydkortet { $name } er i bruk i et annet program. Ingenting er borte. Lukk det andre programmet, eller velg et annet lydkort.
error-device-rate = Lydkortet { $name } kan ikke gå på { $rate_hz } Hz. Ingenting er borte. Velg et annet lydkort.
error-device-lost = Lydkortet { $name } ble borte. Ingenting er borte av låten. Sett i kabelen igjen, eller velg et annet lydkort.
error-device-unsteady = Lydkortet { $name } faller ut gang på gang. Ingenting er borte. Prøv en annen USB-kontakt eller kabel.
error-device-failed = Lydkortet { $name } ville ikke starte. Ingenting er borte. Ta ut kabelen og sett den i igjen, eller velg et annet lydkort.
error-latency-unheard = Ingenting er borte. Mikrofonen hørte ikke lyden. Hold hodetelefonen tett inntil mikrofonen, skru opp lyttevolumet litt og prøv igjen.
error-latency-unsteady = Ingenting er borte. De tre målingene ble ikke like. Hold hodetelefonen i ro inntil mikrofonen og prøv igjen.

error-engine-gone = Lyddelen av programmet stoppet. Ingenting er borte. Start lyden igjen, så går det videre.
error-engine-busy-recording = Et opptak går. Stopp det først, så er det trygt lagret.
error-capacity = { $what ->
        [tracks] Låten har { $count } spor, og det er plass til { $limit }.
        [lines] Teksten har { $count } linjer, og det er plass til { $limit }.
        [clips] Låten har { $count } klipp, og det er plass til { $limit }.
        [song] Låten er blitt større enn programmet kan lagre.
       *[other] Låten har mer enn det er plass til: { $count } av { $limit }.
    } Ingenting er borte. Slett noe eller angre, så går det videre.
error-rate-unsupported = Lyd på { $rate_hz } Hz passer ikke her. Ingenting er borte. Velg et annet lydkort eller en annen fil.

error-audio-missing = Lydfilen { $name } er ikke der lenger. Resten av låten er som før. Hent filen på nytt.
error-audio-empty = Filen { $name } har ingen lyd i seg. Ingenting i låten er endret. Velg en annen fil.
error-audio-silent-track = Filen { $name } er en film uten lyd. Ingenting i låten er endret. Velg en annen fil.
error-audio-unreadable = Filen { $name } lar seg ikke lese som lyd. Ingenting i låten er endret. Velg en annen fil, helst MP3 eller WAV.
error-audio-too-long = Filen { $name } varer lenger enn { $limit_min } minutter. Ingenting i låten er endret. Velg en kortere fil.
error-audio-too-big = Filen { $name } er større enn { $limit_mb } MB. Ingenting i låten er endret. Velg en kortere fil.

error-song-missing = Låten { $name } er ikke der lenger. Sett i minnepinnen om den lå der, eller velg en annen låt.
error-song-exists = Det finnes en låt som heter { $name } fra før. Begge er trygge. Velg et annet navn.
error-song-not-a-song = Mappen { $name } er ikke en låt. Ingenting er endret. Velg en låt fra listen.
error-song-newer = Låten er laget i en nyere utgave av programmet ({ $version }, denne kan { $known }). Den kan høres, men ikke endres her. Ingenting er borte.
error-song-damaged = Låten { $name } kan ikke leses nå. Filene ligger der urørt. Velg en annen låt, og spør en i studioet om hjelp til denne.
error-song-read-only = Låten { $name } ligger et sted der det ikke kan lagres. Den kan høres, og ingenting er borte. Flytt den til maskinen for å endre den.
error-song-in-use = Låten { $name } er åpen et annet sted. Ingenting er borte. Lukk den der først, eller velg en annen låt.
error-song-empty = Låten er tom ennå. Hent en beat først.
error-song-invalid = Det lot seg ikke gjøre ({ $field }: { $value }). Låten er som før. Prøv på en annen måte.
error-clips-apart = Klippene kan ikke slås sammen. Det går når to klipp på samme spor ligger inntil hverandre, er like høye og fortsetter det samme opptaket.
error-clips-no-crossfade = Klippene kan ikke krysstones. Det går når det ene begynner før det andre er slutt. Det går også der de møtes, hvis opptakene har mer lyd å gi av.
error-disk-full = Disken er full ({ $free_mb } MB igjen). Det som er lagret, er trygt. Gjør plass på maskinen, og prøv igjen.
error-disk-low = Det er lite plass på disken ({ $free_mb } MB igjen). Ingenting er borte. Gjør plass før neste opptak.
error-disk-refused = Filen { $name } kunne ikke lagres her. Ingenting er borte. Sjekk at minnepinnen står i, og prøv igjen.

error-preset-missing = Fant ikke { $name } blant det som følger med. Ingenting er borte. Velg noe annet.
error-kit-missing = Trommesettet { $name } er ikke på denne maskinen. Ingenting i låten er endret. Hent settet inn igjen, eller velg et annet.
error-kit-not-a-kit = { $name } er ikke et trommesett som kan leses. Ingenting er endret. Velg en mappe med lydfiler, eller et sett fra Hydrogen.
error-kit-too-big = { $name } holder mer enn { $limit_mb } MB lyd. Ingenting er endret. Velg en mindre mappe, eller ta bort noen av filene.
error-kit-too-many = { $name } har flere lyder enn det er plass til: { $sounds } lyder med { $layers } styrker hver. Ingenting er endret. Velg en mappe med færre filer.
error-kit-unsafe = { $name } inneholder filnavn som peker ut av settet. Det ble ikke åpnet, og ingenting er endret. Hent settet på nytt fra der det kom fra.
error-kit-empty = { $name } har ingen lyder som kan brukes. Ingenting er endret. Velg en mappe med lydfiler, for eksempel WAV.
error-preset-broken = Filen { $file } har noe på linje { $line } som ikke passer: { $key }. { $remedy } Låtene er urørt.

error-midi-unreadable = Filen { $name } lar seg ikke lese som MIDI. Ingenting i låten er endret. Velg en annen fil, helst en som slutter på .mid.
error-midi-type = Filen { $name } er en samling løse MIDI-spor (type 2), ikke en låt. Ingenting i låten er endret. Lagre den som type 1 i programmet den kommer fra.
error-midi-too-big = Filen { $name } er større enn en låt kan være. Ingenting i låten er endret. Velg en kortere fil.
error-midi-empty = Filen { $name } har ingen toner i seg. Ingenting i låten er endret. Velg en annen fil.

error-package-missing = Pakken { $name } er ikke der lenger. Leksjonene her er som før. Sett minnepinnen i igjen, eller velg en annen fil.
error-package-unreadable = Leksjonene her er som før. Pakken { $name } er ikke hel. Kopier den på nytt, helst fra maskinen der den ble laget.
error-package-unsafe = Leksjonene her er som før. I pakken { $name } ligger noe som ikke hører hjemme i en pakke, så ingenting er hentet fra den. Lag pakken på nytt med «Lagre som fil».
error-package-too-big = Leksjonene her er som før. Pakken { $name } er for stor: høyst { $limit_mb } MB til sammen. Bruk mindre bilder, og pakk den på nytt.
error-package-foreign = Leksjonene her er som før. I pakken { $name } er det noe en leksjon ikke kan ha: { $what }. Ta det bort, og pakk den på nytt.
error-voice-missing = Stemmelyden { $name } er ikke på denne maskinen. Ingenting i låten er endret. Velg en av de andre.
error-voice-exists = Det finnes allerede en stemmelyd som heter { $name }. Den er urørt. Velg et annet navn.
error-voice-too-many = Det er lagret { $limit } egne stemmelyder, og flere er det ikke plass til. Ingenting er endret. Ta bort en av dem først.
error-voice-no-track = Låten har ikke noe spor for en stemme ennå. Ingenting er endret. Ta opp et vers først.
error-room-unheard = Fant ingen pause på sporet { $name } der bare rommet høres. Ingenting er endret. La mikrofonen gå et par sekunder uten ord før neste vers, og prøv igjen.

error-paper-unreadable = Filen { $name } lar seg ikke lese, eller er større enn 50 MB. Ingenting er endret. Velg en annen fil.
error-cover-unreadable = Bildet { $name } lar seg ikke lese. Ingenting er endret. Velg et annet bilde, helst JPEG eller PNG.
error-cover-format = Filen { $name } er ikke et bilde som passer her. Ingenting er endret. Velg en JPEG eller en PNG.
error-cover-too-small = Bildet { $name } er { $width } × { $height } piksler. Det trengs minst { $least } på den korteste siden, ellers blir omslaget grovt. Ingenting er endret. Velg et større bilde, eller lag omslaget med farger.
error-cover-too-large = Bildet { $name } er større enn det som kan åpnes her. Ingenting er endret. Lagre det mindre, og prøv igjen.
error-cover-text-long = Teksten «{ $name }» er for lang til omslaget. Ingenting er endret. La omslaget stå uten, eller kort den ned.

error-nothing-to-undo = Det er ikke mer å angre.
error-export-failed = Filen { $name } ble ikke laget. Låten er som før, og ingenting er borte. Prøv igjen.
error-bad-value = Det passet ikke her ({ $name }: { $value }). Ingenting er endret. Prøv en annen verdi.
error-unexpected = Noe gikk ikke som det skulle ({ $what }). Ingenting er borte. Prøv igjen, og si fra i studioet om det skjer igjen.

## Hva angre kaller hvert steg (studio.edits.EDITS)

edit-import-beat = hente beat
edit-record = opptak
edit-add-clip = nytt klipp
edit-add-lane = ny lyd i mønster
edit-add-line = ny linje
edit-add-media = ny lydfil
edit-add-note = ny tone
edit-add-pattern = nytt mønster
edit-add-section = ny låtdel
edit-add-take = nytt forsøk
edit-add-track = nytt spor
edit-clear-step = slag tatt bort
edit-copy-pattern = kopiere mønster
edit-copy-section = kopiere låtdel
edit-keep-mix = behold miksen som B
edit-lay-clip = legge klipp oppå
edit-mute-in-section = dempe lyd i låtdel
edit-resize-pattern = lengde på mønster
edit-set-automation = bevegelse
edit-set-finish = mastring
edit-set-grid = rutenett
edit-set-lane-gain = volum på lyd
edit-set-lead-in = overgang til låtdel
edit-set-muffled = dempet start
edit-set-quantise = rette inn
edit-set-release = opplysninger om låten
edit-set-singers = hvem som er på sporet
edit-set-section-cycle = rekkefølge av takter
edit-set-steps = slag i mønster
edit-set-tweak = justere lyd
edit-move-clip = flytte klipp
edit-move-section = flytte låtdel
edit-move-track = flytte spor
edit-copy-clip = lime inn klipp
edit-crossfade-clips = krysstoning
edit-join-clips = slå sammen klipp
edit-mute-clip = dempe klipp
edit-mute-lane = dempe lyd i mønster
edit-remove-clip = slette klipp
edit-remove-lane = slette lyd i mønster
edit-remove-line = slette linje
edit-remove-note = slette tone
edit-remove-pattern = slette mønster
edit-remove-section = slette låtdel
edit-remove-take = slette forsøk
edit-remove-track = slette spor
edit-rename-pattern = navn på mønster
edit-rename-section = navn på låtdel
edit-rename-track = navn på spor
edit-replace-media = bytte lydfil
edit-replace-pattern = endre mønster
edit-resize-section = lengde på låtdel
edit-set-clip-fades = ton inn og ut
edit-set-clip-gain = volum på klipp
edit-set-key = toneart
edit-set-kit = trommesett
edit-set-knob = miks
edit-set-lane-late = tidlig eller sent
edit-set-line = endre linje
edit-set-lines = endre tekst
edit-set-master-knob = hovedutgang
edit-set-notes = endre toner
edit-set-section-kind = type låtdel
edit-set-section-pattern = mønster i låtdel
edit-set-step = slag i mønster
edit-set-swing = swing
edit-set-tempo = tempo
edit-set-title = navn på låt
edit-set-voice = stemmelyd
edit-split-clip = dele opp klipp
edit-swap-mixes = bytt miks
edit-trim-clip = beskjære klipp

## Kommandolinjen

cli = Rap Clinic Studio: en beat, et vers, en ferdig fil. Uten kommando åpnes vinduet.
    .json = Svar som JSON.
cli-demo = Lag en låt uten hender: en beat, et vers tatt opp over den, en miks og to ferdige filer.
    .out = Mappen det havner i.
cli-devices = Vis lydkortene på denne maskinen.
cli-new = Lag en ny låt.
    .song = Mappen til låten.
    .bpm = Tempo i slag i minuttet.
    .title = Navnet på låten.
    .style = Stilen som beaten skal ha; se kommandoen styles.
cli-import = Hent en beat inn i en låt.
    .song = Mappen til låten.
    .file = Lydfilen.
cli-styles = Vis stilene som en låt kan begynne med.
cli-beat = Lag en lydfil av beaten alene.
    .song = Mappen til låten.
    .out = Lydfilen som skal lages.
    .bars = Bare verset, i så mange takter.
cli-style = { $name }: { $about } { $low } til { $high } BPM.
cli-midi = Lag en MIDI-fil av beaten.
    .song = Mappen til låten.
    .out = MIDI-filen som skal lages.
cli-midi-import = Hent en MIDI-fil inn som beat. Låten lages hvis den ikke finnes.
    .song = Mappen til låten.
    .file = MIDI-filen.
cli-analyse = Finn tempo, ener og toneart i en beat.
    .file = Lydfilen.
cli-midi-made = MIDI-filen { $name } er laget.
cli-midi-brought = { $name } er hentet inn: { $bars ->
        [one] { $bars } takt
       *[other] { $bars } takter
    }.
cli-no-tempo = Fant ikke noe fast tempo i denne filen.
cli-tempo = Tempo: { $bpm } slag i minuttet ({ $sure ->
        [sure] ganske sikkert
        [maybe] kanskje
       *[guess] en gjetning
    }). Det kan også være { $others }.
cli-tempo-wanders = Tempoet svinger mellom { $low } og { $high }.
cli-first-beat = Eneren: { $at } sekunder inn ({ $sure ->
        [sure] ganske sikkert
        [maybe] kanskje
       *[guess] en gjetning
    }).
cli-key = Toneart: { $key } ({ $sure ->
        [sure] ganske sikkert
        [maybe] kanskje
       *[guess] en gjetning
    }).
cli-kit-import = Lag et trommesett av en mappe med lyder eller et sett fra Hydrogen.
    .source = Mappen, eller filen som slutter på .h2drumkit.
cli-kit-brought = Settet { $name } er klart: { $count ->
        [one] { $count } lyd
       *[other] { $count } lyder
    }.
cli-record = Ta opp over en låt.
    .song = Mappen til låten.
    .seconds = Hvor lenge, i sekunder.
    .device = Navnet på lydkortet, eller «demo».
    .at-beat = Slaget opptaket starter på.
    .loop = Linjene som gjentas, for eksempel 1:4. Hver runde blir et forsøk.
    .passes = Hvor mange runder.
cli-recorded-passes = { $count ->
        [one] { $count } forsøk
       *[other] { $count } forsøk
    } er lagt i låten.
cli-takes = Vis hvilke forsøk hver linje har.
    .song = Mappen til låten.
    .layer = Laget det gjelder.
cli-line = Linje { $line }: { $takes } ({ $chosen ->
        [0] ingen valgt
       *[other] valgt: { $chosen }
    })
cli-no-takes = Ingen linjer å vise ennå.
cli-comp = Velg et forsøk for en linje.
    .song = Mappen til låten.
    .line = Linjen, telt fra 1.
    .take = Forsøket, slik «takes» viser det.
    .layer = Laget det gjelder.
cli-comped = Linje { $line } høres nå fra forsøk { $take }.
cli-voice = Gi en stemme en lyd, like høy som den var.
    .song = Mappen til låten.
    .preset = Lyden: dry, clean, warm, radio, big_hook, autotune_hook eller navnet på en egen.
    .track = Sporet, som nummer eller navn. Uten: den første stemmen.
    .amount = Hvor mye, fra 0 til 1.
cli-voice-matched = { $track } har fått lyden { $voice }. Den er like høy som før ({ $trim } dB).
cli-voice-laid = { $track } har fått lyden { $voice }. Det er ikke noe å måle ennå.
cli-measuring = Hører hvor høyt det er
cli-play = Spill en låt.
    .song = Mappen til låten.
    .device = Navnet på lydkortet, eller «demo».
cli-render = Lag ferdig fil av en låt.
    .song = Mappen til låten.
    .out = Filen som lages.
    .format = Hva slags WAV: 16 eller 24 bit, eller 32 bit flyttall.
    .stems = Lag også hvert spor for seg i denne mappen.
    .rate = En annen samplingsfrekvens enn låtens, i Hz.
    .rt = Gjennom samme vei som lyden går når låten spilles, for å sammenligne.
cli-check = Se over en låt, og rett det som kan rettes.
    .song = Mappen til låten.
cli-preflight = Se over en ferdig fil, eller en låt med papirene, før den går ut.
    .target = Lydfilen, eller mappen til låten.
cli-preflight-looking = Lytter og måler
cli-bench = Mål hvor rask og trygg motoren er her.
    .quick = Kortere målinger.
cli-doctor = Se over maskinen: lydkort, forsinkelse, disk, klokke og versjoner.
cli-wrong-call = Kommandoen ble ikke forstått: { $what }. Skriv «rapstudio --help» for å se hva som går an.
cli-warming = Gjør klar lydmotoren for første gang
cli-importing = Henter inn
cli-recording = Tar opp
cli-playing = Spiller
cli-rendering = Lager ferdig fil
cli-device = { $name } ({ $host_api }): { $inputs } inn, { $outputs } ut, { $rate_hz } Hz
cli-made = Låten «{ $title }» er laget. Tempoet er { $bpm }.
cli-imported = { $name } er hentet inn. Lengde { $length }.
cli-recorded = Opptaket er lagret. Lengde { $length }, tatt opp med { $device }.
cli-played = Låten er spilt. Lengde { $length }, på { $device }.
cli-rendered = { $name } er ferdig. Lengde { $length }.
cli-checked = «{ $title }» er i orden: { $tracks } spor, { $clips } klipp, { $takes } forsøk.
cli-figure = { $met } { $what }: { $measured } { $unit } (mål { $bar })

demo-title = Første gang i rommet
demo-kit = Lager trommesettet
demo-recording = Tar opp verset
demo-exporting = Lager ferdig fil
demo-beat = Beat: { $style }, { $bpm } slag i minuttet, { $bars } takter.
demo-device = Lydkort: { $name }. Dette er demolydkortet, stemmen er innebygd.
demo-recorded = Vers: { $lines } linjer tatt opp over beaten. Lengde { $length }.
demo-mixed = Miks: lavkutt, EQ, kompressor, ekko og romklang på stemmen.
demo-file = Ferdig fil: { $name }
demo-measured = Lengde { $length }, lydstyrke { $loudness } LUFS, topp { $peak } dBFS.

doctor-devices = Lydkort: { $count } i tillegg til demolydkortet.
doctor-no-device = Ingen lydkort ble funnet. { $name } virker uten lydkort.
doctor-device = { $name } åpnet på { $rate_hz } Hz.
doctor-device-shut = { $name } lot seg ikke åpne ({ $code }).
doctor-latency = Forsinkelse etter det driveren sier: { $milliseconds } ms ({ $frames } rammer).
doctor-callbacks = Lydhull: { $xruns }. Sene kall: { $late }. Lydmotoren brukte på det meste { $share } % av tiden.
doctor-microphone = Mikrofonen gir { $peak_db } dBFS på det høyeste.
doctor-disk = Disk: { $free_mb } MB ledig, plass til { $minutes } minutter opptak.
doctor-clock = Klokken våknet på det meste { $milliseconds } ms for sent.
doctor-versions = Program { $program }, Python { $python }, { $system }. { $libraries }.

## Rommet Beat

beat-styles = Velg en stil
    .text = Pek på en stil for å høre den. Trykk for å ta den i bruk.
beat-editor = Gjør beaten til din egen
    .text = Trykk i rutene for å legge til eller ta bort slag. Ctrl + mellomrom spiller og stopper.
beat-outside = En beat utenfra
    .text = En lydfil fra minnepinnen eller maskinen: MP3, WAV, M4A og de fleste andre.
beat-views = Måter å lage beat på
    .help = Velg en stil, arbeid med beaten, eller hent en beat utenfra.
beat-view-styles = Stiler
    .help = Ferdige beats å begynne med.
beat-view-editor = Mønster
    .help = Trommene, bassen og akkordene, steg for steg.
beat-view-outside = Beat utenfra
    .help = Hent en lydfil, og finn takten i den.
style-card-help = Pek for å høre, trykk for å bruke. Mellomrom spiller og stopper.
style-boom_bap = Boom bap
    .text = Støvete trommer, swing og rund bass.
style-trap = Trap
    .text = Tung 808 og raske hi-hater.
style-uk_drill = UK drill
    .text = Glidende 808, hakkete trommer.
style-ny_drill = NY drill
    .text = Drill med klapp og mer bass.
style-gfunk = G-funk
    .text = Rolig vestkyst, varm synthbass.
style-lofi = Lo-fi
    .text = Mykt, sent og litt slitt.
style-dancehall = Dancehall
    .text = Spretten rytme, mye luft.
style-afro_rap = Afro-rap
    .text = Kantslag og shaker som danser.
style-memphis = Memphis
    .text = Mørk kassettlyd og kubjelle.
style-drift_phonk = Drift phonk
    .text = Fire i gulvet, hard 808.
style-pop_rap = Pop-rap
    .text = Lett, tydelig og lyst.
kit = Trommesett
    .help = Andre lyder til de samme slagene.
kit-from-file = Hent et sett fra Hydrogen …
kit-from-folder = Hent en mappe med lyder …
kit-filter = Trommesett (*.h2drumkit)
job-kit = Henter trommesettet
told-kit-missing = { $count ->
        [one] Én lyd fantes ikke i settet. Resten er her.
       *[other] { $count } lyder fantes ikke i settet. Resten er her.
    }
chord-loop = Legg på akkordene { $loop }
surprise = Overrask meg
    .help = Lager en ny utgave av beaten i samme stil. Angre tar den bort igjen.
repeat = Gjenta
    .help = Spiller den valgte låtdelen om og om igjen.
more = Flere valg
    .help = Swing, lengde, rutenett og når endringer skal høres.
beat-lanes = Trommer og toner
    .help = Velger hva som vises under: trommene som ruter, resten som toner.
pattern-none = Ingen beat i denne delen · låten varer { $length }
pattern-facts = { $name } · { $bars ->
        [one] { $bars } takt
       *[other] { $bars } takter
    } · låten varer { $length }
pattern-sounds = Lyder
    .help = Velger hvilke av settets lyder mønsteret har.
swing = Swing
    .help = 50 er rett, 66,7 er trioler. Litt mer får det til å gynge.
quantise = Rett inn
    .help = 100 legger alt på rutenettet, 0 beholder det slik det ble spilt.
pattern-bars = Lengde
    .help = Hvor mange takter mønsteret er, før det begynner på nytt.
pattern-grid = Rutenett
    .help = Hvor små steg en takt er delt i.
bars-count = { $bars ->
        [one] { $bars } takt
       *[other] { $bars } takter
    }
grid-16 = 16 steg
grid-32 = 32 steg
grid-12 = Trioler
grid-24 = Raske trioler
knob-gain-db = Volum
    .help = Hvor høyt denne lyden er i mønsteret.
knob-late-ms = Tidlig eller sent
    .help = Minus er litt før slaget, pluss er litt etter.
knob-tune = Tonehøyde
    .help = Lyden høyere eller dypere, i halvtoner.
knob-length = Lengde
    .help = Lyden kortere eller lengre.
knob-tone = Klang
    .help = Lavere tar bort de lyse tonene.
knob-drive = Trøkk
    .help = Mer gjør lyden tettere og råere.
at-next-bar = Endre ved neste takt
    .help = Endringer høres fra neste takt mens beaten spiller. Ellers høres de med en gang.

## Stemmelyder (presets/chains)

voice-dry = Tørr
    .text = Stemmen slik den ble tatt opp, uten rumling.
voice-clean = Ren
    .text = Hvert ord kommer klart fram.
voice-warm = Varm
    .text = Rund og full, med myke s-lyder.
voice-radio = Radio
    .text = Tett på, jevn og hard. Ligger øverst på enhver beat.
voice-big_hook = Stor hook
    .text = Bred og høy, med stor sal og ekko på slaget.
voice-autotune_hook = Autotune hook
    .text = Tonene festes til tonearten, så det høres.

## Låtform

section-bar = Låtform
    .help = Låtdelene i rekkefølge. Pil til siden velger, med Ctrl flyttes delen. Pluss og minus endrer lengden, Enter viser flere valg.
section-described = { $name }, { $lines ->
        [one] { $lines } linje
       *[other] { $lines } linjer
    }
section-lead-in = Inn hit: { $way }
section-muted = Demper { $sounds }
lines-count = { $lines ->
        [one] { $lines } linje
       *[other] { $lines } linjer
    }
lines-number = { $lines }
section-intro = Intro
section-verse = Vers
section-hook = Refreng
section-bridge = Bro
section-interlude = Mellomspill
section-outro = Slutt
section-shorter = Kortere
    .help = Gjør den valgte låtdelen én linje kortere.
section-longer = Lengre
    .help = Gjør den valgte låtdelen én linje lengre.
section-options = Låtdel
    .help = Ny låtdel, kopier, flytt, og hvordan delen skal låte.
section-new = Ny låtdel
section-copy = Kopier
section-earlier = Flytt fram
section-later = Flytt bakover
section-remove = Slett
song-form = Låtform
lead-in = Overgang hit
lead-in-none = Ingen
lead-in-fill = Trommefyll
lead-in-drop = Bassen holder pusten
muffled = Dempet start som åpner seg
mute-here = Demp i denne delen
section-pattern = Mønster i denne delen
own-pattern = Lag et eget mønster
edit-import-midi = hente MIDI-fil
edit-set-style = ny stil
edit-surprise = overraskelse
edit-set-chords = akkorder
edit-set-form = låtform

## Stegene

steps = Steg
    .help = Én rad for hver tromme og én rute for hvert steg. Piltastene flytter, med Ctrl et helt slag. Mellomrom setter et slag eller tar det bort. 1 til 9 sier hvor hardt, pluss og minus justerer. Delete tar bort. Enter lar lyden høres, M demper raden, og menytasten viser mer.
steps-empty = Ingen trommer i dette mønsteret ennå
step-bar = Takt { $bar }
step-bar-beat = Takt { $bar }, slag { $beat }
step-place = steg { $step }
step-place-bar = takt { $bar }, steg { $step }
step-on = { $sound }, { $place }, på, styrke { $velocity }
step-off = { $sound }, { $place }, av
step-covered = { $sound }, { $place }, del av virvelen fra steg { $first }
step-ratchet = virvel med { $hits } slag på { $steps } steg
step-chance = høres { $percent } % av gangene
step-muted = dempet
step-velocity = Styrke
velocity-soft = Svak
velocity-normal = Vanlig
velocity-hard = Hard
step-roll = Virvel
roll-none = Ingen virvel
roll-hits = { $hits } slag
step-span = Hvor lang virvel
span-steps =
    { $steps ->
        [one] 1 steg
       *[other] { $steps } steg
    }
step-how-often = Hvor ofte
chance-always = Hver gang
chance-percent = { $percent } % av gangene
step-clear = Ta bort
lane-hear = Hør { $sound }
    .help = Lar lyden høres. Enter på et steg gjør det samme.
lane-mute = Demp
    .letter = M
    .help = Gjør raden stille i dette mønsteret. M på et steg gjør det samme.
lane-muted-here = { $sound }, dempet i denne låtdelen
lane-silent = { $sound } er dempet
lane-sounds = { $sound } høres igjen
sound-kick = Basstromme
sound-snare = Skarptromme
sound-clap = Klapp
sound-rim = Kantslag
sound-closed_hat = Hi-hat (lukket)
sound-open_hat = Hi-hat (åpen)
sound-cowbell = Kubjelle
sound-tambourine = Tamburin
sound-shaker = Risteegg
sound-tom = Tamtam
sound-perc = Perkusjon
sound-crash = Cymbal
sound-sub = 808
sound-sub_high = 808, lys
sound-bass = Bass
sound-lead = Melodi
sound-keys = Tangenter
sound-texture = Stemning

## Beat utenfra

job-analyse = Lytter til beaten …
fit-looking = Tempo, ener og toneart finnes av seg selv. Beaten kan spilles imens.
fit-question = Passer klikken?
fit-sure = Beaten går i { $bpm } slag i minuttet. Mellomrom spiller fra eneren, og klikken går med.
fit-maybe = Beaten går nok i { $bpm } slag i minuttet. Spill den og hør etter. Går klikken for fort eller for sakte, prøv ½× eller 2×.
fit-unknown = Tempoet var ikke lett å høre. Spill beaten, og tapp takten sammen med trommene.
fit-wanders = Tempoet svinger mellom { $low } og { $high } slag i minuttet. Beaten spilles som den er, så klikken kan ikke passe overalt.
fit-chosen = Valgt: { $bpm } slag i minuttet. Mellomrom spiller fra eneren, og klikken går med.
fit-tapping = Tapp videre, sammen med trommene …
fit-one-maybe = Eneren er mer usikker. Dra flagget hvis takten begynner et annet sted.
fit-key-sure = Tonearten ser ut til å være { $key }.
fit-key-maybe = Tonearten kan være { $key }.
fit-done = Klikken passer
    .text = Beaten går i { $bpm } slag i minuttet, og eneren står på { $seconds } sekunder.
fit-one = Eneren
    .help = Flagget står der takt 1 begynner. Pil til siden flytter det litt, med Shift enda mindre, med Ctrl til neste lyd. Pil opp og ned flytter det ett slag. Med musen kan det dras dit det skal. Pluss og minus viser større og mindre.
fit-one-at = Eneren står på { $seconds } sekunder
fit-zoom-in = Større
    .help = Viser en kortere del av beaten, større.
fit-zoom-out = Mindre
    .help = Viser mer av beaten på en gang.
fit-listen = Hør med klikk
    .help = Spiller fra eneren med klikk på hvert slag. Klikken kommer aldri med i den ferdige filen.
fit-half = ½×
    .name = Halvt tempo
    .help = Når klikken går dobbelt så fort som trommene.
fit-double = 2×
    .name = Dobbelt tempo
    .help = Når klikken går halvparten så fort som trommene.
fit-tap = Tapp takten
    .help = Trykk i takt med trommene. Etter fire trykk følger tempoet med.
fit-suggestion = Forslaget
    .help = Går tilbake til tempoet og eneren som ble hørt i filen.
fit-accept = Ja, den passer
    .help = Tar i bruk tempo, ener og toneart, og slår av klikken.
fit-again = Juster takten
    .help = Hør etter en gang til, og flytt på tempo og ener.
key-name = { $tonic ->
        [Cs] Ciss
        [Db] Dess
        [Eb] Ess
        [Fs] Fiss
        [Gb] Gess
        [Gs] Giss
        [Ab] Ass
        [Bb] B
        [B] H
       *[other] { $tonic }
    }-{ $mode ->
        [major] dur
       *[minor] moll
    }{ $tonic ->
        [B] { " (eng. B)" }
        [Bb] { " (eng. B♭)" }
       *[other] { "" }
    }
edit-fit-beat = tempo og ener

midi-note-tempo-changes = Filen skifter tempo underveis. Låten går i { $bpm } slag i minuttet hele veien, som i starten av filen.
midi-note-tempo-kept = Låten beholder tempoet sitt, { $bpm } slag i minuttet.
midi-note-meter-changes = Filen skifter taktart underveis. Låten har { $beats } slag i takten hele veien, som i starten av filen.
midi-note-film-time = Filen har ikke noe tempo. Låten er satt til { $bpm } slag i minuttet.
midi-note-changed-elsewhere = Tonene er endret i et annet program. Det som står i filen nå, er det som gjelder.
midi-note-damaged = Noe av filen lot seg ikke lese. Resten er hentet inn.
midi-note-notes-cut = { $count ->
        [one] Én tone er gjort kortere
       *[other] { $count } toner er gjort kortere
    } for å få plass i mønsteret sitt.
midi-note-notes-left-out = { $count ->
        [one] Ett slag er utelatt
       *[other] { $count } slag er utelatt
    } fordi de lå tettere enn rutenettet kan bli.

## Pianorull

roll = Pianorull
    .help = Én rad for hver tone og én rute for hvert steg. Piltastene flytter, med Ctrl et slag eller en oktav. Mellomrom setter en tone eller tar den bort. Shift og pil til siden gjør den lengre eller kortere, Alt og pil flytter den. 1 til 9 sier hvor hardt. C setter en akkord. G på en annen tone lar den som klinger gli dit, G på tonen selv tar gliden bort. Menytasten viser mer.
roll-empty = Ingen melodi i dette mønsteret ennå
note-on = { $note }, { $place }, lengde { $length }, styrke { $velocity }
note-held = { $note }, { $place }, i tonen fra steg { $first }
note-off = { $note }, { $place }, ingen tone
note-glides = glir til { $note }
note-outside = utenfor tonearten
note-length = Lengde
note-glide = Gli
glide-none = Gli ikke
glide-up = Opp til { $note }
glide-down = Ned til { $note }

## Pader og tangenter

pad-dialog = Hvilken lyd?
    .text = Det kom et slag fra { $name } som ikke har noen lyd ennå.
    .help = Pil opp og ned lar lydene høres, Enter velger.
pad-curve = Anslag på pader
    .help = Hvor hardt det må slås for at det skal bli høyt.
pad-curve-soft = Lett
pad-curve-normal = Vanlig
pad-curve-hard = Tungt
midi-clock = MIDI-klokke ut
    .help = Sender tempo, start og stopp til en trommemaskin eller et annet program.
midi-clock-none = Ingen
pad-use = Bruk denne
    .help = Paden spiller denne lyden fra nå av, også neste gang.
pad-nothing = Ingen lyd
    .help = Paden er stille, og spør ikke igjen.
pads-record = Ta opp pader
    .help = Spill på pader eller tangenter mens beaten går. Når den stopper, ligger det i mønsteret.
told-pads-arrived = { $name } er koblet til og klar til å spille.
told-pads-gone = { $name } ble koblet fra. Beaten går videre.
edit-record-pads = opptak av pader

## Mikrofon: nivå, forsinkelse og medhør

menu-mic = Mikrofon
mic-dialog = Mikrofon
mic-level = Nivå
    .text = Gå til mikrofonen og si den høyeste linjen i åtte sekunder.
    .picture = Knappen for inngangsnivå på lydkortet.
mic-level-begin = Sjekk nivået
    .help = Hører på mikrofonen i åtte sekunder og sier om nivået er passe. Ingenting blir lagret.
mic-level-again = Sjekk igjen
    .help = Hører på mikrofonen i åtte sekunder til.
mic-level-zeros = Mikrofonen sender ingenting
    .text = Se etter at kabelen sitter og at mikrofonen er slått på. Riktig inngang velges under Lyd.
mic-level-silent = Ingen stemme å høre
    .text = Kom nærmere mikrofonen, eller skru opp knappen, og sjekk igjen.
mic-level-low = Kom nærmere eller skru opp
    .text = En håndsbredd fra mikrofonen er passe. Hjelper ikke det, skrus knappen opp.
mic-level-soft = Nivået går fint
    .text = Det er god plass igjen. Skru gjerne opp litt, eller kom litt nærmere.
mic-level-good = Bra nivå
    .text = La knappen stå slik den står nå.
mic-level-high = Skru ned litt
    .text = Det er så vidt for høyt. Et lite hakk ned, så er det plass til den aller høyeste linjen også.
mic-level-loud = Skru ned litt
    .text = Det ble for høyt. Skru ned knappen, den heter ofte Gain, og sjekk igjen.
mic-noisy = Mye støy
    .text = Lukk dør og vindu, slå av det som suser, og kom nærmere mikrofonen.
mic-drifts = Nivået endrer seg av seg selv
    .text = Noe skrur mikrofonen opp og ned (automatisk nivå, AGC). Slå det av på mikrofonen eller i maskinens innstillinger for lyd.
mic-latency = Forsinkelse
    .text = Hold hodetelefonen tett inntil mikrofonen. Det kommer tre sus, og fra da av havner hvert opptak på plass.
    .picture = En hodetelefon som holdes inntil mikrofonen.
mic-latency-begin = Mål forsinkelsen
    .help = Spiller tre sus og hører når de kommer tilbake. Tar fem sekunder.
mic-latency-again = Mål igjen
    .help = Spiller de tre susene en gang til. Den nye målingen gjelder.
mic-latency-value = { $milliseconds } ms
    .text = Målt { $date }.
mic-latency-none = Ikke målt
    .text = Så lenge gjelder det lydkortet selv sier: { $milliseconds } ms.
mic-latency-closed = Ikke målt
    .text = Velg et lydkort under Lyd først.
mic-hearing = Medhør
    .text = Lydkortet kan la stemmen høres med en gang. Slå på direkte medhør: knappen heter Direct eller Monitor, eller har en hodetelefon på seg.
    .picture = Bryteren for direkte medhør på lydkortet.
mic-listen = Medhør gjennom programmet
    .help = Stemmen høres i hodetelefonene gjennom programmet. Først høres det etter om det er hodetelefoner som er i bruk.
mic-listen-unmeasured = Det går an når forsinkelsen er målt og er 12 ms eller mindre.
mic-listen-slow = Forsinkelsen er { $milliseconds } ms. Over 12 ms forstyrrer det, så lydkortets eget medhør er best.
mic-listen-both = Slå av direkte medhør på lydkortet nå. Begge på én gang gir dobbel stemme.
mic-listen-loudspeaker = Mikrofonen hører høyttaleren, så medhør er av. Med hodetelefoner går det.
mic-listen-probing = Et svakt sus: hører etter om det er hodetelefoner …
mic-reverb = Litt romklang på øret
    .help = Bare i hodetelefonene. Opptaket blir tørt.
mic-busy = Hører etter …
told-listen-guarded = Medhør er slått av, for lyden begynte å hyle. Ingenting er borte. Med hodetelefoner går det.
cli-calibrate = Mål forsinkelsen i lydkortet. Sett en kabel fra utgang til inngang, eller hold hodetelefonen inn mot mikrofonen.
    .device = Mikrofonen, ved sitt fulle navn.
cli-level = Hør på mikrofonen, og si om nivået er passe.
    .seconds = Hvor lenge.
    .device = Mikrofonen, ved sitt fulle navn.
cli-listening = Hører etter
cli-calibrated = Forsinkelsen gjennom { $name } er { $milliseconds } ms ({ $frames } rammer). Den gjelder for alle opptak fra nå av.
cli-level-heard = Topp { $peak } dBFS, rommet { $floor } dBFS.
doctor-latency-measured = Forsinkelse: { $milliseconds } ms ({ $frames } rammer), målt { $date }.
doctor-latency-unmeasured = Forsinkelsen er ikke målt. Det går an under Mikrofon, eller med «rapstudio calibrate».

## Linjer og ord

line-list = Linjer
    .help = Linjene i låten med ordene og forsøkene. Pil opp og ned velger linje, pil til siden forsøk. Enter velger forsøket, L spiller det, T tar linjen på nytt, F2 skriver ordene, Delete legger forsøket i papirkurven. Alt og pil til siden flytter begynnelsen av linjen, med Shift slutten.
line-number = Linje { $number }
line-none = Her kommer linjene når låten har en beat.
line-no-words = ingen ord ennå
line-chosen = valgt
line-loud = for høyt
line-broken = hakk
line-partial = bare en del av linjen
line-takes = { $count ->
    [0] ingen forsøk ennå
    [one] ett forsøk
   *[other] { $count } forsøk
}
line-syllables = { $count ->
    [one] én stavelse
   *[other] { $count } stavelser
}
line-syllables-short = { $count } stav.
line-trouble-gap = Ett hakk her – ta den om igjen?
line-trouble-loud = For høyt her – ta den om igjen?
line-retake = Ta denne linjen på nytt
    .help = Låten spiller to takter før linjen. Opptaket begynner og slutter av seg selv. De gamle forsøkene blir liggende.
line-first-take = Ta opp denne linjen
line-edge-start = begynnelsen av linjen
    .help = Dra for å flytte begynnelsen av linjen. Alt og pil til siden flytter den 10 ms.
line-edge-end = slutten av linjen
    .help = Dra for å flytte slutten av linjen. Alt, Shift og pil til siden flytter den 10 ms.
line-words = Ordene i linjen
    .help = Enter lagrer, Tab går til neste linje, Esc lar de gamle ordene stå. Flere linjer kan limes inn på en gang.
line-mark-tip = { $take }. Trykk for å velge, hold musen i ro for å høre.
line-menu-choose = Velg { $take }
line-menu-hear = Hør { $take }
line-menu-stop = Stopp { $take }
line-menu-remove = Legg { $take } i papirkurven
line-menu-words = Skriv ordene
line-start-earlier = Begynn linjen 10 ms tidligere
line-start-later = Begynn linjen 10 ms senere
line-end-earlier = Slutt linjen 10 ms tidligere
line-end-later = Slutt linjen 10 ms senere
lyrics = Teksten
    .help = Hele teksten på en gang. Hver rad er én linje i låten. Alt lagres av seg selv, og Tab går videre.
lyrics-hint = Skriv eller lim inn teksten her
count-soon = Opptaket begynner etter { $number }
count-bars = { $bars } takter til opptaket begynner
live-strip = Lyden av forsøket
    .help = Viser lyden mens den tas opp, eller det valgte forsøket.
live-empty = Stemmen vises her mens opptaket går.
live-told = Tar opp { $time }
live-loud = For høyt
layer-bar = Lag
    .help = Velger hva som tas opp nå. Det som er tatt opp før, høres.
layer-lead = Lead
    .help = Hovedstemmen, den som bærer versene.
layer-double = Dobling
    .help = Den samme teksten en gang til, svakere og ut mot siden.
layer-adlib = Ad-lib
    .help = Små svar og rop mellom linjene.
layer-hook = Hook
    .help = Refrenget.
layer-has-takes = { $layer }, har forsøk

## Klipp og liste

clip-split = Del opp her
    .help = Deler klippet i to der spillestreken står.
clip-trim-start = Begynn klippet her
    .help = Flytter starten av klippet til spillestreken. Lyden blir liggende.
clip-trim-end = Slutt klippet her
    .help = Flytter slutten av klippet til spillestreken. Lyden blir liggende.
clip-join = Slå sammen med neste
    .help = Gjør dette klippet og det neste til ett, når de fortsetter samme opptak.
clip-crossfade = Krysston med neste
    .help = Lar dette klippet gli over i det neste.
clip-fades = Toning, volum og sted
    .help = Tall for hvor klippet begynner, hvor høyt det er, og hvordan det tones.
clip-louder = Høyere
    .help = Klippet blir 1 dB høyere.
clip-quieter = Lavere
    .help = Klippet blir 1 dB lavere.
clip-mute = Demp klippet
    .help = Klippet er stille til det slås på igjen på samme måte.
clip-earlier = Litt tidligere
    .help = Flytter klippet 10 ms fram.
clip-later = Litt senere
    .help = Flytter klippet 10 ms tilbake.
clip-beat-earlier = Ett slag tidligere
    .help = Flytter klippet ett slag fram.
clip-beat-later = Ett slag senere
    .help = Flytter klippet ett slag tilbake.
clip-here = Flytt hit
    .help = Flytter hele klippet, så det begynner ved spillestreken.
clip-track-up = Til sporet over
    .help = Flytter klippet til nærmeste spor over som passer.
clip-track-down = Til sporet under
    .help = Flytter klippet til nærmeste spor under som passer.
clip-cut = Klipp ut
    .help = Tar klippet bort og husker det, så det kan limes inn et annet sted.
clip-copy = Kopier
    .help = Husker klippet, så det kan limes inn et annet sted.
clip-paste = Lim inn her
    .help = Legger klippet som ble kopiert ved spillestreken, på det valgte sporet.
clip-duplicate = Dupliser
    .help = Legger det samme klippet en gang til, rett etter.
clip-remove = Slett klippet
    .help = Tar klippet bort fra sporet. Opptaket blir i låten, og Angre henter klippet tilbake.
clip-previous = Forrige klipp
    .help = Velger klippet før på samme spor.
clip-next = Neste klipp
    .help = Velger klippet etter på samme spor.
clip-all = Handlinger
    .help = Alt som kan gjøres med det valgte klippet.
clip-form-done = Ferdig
    .help = Går tilbake til låten.
clip-bar = Takt
    .help = Takten der klippet begynner.
clip-beat = Slag
    .help = Slaget i takten der klippet begynner. 1 er eneren.
clip-gain = Volum
    .help = Hvor høyt klippet er ved siden av de andre på sporet.
clip-fade-in = Ton inn
    .help = Hvor lenge klippet tones inn.
clip-fade-out = Ton ut
    .help = Hvor lenge klippet tones ut.
clip-fade-shape = Form på toning
    .help = Myk passer mellom deler som ligner. Fyldig holder lyden oppe mellom deler som er ulike.
snap = Fest til
    .help = Hvor det som dras, stopper. Hold Alt for å dra fritt.
snap-line = Fest til linjer
    .help = Det som dras, stopper ved linjene i låten. Hold Alt for å dra fritt.
snap-beat = Fest til slag
    .help = Det som dras, stopper ved slagene. Hold Alt for å dra fritt.
snap-free = Dra fritt
    .help = Det som dras, stopper hvor som helst.
track-rename = Gi sporet nytt navn
    .help = Lar navnet på sporet skrives over.
song-list = Liste
    .help = Låtdeler, spor og klipp i låten, fra start til slutt. Opp og ned velger, Enter flytter spillestreken dit. Tastene for klipp er de samme som på tidslinjen.
fade-gain = Myk
clip-edges = Beskjær og slå sammen
clip-sound = Volum og toning
clip-move = Flytt
clip-again = Klipp og lim
clip-choose = Velg klipp
fade-mixed = Ulik inn og ut
fade-power = Fyldig
clip-place = { $clip } på sporet { $track }, takt { $bar }, slag { $beat }
clip-told = Gjort: { $what }. { $clip }
clip-copied = Kopiert: { $clip }
clip-removed = { $clip } er tatt bort fra sporet. Opptaket er fortsatt i låten.
clip-muted = { $clip }, dempet
clip-chosen = { $clip }, valgt
clip-fade-ms = { $ms } ms
told-clip-none = Velg et klipp først: trykk på det, eller flytt spillestreken dit på sporet.
told-clip-no-next = Det kommer ikke noe klipp etter dette på sporet.
told-clip-no-track = Det er ikke noe annet spor den veien der klippet passer.
told-clip-nothing-copied = Det er ikke kopiert noe klipp i denne låten ennå.
told-playhead-outside = Spillestreken står ikke inne i klippet. Flytt den dit klippet skal deles.
list-what = Hva
list-track = Spor
list-start = Takt.slag
list-length = Lengde
list-section = Låtdel: { $name }
list-track-row = Spor: { $track }
list-bars = { $bars ->
        [one] 1 takt
       *[other] { $bars } takter
    }
list-clips = { $count } klipp

# --- the record room

record-views = Visninger i opptaksrommet
    .help = Linjer, tidslinje eller liste: tre måter å se den samme låten på.
record-view-lines = Linjer
    .help = Teksten og forsøkene, linje for linje.
record-view-timeline = Tidslinje
    .help = Sporene og klippene over tid.
record-view-list = Liste
    .help = Alt i låten som en liste, med de samme valgene som tidslinjen.
write-words = Skriv tekst
    .help = Åpner hele teksten, så den kan skrives eller limes inn. Én linje her er én linje i låten.
record-more = Flere valg
    .help = Gjenta låtdelen, rydde, stramme doblingen og størrelsen på teksten.
record-loops = Gjenta låtdelen
    .help = Opptaket går rundt låtdelen til det stoppes. Hver runde blir et forsøk.
use-last-whole = Bruk siste hele
    .help = Viser hele det siste forsøket som ble tatt opp til slutten.
tidy-lines = Rydd mellom linjene
    .help = Gjør pust og støy mellom linjene stille. Opptaket selv blir ikke endret, og det kan angres.
tighten-double = Stram dobling
    .help = Flytter hver linje i doblingen dit den samme linjen i lead begynner. Det kan angres.
words-smaller = Mindre tekst
    .help = Gjør teksten mindre.
words-larger = Større tekst
    .help = Gjør teksten større, så den kan leses fra mikrofonen.
hide-words = Skjul teksten
    .help = Viser bare linjene og forsøkene. H på tastaturet gjør det samme.
told-before = Noe ble sunget før opptaket ({ $length }). Det kan bli et forsøk det også.
action-keep-before = Behold det også
    .help = Gjør det som ble sunget før opptaket, til et eget forsøk.
told-line-chosen = Linje { $line } er nå fra forsøk { $number }.
edit-comp-line = Velg forsøk for en linje
edit-use-take = Bruk hele forsøket
edit-move-join = Flytt kanten av en linje
edit-keep-before = Behold det som kom før
edit-tidy-lines = Rydd mellom linjene
edit-tighten = Stram dobling
job-tidy = Leter etter stillhet mellom linjene …
job-tighten = Hører hvor linjene begynner …
error-song-changed = Ingenting er borte. Låten ble endret mens det ble arbeidet, så resultatet passet ikke lenger. Prøv en gang til.
count-in-0 = Uten telling
    .help = Opptaket begynner med en gang. Trykk for å velge hvor mange takter som telles.
count-in-1 = Teller 1 takt
    .help = Én takt telles før opptaket begynner. Midt i låten er det låten selv som spiller. Trykk for et annet antall.
count-in-2 = Teller 2 takter
    .help = To takter telles før opptaket begynner. Midt i låten er det låten selv som spiller. Trykk for et annet antall.
count-in-4 = Teller 4 takter
    .help = Fire takter telles før opptaket begynner. Midt i låten er det låten selv som spiller. Trykk for et annet antall.

## Låten i andres filer (studio.interchange)

rpp-take = { $track }, forsøk { $number }
dawproject-notes = { $track } (toner)
readme-intro = I denne mappen ligger låten. Herfra kan den gis ut, deles eller spilles på en scene. Et annet studio kan også jobbe videre med den.
readme-song = Om låten
readme-tempo = Tempo: { $bpm } slag i minuttet (BPM)
readme-metre = Taktart: { $beats }/4
readme-key = Toneart: { $key }
readme-key-unknown = Toneart: ikke oppgitt
readme-length = Lengde: { $length }
readme-bar-one = Her begynner takt 1
readme-starts = Takt 1 ligger helt i starten av hver fil.
readme-starts-others = Takt 1 ligger helt i starten av hver fil, unntatt her:
readme-starts-late = { $folders }: takt 1 kommer etter { NUMBER($seconds, minimumFractionDigits: 3) } sekunder.
readme-line-up = I et annet program: sett tempoet til { $bpm }, og legg filene helt i starten. Da passer alt sammen.
readme-parts = Delene av låten
readme-part = Takt { $from }–{ $to }, fra { $time }: { $name }
readme-folders = Mappene
readme-upload = Til distributøren. Last opp WAV-filen med 24 bit. Spør de etter 16 bit, ligger den her også. Ikke endre på filene først.
readme-share = Til mobil, venner og nett: MP3, M4A og FLAC med navn, omslag og tekst i filen.
readme-instrumental = Låten uten stemme.
readme-acappella = Bare stemmen, uten beat.
readme-scene = Til konserten: beaten med koring og refreng, og telling før takt 1.
readme-stems = Spor hver for seg, alle like lange. De uten «dry» i navnet er med effekter og blir til sammen hele miksen. De med «dry» er stemmen slik den ble tatt opp.
readme-midi = Tonene og trommene som MIDI, til å spille med andre lyder.
readme-project = Låten åpnet i andre programmer. Filen .rpp er til Reaper: klipp, toninger, forsøk og låtdeler er på plass. Filen .dawproject er til Bitwig, Cubase og Studio One. Den er i beta: ikke prøvd i alle programmene ennå. Effektene herfra følger ikke med i noen av dem.
readme-stem-list = Spor hver for seg
readme-stem-wet = { $file }: { $name }, med effekter
readme-stem-dry = { $file }: { $name }, uten effekter
readme-stem-return = { $file }: { $name }, det som ekko eller romklang la til
readme-stem-gain = Alle med effekter må opp { NUMBER($gain_db, minimumFractionDigits: 1) } dB for å bli som i miksen.
readme-again = Ingenting i denne mappen endrer låten i Rap Clinic Studio. Mangler noe, kan mappen lages på nytt der, i rommet Gi ut.

sheet-head = Til distributørens skjema
sheet-intro = Kopier herfra, felt for felt.
sheet-lacks =
    { $count ->
        [one] Ett felt mangler før låten kan sendes:
       *[other] { $count } felt mangler før låten kan sendes:
    }
sheet-complete = Alt som skjemaet må ha, er fylt ut.
sheet-unsaid = mangler
sheet-none = ingen
sheet-title = Tittel
sheet-version = Versjon
sheet-artists = Artist
sheet-featured = Gjest (feat.)
sheet-language = Språk i teksten
sheet-language-nb = bokmål
sheet-language-nn = nynorsk
sheet-language-en = engelsk
sheet-language-se = nordsamisk
sheet-language-zxx = ingen tekst
sheet-genre = Sjanger
sheet-explicit = Grovt språk (explicit)
sheet-explicit-explicit = ja (explicit)
sheet-explicit-clean = nei, dette er den rene utgaven (clean)
sheet-explicit-none = nei
sheet-release-date = Utgivelsesdato
sheet-label = Plateselskap (label)
    .empty = tomt. Uten plateselskap: skriv artistnavnet.
sheet-recording = Eier av opptaket (℗-linjen)
sheet-work = Eier av tekst og musikk (©-linjen)
sheet-isrc = ISRC
    .empty = ingen ennå. Koden kommer fra Gramo, eller distributøren lager den.
sheet-upc = UPC/EAN
    .empty = ingen ennå. Distributøren lager den.
sheet-preview = Smakebiten begynner
sheet-beat = Beaten
sheet-beat-own = laget her
sheet-beat-peer = laget av en annen, som har sagt ja
sheet-beat-licensed = med lisens
sheet-beat-unlicensed = fra nettet, uten lisens. Da kan låten ikke gis ut.
sheet-writers = Låtskrivere og andeler
sheet-writer = { $name }: { $role }, { $share } %
sheet-writer-composer = musikk
sheet-writer-lyricist = tekst
sheet-writer-both = tekst og musikk
sheet-shares-off = Andelene blir { $total } % til sammen. De skal bli 100 %.
sheet-performers = Utøvere
sheet-makers = Produksjon
sheet-maker-producer = produsent
sheet-maker-mixing = miks
sheet-maker-mastering = mastring
sheet-maker-recording = opptak
sheet-samples = Samples
sheet-sample-cleared = skriftlig lov
sheet-sample-uncleared = lov mangler
sheet-consents = Stemmene på låten
sheet-consent-given = har sagt ja
sheet-consent-open = har ikke sagt ja ennå

report-language = nb
report-title = Rapport: { $title }
report-decimal = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
report-khz = { NUMBER($khz, maximumFractionDigits: 2) } kHz
report-silent = stille
report-bpm = { $bpm } slag i minuttet
report-verdict-ok = Klar til å gis ut.
report-verdict-warn =
    { $count ->
        [one] Klar til å gis ut. Én ting er verdt en titt.
       *[other] Klar til å gis ut. { $count } ting er verdt en titt.
    }
report-verdict-block =
    { $count ->
        [one] Én ting må ordnes før låten sendes.
       *[other] { $count } ting må ordnes før låten sendes.
    }
report-numbers = Låten i tall
report-loudness = Lydstyrke
    .help = Hvor høy hele låten er. Strømmetjenestene spiller alt rundt −14 LUFS.
report-peak = Høyeste topp
    .help = Under 0 er det plass igjen, så ikke lyden sprekker hos tjenestene.
report-range = Fra rolig til kraftig
    .help = Avstanden mellom de rolige og de kraftige delene.
report-length = Lengde
    .help = Minutter og sekunder.
report-loudest = Kraftigste tre sekunder
report-checks = Kontrollen
report-level-block = Må ordnes
report-level-warn = Verdt en titt
report-level-info = Greit å vite
report-level-ok = I orden
report-at = { $text } (ved { $time })
report-warnings = Om filene
report-warning-codec-clips = Noen tjenester gjør lyden om på en måte som kan få den til å sprekke. Litt lavere høyeste topp løser det.
report-warning-lossy-trimmed = En fil til deling måtte senkes litt, så lyden ikke sprekker når den spilles.
report-warning-media-missing = En lydfil i låten ble ikke funnet. Der er det stille.
report-warning-cover-missing = Låten har ikke omslag ennå.
report-warning-file-left-out = En fil ble ikke slik den skulle, og er merket i listen under.
report-pictures = Bilder av lyden
report-wave = Bølgeform
    .text = Hele låten fra venstre mot høyre. Store utslag er kraftig lyd.
    .alt = Hele låten, { $length } lang. Høyeste topp er { $peak }.
report-curve = Lydstyrke gjennom låten
    .text = Kurven viser lydstyrken de siste tre sekundene. Den stiplede linjen er målet for hele låten. Refreng ligger ofte over den og rolige deler under.
    .alt = Hele låten er { $loudness }, de kraftigste tre sekundene { $most }. Målet er { $target }.
report-aim = Mål { $target }
report-spectrum = Fra bass til diskant
    .text = Hvor mye lyd det er i hver tonehøyde. Dyp bass står til venstre, lyse lyder til høyre.
    .alt = Kraftigst rundt { $band }.
report-finish = Mastring
report-raised = Låten ble hevet { $gain } dB, til { $loudness }.
report-lowered = Låten ble senket { $gain } dB, til { $loudness }.
report-reduced = De høyeste toppene ble tatt ned { $most } dB på det meste, { $mean } dB i snitt.
report-reached = Målet var { $target }, og det ble nådd.
report-held = Målet var { $target }. Høyere enn dette hadde gått ut over lyden, så det stoppet der.
report-held-mean = Da måtte lyden ha blitt presset ned hele tiden, og blitt flat.
report-held-peak = Da måtte de høyeste toppene ha blitt presset så mye at det høres.
report-held-plr = Da ble det for kort mellom toppene og resten av lyden.
report-held-bought = Mer trykk gjorde den nesten ikke høyere, bare hardere.
report-held-silent = Det er ingen lyd å mastre.
report-before-after = Før og etter mastring
report-before = Miksen
report-after = Ferdig
report-files = Filene
    .text = Hver fil er åpnet igjen av et annet program enn det som skrev den, og målt på nytt.
report-column-file = Fil
report-column-loudness = Lydstyrke
report-column-peak = Topp
report-column-state = Kontroll
report-column-codec = Gjort om til
report-file-good = I orden
report-file-there = På plass
report-file-lowered = I orden, senket { $lowered } dB
report-fault = Ikke som den skulle
report-fault-frames = Ikke like lang som den skulle
report-fault-rate = En annen samplingsfrekvens enn den skulle
report-fault-channels = Et annet antall kanaler enn den skulle
report-fault-lag = Begynner ikke der den skulle
report-fault-sound = Lyden er ikke den samme som i miksen
report-fault-loudness = En annen lydstyrke enn den skulle
report-services = Slik blir låten hos tjenestene
    .text = Tjenestene gjør filen om til et mindre format før noen hører den. Her er det prøvd på forhånd. Toppen bør være under 0.
report-codec-good = I orden
report-codec-clips = Kan sprekke
report-stems = Spor hver for seg
report-stems-exact = Sporene blir til sammen nøyaktig det samme som miksen.
report-stems-sum = Sporene blir til sammen det samme som miksen. Den største forskjellen er { $difference }.
report-end = Laget i Rap Clinic Studio. Ingenting er sendt noe sted.

## Mappen som gis ut
stem-delay = Ekko
stem-reverb = Romklang

# --- the finish: mastering and measuring by words

cli-master = Mastre en låt og lag ferdig fil av den.
    .song = Mappen til låten.
    .out = Filen som lages: WAV, 24 bit.
    .target = Hvor høyt: safe (−14 LUFS), loud (−11 LUFS) eller et tall fra −16 til −9. Uten dette gjelder det låten selv sier.
    .rate = En annen samplingsfrekvens enn låtens, i Hz.
cli-measure = Mål lydstyrke og topp i en lydfil.
    .file = Lydfilen.
cli-mastering = Mastrer
cli-release = Lag hele mappen av en låt: til opplasting, deling, scene og et annet studio.
    .song = Mappen til låten.
    .out = Hvor mappen skal ligge. Ligger det en der, blir den byttet ut når den nye er hel.
cli-releasing = Lager { $file }
cli-released = Mappen { $name } er ferdig, med { $count } filer.
cli-mastered = Lydstyrke { $loudness } LUFS, topp { $peak } dBTP. Løftet { $gain } dB, dempet { $most } dB på det meste.
cli-measured = { $name }: lengde { $length }, { $rate_hz } Hz, { $channels ->
        [one] 1 kanal
       *[other] { $channels } kanaler
    }.
cli-loudness = Lydstyrke { $integrated } LUFS, spenn { $range } LU, sterkest { $momentary } LUFS over 400 ms og { $short_term } LUFS over 3 s.
cli-peaks = Topp { $true_peak } dBTP ({ $sample_peak } dBFS i selve tallene), { $plr } dB over lydstyrken.
cli-silent = Filen er stille.
finish-guard-mean = Låten ble ikke løftet helt til { $target } LUFS: mer ville dempet slagene hele veien. Skru ned det sterkeste i miksen for å komme høyere.
finish-guard-peak = Låten ble ikke løftet helt til { $target } LUFS: noen få slag er mye sterkere enn resten. Skru ned sporet de er på for å komme høyere.
finish-guard-plr = Låten ble ikke løftet helt til { $target } LUFS: da ville nesten ikke noe vært igjen av slagene. Den er så høy som den har godt av.
finish-guard-bought = Låten ble ikke løftet helt til { $target } LUFS: det siste løftet ga nesten ikke mer lydstyrke, bare mer forvrengning.
finish-guard-silent = Låten er stille, så det var ikke noe å løfte.

## Miks: stemmen, balansen og mikseren (ui.voice_view, ui.mixer)

mix-views = Visninger av miksen
    .help = Velg mellom det enkle og hele mikseren.
mix-view-voice = Stemme og beat
    .help = Én lyd for stemmen og én skyv.
mix-view-mixer = Flere valg
    .help = Hele mikseren, med alle spor.
mix-view-moves = Bevegelser
    .help = Volum, ekko og romklang som følger låten (automasjon), tegnet for hånd.
to-release = Gi ut
    .help = Går til rommet der låten blir ferdig.
voice-tracks = Hvilken stemme
    .help = Lyden gjelder stemmen som er valgt her.
voice-card-help = Pek for å høre, trykk for å bruke. Mellomrom spiller og stopper.
voice-own = Egen lyd
    .text = Laget her på denne maskinen.
voice-nobody = Her blir stemmen formet. Ta opp noen linjer først.
voice-amount = Hvor mye
    .help = Til venstre nesten som den ble tatt opp, til høyre hele lyden. Like høyt hele veien.
percent = { $share } %
balance = Stemme og beat
    .help = Til venstre mer beat, til høyre mer stemme. Home setter den i midten.
balance-voice-end = Stemme
balance-beat-end = Beat
balance-even = I midten
balance-voice = Stemme +{ $db } dB
balance-beat = Beat +{ $db } dB
balance-measure = Finn midten
    .help = Lytter til der det rappes, og setter midten der ordene ligger rett over beaten.
balance-measuring = Lytter …
edit-balance = balanse
edit-learn-room = lyden av rommet
told-voice-kept = Lyden { $name } er lagret på denne maskinen.
mix-keep = Behold som B
    .help = Legger miksen slik den er nå til side, så den kan sammenlignes med det som kommer.
mix-swap = Bytt miks
    .help = Bytter mellom de to miksene, like sterkt. Ingen av dem blir borte.
ear-mono = Mono
    .help = Hør miksen slik den er på én høyttaler. Ferdige filer blir som før.
ear-small-speaker = Telefon
    .help = Hør miksen slik den er på en telefon. Ferdige filer blir som før.
keep-moves = Ta opp bevegelser
    .help = Når låten spiller, blir alt som dras i et volum husket og gjort igjen.
reference-choose = Sammenlign med en låt
    .help = Velger en ferdig låt å høre ved siden av. Den blir aldri en del av denne låten og kommer ikke med i noen fil.
reference-again = Velg en annen
    .help = Velger en annen låt å sammenligne med.
reference-hear = Hør valgt låt
    .help = Ett trykk bytter mellom den valgte låten og denne, like sterkt. Låten går videre der den var.
reference-filter = Lydfiler (*.wav *.mp3 *.m4a *.flac *.ogg *.opus *.aac *.aif *.aiff *.wma *.mp4);;Alle filer (*)
job-reference = Henter låten å sammenligne med
compare-end = Slutt å sammenligne
    .help = Alt høres like sterkt som det er igjen.
compare-measuring = Måler lydstyrken …
    .text = De blir like sterke når den er kjent. Alt virker imens.
compare-unmatched = Sammenligner
    .text = Lydstyrken er ikke kjent, så det ene kan være sterkere enn det andre.
compare-mix-lowered = Like sterkt: denne er { $db } dB ned
    .text = Bare for ørene. Låten og alle filer er som før.
compare-mix-as-is = Like sterkt: denne er uendret
    .text = Det andre er skrudd ned, bare for ørene. Låten og alle filer er som før.
compare-reference-lowered = { $name }: { $db } dB ned
    .text = Like sterkt, bare for ørene. Trykk igjen, så går låten videre.
compare-reference-as-is = { $name }: uendret
    .text = Like sterkt: låten er skrudd ned, bare for ørene. Trykk igjen, så går den videre.
mix-level = Nivået av miksen
    .help = Fullt felt er middelverdien (RMS), lyst felt er toppene. LUFS er hvor sterkt øret hører det, nå og i de siste tre sekundene. dBTP er den høyeste toppen siden låten begynte å spille.
peak-over = Topp { $db }, for høyt
peak-near = Topp { $db }, nesten for høyt
peak-fine = Topp { $db }, ikke for høyt
peak-low = Topp { $db }, lavt
peak-silent = Stille
reading-rms = RMS
reading-momentary = LUFS nå
reading-short-term = LUFS 3 s
reading-true-peak = dBTP
strip-close = Lukk
    .help = Tilbake til alle spor.
keep-voice = Lagre lyden
    .help = Lagrer lyden av dette sporet på denne maskinen, under et eget navn.
keep-voice-name = Navn på lyden
    .help = Skriv et navn og trykk Enter.
learn-room = Lær rommet
    .help = Finner en pause i opptaket og lærer hvordan rommet låter.
strip-panel = Lyden av { $track }
strip-name = { $track }, vis lyden
    .help = Viser lyden av sporet, trinn for trinn.
fader-moves = Volumet følger låten
    .help = Volumet beveger seg med låten. Det som dras her, løfter eller senker hele bevegelsen.
send-stands = { $send }: { $level }
send-moves = { $send }: { $level }, følger låten
    .help = Nivået beveger seg med låten. Det som dras her, løfter eller senker hele bevegelsen.
pan = Plassering, { $track }
    .help = Fra venstre til høyre. Home setter det i midten.
group-lead = Alle vokaler
group-double = Alle doblinger
group-adlib = Alle adlibs
group-hook = Alle refrengstemmer
group-beat = Hele beaten
movement-tracks = Hvilket spor
    .help = Bevegelsen gjelder sporet som er valgt her.
movement-knobs = Hva som beveger seg
    .help = Velg volum, ekko eller romklang. Hvert av dem har sin egen bevegelse.
movement-knob-volume = Volum
    .help = Hvor høyt sporet er.
movement-knob-delay = Ekko
    .help = Hvor mye av sporet som får ekko.
movement-knob-reverb = Romklang
    .help = Hvor mye av sporet som får romklang.
movement = { $knob } på { $track }, bevegelse
    .help = Trykk for et punkt, dra for å tegne. Med taster: Enter setter et punkt ved spillestreken, ← og → går mellom punktene, ↑ og ↓ løfter og senker, Alt med ← og → flytter. Delete tar bort. Shift med ← og → velger linjer som flyttes samlet, Ctrl med ← og → flytter spillestreken.
movement-point = Punkt { $number } av { $count }. Takt { $bar }, slag { $beat }: { $level }
movement-here = Takt { $bar }, slag { $beat }: { $level }. { $count ->
    [0] Ingen bevegelse
    [one] Ett punkt
   *[other] { $count } punkter
 }
movement-picked = Valgt: takt { $first }–{ $last }
movement-none = Her er det ingen bevegelse. Trykk for å sette et punkt, eller dra for å tegne.
movement-add = Sett et punkt her
movement-remove = Slett
    .help = Tar bort punktet, eller bevegelsen i det som er valgt.
movement-louder = 3 dB opp
movement-softer = 3 dB ned
movement-echo = Ekko på siste ord
    .help = Lar det siste ordet i linjen ved spillestreken få ekko. Er flere linjer valgt, får alle det.
movement-straight = Rett ut igjen
    .help = Tar bort hele bevegelsen. Nivået står stille igjen. Ctrl+Z angrer.
told-echo-made = { $count ->
    [one] Ekko på siste ord i linjen.
   *[other] Ekko på siste ord i { $count } linjer.
 }
told-echo-open = Her er ekkoet åpent fra før. Skru det ned, så høres det bare på siste ord.
edit-echo-last-word = ekko på siste ord
stage-level = Stereo
stage-highpass = Lavkutt
    .help = Tar bort rumling under stemmen.
stage-pitch = Tonekorrigering (autotune)
    .help = Løfter toner som ligger litt ved siden av, inn i tonearten.
stage-noise = Støydemping
    .help = Demper suset i rommet mens ingen synger.
stage-gate = Port
    .help = Demper sporet når det er stille mellom linjene.
stage-eq = EQ (tonekontroll)
    .help = Mer eller mindre bass, mellomtone og diskant.
stage-compressor = Kompressor
    .help = Gjør det høye lavere, så alt høres jevnere.
stage-deesser = S-demper
    .help = Gjør skarpe s-lyder mykere.
stage-saturation = Metning
    .help = Gir varme og litt forvrengning.
stage-send = Ekko og romklang
knob-width = Bredde
    .help = 0 er mono, 1 er som det er, 2 er dobbelt så bredt.
knob-highpass-hz = Under
    .help = Alt under dette blir borte.
knob-pitch-amount = Hvor mye
    .help = 100 retter helt, 0 lar være.
knob-pitch-retune-ms = Hvor raskt
    .help = 0 er som en robot, 200 er mykt.
knob-pitch-chromatic = Alle halvtoner
    .help = Retter til nærmeste halvtone i stedet for tonearten til låten.
knob-noise-range-db = Hvor mye
    .help = Så mye dempes suset på det meste.
knob-gate-threshold-db = Under
    .help = Det som er lavere enn dette, dempes.
knob-gate-ratio = Hvor bratt
    .help = Hvor raskt det dempes under grensen.
knob-gate-range-db = På det meste
    .help = Så mye dempes det på det meste.
knob-gate-release-ms = Lukker på
    .help = Så lang tid tar det å lukke.
knob-low-hz = Bass ved
    .help = Under dette virker bassen.
knob-low-db = Bass
    .help = Mer eller mindre bass.
knob-mid-hz = Mellomtone ved
    .help = Her virker mellomtonen.
knob-mid-db = Mellomtone
    .help = Mer eller mindre mellomtone.
knob-mid-q = Hvor smalt
    .help = Et høyt tall virker på få toner.
knob-high-hz = Diskant ved
    .help = Over dette virker diskanten.
knob-high-db = Diskant
    .help = Mer eller mindre diskant.
knob-threshold-db = Over
    .help = Det som er høyere enn dette, gjøres lavere.
knob-ratio = Hvor mye
    .help = 4 til 1: fire desibel over blir til én.
knob-attack-ms = Griper på
    .help = Så raskt griper den.
knob-release-ms = Slipper på
    .help = Så raskt slipper den.
knob-makeup-db = Løft etterpå
    .help = Så mye løftes alt etterpå.
knob-deesser-hz = Over
    .help = Det skarpe som ligger over dette.
knob-deesser-threshold-db = Grense
    .help = Skarpere enn dette gjøres mykere.
knob-deesser-range-db = På det meste
    .help = Så mye dempes s-lydene på det meste.
knob-saturation-drive-db = Trøkk
    .help = Hvor hardt den kjøres.
knob-saturation-mix = Blanding
    .help = 0 er uten, 1 er bare metning.
knob-delay-send-db = Ekko
    .help = Så mye ekko.
knob-reverb-send-db = Romklang
    .help = Så mye romklang.

## Rommet Gi ut

finish-give = Gi ut låten
    .text = Ett trykk lager hele mappen. Det som mangler, stopper ikke resten.
finish-song = Hvem har gjort hva
    .text = Alt lagres med det samme. Ctrl+Z angrer ett felt om gangen.
finish-cover = Lag omslaget
    .text = Velg farger eller et bilde, og se hvordan det blir.
finish-report = Slik ble låten
    .text = Den siste utgivelsen, lest tilbake fra filene selv.

finish-views = Visninger av Gi ut
    .help = Skjemaet, omslaget og rapporten har hver sin fane. Gå mellom dem med piltastene.
finish-view-give = Gi ut
    .help = Hele mappen med ett trykk, og hva som mangler.
finish-view-song = Om låten
    .help = Hvem som har laget låten, og hvem som eier hva.
finish-view-cover = Omslag
    .help = Lag et omslag av farger eller et bilde.
finish-view-report = Rapport
    .help = Den siste utgivelsen i ord, tall og bilder.
give-out = Gi ut
    .help = Lager hele mappen: filer til tjenestene, til deling, til scenen og til andre studioer. Det som mangler noe, hoppes over.
give-plan = Alt kan lages: til tjenestene, til deling, til scenen og til andre studioer.
give-plan-missing = Opplasting: mangler { $what }. Alt annet kan lages nå.
give-done = Ferdig: { $name }
give-file = Lager { $file }
give-begun = Gjør klar …
show-release = Vis mappen
    .help = Åpner mappen med den ferdige utgivelsen.
to-report = Les rapporten
    .help = Viser hvordan låten ble, i ord og bilder.
to-give = Til Gi ut
    .help = Går til knappen som lager mappen.
no-report = Her kommer rapporten når låten er gitt ut første gang.
one-file-heading = Bare én fil
one-file-format = Filtype
    .help = MP3 er liten og spilles overalt. WAV og FLAC er full kvalitet.
one-file = Lag filen
    .help = Lager én lydfil av hele låten, slik den høres ut her.
told-released = Ferdig. Utgivelsen ligger i mappen { $name }.
job-mend = Lager lyden på nytt
job-paper = Legger papiret i låten
ask-again = Før låten går til tjenestene: er det fortsatt greit for { $names }?
ask-again-why = Et ja kan alltid tas tilbake. Alt annet i mappen kan lages uansett.
ask-yes = Ja, alle sier ja
    .help = Lager hele mappen, med opplastingen.
ask-wait = Vent med opplastingen
    .help = Lager alt annet i mappen. Svaret kan endres når som helst.
ready-song = Om låten
ready-song-ok = Alt som trengs, er skrevet.
ready-missing =
    { $count ->
        [one] Én ting mangler. Bare opplastingen venter på den.
       *[other] { $count } ting mangler. Bare opplastingen venter på dem.
    }
ready-cover = Omslag
ready-cover-ok = Omslaget er på plass.
ready-cover-none = Låten har ikke omslag ennå. Det kan lages her.
ready-cover-lost = Omslaget ligger ikke i låten lenger. Lag et nytt, så er det på plass.
ready-check = Sjekk
ready-check-none = Ikke sjekket ennå. Det er frivillig, og annet arbeid går som før.
ready-check-now = Hører gjennom låten … Annet arbeid går som før.
ready-check-found = { $count } ting å se på, { $good } er i orden.
ready-check-old = Låten er endret siden sist den ble sjekket.
ready-loudness = Lydstyrke
to-form = Til skjemaet
    .help = Går til det som er skrevet om låten.
to-cover = Lag omslag
    .help = Går til omslaget.
look-over = Sjekk nå
    .help = Hører gjennom låten og ser over papirene. Ingenting endres.
finding-go = Gå dit
    .help = Går til stedet det gjelder.
finding-done = Gjort. Sjekk på nytt for å være sikker.
remedy-remaster = Mastre på nytt
    .help = Setter mål og høyeste topp dit det passer. Kan angres.
remedy-lower-mix = Senk miksen
    .help = Senker hovedutgangen så mye som trengs. Kan angres.
remedy-encode-again = Senk høyeste topp
    .help = Gir filene mer luft når de lages neste gang. Kan angres.
remedy-trim = Kutt stillheten
    .help = Stillheten i begge ender blir ikke med i den ferdige låten. Sporene står der de står. Kan angres.
remedy-highpass = Slå på lavkutt
    .help = Tar bort det aller dypeste på sporet det kommer fra. Kan angres.
remedy-mono-bass = Samle bassen
    .help = Legger de dypeste tonene i midten når låten mastres. Kan angres.
remedy-narrow = Gjør sporet smalere
    .help = Samler det bredeste sporet mot midten. Kan angres.
remedy-centre = Sett i midten
    .help = Flytter sporet som heller til én side. Kan angres.
remedy-gate = Slå på støyporten
    .help = Demper sporet i pausene, så langt som trengs. Kan angres.
remedy-voice-balance = Juster balansen
    .help = Flytter balansen mellom stemme og beat dit den passer. Kan angres.
remedy-move-guest = Flytt til gjester
    .help = Tar gjesten ut av tittelen og skriver navnet i feltet for gjester. Kan angres.
remedy-lower-case = Skriv med små
    .help = Skriver tittelen med stor bokstav først og små etter. Kan angres.
remedy-move-version = Flytt til versjon
    .help = Tar versjonen ut av tittelen og skriver den i sitt felt. Kan angres.
remedy-split-evenly = Del likt
    .help = Gir alle låtskriverne like mye. Kan angres.
remedy-use-artist = Bruk artistnavnet
    .help = Skriver artistnavnet som selskap. Kan angres.
remedy-preview-start = Begynn fra start
    .help = Lar smakebiten begynne der låten begynner. Kan angres.
remedy-add-writer = Legg til som låtskriver
    .help = Skriver opp den som laget beaten, med 0 % til dere har snakket om det. Kan angres.
remedy-tidy-lyrics = Rett linjene
    .help = Retter alle linjene det gjelder. Kan angres.
remedy-flip-polarity = Snu den ene siden
    .help = Lager en kopi av lyden der den ene siden er snudd. Kan angres.
remedy-make-cover = Lag omslag
    .help = Lager et omslag med tittel og artist. Kan angres og byttes.
remedy-export-again = Gi ut på nytt
    .help = Lager mappen på nytt. Den gamle blir stående til den nye er ferdig.
remedy-jump = Gå til stedet
    .help = Flytter spillestreken dit og viser sporene.
remedy-mix = Gå til mikseren
    .help = Går til spaken det gjelder.
remedy-change-form = Gå til låtformen
    .help = Går til låtdelene i Beat.
remedy-record-again = Gå til linjen
    .help = Går til linjen, så den kan tas om igjen.
remedy-fill-form = Gå til feltet
    .help = Går til feltet i Om låten.
remedy-write-lyrics = Gå til teksten
    .help = Går til linjen i teksten.
remedy-name-voice = Velg hvem det er
    .help = Går til sporet i Om låten.
remedy-ask-consent = Gå til spørsmålet
    .help = Går til den som skal spørres, i Om låten.
loudness-aim = Lydstyrke
    .help = Hvor høy den ferdige låten skal bli. Miksen røres ikke.
loudness-safe = Trygg
    .help = Omtrent som strømmetjenestene selv spiller. Passer alltid.
loudness-loud = Høy
    .help = Tettere og høyere, til fest og SoundCloud. Tjenestene skrur den ned igjen.
loudness-own = Eget mål
    .help = Et eget tall. Blir det for hardt, stopper mastringen før og sier hvorfor.
loudness-target = Mål for lydstyrke
    .help = Fra −16 til −9 LUFS. Høyere tall er høyere lyd.
form-row = { $what }, rad { $number }
form-drop = Ta bort
    .help = Tar bort denne raden. Kan angres.
form-missing = Mangler ennå. Trengs bare til opplastingen.
form-card-song = Låten
form-card-people = Folk
form-card-beat = Beaten
form-card-rights = Eiere og koder
form-title = Tittel
    .help = Navnet på låten, uten gjester og versjon.
form-artists = Artist
    .help = Artistnavnet. Flere skilles med komma.
form-featured = Gjester
    .help = De som er med, med komma mellom. De hører ikke til i tittelen.
form-version = Versjon
    .help = For eksempel Radio edit eller Live. Tomt for den vanlige.
form-genre = Sjanger
    .help = For eksempel hiphop, trap eller drill.
form-language = Språk i teksten
    .help = Språket det rappes på.
form-language-open = Ikke valgt
form-language-nb = Bokmål
form-language-nn = Nynorsk
form-language-se = Nordsamisk
form-language-en = Engelsk
form-language-da = Dansk
form-language-sv = Svensk
form-language-zxx = Ingen ord
form-explicit = Sterkt språk
    .help = Artisten bestemmer selv. Tjenestene viser en E ved sterkt språk.
form-explicit-open = Ikke valgt
form-explicit-none = Nei
form-explicit-explicit = Ja, explicit
form-explicit-clean = Renset versjon
form-writers = Hvem skrev låten
    .help = Navnene som TONO kjenner, med andeler som blir 100 til sammen.
form-writers-add = Legg til låtskriver
    .help = Ny rad for en som skrev tekst eller musikk.
form-writer-name = Låtskriver
    .help = Navnet som låtskriveren er registrert med.
form-writer-role = Skrev
    .help = Tekst, musikk eller begge.
form-writer-role-both = Tekst og musikk
form-writer-role-composer = Musikk
form-writer-role-lyricist = Tekst
form-writer-share = Andel
    .help = Andelen i prosent. Alle blir 100 til sammen.
form-performers = Hvem høres
    .help = De som rapper, synger eller spiller.
form-performers-add = Legg til utøver
    .help = Ny rad for en som høres.
form-performer-name = Utøver
    .help = Navnet på den som høres.
form-performer-role = Hva
    .help = For eksempel rap, vokal eller gitar.
form-makers = Hvem produserte
    .help = Produksjon, miks, mastring og opptak. Minst én.
form-makers-add = Legg til medarbeider
    .help = Ny rad for en som jobbet med lyden.
form-maker-name = Medarbeider
    .help = Navnet på den som jobbet med lyden.
form-maker-role = Gjorde
    .help = Hva slags arbeid det var.
form-maker-role-producer = Produksjon
form-maker-role-mixing = Miks
form-maker-role-mastering = Mastring
form-maker-role-recording = Opptak
form-voices = Hvem er på hvert spor
    .help = Velg eller skriv hvem som synger eller rapper på sporet. Da gjelder et ja for den personen, på alle sporene.
form-voice-of = Hvem er på { $track }
    .help = Velg et navn, eller skriv et nytt. Tomt betyr at ingen er valgt.
form-voice-nobody = Ingen valgt
form-voice-more = En til
    .help = For spor som flere er på.
form-consents = Ja fra hver stemme
    .help = Alle som høres, skal si ja før låten sendes ut.
form-consents-add = Legg til stemme
    .help = Ny rad for en stemme på låten.
form-consent-name = Stemme
    .help = Navnet på den som eier stemmen, eller på sporet.
form-consent-given = Har sagt ja
    .help = Krysses av når den det gjelder, har sagt ja selv.
form-beat-origin = Hvor beaten kom fra
    .help = En beat fra nettet trenger en lisens før låten sendes ut.
form-beat-origin-open = Ikke valgt
form-beat-origin-own = Laget selv
form-beat-origin-peer = Fra en vi kjenner, som sa ja
form-beat-origin-licensed = Kjøpt eller med lisens
form-beat-origin-unlicensed = Fra nettet, uten lisens
form-beat-source = Hvem laget beaten
    .help = Navnet på produsenten, eller stedet den kom fra.
form-licence-file = Papiret på lisensen
    .help = En kopi legges i låten, så den alltid er å finne.
form-licence-file-choose = Legg ved papiret
    .help = Velger filen som fulgte med beaten, for eksempel en PDF.
form-samples = Samples i låten
    .help = Opptak av andre som høres i låten. Alle må være klarert.
form-samples-add = Legg til sample
    .help = Ny rad for et sample.
form-sample-title = Sample fra
    .help = Tittelen på låten som samplet er fra.
form-sample-writer = Skrevet av
    .help = De som skrev den låten.
form-sample-cleared = Klarert skriftlig
    .help = Krysses av når det finnes skriftlig lov.
form-recording-owner = Eier av opptaket (℗)
    .help = Den som eier lydopptaket, som regel artisten selv.
form-recording-year = År for opptaket
    .help = Fire siffer.
form-work-owner = Eier av verket (©)
    .help = Den som eier tekst og musikk.
form-work-year = År for verket
    .help = Fire siffer.
form-label = Selskap
    .help = Artistnavnet går fint for den som gir ut selv.
form-release-date = Utgivelsesdato
    .help = Skrives som 2026-12-24.
form-isrc = ISRC-kode
    .help = Fra Gramo eller distributøren. Kan stå tom.
form-upc = Strekkode (UPC)
    .help = Distributøren lager den som regel. Kan stå tom.
paper-filter = Dokumenter (*.pdf *.txt *.jpg *.jpeg *.png *.docx *.odt *.eml);;Alle filer (*)
picture-filter = Bilder (*.jpg *.jpeg *.png *.webp *.tif *.tiff)
cover-colours-heading = Farger
cover-photo = Velg et bilde
    .help = Et eget bilde, minst 1400 piksler bredt. Skjulte opplysninger tas bort.
cover-no-photo = Uten bilde
    .help = Tilbake til bare farger og former.
cover-move = Dra bildet, eller flytt det med piltastene. Home viser midten.
cover-cut = Av bildet vises det som ligger { $across } % fra venstre og { $down } % fra toppen. Piltastene flytter bildet, Home viser midten.
cover-take = Bruk dette
    .help = Lager omslaget i full størrelse og legger det i låten. Kan angres.
cover-there = Låten har et omslag. Et nytt tar plassen, og det gamle kan angres tilbake.
cover-none-yet = Låten har ikke omslag ennå.
cover-on-phone = Omslaget så stort som på en mobil
cover-in-list = Omslaget så lite som i en liste
palette-night = Natt
    .help = Mørkt med en varm plate.
palette-rust = Rustrød
    .help = Rødt med søyler.
palette-fjord = Fjordgrønn
    .help = Dypt grønnblått med bølger.
palette-sun = Sol
    .help = Gult med buer.
palette-paper = Papir
    .help = Lyst med trappetrinn.
palette-violet = Fiolett
    .help = Fiolett med blokker.
palette-concrete = Betong
    .help = Grått med trapper.
palette-forest = Skog
    .help = Mørkegrønt med topper.

# --- scenen

finish-stage = Til scenen
    .text = Øv med stor tekst, sett opp låtene, og lag mappen til konserten.
finish-view-stage = Scene
    .help = Øving, settliste og mappen til konserten.
scene-part-rehearse = Øv
    .text = Beaten spiller uten leadstemmen. Teksten står stor på skjermen og følger med.
scene-part-set = Settliste
    .text = Låtene i den rekkefølgen de skal spilles.
scene-part-folder = Mappen til konserten
    .text = En fil av hver låt, med telling før takt 1, teksten og en liste. Ha den på to steder.
rehearse = Øv på låten
    .help = Fyller skjermen med teksten og spiller låten uten leadstemmen.
prompter-line = linje { $line } av { $count }
prompter-no-words = Denne låten har ingen tekst ennå. Den kan skrives i Opptak.
scene-add = Legg til denne låten
    .help = Setter låten som er åpen, sist på settlisten.
scene-earlier = Tidligere
    .help = Flytter den valgte låten ett hakk opp. Alt og pil opp gjør det samme.
scene-later = Senere
    .help = Flytter den valgte låten ett hakk ned. Alt og pil ned gjør det samme.
scene-remove = Ta av listen
    .help = Tar den valgte låten av settlisten. Selve låten blir liggende.
scene-set = Settliste
    .help = Pilene velger. Alt og pil flytter låten. Delete tar den av listen.
scene-row = { $number }.  { $title }
scene-make = Lag mappen
    .help = Lager sceneversjonen av hver låt på listen, slik låtene er nå.
scene-copy = Kopier til …
    .help = Legger en kopi på en minnepinne eller et annet sted, og leser den tilbake.
scene-progress = Så langt er mappen
scene-state-none = Mappen er ikke laget av denne listen ennå.
scene-state-made = Mappen er laget. Ingen kopi ennå, { $wanted } er trygt.
scene-state-copied = { $copies } av { $wanted } kopier er lest tilbake og like.
scene-folder = Scene
scene-list-file = settliste
scene-list-title = SETTLISTE
scene-list-row = { $number }. { $title } · { $time } · { $bpm } BPM { $key }
scene-list-before =
    Før konserten
    ☐ Lyden er prøvd fra denne maskinen på dette anlegget
    ☐ Skjermsparer, varsler og strømsparing er av
    ☐ Laderen er med, og står i
    ☐ Mappen ligger på en minnepinne også
    ☐ Mappen ligger på en telefon også, med riktig overgang
told-staged = { $count ->
    [one] Mappen er laget, med én låt.
   *[other] Mappen er laget, med { $count } låter.
}
told-stage-missing = Disse kom ikke med, for de er borte eller uten lyd: { $titles }.
told-stage-copied = Kopien er lest tilbake og lik. Mappen ligger nå { $copies ->
    [one] ett annet sted.
   *[other] { $copies } andre steder.
}
job-stage = Lager mappen til scenen
job-copy = Kopierer og leser tilbake
error-stage-empty = Det er ingen lyd å lage mappen av. Låtene ligger der de lå. Legg en låt med beat på settlisten.
error-stage-elsewhere = Låten ligger et annet sted enn de andre, for eksempel på en minnepinne. Ingenting er endret. Åpne den fra listen over låter først.
error-stage-same-place = Kopien ville ligget oppå mappen selv. Mappen er som før. Velg et annet sted, for eksempel en minnepinne.
error-copy-differs = Mappen her er hel, men kopien av { $name } ble ikke lik. Den er tatt bort igjen. Prøv en annen minnepinne.

# --- leksjoner på papir

lesson-paper-title = { $title } – forberedelse
lesson-paper-minutes = Omtrent { $minutes } minutter. Alt kan hoppes over.
lesson-paper-goal = Målet
lesson-paper-kit = Legg fram
lesson-paper-steps = Stegene
lesson-paper-problems = Dette skjer ofte
lesson-paper-stop = Når vi stopper
lesson-paper-foot = Leksjon { $lesson }, versjon { $version }
error-paper-full = Ordene i leksjonen { $lesson } tar hele arket. Ingen fil er laget. Gjør tekstene kortere.

## Papirene til erfaringseksperter (ui.peer_paper), og ark ut av vinduet

peer-papers = Fem trinn og rollekort
peer-rungs = Fem trinn
    .text = Fra å gjøre leksjonene til å lære dem bort. Hvert trinn er to økter: ett kryss for hver. Det er ingen eksamen.
peer-rung-all = Gjør alle leksjonene
    .text = På en egen låt, i det tempoet som passer.
peer-rung-beside = Sitt ved siden av
    .text = En annen leder. Skriv på kortet nederst på arket.
peer-rung-together = Led leksjon 1, 2 og 3
    .text = En kollega sitter ved siden av.
peer-rung-alone = Led alene
    .text = Rett også teksten i en leksjon, der ordene ikke traff.
peer-rung-onward = Lær det bort
    .text = Ta neste erfaringsekspert gjennom trinn 3.
peer-observe = Kort til trinn 2. Skriv uten navn. Se etter dette:
peer-observe-hands = Når gjorde de det med egne hender?
peer-observe-stuck = Hvor stoppet det, og hva hjalp?
peer-observe-rest = Når var det godt med en pause?
peer-role = Rollekort
    .text = Dette er jobben som erfaringsekspert i studioet.
peer-role-music = Du lærer bort musikk
    .text = Du er ikke terapeut. Andre har ansvaret for behandling.
peer-role-breaks = Du har rett til pauser
    .text = Si fra, og gå ut litt. Du trenger ingen grunn.
peer-role-paid = Forberedelsen er betalt
    .text = 15 minutter for hver leksjon du skal lede.
peer-role-call = Du skal ikke stå alene
    .text = Blir det for mye for noen, eller for deg: stopp leksjonen, og ring.
peer-role-name = Ring til:
peer-role-phone = Telefon:
lesson-papers = Lag ark til utskrift
lesson-print-handout = Ark til den som lærer
lesson-print-peer = Ark til den som leder
lesson-print-peers = Ark for erfaringseksperter
pdf-filter = PDF (*.pdf)
told-paper-file = Arket ligger i { $name }.
job-print = Lager arket

# --- til neste vakt (ui.handover_dialog)

handover = Til neste vakt
    .text = Skriv uten navn. Det blir på denne maskinen, og de siste { $most } står her.
handover-worked = Hva virket?
    .help = Det som gikk bra i dag. Gjerne hvilken leksjon, og hva som hjalp. Uten navn.
handover-stuck = Hva låste seg?
    .help = Det som stoppet opp, og hva som ble prøvd. Uten navn.
handover-broken = Utstyr som ikke virker
    .help = For eksempel en kabel som skurrer, og hvor den ligger.
handover-keep = Lagre
    .help = Legger det øverst blant notatene, med datoen i dag.
handover-keep-anyway = Behold likevel
    .help = Lagrer ordene slik de står.
handover-earlier = Fra vaktene før
handover-none = Her er det ingen notater ennå.
handover-remove = Ta bort
    .help = Tar bort notatet fra denne dagen.
handover-put-back = Legg tilbake
    .help = Legger notatet tilbake der det sto.
handover-kept = Det er lagret for neste vakt.
handover-removed = Notatet er tatt bort.
handover-empty = Skriv i minst ett av feltene først.
handover-long = Her er det plass til { $most } tegn: { $question } Gjør det litt kortere.
handover-unkept = Dette er ikke lagret ennå. Trykk Lagre, eller lukk en gang til.
handover-damaged = Notatene kunne ikke leses. De er lagt til side på maskinen, og ingenting er borte.
handover-name = { $count ->
    [one] { $words } ser ut som et navn. Ta det bort, eller trykk Behold likevel.
   *[other] { $words } ser ut som navn. Ta dem bort, eller trykk Behold likevel.
}

## Leksjoner fra kommandolinjen (ui.cli_lessons), og hva som ikke passer i en (studio.lessons.finding)

cli-lessons = Leksjoner: se hvilke som finnes, prøv dem, skriv dem ut, lag nye.
cli-lessons-list = Vis leksjonene, husets og egne.
cli-lessons-check = Gå gjennom leksjoner som en deltaker og se over ordene. Slutter med 1 når noe bør rettes.
    .folder = En leksjon, eller en mappe med leksjoner. Uten: husets egne.
    .window = I et vindu, med mus og taster, og ikke bare på sangen.
cli-lessons-new = Lag en ny leksjon som du kan skrive videre på.
    .lesson = Nummer og navn, som 20-min-leksjon.
    .folder = Hvor den skal ligge. Uten: blant de egne.
cli-lessons-print = Lag en side å dele ut, eller med --peer siden for den som leder.
    .lesson = Nummeret eller navnet på leksjonen, eller peers for arkene til erfaringseksperter.
    .out = PDF-filen som lages.
    .peer = Forberedelsen for erfaringseksperten i stedet.
cli-lessons-pack = Pakk en leksjon i én fil, til en annen maskin.
    .lesson = Nummeret eller navnet på leksjonen.
    .out = Filen som lages, helst med .leksjon til slutt.
cli-lessons-fetch = Hent en leksjon fra en pakke, inn blant de egne.
    .file = Pakken.
told-lesson-file = Leksjonen { $lesson } ligger i { $name }.
told-lesson-kept-new = Leksjonen { $lesson } er hentet, versjon { $version }.
told-lesson-kept-newer = Leksjonen { $lesson } er nå versjon { $version }. Den forrige er tatt vare på.
told-lesson-kept-same = Leksjonen { $lesson } var her fra før, lik.
told-lesson-kept-beside = Versjon { $version } av { $lesson } er tatt vare på blant de eldre. Den som er her fra før, gjelder.
cli-lesson = { $id }: { $title }, { $minutes } min, versjon { $version }
cli-lessons-good = Alt er på plass: { $lessons ->
    [one] én leksjon
   *[other] { $lessons } leksjoner
} med { $steps } steg.
cli-lessons-made = Leksjonen ligger i { $folder }. Skriv i filene der, og se over den etterpå.
lesson-finding-place = { $file }, { $line ->
    [0] hele filen
   *[other] linje { $line }
} ({ $key })
lesson-finding-broken = { $remedy }
lesson-finding-long = { $words } ord. Høyst { $most }: del i to setninger, eller ta bort noe.
lesson-finding-hard = Tung å lese (LIX { $lix }). Høyst { $most }: kortere setninger, og kortere ord.
lesson-finding-banned = Ordet «{ $word }» brukes ikke i huset. Finn det rette i ordlisten.
lesson-finding-no-rest = { $breathes } steder å stoppe. Det trengs { $wanted }: legg inn et steg av typen breathe.
lesson-finding-next-unknown = Leksjonen { $lesson } finnes ikke her. Ta den bort, eller hent den først.
lesson-finding-next-round = Veien videre går i ring gjennom { $lesson }. La en av dem lede et annet sted først.
lesson-finding-picture = Bildet kan ikke brukes. Dette går: { $remedy }.
lesson-finding-unseen = Det steget peker på ({ $control }), er ikke synlig i rommet sitt. Pek på noe annet.
lesson-finding-true-before = Steget er gjort før det begynner. Se på endring, eller be om mer.
lesson-finding-true-early = Steget er gjort alt etter { $action }. Ta bort det som kommer etter, eller be om mer.
lesson-finding-never-true = Svaret gjør ikke steget ferdig. Rett svaret, eller det som sjekkes.
lesson-finding-refused = { $action } går ikke: { $why }

# --- en leksjon til

make = Lag leksjon
    .help = Gjør det som skal vises. Alt som gjøres, kommer opp som forslag til steg.
make-about = Gjør det du vil vise, her i vinduet bak. Hvert steg kommer opp her.
make-none = Ingen steg ennå. Legg et slag, skru på noe, eller ta opp.
make-title = Navn på leksjonen
    .help = Det som står i listen over leksjoner.
make-says = Hva den handler om
    .help = Én setning til den som skal lære.
make-goal = Målet
    .help = Én setning til den som leder.
make-minutes = Minutter
    .help = Omtrent hvor lang tid den tar.
make-sentence = Steg { $number }
    .help = Setningen som den som lærer, får lese. Kort, og hva som skal trykkes.
make-drop = Ta bort
    .help = Steget blir ikke med i leksjonen. Det som er gjort i låten, blir der.
make-again = Begynn på nytt
    .help = Tømmer forslagene. Låten er som den er.
make-try = Prøv leksjonen
    .help = Sjekker ordene, og gjør hvert steg på en låt for seg selv.
make-save = Lagre leksjonen
    .help = Legger den i studioets egne leksjoner. Deltakere ser den når en til har gått gjennom den.
make-tried = Alt er på plass. Nå kan en til prøve den.
make-found = Dette må ordnes først: { $what }
make-needs = Skriv et navn, og gjør minst én ting.
make-default-kit = Det som står på bordet.
make-default-problem1 = Noe går annerledes. Det er også en måte å gjøre det på.
make-default-problem2 = Det blir stille. Se om lyden er på.
make-default-problem3 = Noen vil stoppe. Da er det nok for i dag.
make-default-stop = Stopp mens det er gøy.
make-default-rest = Pust litt. Du kan stoppe her for i dag.
told-lesson-made = Leksjonen { $title } er lagret blant studioets egne.
told-lesson-tried = Leksjonen { $title } er prøvd av en til. Nå vises den for alle.
job-try-lesson = Prøver leksjonen
job-keep-lesson = Lagrer leksjonen
spoken-begin = Les inn
    .help = Lytter mens setningen blir sagt. Den som lærer, kan høre den. Ingenting av det kommer i låten.
spoken-stop = Stopp
    .help = Slutter å lytte, eller å spille av.
spoken-hear = Hør
    .help = Spiller det som ble sagt.
spoken-throw = Kast
    .help = Tar bort det som ble sagt. Ordene står der fortsatt.
spoken-listens = Lytter … { $length } av { $most }
spoken-kept = Lest inn, { $length }
spoken-closed = Ingen mikrofon er åpen, så stegene kan ikke leses inn nå. Det holder med ordene.
spoken-taking = Et opptak er i gang. Les inn etterpå.
error-prompt-unheard = Ingenting er borte. Mikrofonen hørte ingen stemme. Gå litt nærmere, og prøv igjen.
make-hits = Du la { $count } slag på { $what }. Skal det være et steg?
    .step = Legg { $count } slag på { $what }.
make-kit = Du byttet trommesett. Skal det være et steg?
    .step = Bytt til et nytt trommesett. Hør hva som skjer.
make-tempo = Du endret tempoet. Skal det være et steg?
    .step = Endre tempoet til det passer.
make-quiet = Du dempet en lyd i beaten. Skal det være et steg?
    .step = Demp en lyd, og hør hva som skjer.
make-pattern = Du kopierte mønsteret. Skal det være et steg?
    .step = Kopier mønsteret, og endre én ting.
make-sections = Du la til en låtdel. Skal det være et steg?
    .step = Legg til en låtdel.
make-left-out = Du tok en lyd ut av en låtdel. Skal det være et steg?
    .step = Ta en lyd ut av låtdelen.
make-words = Du skrev { $count } linjer. Skal det være et steg?
    .step = Skriv { $count } linjer.
make-record = Du tok opp { $count } forsøk. Skal det være et steg?
    .step = Ta opp { $count } forsøk.
make-choose = Du valgte et forsøk til en linje. Skal det være et steg?
    .step = Velg det forsøket du liker.
make-split = Du delte opp et klipp. Skal det være et steg?
    .step = Del klippet der det skal være to.
make-trim = Du beskar et klipp. Skal det være et steg?
    .step = Dra inn kanten på klippet der det er støy.
make-fade = Du tonet et klipp. Skal det være et steg?
    .step = Ton klippet inn og ut.
make-tidy = Du ryddet mellom linjene. Skal det være et steg?
    .step = Rydd der det er stille, mellom to linjer.
make-sound = Du valgte en lyd til stemmen. Skal det være et steg?
    .step = Velg en lyd til stemmen.
make-volume = Du skrudde på volumet til { $what }. Skal det være et steg?
    .step = Skru på volumet til { $what }.
make-pan = Du flyttet { $what } til siden. Skal det være et steg?
    .step = Flytt { $what } til siden.
make-mute = Du dempet et spor. Skal det være et steg?
    .step = Demp et spor, og slipp det inn igjen.
make-solo = Du hørte ett spor alene. Skal det være et steg?
    .step = Hør ett spor alene.
make-effect = Du slo på { $what }. Skal det være et steg?
    .step = Slå på { $what }.
make-swap = Du byttet mellom A og B. Skal det være et steg?
    .step = Bytt mellom A og B.
make-mono = Du hørte låten i mono. Skal det være et steg?
    .step = Hør låten i mono.
make-small = Du hørte låten på liten høyttaler. Skal det være et steg?
    .step = Hør låten på liten høyttaler.
make-cover = Du laget et omslag. Skal det være et steg?
    .step = Lag et omslag.
make-consent = Du krysset av for et ja. Skal det være et steg?
    .step = Spør hver stemme, og kryss av.
make-field = Du fylte ut { $what }. Skal det være et steg?
    .step = Fyll ut { $what }.
make-play = Du hørte { $count } takter. Skal det være et steg?
    .step = Hør { $count } takter.
error-lessons-full = Det er { $most } egne leksjoner her, og flere er det ikke plass til. Ingenting er borte. Ta bort en som ikke brukes.
## Leksjoner

lessons = Leksjoner
    .help = Korte leksjoner som leder gjennom programmet, ett steg om gangen. Låten er den samme.
menu-lessons = Leksjoner
menu-lesson-next = Neste steg i leksjonen
lesson-place = Steg { $number } av { $count }
lesson-ended = Ferdig
lesson-ended-text = Det var hele leksjonen. Det du har laget, ligger i låten.
lesson-close = Lukk
    .help = Legger leksjonen bort. Steget huskes.
lesson-more = Mer
    .help = Større tekst, lærerskjerm, ark på papir, og det som trengs for å lede en gruppe.
lesson-next = Neste
    .help = Går til neste steg. Enter gjør det samme her, og Ctrl+Enter overalt.
lesson-done = Ferdig
    .help = Avslutter leksjonen. Låten blir som den er.
lesson-to-list = Alle leksjoner
    .help = Viser leksjonene.
lesson-back = Tilbake
    .help = Går til steget før.
lesson-skip = Hopp over
    .help = Går videre uten å gjøre dette steget. Det er helt greit.
lesson-my-way = Jeg gjorde det på min måte
    .help = Steget er gjort, også om programmet ikke så det.
lesson-show = Vis meg
    .help = En tegnet peker går til stedet. Musen står stille.
lesson-show-ask = Skal programmet gjøre dette steget nå?
lesson-show-yes = Ja, vis meg
    .help = Programmet gjør steget. Angre tar det tilbake.
lesson-show-no = Nei
    .help = Ingenting blir gjort.
lesson-read = Les opp
    .help = Leser steget høyt.
lesson-hush = Stopp lesingen
    .help = Slutter å lese.
lesson-go = Gå til { $room }
    .help = Bytter rom og viser stedet.
lesson-where = Vis stedet
    .help = Viser stedet som steget handler om.
lesson-to-room = Til rommet
    .help = Legger steget sammen til en linje, så rommet er synlig.
lesson-unfold = Vis steget
    .help = Viser hele steget.
lesson-had = Dette er på plass alt. Gå videre når det passer.
lesson-ticked = Det er gjort.
lesson-waits = Steget venter til det er gjort.
lesson-option = { $words }
    .help = Ett av valgene. Alle er riktige.
lesson-after = Neste leksjon: { $words }
    .help = Begynner den i den samme låten.
lesson-note = Eget notat
    .help = Svaret lagres bare hvis knappen under blir trykket.
lesson-note-keep = Ta vare på notatet
    .help = Legger notatet i mappen til låten.
lesson-note-kept = Notatet ligger i mappen til låten.
lesson-can-now-ask = Hva kan du nå? Skriv det med dine egne ord.
lesson-can-now = Egne ord
    .help = Kan stå tom. Ordene lagres bare når de blir lagt i listen.
lesson-can-now-keep = Legg i listen
    .help = Legger ordene i «Dette kan du nå», under leksjonene. Listen følger låten, og går ikke med i det som gis ut.
lesson-can-now-kept = Det står i «Dette kan du nå», under leksjonene.
lesson-larger = Større tekst
lesson-smaller = Mindre tekst
lesson-help-now = All hjelp til steget
lesson-again = Begynn på nytt
lesson-list = Alle leksjoner
lesson-lead = Led en gruppe
lesson-teacher = Lærerskjerm
lesson-keys = Taster for å lede
lesson-keys-text = Trykk i et felt, og så på tasten eller fjernkontrollen. De virker når «Led en gruppe» er på.
lead-next = Neste steg
lead-back = Steget før
lead-ring-on = Ringen videre
lead-ring-back = Ringen tilbake
lead-usual = De vanlige tastene
    .help = Page Down og Page Up, med Shift for ringen.
lesson-energy = Hvor mye krefter er det i dag?
lesson-energy-ordinary = Vanlig
    .help = Alle stegene.
lesson-energy-low = Lite
    .help = Færre steg, samme innhold.
lesson-short = Kort dag
    .help = Bare de første stegene av leksjonen.
lesson-reading = Henter leksjonene …
lesson-fetch = Hent leksjon
    .help = Henter en leksjon fra en fil, som fra en minnepinne. Ingenting som er her, blir borte.
lesson-pack = Lagre som fil
    .help = Lager én fil av leksjonen, som en annen maskin kan hente.
lesson-filter = Leksjoner (*.leksjon)
told-lesson-untried = Den vises for alle når en til har gått gjennom den.
job-fetch-lesson = Henter leksjonen
job-pack-lesson = Lager filen
lesson-minutes = { $minutes } min
lesson-asks-low = rolig
lesson-asks-ordinary = vanlig
lesson-need-microphone = mikrofon
lesson-need-headphones = hodetelefoner
lesson-need-speaker = høyttaler
lesson-need-second-person = en til
lesson-need-stick = minnepinne
lesson-need-phone = mobil
lesson-begin = Begynn
    .help = Begynner leksjonen i låten som er åpen.
lesson-last-lines = { $count ->
        [one] Sist: én linje skrevet.
       *[other] Sist: { $count } linjer skrevet.
    }
lesson-last-takes = { $count ->
        [one] Sist: ett opptak.
       *[other] Sist: { $count } opptak.
    }
lesson-last-beat = Sist: en beat.
lesson-last-nothing = Sist: godt i gang.
lesson-resume = Fortsett
    .help = Går til steget der det stoppet.
lesson-hear = Hør
    .help = Spiller det som er laget.
lesson-other = Noe annet
    .help = Legger leksjonen bort og viser de andre. Låten blir som den er.
lesson-made = Det du har laget
made-song = Hele låten
    .help = Spiller låten fra start.
made-beat = Beaten
    .help = Spiller beaten alene.
made-take = Opptak { $number }
    .help = Spiller opptaket over beaten.
made-hide = Skjul
    .help = Tar det bort fra hyllen. Det blir i låten.
made-show-all = Vis det som er skjult
    .help = Legger alt på hyllen igjen.
can-now = Dette kan du nå
can-now-take = Ta bort
    .help = Tar linjen bort fra listen.
can-now-taken = Linjen er tatt bort.
can-now-back = Legg tilbake
    .help = Legger linjen tilbake i listen. Går så lenge listen er framme.
told-lesson-damaged = Ingenting er borte. Steget i leksjonen kunne ikke leses, så leksjonen begynner forfra.
told-lesson-newer = Leksjonen i låten er begynt i en nyere utgave av programmet. Låten er som den var.
error-can-now-full = Ingenting er borte. Listen har { $most } linjer, og flere er det ikke plass til. Ta bort en av dem, så er det plass.
error-speech-failed = Ingenting er borte. Det er ingen stemme på denne maskinen som kan lese opp nå. Teksten står der fortsatt.

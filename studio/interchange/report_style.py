"""How the page of a report looks: light, with room, on a screen and on paper; no colour means anything alone."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #FAF8F3; color: #1B1D22; font: 1.0625rem/1.5 "Atkinson Hyperlegible", Verdana,
  "DejaVu Sans", Arial, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.5rem 3rem; }
h1 { font-size: 2.1rem; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.3rem; margin: 2.6rem 0 .7rem; padding-top: .9rem; border-top: 2px solid #1B1D22; }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
p { margin: .3rem 0 .8rem; max-width: 44rem; }
.by { font-size: 1.15rem; margin: .2rem 0 0; overflow-wrap: anywhere; }
.about, .small, figcaption { color: #4A4F59; }
.verdict { display: flex; gap: .8rem; align-items: center; margin: 1.4rem 0 0; padding: .8rem 1rem; background: #FFF;
  border: 1px solid #DAD6CC; border-left: .5rem solid; border-radius: .4rem; font-size: 1.15rem; font-weight: bold;
  max-width: none; }
.sign { flex: none; display: inline-block; width: 1.7rem; height: 1.7rem; line-height: 1.7rem; border-radius: 50%;
  text-align: center; font-weight: bold; color: #FFF; background: currentColor; }
.sign b { color: #FFF; }
.block { color: #B00020; } .warn { color: #7A4B00; } .info { color: #0B5CAD; } .ok { color: #00695C; }
.verdict span:last-child, li span:last-child { color: #1B1D22; }
.numbers { display: flex; flex-wrap: wrap; gap: .8rem; margin: 0; padding: 0; }
.numbers div { flex: 1 1 13rem; background: #FFF; border: 1px solid #DAD6CC; border-radius: .4rem;
  padding: .8rem 1rem; }
.numbers dt { font-weight: bold; }
.numbers dd { margin: 0; }
.numbers .value { font-size: 1.7rem; font-weight: bold; white-space: nowrap; }
ul.checks { list-style: none; margin: 0 0 .8rem; padding: 0; }
ul.checks li { display: flex; gap: .7rem; padding: .45rem 0; border-bottom: 1px solid #DAD6CC; }
ul.checks li span:last-child { overflow-wrap: anywhere; }
figure { margin: 1rem 0 1.8rem; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; border: 1px solid #DAD6CC; border-radius: .4rem;
  background: #FCFBF8; font-family: inherit; }
figcaption { margin-top: .35rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; background: #FFF; border: 1px solid #DAD6CC; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .7rem; border-bottom: 1px solid #DAD6CC; }
thead th { background: #EFEBE2; white-space: nowrap; }
tbody th { font-weight: normal; overflow-wrap: anywhere; min-width: 13rem; }
tbody th .small { display: block; font-size: .85em; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
footer { margin-top: 2.6rem; padding-top: .9rem; border-top: 1px solid #DAD6CC; }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  html { font-size: 13px; }
  body { background: #FFF; }
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; margin-top: 1.6rem; }
  tr, li, .numbers div { break-inside: avoid; }
  .wide { overflow: visible; }
}
"""

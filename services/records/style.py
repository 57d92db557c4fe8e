"""How a record looks, on screen and on paper; the rules reach nothing outside an element of class `record`."""

STYLE = """
.record { --r-ink: #1b1f24; --r-muted: #57606a; --r-line: #d0d7de; --r-new: #0f766e; --r-gone: #9a3412;
  --r-paper: #ffffff;
  color: var(--r-ink); font-family: "Source Sans 3", system-ui, -apple-system, "Segoe UI", sans-serif;
  font-size: 1rem; line-height: 1.5; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
main.record { background: var(--r-paper); max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
.record h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .75rem; }
.record h2 { font-size: 1.3rem; line-height: 1.3; margin: 2rem 0 .6rem; padding: 0 0 .25rem;
  border-bottom: 1px solid var(--r-line); }
.record h3 { font-size: 1.05rem; line-height: 1.35; margin: 1rem 0 .2rem; padding: 0; }
.record p { margin: .2rem 0 .5rem; }
.record ul { margin: .2rem 0 .6rem; padding-left: 1.25rem; }
.record li { margin: .2rem 0; }
.record small, .record .facts, .record .nothing, .record .kind, .record footer { color: var(--r-muted);
  font-size: .9rem; }
.record .kind { margin: 0; }
.record .state { font-weight: 600; border-left: 4px solid var(--r-gone); padding-left: .6rem; }
.record .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 0 2rem; }
.record article { margin: 0 0 1rem; }
.record table { border-collapse: collapse; margin: .3rem 0 .6rem; max-width: 100%; }
.record th, .record td { border: 0; border-bottom: 1px solid var(--r-line); padding: .25rem .9rem .25rem 0;
  text-align: left; vertical-align: top; }
.record th { color: var(--r-muted); font-size: .85rem; font-weight: 600; }
.record .number { text-align: right; white-space: nowrap; }
.record th { overflow-wrap: normal; }
.record .dots { letter-spacing: .1em; color: var(--r-new); }
.record .fate { display: inline-block; border: 1px solid currentColor; border-radius: .25rem;
  color: var(--r-muted); font-size: .78rem; font-weight: 600; line-height: 1.4; padding: 0 .35rem; }
.record .fate-new > .fate, .record .fate-new > h3 > .fate { color: var(--r-new); }
.record .fate-gone > .fate, .record .fate-gone > h3 > .fate { color: var(--r-gone); }
.record dl { margin: .2rem 0 .4rem; padding-left: .75rem; border-left: 2px solid var(--r-line); font-size: .92rem; }
.record dl div { display: flex; flex-wrap: wrap; gap: 0 .6rem; }
.record dt { color: var(--r-muted); min-width: 6rem; font-weight: 400; }
.record dd { margin: 0; flex: 1 1 14rem; }
.record del { color: var(--r-muted); }
.record ins { text-decoration: none; font-weight: 600; }
.record footer { margin-top: 2.5rem; }
@media print {
  @page { margin: 18mm 16mm; }
  main.record { max-width: none; padding: 0; }
  .record { font-size: 10.5pt; }
  .record h1, .record h2, .record h3 { break-after: avoid; }
  .record .round, .record li, .record tr, .record dl div { break-inside: avoid; }
  .record thead { display: table-header-group; }
}
"""

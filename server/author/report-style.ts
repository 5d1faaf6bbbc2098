/** The report's look, in both themes; the browser's setting chooses. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --ink: #1a1d21; --paper: #fff; --faint: #5b6470; --line: #d9dee5; --sunk: #f4f6f8; --good: #116b2f; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --paper: #14171a; --faint: #9aa4b0; --line: #343b43; --sunk: #1d2125; --good: #6fd08c; --bad: #ff8a80; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2.5rem 0 0.5rem; border-bottom: 1px solid var(--line); } h3 { font-size: 1rem; margin: 1rem 0 0.25rem; }
a { color: inherit; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 0.2rem 0.6rem 0.2rem 0; border-bottom: 1px solid var(--line); font-weight: normal; }
td { font-variant-numeric: tabular-nums; } thead { color: var(--faint); }
details { border-left: 3px solid var(--line); padding-left: 0.6rem; margin: 0.25rem 0; } summary { cursor: pointer; }
.passed { color: var(--good); } .failed, .reason { color: var(--bad); }
.badge { display: inline-block; min-width: 3.6rem; } .time, .values, .phases { color: var(--faint); font-size: 0.85em; }
ol { padding-left: 1.5rem; margin: 0.4rem 0; } code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; }
pre { background: var(--sunk); border: 1px solid var(--line); padding: 0.5rem; margin: 0.3rem 0; overflow: auto; max-height: 24rem; white-space: pre-wrap; overflow-wrap: anywhere; }
pre::before { content: attr(data-name); display: block; color: var(--faint); font-size: 0.8em; }
`;

import { createHash } from 'node:crypto';

/** The one stylesheet of our pages. */
export const STYLE = `:root { color-scheme: light dark;
  --paper: #f4f6fa; --card: #fff; --ink: #17202c; --soft: #5b6878; --line: #d5dce6; --blue: #1d4ed8; --on-blue: #fff;
  --good: #e7f6ec; --good-ink: #14532d; --bad: #fdecec; --bad-ink: #8a1c1c; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #10151d; --card: #19212c; --ink: #e8edf4; --soft: #9aa8b9; --line: #303c4b; --blue: #6d9bff; --on-blue: #0b1220;
  --good: #12301f; --good-ink: #b6e8c6; --bad: #3a1717; --bad-ink: #ffc9c9; } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; justify-content: space-between;
  max-width: calc(var(--width) + 2rem); margin: 0 auto; padding: 1.25rem 1rem 0 }
.brand { font-weight: 700; font-size: 1.2rem; letter-spacing: -.01em; color: var(--ink); text-decoration: none }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; align-items: center; font-size: .95rem }
nav .who { color: var(--soft); overflow-wrap: anywhere }
main { background: var(--card); border: 1px solid var(--line); border-radius: 14px; margin: 1.25rem auto 3rem;
  padding: clamp(1.1rem, 4vw, 2rem); width: calc(100% - 2rem); max-width: var(--width); box-shadow: 0 1px 2px #0000000d, 0 10px 30px #0000000a }
.narrow { --width: 26rem } .wide { --width: 46rem }
h1 { margin: 0 0 1rem; font-size: 1.45rem; line-height: 1.25; letter-spacing: -.01em; overflow-wrap: anywhere }
h2 { margin: 0 0 .5rem; font-size: 1.1rem }
section { border-top: 1px solid var(--line); margin-top: 1.75rem; padding-top: 1.5rem }
p { margin: 0 0 1rem } .soft, small { color: var(--soft) } small { display: block; margin-top: .3rem; font-size: .85rem }
a { color: var(--blue) }
.field { display: block; margin-bottom: 1rem } .field > span { display: block; font-weight: 600; margin-bottom: .3rem; font-size: .95rem }
input { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line);
  border-radius: 8px; padding: .6rem .75rem }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid var(--blue); outline-offset: 1px }
button { font: inherit; font-weight: 600; border: 1px solid var(--blue); background: var(--blue); color: var(--on-blue);
  border-radius: 8px; padding: .6rem 1.1rem; cursor: pointer } .narrow form button { width: 100% }
button.quiet { background: transparent; color: var(--blue); border-color: var(--line) }
button.plain { border: 0; background: none; color: var(--blue); padding: 0; font-weight: 400; text-decoration: underline; width: auto }
.after { margin: 1.25rem 0 0; font-size: .95rem }
.notice, .problem { border-radius: 8px; padding: .7rem .9rem } .notice { background: var(--good); color: var(--good-ink) }
.problem { background: var(--bad); color: var(--bad-ink) }
ul.rows { list-style: none; margin: 0 0 1rem; padding: 0 } ul.rows > li { display: flex; flex-wrap: wrap; gap: .25rem 1rem;
  align-items: center; justify-content: space-between; border-top: 1px solid var(--line); padding: .7rem 0 }
ul.rows > li:first-child { border-top: 0 } .grow { flex: 1 1 14rem; min-width: 0; overflow-wrap: anywhere }
.tag { font-size: .8rem; border: 1px solid var(--line); border-radius: 99px; padding: .1rem .6rem; color: var(--soft) }
.set-up { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); margin-bottom: 1.25rem }
.qr { background: #fff; border-radius: 10px; padding: .5rem; border: 1px solid var(--line); max-width: 15rem } .qr svg { display: block; width: 100%; height: auto }
code { font: .92rem/1.6 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere }
.codes { columns: 2; margin: .3rem 0 0; padding: 0; list-style: none }
@media (max-width: 24rem) { .codes { columns: 1 } }
`;

/** Its address changes with it, so that it can be kept for long. */
export const STYLE_PATH = `/pages/${createHash('sha256').update(STYLE).digest('hex').slice(0, 12)}.css`;

import { createHash } from 'node:crypto';

/** The one stylesheet of our pages. */
export const STYLE = `:root { color-scheme: light dark;
  --paper: #f4f6fa; --card: #fff; --ink: #17202c; --soft: #5b6878; --line: #d5dce6; --field: #7b8798; --blue: #1d4ed8; --on-blue: #fff;
  --good: #e7f6ec; --good-ink: #14532d; --bad: #fdecec; --bad-ink: #8a1c1c; --fair: #fdf3d7; --fair-ink: #6b4a00; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #10151d; --card: #19212c; --ink: #e8edf4; --soft: #9aa8b9; --line: #303c4b; --field: #66758a; --blue: #6d9bff; --on-blue: #0b1220;
  --good: #12301f; --good-ink: #b6e8c6; --bad: #3a1717; --bad-ink: #ffc9c9; --fair: #382c0e; --fair-ink: #f4d998; } }
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
input { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--field);
  border-radius: 8px; padding: .6rem .75rem }
input:focus-visible, button:focus-visible, a:focus-visible, summary:focus-visible, pre:focus-visible, table:focus-visible { outline: 3px solid var(--blue); outline-offset: 1px }
button { font: inherit; font-weight: 600; border: 1px solid var(--blue); background: var(--blue); color: var(--on-blue);
  border-radius: 8px; padding: .6rem 1.1rem; cursor: pointer } .narrow form button { width: 100% }
button.quiet { background: transparent; color: var(--blue); border-color: var(--field) }
button.plain { border: 0; background: none; color: var(--blue); padding: 0; font-weight: 400; text-decoration: underline; width: auto }
.after { margin: 1.25rem 0 0; font-size: .95rem } form.next { margin-top: 1.5rem }
input[type=file] { padding: .45rem .5rem } input::file-selector-button { font: inherit; font-weight: 600; color: var(--blue); background: var(--card);
  border: 1px solid var(--field); border-radius: 6px; padding: .3rem .8rem; margin-inline-end: .8rem; cursor: pointer }
.notice, .problem { border-radius: 8px; padding: .7rem .9rem } .notice { background: var(--good); color: var(--good-ink) }
.problem { background: var(--bad); color: var(--bad-ink) }
ul.rows { list-style: none; margin: 0 0 1rem; padding: 0 } ul.rows > li { display: flex; flex-wrap: wrap; gap: .25rem 1rem;
  align-items: center; justify-content: space-between; border-top: 1px solid var(--line); padding: .7rem 0 }
ul.rows > li:first-child { border-top: 0 } ul.rows > li:has(details) { align-items: flex-start } .grow { flex: 1 1 9rem; min-width: 0; overflow-wrap: anywhere }
.tag { font-size: .8rem; border: 1px solid var(--line); border-radius: 99px; padding: .1rem .6rem; color: var(--soft) }
.set-up { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); margin-bottom: 1.25rem }
.qr { background: #fff; border-radius: 10px; padding: .5rem; border: 1px solid var(--line); max-width: 15rem } .qr svg { display: block; width: 100%; height: auto }
code { font: .92rem/1.6 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere }
.codes { columns: 2; margin: .3rem 0 0; padding: 0; list-style: none }
pre { margin: .4rem 0 1rem; padding: .7rem .9rem; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; white-space: pre-wrap; line-height: 1.4 }
/* Where no script may run, nothing else can offer to copy: one click takes the whole. */
/* On a phone a tag's longest line fits. */
pre code { user-select: all; font-size: clamp(.7rem, 3.2vw, .92rem) } .hashed code { word-break: break-all }
.links { display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; margin: .15rem 0 .35rem }
ul.rows details { flex: 1 0 100%; min-width: 0 } details > :last-child { margin-bottom: .3rem } summary { cursor: pointer } details[open] > summary { margin-bottom: .5rem }
.picture { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center; margin-bottom: 1rem } .picture p { margin: 0 }
.face { width: 5rem; height: 5rem; border-radius: 50%; object-fit: cover; display: grid; place-items: center; flex: none;
  background: var(--paper); border: 1px solid var(--line); font-size: 1.8rem; font-weight: 600; color: var(--soft) }
.face.small { width: 2.5rem; height: 2.5rem; font-size: 1rem }
.guide h2 { margin: 2.25rem 0 .6rem; font-size: 1.2rem } .guide h3 { margin: 1.5rem 0 .4rem; font-size: 1rem }
.guide :is(ul, ol) { padding-inline-start: 1.35rem; margin: 0 0 1rem } .guide li { margin: .25rem 0 } .guide img { max-width: 100% }
.guide :is(p, li, td) { overflow-wrap: break-word } .guide blockquote { margin: 0 0 1rem; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line) }
.guide table { display: block; overflow-x: auto; border-collapse: collapse; margin: 0 0 1.25rem; font-size: .95rem }
.guide td code { overflow-wrap: break-word } .guide td:first-child code { white-space: nowrap }
.guide :is(td, th) { border-bottom: 1px solid var(--line); padding: .5rem .9rem .5rem 0; text-align: start; vertical-align: top }
/* On a phone each row stands by itself, its first cell as its heading. */
@media (max-width: 40rem) { .guide thead { position: absolute; clip-path: inset(50%) } .guide :is(tbody, tr, td) { display: block }
  .guide tr { border-bottom: 1px solid var(--line); padding: .6rem 0 } .guide td { border: 0; padding: .1rem 0 } .guide td:empty { display: none }
  .guide td:first-child { font-weight: 600 } .guide td:first-child code { white-space: normal; font-weight: 600 } }
.guides { columns: 2; column-gap: 2rem; list-style: none; margin: 0; padding: 0 } .guides li { padding: .2rem 0; break-inside: avoid }
@media (max-width: 30rem) { .guides { columns: 1 } }
ul.checks { list-style: none; margin: 0; padding: 0 } ul.checks > li { display: grid; grid-template-columns: 4.6rem minmax(0, 1fr); gap: .1rem 1rem;
  border-top: 1px solid var(--line); padding: .85rem 0 } ul.checks > li:first-child { border-top: 0 } ul.checks p, ul.checks pre { margin: .15rem 0 0 }
.state { font-size: .8rem; font-weight: 700; border-radius: 99px; padding: .15rem 0; text-align: center; align-self: start; border: 1px solid transparent }
.state.pass { background: var(--good); color: var(--good-ink) } .state.fail { background: var(--bad); color: var(--bad-ink) }
.state.warn { background: var(--fair); color: var(--fair-ink) }
@media (max-width: 30rem) { ul.checks > li { grid-template-columns: minmax(0, 1fr) } .state { justify-self: start; padding-inline: .8rem } }
@media (forced-colors: active) { .state { border-color: CanvasText } }
@media (max-width: 24rem) { .codes { columns: 1 } }
`;

/** Its address changes with it, so that it can be kept for long. */
export const STYLE_PATH = `/pages/${createHash('sha256').update(STYLE).digest('hex').slice(0, 12)}.css`;

/** The looks of the demo shop. */
export const DEMO_STYLE = `:root { color-scheme: light dark;
  --paper: #fbf8f3; --card: #fff; --ink: #1d2a2f; --soft: #58666b; --line: #e4ddd0; --green: #2a594b; --on-green: #fff;
  --tint: #f1e7d6; --bar: #1d2a2f; --on-bar: #f4f1ea; --code: #1b2328; --on-code: #e9e4d8; --stroke: #27477e; --part: #20262b;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, serif; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #14191b; --card: #1c2326; --ink: #ece7dd; --soft: #a7b1b3; --line: #313b3f; --green: #86c9b1; --on-green: #0e1c17;
  --tint: #232b2c; --bar: #0b0f10; --on-bar: #e4dfd5; --code: #0d1214; --stroke: #9db9ec; --part: #55626a; } }
* { box-sizing: border-box }
html { scroll-behavior: smooth; scroll-padding-top: 1rem }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto } * { transition: none !important } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.6 system-ui, "Segoe UI", Roboto, sans-serif }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.15; letter-spacing: -.01em; margin: 0; text-wrap: balance }
p { margin: 0 } a { color: var(--green) }
.wrap { width: min(72rem, 100% - 2.5rem); margin-inline: auto }
.bar { background: var(--bar); color: var(--on-bar); font-size: .88rem }
.bar .wrap { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; justify-content: space-between; padding-block: .55rem }
.bar a { color: inherit } .bar nav { display: flex; gap: 1.1rem }
.head { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: center; justify-content: space-between; padding-block: 1.4rem }
.brand { display: inline-flex; gap: .55rem; align-items: center; font: 600 1.5rem/1 var(--serif); color: inherit; text-decoration: none }
.head nav { display: flex; flex-wrap: wrap; gap: .25rem 1.6rem } .head nav a { color: inherit; text-decoration: none }
.head nav a:hover { text-decoration: underline; text-underline-offset: .3em }
.hero { display: grid; grid-template-columns: 1.05fr 1fr; gap: 1rem 3rem; align-items: center; padding-block: 1rem 2.5rem }
.hero h1 { font-size: clamp(2.4rem, 5.6vw, 4.1rem); margin-bottom: 1.2rem }
.hero p { font-size: 1.13rem; color: var(--soft); max-width: 31rem } .hero svg { width: 100%; height: auto; display: block }
.sun { fill: var(--tint) } .stroke { stroke: var(--stroke) } .line { stroke: var(--line) } .dark { fill: var(--part) }
.actions { display: flex; flex-wrap: wrap; gap: .8rem; margin-top: 1.8rem }
.button, button { font: inherit; font-weight: 600; border-radius: 99px; border: 1.5px solid var(--green); padding: .62rem 1.35rem; cursor: pointer;
  background: transparent; color: var(--green); text-decoration: none; transition: background-color .15s, color .15s }
.button.full { background: var(--green); color: var(--on-green) }
button:hover { background: var(--green); color: var(--on-green) }
:focus-visible { outline: 3px solid var(--green); outline-offset: 3px; border-radius: 6px }
.band { background: var(--tint) } .part { padding-block: 3.5rem }
.part > h2 { font-size: clamp(1.7rem, 3vw, 2.3rem); margin-bottom: 1.6rem }
.goods { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1.4rem; list-style: none; margin: 0; padding: 0 }
.goods li { background: var(--card); border: 1px solid var(--line); border-radius: 18px; overflow: hidden; display: flex; flex-direction: column }
.goods svg { display: block; width: 100%; background: var(--tint) }
.goods div { padding: 1.1rem 1.25rem 1.25rem; display: flex; flex-direction: column; flex: 1 }
.goods h3 { font-size: 1.25rem; display: flex; justify-content: space-between; gap: 1rem; align-items: baseline }
.goods h3 span { font: 600 1rem/1.2 system-ui, sans-serif; white-space: nowrap } .goods p { color: var(--soft); font-size: .96rem; margin: .3rem 0 1rem }
button.link { border: 0; padding: 0; border-radius: 4px; text-decoration: underline; text-underline-offset: .2em; align-self: flex-start; margin-top: auto; text-align: start }
button.link:hover { background: none; color: var(--ink) }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 2rem 3rem }
.facts h3 { font-size: 1.2rem; margin-bottom: .4rem } .facts > div { display: flex; flex-direction: column } .facts p { color: var(--soft); margin-bottom: .7rem }
/* Narrow enough for the open chat to stand beside it. */
#embed > :not(h2) { max-width: 46rem }
.lead { color: var(--soft); max-width: 44rem; margin: -.8rem 0 1.6rem }
pre { margin: 0; background: var(--code); color: var(--on-code); border-radius: 12px; padding: 1rem 1.15rem; overflow-x: auto }
code { font: .9rem/1.6 ui-monospace, Menlo, Consolas, monospace } pre code { user-select: all }
.snippet { position: relative } .snippet pre { padding-inline-end: 6.5rem; white-space: pre-wrap; overflow-wrap: anywhere }
.snippet button { position: absolute; inset-block-start: .6rem; inset-inline-end: .7rem; color: var(--on-code); border-color: #ffffff55; padding: .25rem .9rem; font-size: .85rem; background: var(--code) }
.play { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1rem; list-style: none; margin: 1.6rem 0 2.4rem; padding: 0 }
.play li { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 1.1rem; display: flex; flex-direction: column; gap: .9rem; min-width: 0 }
.play pre { flex: 1; padding: .7rem .9rem; white-space: pre-wrap } .play button { align-self: flex-start; padding: .42rem 1.1rem; font-size: .95rem }
.heard { list-style: none; margin: .9rem 0 0; padding: .4rem 1.15rem; background: var(--card); border: 1px solid var(--line); border-radius: 16px; overflow-wrap: anywhere; font-size: .92rem }
.heard li { padding: .5rem 0; border-top: 1px solid var(--line) } .heard li:first-child { border-top: 0 } .heard .none { color: var(--soft) }
.heard code { font-weight: 600 } .sub { font-size: 1.25rem }
.foot { border-top: 1px solid var(--line); color: var(--soft); font-size: .92rem; padding-block: 1.6rem 6rem }
@media (max-width: 48rem) { .hero { grid-template-columns: 1fr; padding-bottom: 2.5rem } .hero svg { max-width: 26rem; margin-inline: auto } .part { padding-block: 2.5rem }
  .snippet pre { padding-inline-end: 1.15rem } .snippet code { font-size: clamp(.7rem, 3.1vw, .9rem) }
  .snippet button { position: static; margin-top: .7rem; color: var(--green); border-color: var(--green); background: transparent } }
`;

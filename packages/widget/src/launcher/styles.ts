import type { WidgetConfig } from '@parley/protocol/api';
import type { WidgetMode } from '../contract.ts';

const RADII = { small: 8, medium: 16, full: 28 } as const;
const SIZES = { small: 48, medium: 56, large: 64 } as const;

/**
 * The rules of the launcher and of the frame around the chat. `all` leaves custom properties as they are: each that is used
 * is set by us, as pages have their own of the same names. Lengths in px: a page may have changed what a rem is.
 */
export function loaderStyles({ looks, colours }: WidgetConfig, theme: string, mode: WidgetMode): string {
  const size = SIZES[looks.launcher_size];
  const side = looks.corner === 'bottom-left' ? 'left' : 'right';
  const vars = (scheme: WidgetConfig['colours']['light']) =>
    `--bg:${scheme.background};--fg:${scheme.text};--soft:${scheme.soft_text};--accent:${scheme.accent};--on:${scheme.accent_text};--line:${scheme.border};--head:${scheme.header}`;
  const scheme =
    theme === 'auto'
      ? `.p{${vars(colours.light)}}@media(prefers-color-scheme:dark){.p{${vars(colours.dark)}}}`
      : `.p{${vars(theme === 'dark' ? colours.dark : colours.light)}}`;
  return `${scheme}
.p{all:initial;--x:0px;--y:0px;--top:0px;--height:100dvh;font:15px/1.4 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--fg)}
.p[dir=rtl]{direction:rtl}
.p *{box-sizing:border-box}
[hidden]{display:none!important}
svg{width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round;flex:none}
button{font:inherit;color:inherit;margin:0;border:0;background:none;cursor:pointer;-webkit-tap-highlight-color:transparent}
:focus-visible{outline:3px solid var(--fg);outline-offset:2px;box-shadow:0 0 0 2px var(--bg)}
.dock{position:fixed;${side}:calc(20px + env(safe-area-inset-${side},0px) + var(--x));bottom:calc(20px + env(safe-area-inset-bottom,0px) + var(--y));display:flex;flex-direction:column;gap:12px;align-items:${side === 'left' ? 'flex-start' : 'flex-end'};max-width:calc(100vw - 40px);direction:ltr;pointer-events:none}
.dock>*{pointer-events:auto}
.dock [dir=rtl]{direction:rtl}
.dock [dir=rtl] .ask svg{transform:scaleX(-1)}
.l{position:relative;min-width:${size}px;min-height:${size}px;border-radius:${size / 2}px;background:var(--accent);color:var(--on);display:flex;align-items:center;justify-content:center;gap:10px;box-shadow:0 4px 16px #0003;padding:0}
.l.text{padding-inline:16px 20px}
.l img,.pop img{width:${size - 16}px;height:${size - 16}px;border-radius:50%;object-fit:cover}
.l.input,.l.classic{background:var(--bg);color:var(--soft);border:1px solid var(--line);width:min(340px,calc(100vw - 40px));padding:10px 16px;justify-content:flex-start;text-align:start}
.l.classic{flex-direction:column;align-items:stretch;border-radius:${RADII[looks.roundness]}px}
.who{display:flex;align-items:center;gap:10px;font-weight:600;color:var(--fg)}
.ask{flex:1;display:flex;align-items:center;justify-content:space-between;gap:10px}
.l.classic .ask{border:1px solid var(--line);border-radius:20px;padding:8px 12px}
.l.move{cursor:grab;touch-action:none}
.n{position:absolute;top:-4px;inset-inline-end:-4px;min-width:20px;height:20px;border-radius:10px;background:#c5221f;color:#fff;font-size:12px;line-height:20px;font-weight:600;text-align:center;padding:0 5px}
.pop{display:flex;gap:4px;align-items:flex-start;background:var(--bg);color:var(--fg);border:1px solid var(--line);border-radius:${RADII[looks.roundness]}px;box-shadow:0 4px 16px #0003;max-width:300px;padding:4px}
.pop .say{padding:8px;padding-inline:10px 4px;text-align:start;overflow-wrap:anywhere}
.pop .x{padding:8px;min-width:32px;min-height:32px;line-height:0}
.pop .x svg{width:16px;height:16px}
.f{background:var(--bg);color:var(--fg);overflow:hidden;display:flex;flex-direction:column}
.f .a{flex:1;min-height:0;display:flex;flex-direction:column}
.f .wait{height:56px;background:var(--head)}
.f .sorry{padding:20px}
${frameStyles(looks, mode, side)}
@media(prefers-reduced-motion:no-preference){.dock .pop{animation:in .15s}@keyframes in{from{opacity:0;transform:translateY(8px)}}}
@media(forced-colors:active){.l,.pop,.f{border:1px solid CanvasText!important}}
@media print{.dock,.f.floating{display:none}}`;
}

function frameStyles(
  { width, height, roundness }: WidgetConfig['looks'],
  mode: WidgetMode,
  side: 'left' | 'right',
): string {
  if (mode !== 'floating') return '.f{width:100%;height:100%}';
  // Above the place of the launcher, which hides while the chat is open on a phone.
  return `.f{position:fixed;${side}:20px;bottom:20px;width:min(${width}px,calc(100vw - 40px));height:min(${height}px,calc(100vh - 40px));height:min(${height}px,calc(100dvh - 40px));border-radius:${RADII[roundness]}px;box-shadow:0 8px 40px #0004;border:1px solid var(--line)}
@media(max-width:480px),(max-height:440px){.f{left:0;right:0;top:var(--top);bottom:auto;width:100%;height:var(--height);border:0;border-radius:0}}
@media(prefers-reduced-motion:no-preference){.f{animation:in .15s}}`;
}

import type { WidgetSettings } from '../../../domain/agent/widget-settings.ts';

const LIGHT = `
color-scheme:light;--paper:#f5f6f8;--card:#fff;--ink:#1a1a1a;--soft:#555;--line:#dcdfe4;--field:#6b7280;--link:#0b57d0;
--notice:#fff6d6;--notice-line:#b58900`;
const DARK = `
color-scheme:dark;--paper:#14171c;--card:#1f242b;--ink:#e8eaee;--soft:#a6adb8;--line:#343b45;--field:#7c8796;--link:#8ab4f8;
--notice:#3a3115;--notice-line:#b58900`;

const RULES = `
*{box-sizing:border-box}
html{scroll-padding-bottom:14rem}
body{margin:0;display:flex;flex-direction:column;min-height:100vh;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
header{background:var(--primary);color:var(--on-primary);padding:1rem 0}
header h1{font-size:1.25rem;margin-block:0}
header p{margin-block:.25rem 0}
header>*,main,.write{width:100%;max-width:44rem;margin-inline:auto}
header>*{padding-inline:1rem}
main{flex:1;padding:1rem}
a{color:var(--link)}
.messages{list-style:none;margin:0;padding:0;display:flex;flex-direction:column;gap:.75rem}
.messages li{max-width:85%;overflow-wrap:anywhere}
.who{display:block;font-size:.8rem;color:var(--soft)}
.text{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:.5rem .75rem;width:fit-content;max-width:100%}
.text pre{overflow-x:auto}
.me{align-self:flex-end;text-align:end}
.me .text{background:var(--primary);color:var(--on-primary);border-color:transparent;margin-left:auto;text-align:start}
.me a{color:inherit}
.messages .marker{align-self:center;font-size:.85rem;color:var(--soft);max-width:100%}
.suggestions{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:1rem}
.suggestions button{background:var(--card);color:inherit;border:1px solid var(--field);font-weight:400}
.notice{background:var(--notice);border:1px solid var(--notice-line);border-radius:.5rem;padding:.5rem .75rem}
.check{text-align:center;font-size:.9rem}
.write{display:grid;gap:.5rem;padding:1rem;background:var(--card);border-top:1px solid var(--line);position:sticky;bottom:0}
label{display:grid;gap:.25rem;font-size:.85rem;color:var(--soft)}
textarea,input{font:inherit;color:var(--ink);background:var(--card);padding:.5rem;border:1px solid var(--field);border-radius:.5rem;width:100%}
button{font:inherit;font-weight:600;padding:.6rem 1rem;border:0;border-radius:.5rem;background:var(--primary);color:var(--on-primary);cursor:pointer;justify-self:end}
.consent{display:flex;gap:.5rem;align-items:baseline}
.consent input{width:auto}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.plain main{display:grid;align-content:center;text-align:center}`;

/**
 * The looks of the chat page; colours of the agent stand before it. It is as dark as the widget that covers it: nobody who
 * sits in the dark sees it flash white before.
 */
export function chatStyles(theme: WidgetSettings['theme']): string {
  const light = `:root{${LIGHT}}`;
  const dark = `:root{${DARK}}`;
  const scheme = { light, custom: light, dark, auto: `${light}@media(prefers-color-scheme:dark){${dark}}` }[theme];
  return (scheme + RULES).replaceAll('\n', '');
}

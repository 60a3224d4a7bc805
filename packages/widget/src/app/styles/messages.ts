/** The message list. */
export const MESSAGES = `
.parley .list-frame{position:relative;flex:1;min-block-size:0;display:flex}
.parley .list{position:relative;flex:1;min-inline-size:0;overflow-y:auto;overscroll-behavior:contain;scrollbar-width:thin;scrollbar-color:color-mix(in srgb,var(--text) 25%,transparent) transparent}
.parley .list:focus-visible{outline-offset:-2px}
.parley .rows{display:flex;flex-direction:column;min-block-size:100%;padding:18px 16px 12px;gap:3px}
.parley .day,.parley .marker,.parley .unread-line{align-self:center;text-align:center;font-size:12px;line-height:1.4;color:var(--soft-text);padding:10px 12px}
.parley .day{font-weight:600;padding-block:12px 8px}
.parley .marker{max-inline-size:34em}
.parley .unread-line{align-self:stretch;display:flex;align-items:center;gap:12px;color:var(--link);font-weight:600}
.parley .unread-line::before,.parley .unread-line::after{content:"";flex:1;border-block-start:1px solid currentColor;opacity:.4}
.parley .message{display:flex;flex-direction:column;max-inline-size:100%}
.parley .message.opens:not(:first-child){margin-block-start:10px}
.parley .line{display:flex;align-items:flex-end;gap:8px;max-inline-size:100%}
.parley .theirs .line{padding-inline:36px 12%}
.parley .theirs .line:has(>.avatar){padding-inline-start:0}
.parley .own .line{justify-content:flex-end;padding-inline-start:16%}
.parley .stack{display:flex;flex-direction:column;gap:4px;min-inline-size:0;max-inline-size:100%;align-items:flex-start}
.parley .own .stack{align-items:flex-end}
.parley .author{font-size:12px;font-weight:600;color:var(--soft-text);padding-inline-start:38px;margin-block-end:3px}
.parley .bubble{padding:9px 14px;border-radius:var(--bubble-radius);max-inline-size:100%;min-inline-size:0}
.parley .theirs .bubble{background:var(--agent-bubble);color:var(--agent-text);border-start-start-radius:var(--tight-top,var(--bubble-radius));border-end-start-radius:min(4px,var(--bubble-radius))}
.parley .own .bubble{background:var(--visitor-bubble);color:var(--visitor-text);border-end-end-radius:min(4px,var(--bubble-radius))}
.parley .theirs:not(.opens) .bubble{border-start-start-radius:min(4px,var(--bubble-radius))}
.parley .own:not(.opens) .bubble{border-start-end-radius:min(4px,var(--bubble-radius))}
.parley .own a{color:inherit}
.parley .refused .bubble{outline:2px dashed var(--danger);outline-offset:2px}
.parley .pre{white-space:pre-wrap}
.parley .foot{display:flex;flex-wrap:wrap;align-items:center;gap:0 8px;font-size:12px;line-height:1.4;color:var(--soft-text);padding-block-start:3px}
.parley .theirs .foot{padding-inline-start:38px}
.parley .own .foot{justify-content:flex-end}
.parley .delivery.failed{color:var(--text);text-align:end}
.parley .thumbs{display:inline-flex;margin-block:-6px}
.parley .thumbs .icon{inline-size:16px;block-size:16px}
.parley .thumbs .icon-button{margin-inline-end:-8px}
.parley .thumbs [aria-pressed=true]{color:var(--link)}
.parley .thumbs [aria-pressed=true] .icon{fill:color-mix(in srgb,currentColor 25%,transparent)}
.parley .markdown{display:flow-root;max-inline-size:100%}
.parley .markdown>*+*{margin-block-start:.6em}
.parley .markdown :is(ul,ol){padding-inline-start:1.35em}
.parley .markdown ul>li{list-style:disc}
.parley .markdown ol>li{list-style:decimal}
.parley .markdown li+li{margin-block-start:.2em}
.parley .markdown strong,.parley .markdown th{font-weight:650}
.parley .markdown em{font-style:italic}
.parley .markdown s{text-decoration:line-through}
.parley .markdown code{font:.9em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;border:1px solid color-mix(in srgb,currentColor 25%,transparent);border-radius:4px;padding:.05em .3em}
.parley .markdown pre{border:1px solid color-mix(in srgb,currentColor 25%,transparent);border-radius:8px;padding:10px 12px;overflow-x:auto;text-align:left}
.parley .markdown pre code{border:0;padding:0;white-space:pre}
.parley .markdown blockquote,.parley .sources blockquote{border-inline-start:3px solid color-mix(in srgb,currentColor 25%,transparent);padding-inline-start:10px}
.parley .markdown hr{border:0;border-block-start:1px solid color-mix(in srgb,currentColor 20%,transparent);margin-block:.8em}
.parley .markdown .table{overflow-x:auto;max-inline-size:100%}
.parley .markdown :is(.table,pre){scrollbar-width:thin}
.parley .theirs .line:has(.table,pre){padding-inline-end:0}
.parley .markdown table{border-collapse:collapse;font-size:.93em}
.parley .markdown :is(th,td){border:1px solid color-mix(in srgb,currentColor 18%,transparent);padding:5px 9px;text-align:start;vertical-align:top;overflow-wrap:normal}
.parley .markdown [data-align=center]{text-align:center}
.parley .markdown [data-align=end]{text-align:end}
.parley .bubble a{color:inherit;font-weight:500}
.parley .theirs .bubble a{color:var(--link)}
.parley .sources{font-size:.87em;color:var(--soft-text);max-inline-size:100%;padding-inline:34px 0;margin-block-start:3px}
.parley .unfold{display:inline-flex;align-items:center;gap:6px;margin-block:-7px;padding-inline:4px;font-weight:500}
.parley .unfold:hover{color:var(--text)}
.parley .unfold::after{content:"";inline-size:6px;block-size:6px;border-right:1.6px solid;border-bottom:1.6px solid;transform:rotate(45deg) translate(-2px,-2px)}
.parley .unfold[aria-expanded=true]::after{transform:rotate(225deg) translate(-2px,-2px)}
.parley .sources .count{display:inline-grid;place-items:center;min-inline-size:20px;block-size:20px;padding-inline:5px;border-radius:10px;border:1px solid var(--border);font-size:12px}
.parley .sources ol{display:grid;gap:8px;padding-block:8px;padding-inline-start:4px}
.parley .sources li{border:1px solid var(--border);border-radius:var(--radius);padding:9px 12px}
.parley .sources li :is(a,strong){font-weight:600}
.parley .sources li strong{color:var(--text)}
.parley .sources li a{display:inline-block;min-block-size:24px}
.parley .sources blockquote{margin-block-start:4px;max-block-size:9em;overflow:auto}
.parley .typing{display:flex;gap:5px;padding-block:15px}
.parley .typing i{inline-size:7px;block-size:7px;border-radius:50%;background:currentColor;opacity:.35;animation:parley-typing 1.2s infinite}
.parley .typing i:nth-of-type(2){animation-delay:.16s}
.parley .typing i:nth-of-type(3){animation-delay:.32s}
@keyframes parley-typing{30%{opacity:.9;transform:translateY(-3px)}60%{opacity:.35;transform:none}}
.parley .starters{display:flex;flex-direction:column;align-items:flex-end;gap:8px;margin-block-start:auto;padding-block-start:20px}
.parley .starters button{padding:9px 16px;border:1px solid color-mix(in srgb,var(--link) 45%,transparent);border-radius:22px;color:var(--link);text-align:start;line-height:1.35}
.parley .starters button:hover{border-color:var(--link);box-shadow:0 0 0 1px var(--link)}
.parley .to-end{position:absolute;inset-block-end:8px;inset-inline:0;margin-inline:auto;inline-size:fit-content;display:flex;align-items:center;gap:6px;padding-inline:11px;font-size:.87em;font-weight:600;border-radius:22px;background:var(--background);border:1px solid var(--border);box-shadow:0 2px 10px #0003;color:var(--text)}
`;

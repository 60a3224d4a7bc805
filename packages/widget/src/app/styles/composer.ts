/** Where the visitor writes, the way to a person above it, and what stands in the place of parts that are on their way. */
export const COMPOSER = `
.parley .person-row{flex:none;padding:0 16px 4px;font-size:.87em;line-height:1.4}
.parley .pill{display:inline-flex;align-items:center;gap:7px;padding-inline:4px 10px;color:var(--soft-text);font-weight:500}
.parley .pill:hover{color:var(--text)}
.parley .pill .icon{inline-size:17px;block-size:17px}
.parley .person-row.waiting{display:flex;align-items:baseline;gap:10px;color:var(--soft-text);padding-block:8px 10px}
.parley .pulse{flex:none;inline-size:8px;block-size:8px;border-radius:50%;background:var(--accent);animation:parley-pulse 1.8s infinite}
@keyframes parley-pulse{50%{opacity:.25}}
.parley .composer{position:relative;flex:none;padding:0 12px 12px;background:var(--background)}
.parley .composer.closed{display:flex;flex-direction:column;align-items:center;gap:10px;padding:14px 16px 16px;text-align:center;color:var(--soft-text);border-block-start:1px solid var(--border)}
.parley .box{display:flex;flex-wrap:wrap;align-items:flex-end;justify-content:flex-end;background:var(--input);color:var(--input-text);border:1px solid color-mix(in srgb,var(--input-text) 22%,var(--input));border-radius:calc(var(--radius) + 4px);transition:border-color .12s,box-shadow .12s}
.parley .box:focus-within{border-color:var(--link);box-shadow:0 0 0 1px var(--link)}
.parley textarea.input{display:block;flex:1 1 130px;min-inline-size:0;min-block-size:50px;max-block-size:min(160px,34vh);resize:none;overflow-y:auto;border:0;background:none;padding:14px 6px 14px 16px;padding-inline:16px 6px;line-height:1.45;font-size:max(16px,var(--text-size));scrollbar-width:thin}
@media (hover:hover){.parley textarea.input{font-size:inherit}}
.parley textarea.input:focus-visible{outline:2px solid transparent;outline-offset:-2px}
.parley :is(input,textarea):placeholder-shown{direction:inherit;unicode-bidi:normal}
.parley ::placeholder{color:var(--soft-text);opacity:1}
.parley .tools{display:flex;align-items:center;padding:3px}
.parley .tools .icon-button+.send{margin-inline-start:2px}
.parley .send{display:grid;place-items:center;inline-size:44px;block-size:44px;position:relative;color:var(--accent-text);z-index:0}
.parley .send::before{content:"";position:absolute;inset:4px;border-radius:50%;background:var(--accent);z-index:-1;transition:transform .12s}
.parley .send:hover:enabled::before{transform:scale(1.06)}
.parley .send:disabled{opacity:1;color:color-mix(in srgb,var(--input-text) 55%,var(--input))}
.parley .send:disabled::before{background:color-mix(in srgb,var(--input-text) 10%,var(--input))}
.parley .send .icon{stroke-width:2.2}
.parley .drop-here{position:absolute;inset:0 12px 12px;display:grid;place-items:center;border:2px dashed var(--link);border-radius:calc(var(--radius) + 4px);background:var(--input);color:var(--input-text);font-weight:600;pointer-events:none}
.parley .field-problem{font-size:.87em;font-weight:500;color:var(--text);padding:2px 4px 6px;display:flex;gap:7px;align-items:baseline}
.parley .field-problem::before{content:"!";flex:none;inline-size:16px;block-size:16px;border-radius:50%;background:var(--danger);color:var(--danger-text);font-size:11px;font-weight:700;line-height:16px;text-align:center}
.parley h3{font-weight:650;font-size:1.13em;line-height:1.35}
.parley .late{flex:1;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:12px;padding:24px 20px;text-align:center;color:var(--soft-text)}
`;

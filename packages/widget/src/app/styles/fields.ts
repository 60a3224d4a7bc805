/** What is asked before a conversation and after a thumb, and where one writes in other questions. */
export const FIELDS = `
.parley input:not([hidden]),.parley :is(.comment,.rating) textarea{inline-size:100%;min-block-size:44px;padding:9px 12px;background:var(--input);color:var(--input-text);border:1px solid color-mix(in srgb,var(--input-text) 45%,var(--input));font-weight:400;line-height:1.4;font-size:max(16px,var(--text-size))}
@media (hover:hover){.parley input:not([hidden]),.parley :is(.comment,.rating) textarea{font-size:inherit}}
.parley :is(input,.comment textarea,.rating textarea):focus-visible{outline-offset:0}
.parley .screen{flex:1;min-block-size:0;overflow-y:auto;display:flex;flex-direction:column;gap:16px;padding:24px 20px}
.parley .screen .buttons{margin-block-start:4px}
.parley .field,.parley .field label{display:flex;flex-direction:column;gap:5px;font-weight:500}
.parley .field small{font:inherit;font-size:.87em;font-weight:400;color:var(--soft-text)}
.parley input[aria-invalid=true]{border-color:var(--danger)}
.parley .comment{flex-basis:100%;display:flex;flex-direction:column;gap:8px;padding-block:6px;font-size:14px;color:var(--text)}
.parley :is(.comment,.rating) textarea{resize:vertical;max-block-size:160px}
`;

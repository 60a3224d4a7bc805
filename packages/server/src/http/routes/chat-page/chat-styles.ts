/** The looks of the chat page; colours of the agent stand before it. */
export const CHAT_STYLES = `
*{box-sizing:border-box}
html{scroll-padding-bottom:14rem}
body{margin:0;display:flex;flex-direction:column;min-height:100vh;font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#f5f6f8}
header{background:var(--primary);color:var(--on-primary);padding:1rem}
header h1{font-size:1.25rem;margin:0}
header p{margin:.25rem 0 0}
header>*,main,.write{width:100%;max-width:44rem;margin-left:auto;margin-right:auto}
main{flex:1;padding:1rem}
.messages{list-style:none;margin:0;padding:0;display:flex;flex-direction:column;gap:.75rem}
.messages li{max-width:85%;overflow-wrap:anywhere}
.who{display:block;font-size:.8rem;color:#555}
.text{background:#fff;border:1px solid #dcdfe4;border-radius:.75rem;padding:.5rem .75rem;width:fit-content;max-width:100%}
.text pre{overflow-x:auto}
.me{align-self:flex-end;text-align:end}
.me .text{background:var(--primary);color:var(--on-primary);border-color:transparent;margin-left:auto;text-align:start}
.messages .marker{align-self:center;font-size:.85rem;color:#555;max-width:100%}
.suggestions{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:1rem}
.suggestions button{background:#fff;color:inherit;border:1px solid #6b7280;font-weight:400}
.notice{background:#fff6d6;border:1px solid #b58900;border-radius:.5rem;padding:.5rem .75rem}
.check{text-align:center;font-size:.9rem}
.write{display:grid;gap:.5rem;padding:1rem;background:#fff;border-top:1px solid #dcdfe4;position:sticky;bottom:0}
label{display:grid;gap:.25rem;font-size:.85rem;color:#444}
textarea,input{font:inherit;color:#1a1a1a;padding:.5rem;border:1px solid #6b7280;border-radius:.5rem;width:100%}
button{font:inherit;font-weight:600;padding:.6rem 1rem;border:0;border-radius:.5rem;background:var(--primary);color:var(--on-primary);cursor:pointer;justify-self:end}
:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}
.plain main{display:grid;align-content:center;text-align:center}
`.replaceAll('\n', '');

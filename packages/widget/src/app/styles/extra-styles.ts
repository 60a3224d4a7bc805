/** The menu, questions over the conversation, what is asked at its end, files, and the list of past conversations. */
export const EXTRA_STYLES = `
.parley .menu-list button{display:flex;align-items:center;gap:12px;inline-size:100%;padding:8px 14px 8px 10px;padding-inline:10px 14px;text-align:start;line-height:1.3}
.parley .menu-list button:focus-visible{outline-color:var(--link);outline-offset:-2px}
.parley .scrim{position:absolute;inset:0;z-index:6;display:flex;align-items:flex-end;background:#0007;animation:parley-fade .14s}
.parley .sheet{inline-size:100%;max-block-size:100%;overflow-y:auto;padding:22px 20px 20px;padding-block-end:max(20px,env(safe-area-inset-bottom));background:var(--background);color:var(--text);border-start-start-radius:calc(var(--radius) + 8px);border-start-end-radius:calc(var(--radius) + 8px);display:flex;flex-direction:column;gap:12px;animation:parley-rise .18s cubic-bezier(.2,.8,.3,1)}
.parley.page .sheet{max-inline-size:480px;margin:auto;border-radius:calc(var(--radius) + 8px)}
.parley .sheet-text{color:var(--soft-text);display:flex;flex-direction:column;gap:8px}
.parley .sheet h2{font-weight:650;font-size:1.13em;line-height:1.35}
.parley .sheet form{display:flex;flex-direction:column;gap:16px}
@keyframes parley-fade{from{opacity:0}}
@keyframes parley-rise{from{transform:translateY(16px);opacity:0}}
.parley .primary.danger{background:var(--danger);color:var(--danger-text)}
.parley .card{align-self:stretch;margin-block-start:14px;padding:16px;border:1px solid var(--border);border-radius:calc(var(--radius) + 6px);display:flex;flex-direction:column;gap:12px}
.parley .rating{display:flex;flex-direction:column;gap:14px}
.parley .rating legend{font-weight:500;margin-block-end:8px}
.parley .faces{display:flex;gap:8px}
.parley .face{flex:1;display:flex;flex-direction:column;align-items:center;gap:4px;padding:9px 4px;border:1px solid color-mix(in srgb,var(--text) 22%,transparent);font-size:.87em;line-height:1.3;text-align:center}
.parley .face[aria-pressed=true]{border-color:var(--accent);background:var(--accent);color:var(--accent-text)}
.parley .past{flex:1;min-block-size:0;overflow-y:auto;display:flex;flex-direction:column;gap:12px;padding:18px 12px}
.parley .past h3{padding-inline:8px}
.parley .past ul{display:flex;flex-direction:column;gap:2px}
.parley .past .buttons{margin-block-start:auto;position:sticky;inset-block-end:0;padding-inline:8px}
.parley .past .primary{flex:1}
.parley .past-item{display:grid;grid-template-columns:1fr auto;gap:1px 12px;inline-size:100%;padding:10px 12px;text-align:start;line-height:1.4}
.parley .past-item[aria-current=true]{box-shadow:inset 3px 0 var(--accent)}
.parley[dir=rtl] .past-item[aria-current=true]{box-shadow:inset -3px 0 var(--accent)}
.parley .past-title{font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.parley .past-item time{font-size:12px;color:var(--soft-text);align-self:center}
.parley .past-text{grid-column:1/-1;font-size:.93em;color:var(--soft-text);overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.parley .uploads{flex-basis:100%;display:flex;flex-wrap:wrap;gap:6px;padding:8px 8px 0}
.parley .uploads li{display:flex;align-items:center;gap:6px;max-inline-size:100%;padding-inline-start:8px;border:1px solid var(--border);border-radius:var(--radius);background:var(--background);color:var(--text);font-size:.87em;position:relative;overflow:hidden}
.parley .uploads img{inline-size:28px;block-size:28px;object-fit:cover;border-radius:4px}
.parley .uploads bdi{max-inline-size:130px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.parley .uploads .icon-button .icon{inline-size:15px;block-size:15px}
.parley .uploads progress{position:absolute;inset-inline:0;inset-block-end:0;inline-size:100%;block-size:3px;appearance:none;border:0;background:var(--hover);accent-color:var(--accent)}
.parley .uploads progress::-webkit-progress-bar{background:none}
.parley .uploads progress::-webkit-progress-value{background:var(--accent)}
.parley .uploads progress::-moz-progress-bar{background:var(--accent)}
.parley .picture{display:block;border-radius:var(--bubble-radius);overflow:hidden;max-inline-size:240px;border:1px solid var(--border);line-height:0;min-block-size:44px;min-inline-size:44px}
.parley .picture img{max-inline-size:100%;max-block-size:240px;object-fit:cover}
.parley .file{display:inline-flex;align-items:center;gap:8px;min-block-size:44px;padding:6px 14px;border:1px solid var(--border);border-radius:var(--radius);text-decoration:none;color:var(--text);max-inline-size:100%}
.parley .file bdi{overflow-wrap:anywhere}
.parley :is(.menu-list button,.face,.past-item,.file):hover{outline:1px solid;outline-offset:-1px}
.parley :is(.menu-list button,.face,.past-item,.file):focus-visible{outline:2px solid var(--link)}
@container (max-width:280px){
.parley .faces{flex-direction:column}
.parley .face{flex-direction:row;padding-inline:12px}
}
`;

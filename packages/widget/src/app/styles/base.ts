/**
 * The window, its header and what buttons look like. Lengths in px: a page may have changed what a rem is. No text is made
 * fainter, and nothing is laid under it, that the server has not reckoned with (COLOUR_PAIRS): what is hovered gets a line.
 */
export const BASE = `
.parley{all:initial;display:flex;flex-direction:column;flex:1;min-block-size:0;block-size:100%;inline-size:100%;position:relative;overflow:hidden;overflow:clip;container-type:size;background:var(--background);color:var(--text);font:400 var(--text-size)/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",sans-serif;-webkit-text-size-adjust:100%;overflow-wrap:anywhere;--hover:color-mix(in srgb,var(--text) 7%,transparent);--danger:#c5221f;--danger-text:#fff}
.parley[dir=rtl]{direction:rtl}
.parley *,.parley ::before,.parley ::after{box-sizing:border-box}
.parley :is(h2,h3,p,ul,ol,blockquote,pre,fieldset,legend,dl){margin:0;padding:0;border:0;min-inline-size:0;font:inherit;list-style:none}
.parley .inside{display:flex;flex-direction:column;flex:1;min-block-size:0}
.parley .hidden{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.parley .icon{inline-size:20px;block-size:20px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round;flex:none;display:block}
.parley .icon-more{stroke-width:3.2}
.parley[dir=rtl] .icon-back{transform:scaleX(-1)}
.parley .icon-thumbDown{transform:rotate(180deg)}
.parley button,.parley input,.parley textarea{font:inherit;color:inherit;margin:0;border-radius:var(--radius);letter-spacing:inherit}
.parley button{appearance:none;background:none;border:0;padding:0;cursor:pointer;-webkit-tap-highlight-color:transparent;touch-action:manipulation;min-block-size:44px;min-inline-size:44px}
.parley button:disabled{cursor:default;opacity:.45}
.parley :focus{outline:none}
.parley :focus-visible{outline:2px solid var(--link);outline-offset:2px;box-shadow:none}
.parley a{color:var(--link);text-decoration:underline;text-underline-offset:2px;text-decoration-thickness:1px}
.parley a:hover{text-decoration-thickness:2px}
.parley .icon-button{display:inline-grid;place-items:center;inline-size:44px;block-size:44px;border-radius:50%;transition:background .12s}
.parley .icon-button:hover:enabled{background:var(--hover)}
.parley .header{display:flex;align-items:center;gap:12px;padding:14px 8px 14px 18px;padding-inline:18px 8px;background:var(--header);color:var(--header-text);flex:none;z-index:2}
.parley .header.small{padding-block:4px}
.parley .header:has(.icon-back){padding-inline-start:8px}
.parley .header .icon-button{margin-inline-start:-4px}
.parley .header .icon-button:hover:enabled{background:color-mix(in srgb,currentColor 14%,transparent)}
.parley .header :focus-visible{outline-color:currentColor;outline-offset:-3px}
.parley .header h2:focus-visible{outline:none}
.parley .header .avatar{inline-size:40px;block-size:40px;font-size:17px;background:var(--header-text);color:var(--header)}
.parley .header.small .avatar{inline-size:32px;block-size:32px}
.parley .names{flex:1;min-inline-size:0}
.parley .title{font-weight:600;font-size:1.07em;line-height:1.3;overflow:hidden;text-overflow:ellipsis;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical}
.parley .subtitle{font-size:.87em;line-height:1.35;overflow:hidden;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical}
.parley .avatar{display:grid;place-items:center;flex:none;inline-size:28px;block-size:28px;border-radius:50%;overflow:hidden;background:var(--accent);color:var(--accent-text);font-weight:600;font-size:13px;line-height:1;user-select:none}
.parley .avatar img{inline-size:100%;block-size:100%;object-fit:cover;display:block}
.parley .menu{position:relative;flex:none}
.parley .menu-list{position:absolute;inset-block-start:calc(100% + 6px);inset-inline-end:0;inline-size:max-content;max-inline-size:min(300px,80cqi);max-block-size:calc(100cqb - 64px);overflow-y:auto;padding:6px;background:var(--background);color:var(--text);border:1px solid var(--border);border-radius:calc(var(--radius) + 4px);box-shadow:0 8px 28px #0003;z-index:5}
.parley .banner{display:flex;align-items:center;gap:8px;padding:8px 16px;font-size:.87em;line-height:1.4;background:var(--input);color:var(--input-text);border-block-end:1px solid var(--border)}
.parley .primary,.parley .quiet{padding:8px 18px;font-weight:600;line-height:1.3;display:inline-flex;align-items:center;justify-content:center;gap:8px}
.parley .primary{background:var(--accent);color:var(--accent-text)}
.parley .primary:hover:enabled{text-decoration:underline;text-underline-offset:3px}
.parley .primary.wide{flex:1}
.parley .quiet{color:var(--text)}
.parley .quiet:hover{box-shadow:inset 0 0 0 1px}
.parley .buttons{display:flex;flex-wrap:wrap;gap:8px;justify-content:flex-end}
.parley .text-button{min-inline-size:0;padding-inline:6px;text-decoration:underline;text-underline-offset:2px;font-weight:600}
.parley .small-print{flex:none;padding:0 16px 10px;text-align:center;font-size:12px;line-height:1.4;color:var(--soft-text);background:var(--background)}
.parley .small-print a{color:inherit}
`;

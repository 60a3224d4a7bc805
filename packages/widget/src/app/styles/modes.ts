/** Where the chat stands otherwise, or people see otherwise: full pages, phones, narrow columns, strong contrast, no motion. */
export const MODES = `
.parley.page :is(.rows,.composer,.person-row,.small-print,.screen,.past){inline-size:100%;max-inline-size:760px;margin-inline:auto}
.parley.page .header{padding-inline:max(18px,calc((100% - 760px)/2 + 16px))}
.parley.page .list{scrollbar-gutter:stable both-edges}
@media (max-width:480px),(max-height:440px){
.parley.floating .header{padding-block-start:max(10px,env(safe-area-inset-top))}
.parley.floating .inside>:last-child{padding-block-end:max(10px,env(safe-area-inset-bottom))}
}
@container (max-width:280px){
.parley .theirs .line,.parley .own .line{padding-inline:0}
.parley .message .avatar{display:none}
.parley .theirs .foot,.parley .author{padding-inline-start:0}
.parley .subtitle{display:none}
.parley .sources{padding-inline:0}
}
@media (max-height:340px){
.parley .subtitle,.parley .small-print,.parley .person-row:not(.waiting){display:none}
.parley .header{padding-block:2px}
.parley .header .avatar{display:none}
.parley textarea.input{max-block-size:70px}
}
@media (forced-colors:active){
.parley :is(.bubble,.box,.primary,.face,.pill,.starters button,.menu-list,.sheet,.avatar,.to-end,.card,.file){border:1px solid CanvasText}
.parley .header{border-block-end:1px solid CanvasText}
.parley :is(.primary,.send::before){background:ButtonFace;forced-color-adjust:auto}
.parley .send::before{border:1px solid ButtonText}
.parley .own .bubble{border-width:2px}
.parley :is(.face,.icon-button)[aria-pressed=true]{border:2px solid Highlight;color:Highlight}
.parley .box:focus-within,.parley :focus-visible{outline:2px solid Highlight}
.parley textarea.input:focus-visible{outline:0}
.parley .pill{padding-inline:10px}
.parley :is(.pulse,.typing i){background:CanvasText;forced-color-adjust:none}
}
@media (prefers-reduced-motion:reduce){
.parley *,.parley ::before,.parley ::after{animation:none!important;transition:none!important}
.parley .typing i{opacity:.6}
}
`;

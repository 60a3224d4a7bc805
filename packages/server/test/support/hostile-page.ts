/** Styles that sites have been seen with, and worse: all of it reaches the elements of the page, none may reach ours. */
const STYLES = `
  * { all: unset !important; display: block !important; float: left !important; font: 40px/3 fantasy !important;
      color: magenta !important; position: static !important; box-sizing: content-box !important; }
  body, body * { opacity: .2 !important; }
  html { font-size: 4px !important; }
  body { transform: rotate(1deg) !important; }
  div, button, input, textarea, form, dialog, section { display: none !important; visibility: hidden !important; }
  div:empty { width: 0 !important; height: 0 !important; }
  button, input, textarea { appearance: none !important; pointer-events: none !important; transform: scale(0) !important; }
  [class*="parley"], [id*="parley"], parley-widget { z-index: -1 !important; }
  :host, ::part(window) { display: none !important; }`;

/** What libraries, consent banners and analytics do to a page's globals. */
const PATCHES = `
  Array.prototype.toJSON = function () { return '[' + Array.from(this, String).join() + ']'; };
  Date.prototype.toJSON = function () { return { date: +this }; };
  Object.prototype.extend = function () { return this; };
  Object.prototype.length2 = 7;
  Array.prototype.contains = function () { return false; };
  Function.prototype.defer = function () {};
  Element.prototype.append = function () { throw new Error('the page appends in its own way'); };
  Node.prototype.contains = () => true;
  window.CSS = undefined;
  window.Promise.prototype.done = function () {};
  window.$ = window.jQuery = window._ = window.React = window.h = () => { throw new Error('of the page'); };
  window.name = 'hostile';
  const { fetch } = window;
  window.fetch = function (...args) {
    window.seenByThePage = (window.seenByThePage || 0) + 1;
    return fetch.apply(this, args).then((answer) => { answer.patched = true; return answer; });
  };
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    window.shadowsSeen = (window.shadowsSeen || 0) + 1;
    return attachShadow.call(this, { ...options, mode: 'open' });
  };
  const { setTimeout } = window;
  window.setTimeout = (call, ms, ...rest) => setTimeout(call, Math.min(ms || 0, 60000), ...rest);
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) { return addEventListener.call(this, type, listener, options); };
  Object.defineProperty(document, 'cookie', { get() { throw new Error('no cookies here'); }, set() { throw new Error('no cookies here'); } });
  Object.freeze(console);
  document.addEventListener('keydown', (event) => { if (event.key === 'k') event.preventDefault(); });
  document.addEventListener('focusin', (event) => { window.lastFocus = event.target; });
  document.addEventListener('click', (event) => { if (event.target instanceof HTMLAnchorElement) event.preventDefault(); });`;

/** How the page lets its own script and ours run. */
export type HostilePolicy = { readonly nonce?: string; readonly trustedTypes?: boolean; readonly isStrict?: boolean };

/** Headers of a page that allows nothing but our host, and its own inline patches by a nonce. */
export function hostileHeaders(host: string, { nonce = 'page', trustedTypes, isStrict }: HostilePolicy = {}) {
  const scripts = isStrict ? `'nonce-${nonce}' 'strict-dynamic'` : `'nonce-${nonce}' ${host}`;
  const policy = [
    "default-src 'none'",
    `script-src ${scripts}`,
    `connect-src ${host}`,
    `img-src ${host}`,
    // Its own style only: whatever the widget needs may not rest on inline styles.
    `style-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    ...(trustedTypes ? ["require-trusted-types-for 'script'", "trusted-types 'none'"] : []),
  ];
  return { 'content-security-policy': policy.join('; ') };
}

/** A page that does its worst. The tag of ours carries the nonce only where the policy asks for it. */
export function hostilePage({ nonce = 'page', isStrict }: HostilePolicy = {}) {
  return (host: string, scenarioId: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Hostile</title>
<style nonce="${nonce}">${STYLES}</style><script nonce="${nonce}">${PATCHES}</script></head>
<body><h1>Hostile</h1><div id="parley">Taken</div><form><input name="parley"></form>
<script async ${isStrict ? `nonce="${nonce}" ` : ''}src="${host}/widget.js" data-scenario="${scenarioId}"></script></body></html>`;
}

/** Adds our rules to the shadow root, as a sheet that policies on styles do not concern; as an element where browsers are older. */
export function adoptStyles(shadow: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  } catch {
    const style = document.createElement('style');
    // The launcher has put its own there by the same way, with the nonce of the page's policy.
    style.nonce = shadow.querySelector('style')?.nonce ?? '';
    style.textContent = css;
    shadow.appendChild(style);
  }
}

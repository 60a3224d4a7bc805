/** Above what pages put on top, and below nothing. */
const TOP = '2147483647';

export type Shell = {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  /** Puts it into the page, again if the page has thrown it out. */
  attach(): void;
  remove(): void;
};

/**
 * The one element of ours that stands in the page, with everything in its shadow. Its own style is set through the object
 * model with priority: no policy forbids that, and no rule of the page is stronger.
 */
export function createShell(parent: () => Node | null, kind: 'floating' | 'inline' | 'page'): Shell {
  const element = document.createElement('parley-widget');
  const root = element.attachShadow({ mode: 'open' });
  const rules: readonly (readonly [string, string])[] = [
    ['all', 'initial'],
    ['display', 'block'],
    ['z-index', TOP],
    ...(kind === 'floating'
      ? ([
          ['position', 'fixed'],
          ['inset', '0 auto auto 0'],
          ['width', '0'],
          ['height', '0'],
        ] as const)
      : ([
          ['position', kind === 'page' ? 'fixed' : 'relative'],
          ['inset', kind === 'page' ? '0' : 'auto'],
          ['width', '100%'],
          ['height', '100%'],
        ] as const)),
  ];
  for (const [name, value] of rules) element.style.setProperty(name, value, 'important');
  return {
    element,
    root,
    attach() {
      const place = parent();
      if (place && element.parentNode !== place) place.appendChild(element);
    },
    remove() {
      element.parentNode?.removeChild(element);
    },
  };
}

/** Adds rules to a shadow root, as a sheet of its own, which policies on styles do not concern. Gives what changes them. */
export function addSheet(root: ShadowRoot, css: string, nonce: string): (css: string) => void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return (next) => sheet.replaceSync(next);
  } catch {
    const style = document.createElement('style');
    if (nonce) style.nonce = nonce;
    style.textContent = css;
    root.appendChild(style);
    return (next) => {
      style.textContent = next;
    };
  }
}

/** An element with attributes and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name] ?? '');
  for (const child of children) element.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A drawing of one path on a field of 24 by 24. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.appendChild(line);
  return svg;
}

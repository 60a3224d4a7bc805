type Box = { seal(plain: string): string; open(sealed: string): string };
type Content = { readonly [key: string]: unknown };
type Sealed = { readonly purpose: string; readonly until: number; readonly content: Content };

/** What we say to ourselves through somebody's browser or mail: nobody else can read it, change it or make one. */
export type LinkTokens = {
  /** A token for an address or a cookie, good for one purpose and so long. */
  seal(purpose: string, content: Content, lifetimeMs: number): string;
  /** The content of a token for this purpose; null when it is another's, changed or too old. */
  open(purpose: string, token: string): Content | null;
};

/** `box` must have a key that seals nothing else. */
export function createLinkTokens(box: Box, now: () => Date): LinkTokens {
  return {
    seal(purpose, content, lifetimeMs) {
      const sealed: Sealed = { purpose, until: now().getTime() + lifetimeMs, content };
      return Buffer.from(box.seal(JSON.stringify(sealed)), 'base64').toString('base64url');
    },
    open(purpose, token) {
      const sealed = opened(box, token);
      return sealed?.purpose === purpose && sealed.until > now().getTime() ? sealed.content : null;
    },
  };
}

function opened(box: Box, token: string): Sealed | null {
  try {
    return JSON.parse(box.open(Buffer.from(token, 'base64url').toString('base64')));
  } catch {
    // Forged, cut off or of another installation: the box says no more than that.
    return null;
  }
}

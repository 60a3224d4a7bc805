/** Words of a parameter's name that tell of a secret, or of who somebody is. None is made of others: see `NAME`. */
const WORDS =
  'access|api|auth|authorization|bearer|cert|code|csrf|hash|hmac|invitation|invite|key|login|mail|nonce|otp|pass|passphrase|phone|pin|pwd?|refresh|reset|sas|sess|sid|sig|sso|state|tel|telephone|ticket|totp|user|username|verification|verify|xsrf';
/** One of them, or several that are written as one (`resetcode`), behind what makes a secret of an ordinary word. */
const NAME = /* @__PURE__ */ new RegExp(
  `^(activation|confirmation|my|private|recovery|security|${WORDS})*(${WORDS})(id)?$`,
);
/** Wherever they stand in it. */
const PARTS = /token|secret|passw|session|sessid|signature|apikey|e-?mail|jwt|oauth|credential|saml/i;
/** A signed token, or a mail address. */
const VALUE = /^eyJ[\w-]{8,}\.|^[\w-]{8,}\.[\w-]{8,}\.[\w-]*$|[^\s@]@[^\s@]+\.[^\s@]/;
/** The name of a section in plain words. Fragments that say more are routes and keys of a page's own scripts. */
const SECTION = /^#[a-z-]{1,40}$/i;
const MOST = 2_000;

/**
 * The address of a page as it may be kept: without name and password, without parameters that look like secrets, and
 * without a fragment that is more than the plain name of a section (`#pricing`). Null for what is no page of the web. The
 * loader asks before anything leaves the browser, and the server whoever has sent it.
 */
export function pageAddress(address: string): string | null {
  const url = webAddress(address);
  if (!url) return null;
  url.username = '';
  url.password = '';
  for (const [name, value] of [...url.searchParams]) {
    if (isSecret(`${name}=${value}`)) url.searchParams.delete(name);
  }
  if (!SECTION.test(url.hash)) url.hash = '';
  return url.href.slice(0, MOST);
}

/** By an attempt: browsers that the loader runs in may not know `URL.canParse`. */
function webAddress(address: string): URL | null {
  try {
    const url = new URL(address);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** Whether a parameter, or what it carries (`next=/reset?token=…`, however often encoded), has a secret in it. */
function isSecret(parameter: string): boolean {
  const plain = parameter.replace(/%(?:25)*([2-7][\da-f])/gi, (_, hex) => String.fromCharCode(Number(`0x${hex}`)));
  return plain
    .split(/[?&;#]/)
    .some((piece) =>
      piece.split('=').some((part, at, { length }) => VALUE.test(part) || (at + 1 < length && isSecretName(part))),
    );
}

function isSecretName(name: string): boolean {
  if (PARTS.test(name)) return true;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.split(/[^\p{L}]+/u).some((word) => NAME.test(word));
}

const PARTS = /^(https?:\/\/)?(\*\.)?(\[[\da-f:.]+\]|[^\s/\\?#@:[\]]+)(:\d{1,5})?(?:[/?#]\S*)?$/i;
const NAME = /^(?!-)[a-z\d_-]{1,63}(?<!-)(\.(?!-)[a-z\d_-]{1,63}(?<!-))*$/;
const MACHINE = /^(\[.*\]|\d+(\.\d+){3})$/;

const WRONG = 'must be an origin such as "https://www.example.com" or "*.example.com"';
const ALL = 'must name a site; to allow every site: leave the list empty';
const NOBODY =
  'cannot be "null", which is what a file, or a sandboxed frame, says of itself: such pages cannot be told apart';

/**
 * An allowed origin as it is stored, or what is wrong with it, in words that follow its name: of a whole address its
 * origin as browsers write it, in small letters and Punycode, and without the port that its scheme has anyway. Without a
 * scheme both are meant; `*.` before the name means every name below it.
 */
export function readAllowedOrigin(given: string): { readonly origin: string } | { readonly problem: string } {
  const [, scheme = '', below = '', host = '', port = ''] = PARTS.exec(given.trim()) ?? [];
  if (host === '*') return { problem: ALL };
  if (host.toLowerCase() === 'null' && scheme === '') return { problem: NOBODY };
  const address = `${scheme === '' ? 'https://' : scheme}${host}${port}`;
  if (host === '' || !URL.canParse(address)) return { problem: WRONG };
  const url = new URL(address);
  const isSite = MACHINE.test(url.hostname) ? below === '' : NAME.test(url.hostname);
  return isSite ? { origin: `${scheme.toLowerCase()}${below}${url.host}` } : { problem: WRONG };
}

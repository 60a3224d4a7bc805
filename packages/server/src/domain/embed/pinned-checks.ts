import type { EmbedCheck, EmbedFacts } from './embed-facts.ts';
import { type FoundTag, pinnedPath } from './find-tag.ts';

/** Whether browsers run the script that a tag of ours names, as far as its hash and the tag decide it. */
export function pinnedChecks({ snippet, pinnedHash }: EmbedFacts, tag: FoundTag): EmbedCheck[] {
  const title = 'The hash of the script';
  const { integrity, crossorigin } = tag.script;
  const path = pinnedPath(tag);
  if (path === null) {
    if (integrity === null) return [];
    const text =
      '/widget.js changes with each version, and its hash then keeps it out. Take the pinned address with the hash, or none.';
    return [{ state: 'fail', title, text, line: snippet }];
  }
  if (pinnedHash === null) {
    const text = `${path} is no script of this installation, nor of an earlier version of it. Take the pinned tag below, or the one that is always the newest.`;
    return [{ state: 'fail', title: 'The pinned script', text, line: snippet }];
  }
  if (integrity === null) return [];
  return [{ title, ...compared(integrity, pinnedHash) }, ...crossoriginCheck(crossorigin)];
}

function compared(integrity: string, hash: string): Pick<EmbedCheck, 'state' | 'text' | 'line'> {
  const line = `integrity="${hash}"`;
  const strongest = strongestOf(integrity);
  if (strongest.includes(hash)) return { state: 'pass', text: 'The pinned script is held to its hash.' };
  if (strongest.some((each) => !each.startsWith('sha384-'))) {
    return {
      state: 'warn',
      text: 'The tag names a hash of another kind, which is not compared here. We know this one.',
      line,
    };
  }
  return {
    state: 'fail',
    text: 'The hash is not that of the script, so that browsers do not run it. This is right.',
    line,
  };
}

/** The hashes that browsers compare: those of the strongest kind that a tag names (Subresource Integrity). */
function strongestOf(integrity: string): string[] {
  const hashes = integrity.split(/\s+/).map((each) => each.replace(/\?.*$/, ''));
  const kind = ['sha512-', 'sha384-', 'sha256-'].find((each) => hashes.some((hash) => hash.startsWith(each)));
  return kind === undefined ? [] : hashes.filter((hash) => hash.startsWith(kind));
}

function crossoriginCheck(crossorigin: string | null): EmbedCheck[] {
  if (crossorigin !== null) return [];
  const text = 'A hash is only compared, and the script only run, when the tag asks for it with crossorigin.';
  return [{ state: 'fail', title: 'The hash of the script', text, line: 'crossorigin="anonymous"' }];
}

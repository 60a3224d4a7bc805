import { useState } from 'preact/hooks';

/** A picture, or the first letter of the name where there is none or the site's rules refuse it. */
export function Avatar({ name, url }: { readonly name: string; readonly url: string | null }) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span class="avatar" aria-hidden="true">
      {url !== null && url !== broken ? (
        <img src={url} alt="" onError={() => setBroken(url)} />
      ) : (
        [...name.trim()][0]?.toLocaleUpperCase()
      )}
    </span>
  );
}

/** A browser without scripts: it follows redirects, keeps cookies by path, and sends a page's form. */
export function visitorBrowser(baseUrl: string) {
  const cookies = new Map<string, { value: string; path: string }>();
  let address = '';
  let html = '';
  let status = 0;

  async function load(url: URL, init: RequestInit = {}, hops = 5): Promise<void> {
    const mine = [...cookies].filter(([, { path }]) => url.pathname.startsWith(path));
    const cookie = mine.map(([name, { value }]) => `${name}=${value}`).join('; ');
    const headers = { ...init.headers, ...(cookie === '' ? {} : { cookie }) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = '', path = '/'] = /^([^=]+)=([^;]*); Path=([^;]+)/.exec(line) ?? [];
      cookies.set(name, { value, path });
    }
    const to = response.headers.get('location');
    if (to !== null && hops > 0) return load(new URL(to, url), {}, hops - 1);
    [address, html, status] = [url.href.replace(/#.*$/, ''), await response.text(), response.status];
  }
  return {
    open: (path: string) => load(new URL(path, baseUrl)),
    /** Sends the form of the page with what it holds and what is written into it. */
    async send(fields: Record<string, string>) {
      const form = html.slice(html.indexOf('<form class="write"'));
      const held = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
      const body = new URLSearchParams();
      for (const [, name = '', value = ''] of held) body.append(name, value);
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      await load(new URL(new URL(address).pathname, baseUrl), { method: 'POST', body });
    },
    get address() {
      return address;
    },
    get html() {
      return html;
    },
    get status() {
      return status;
    },
    /** What the page shows as said, oldest first. */
    get messages(): { who: string; text: string }[] {
      const items = html.matchAll(
        /<li class="(me|them)"><span class="who">([^<]*)<\/span><div[^>]*>(.*?)<\/div><\/li>/gs,
      );
      return [...items].map(([, , who = '', text = '']) => ({ who, text }));
    },
    cookies,
  };
}

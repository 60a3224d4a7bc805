import type { EmbedCheck } from '../../../domain/embed/embed-facts.ts';
import { type Html, html } from '../../pages/html.ts';

export type EmbedCheckView = {
  /** What was typed. */
  readonly address: string;
  readonly scenario: string;
  /** Null before anything was looked at. */
  readonly checks: readonly EmbedCheck[] | null;
  readonly snippet: string;
  /** Null when the scripts could not be built. */
  readonly pinned: string | null;
  readonly policy: string;
};

/** The page: a form, what came of it, and what to copy. */
export const embedCheckBody = ({ address, scenario, checks, snippet, pinned, policy }: EmbedCheckView): Html => html`
<p class="soft">Does the chat not show on your site? Give the address of a page of yours: we look at it as a visitor's browser would, and say what to change.</p>
<form method="get" action="/check-embed">
<label class="field"><span>Address of your page</span>
<input name="url" type="text" inputmode="url" autocomplete="url" required maxlength="2000" placeholder="https://www.example.com/" value="${address}"></label>
<label class="field"><span>Scenario id of your agent</span>
<input name="scenario" type="text" autocomplete="off" maxlength="10" spellcheck="false" value="${scenario}"><small>Ten characters. If your page names another agent, that one is looked at.</small></label>
<button>Check the page</button>
</form>
${checks ? resultOf(checks) : null}
<section><h2>The tag for your site</h2>
<p>Paste it into your pages, before <code>&lt;/body&gt;</code>. What it shows is set on the server: you need not change the tag again.</p>
<pre tabindex="0"><code>${snippet}</code></pre>
${
  pinned
    ? html`<p>The same with a script that never changes, for sites that hold scripts to a hash. It goes on working after updates, and has news only when you change the tag.</p>
<pre class="hashed" tabindex="0"><code>${pinned}</code></pre>`
    : null
}</section>
<section><h2>For a Content Security Policy</h2>
<p>If your site has one, this is all that it must allow. A nonce on the tag does in place of <code>script-src</code>; styles need nothing.</p>
<pre tabindex="0"><code>${policy}</code></pre></section>`;

const WORDS = { pass: 'OK', warn: 'Check', fail: 'Fix' } as const;

function resultOf(checks: readonly EmbedCheck[]): Html {
  return html`<section aria-live="polite"><h2>${summary(checks)}</h2><ul class="checks">${checks.map(row)}</ul></section>`;
}

function summary(checks: readonly EmbedCheck[]): string {
  const count = (wanted: EmbedCheck['state']): number => checks.filter(({ state }) => state === wanted).length;
  const [wrong, doubtful] = [count('fail'), count('warn')];
  // What could not be opened has one row only: of a page that could be, more is looked at.
  if (wrong > 0 && checks.length === 1) return 'We could not open this page';
  if (wrong > 0) return `${things(wrong)} to fix`;
  return doubtful > 0 ? `The chat should show: ${things(doubtful)} to check` : 'The chat shows on this page';
}

const things = (count: number): string => (count === 1 ? '1 thing' : `${count} things`);

const row = ({ state, title, text, line }: EmbedCheck): Html =>
  html`<li><span class="state ${state}">${WORDS[state]}</span><div><strong>${title}</strong><p>${text}</p>${
    line ? html`<pre tabindex="0"><code>${line}</code></pre>` : null
  }</div></li>`;

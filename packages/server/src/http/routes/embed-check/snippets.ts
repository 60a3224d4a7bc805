import { escapeHtml } from '../../../lib/escape-html.ts';

/** The tag that gives a site the widget, in two lines so that no window breaks one of its words. `host` is ours, without a slash at the end. */
export const embedSnippet = (host: string, scenarioId: string): string =>
  `<script async src="${escapeHtml(host)}/widget.js"\n  data-scenario="${escapeHtml(scenarioId)}"></script>`;

/** The same with the script that never changes, held to its hash. */
export function pinnedSnippet(
  host: string,
  scenarioId: string,
  { path, integrity }: { readonly path: string; readonly integrity: string },
): string {
  const lines = [
    `<script async src="${escapeHtml(host + path)}"`,
    `integrity="${escapeHtml(integrity)}"`,
    `crossorigin="anonymous"`,
    `data-scenario="${escapeHtml(scenarioId)}"></script>`,
  ];
  return lines.join('\n  ');
}

/** What the policy of a site must allow for the widget: nothing else is needed. */
export const policyLines = (host: string): string => `script-src ${host};\nconnect-src ${host};\nimg-src ${host};`;

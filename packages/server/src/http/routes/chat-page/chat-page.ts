import type { MarkerCode } from '@parley/protocol';
import { MARKER_TEXTS } from '@parley/protocol';
import type { AgentSettings } from '../../../domain/agent/settings.ts';
import { escapeHtml } from '../../../lib/escape-html.ts';
import { readableOn } from '../../../lib/readable-on.ts';
import { formatReply, formatWelcome } from '../../../presenters/reply-format.ts';
import type { LoggedMessage } from '../../../store/messages/list-workspace-messages.ts';
import { CHAT_STYLES } from './chat-styles.ts';

/** What the chat page of an agent shows. */
export type ChatPageView = {
  readonly path: string;
  readonly settings: AgentSettings;
  /** Null before the first message: the welcome is shown then. */
  readonly messages: readonly LoggedMessage[] | null;
  readonly asksForEmail: boolean;
  /** Who drives: while it is not the agent, replies come when people write them. */
  readonly waitsForPeople: boolean;
  readonly notice: string | null;
  /** Told back with the first message: through which door the visitor came. */
  readonly entryToken: string | null;
  /** Of the message to come, so that one that is sent twice is stored once. */
  readonly messageId: string;
  readonly nonce: string;
};

/** The page, whole: it works without any script. */
export function chatPage(view: ChatPageView): string {
  const { settings, messages, nonce, path } = view;
  const primary = settings.primaryColor ?? '#1f5eff';
  const name = escapeHtml(settings.name);
  // Another address each time: a link to a place on the same page would only scroll to it.
  const look = `${path}?look=${view.messageId.slice(-8)}#latest`;
  const colours = `:root{--primary:${primary};--on-primary:${readableOn(primary)}}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${name}</title>
<style nonce="${nonce}">${colours}${CHAT_STYLES}</style>
</head>
<body>
<header><h1>${settings.header === '' ? name : escapeHtml(settings.header)}</h1>${
    settings.header2 === '' ? '' : `<p>${escapeHtml(settings.header2)}</p>`
  }</header>
<main>
<ol class="messages" aria-label="Messages">
${(messages === null ? welcome(settings) : messages.map((message) => messageItem(message, settings))).join('\n')}
</ol>
${messages === null ? suggestions(view) : ''}
${view.notice === null ? '' : `<p class="notice" role="status">${escapeHtml(view.notice)}</p>`}
${messages === null ? '' : `<p class="check" id="latest"><a href="${look}">${view.waitsForPeople ? 'A person answers here: look for new messages' : 'Look for new messages'}</a></p>`}
</main>
${messageForm(view)}
</body>
</html>
`;
}

/** A page that says one thing, for visitors who came to nothing. */
export function plainPage({ title, text, nonce }: { title: string; text: string; nonce: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">:root{--primary:#1f5eff;--on-primary:#ffffff}${CHAT_STYLES}</style>
</head>
<body class="plain"><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main></body>
</html>
`;
}

const item = (kind: string, who: string, html: string): string =>
  `<li class="${kind}"><span class="who">${who}</span><div class="text" dir="auto">${html}</div></li>`;

function welcome({ name, greeting, greeting2 }: AgentSettings): string[] {
  const texts = [greeting, greeting2].filter((text) => text !== '');
  return texts.map((text) => item('them', escapeHtml(name), formatWelcome(text)));
}

function messageItem(message: LoggedMessage, settings: AgentSettings): string {
  if (message.marker !== null) return markerItem(message.marker);
  const { author, content } = message;
  if (author === 'visitor') return item('me', 'You', escapeHtml(content).replaceAll('\n', '<br>'));
  const isWelcome = author === 'ai_assistant' && (content === settings.greeting || content === settings.greeting2);
  const html = isWelcome ? formatWelcome(content) : formatReply(content, 'html');
  const files = message.attachments.map(attachmentLink).join('');
  return item('them', author === 'human_operator' ? 'Team' : escapeHtml(settings.name), html + files);
}

const markerItem = (code: MarkerCode): string => `<li class="marker">${escapeHtml(MARKER_TEXTS[code])}</li>`;

function attachmentLink(file: { readonly [key: string]: unknown }): string {
  const url = String(file.url ?? '');
  if (!/^https?:\/\//i.test(url)) return '';
  const label = escapeHtml(String(file.name ?? '') || url);
  return `<p><a href="${escapeHtml(url)}" rel="noopener noreferrer nofollow">${label}</a></p>`;
}

const hidden = (name: string, value: string | null): string =>
  value === null ? '' : `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;

function suggestions({ settings, path, entryToken, messageId }: ChatPageView): string {
  if (settings.suggestions.length === 0) return '';
  const buttons = settings.suggestions.map(
    (text) => `<button name="text" value="${escapeHtml(text)}">${escapeHtml(text)}</button>`,
  );
  const fields = hidden('message_id', messageId) + hidden('entry', entryToken);
  return `<form class="suggestions" method="post" action="${path}">${fields}${buttons.join('')}</form>`;
}

function messageForm({ path, entryToken, messageId, asksForEmail }: ChatPageView): string {
  const email = asksForEmail
    ? '<label>Your e-mail, if you want replies when you have left <input type="email" name="email" maxlength="320" autocomplete="email"></label>'
    : '';
  return `<form class="write" id="write" method="post" action="${path}">
${hidden('message_id', messageId)}${hidden('entry', entryToken)}
<label>Your message <textarea name="text" rows="3" maxlength="8000" required dir="auto"></textarea></label>
${email}<button>Send</button>
</form>`;
}

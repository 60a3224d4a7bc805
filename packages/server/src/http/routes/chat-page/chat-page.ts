import type { MarkerCode } from '@parley/protocol';
import { MARKER_TEXTS, OUR_PRIMARY, textOn } from '@parley/protocol';
import type { AgentSettings } from '../../../domain/agent/settings.ts';
import type { WidgetSettings } from '../../../domain/agent/widget-settings.ts';
import { escapeHtml } from '../../../lib/escape-html.ts';
import { lineOf, markdownOf } from '../../../presenters/html-as-markdown.ts';
import { formatReply, formatWelcome } from '../../../presenters/reply-format.ts';
import { trackedLinks } from '../../../presenters/tracked-links.ts';
import type { LinkOf } from '../../../presenters/visitor-event.ts';
import type { LoggedMessage } from '../../../store/messages/list-workspace-messages.ts';
import { chatStyles } from './chat-styles.ts';
import type { HandOver } from './hand-over.ts';

/** What goes with a message. */
export type Asked = {
  readonly email: boolean;
  /** What the visitor has to agree to first, as Markdown or HTML; null or empty for nothing. */
  readonly consentText: string | null;
};

/** What the chat page of an agent shows. */
export type ChatPageView = {
  readonly path: string;
  readonly settings: AgentSettings;
  readonly theme: WidgetSettings['theme'];
  /** Null before the first message: the welcome is shown then. */
  readonly messages: readonly LoggedMessage[] | null;
  /** Where links of replies lead instead; null where they lead where they say. */
  readonly linkOf: LinkOf | null;
  /** Whether the visitor came by a link to this conversation, which may be another's. */
  readonly isLinked: boolean;
  /** Null where visitors whom the site has not identified may not write. */
  readonly asked: Asked | null;
  /** Who drives: while it is not the agent, replies come when people write them. */
  readonly waitsForPeople: boolean;
  readonly notice: string | null;
  /** Told back with the first message: through which door the visitor came. */
  readonly entryToken: string | null;
  /** Of the message to come, so that one that is sent twice is stored once. */
  readonly messageId: string;
  readonly nonce: string;
  /** What the widget takes the page over with; null where the page stays as it is. */
  readonly widget: HandOver | null;
};

/** The page, whole: it works without any script. */
export function chatPage(view: ChatPageView): string {
  const { settings, messages, nonce, path } = view;
  const primary = settings.primaryColor ?? OUR_PRIMARY;
  const name = escapeHtml(settings.name);
  // Another address each time: a link to a place on the same page would only scroll to it.
  const look = `${path}?look=${view.messageId.slice(-8)}#latest`;
  const colours = `:root{--primary:${primary};--on-primary:${textOn(primary)}}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${name}</title>
<style nonce="${nonce}">${colours}${chatStyles(view.theme)}</style>
</head>
<body>
<header><h1>${escapeHtml(lineOf(settings.header)) || name}</h1>${
    settings.header2 === '' ? '' : `<p>${escapeHtml(lineOf(settings.header2))}</p>`
  }</header>
<main>
<ol class="messages" aria-label="Messages">
${(messages === null ? welcome(settings) : messages.map((message) => messageItem(message, view))).join('\n')}
</ol>
${messages === null ? suggestions(view) : ''}
${view.notice === null ? '' : `<p class="notice" role="status">${escapeHtml(view.notice)}</p>`}
${messages === null ? '' : `<p class="check" id="latest"><a href="${look}">${view.waitsForPeople ? 'A person answers here: look for new messages' : 'Look for new messages'}</a></p>`}
${view.isLinked ? `<p class="check">You came here by a link to this conversation. <a href="${path}?leave=1">Go to your own chat</a></p>` : ''}
</main>
${messageForm(view)}
${widgetTag(view)}
</body>
</html>
`;
}

/** Where scripts run, the chat of the agent covers the page; what stands here is for where they do not. */
function widgetTag({ widget, nonce }: ChatPageView): string {
  if (widget === null) return '';
  const { scenarioId, session, conversationId, entry } = widget;
  const data = Object.entries({ scenario: scenarioId, mode: 'page', session, conversation: conversationId, entry })
    .map(([name, value]) => (value === null ? '' : ` data-${name}="${escapeHtml(value)}"`))
    .join('');
  return `<script nonce="${nonce}" async src="/widget.js"${data}></script>`;
}

/** A page that says one thing, for visitors who came to nothing. */
export function plainPage({ title, text, nonce }: { title: string; text: string; nonce: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">:root{--primary:#1f5eff;--on-primary:#ffffff}${chatStyles('auto')}</style>
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

function messageItem(message: LoggedMessage, { settings, linkOf }: ChatPageView): string {
  if (message.marker !== null) return markerItem(message.marker);
  const { author, content } = message;
  const files = message.attachments.map(attachmentLink).join('');
  if (author === 'visitor') return item('me', 'You', escapeHtml(content).replaceAll('\n', '<br>') + files);
  const isWelcome = author === 'ai_assistant' && (content === settings.greeting || content === settings.greeting2);
  const html = isWelcome ? formatWelcome(content) : formatReply(linked(message, linkOf), 'html');
  return item('them', author === 'human_operator' ? 'Team' : escapeHtml(settings.name), html + files);
}

const linked = ({ ord, content }: { readonly ord: number; readonly content: string }, linkOf: LinkOf | null): string =>
  linkOf ? trackedLinks(content, (_, url) => linkOf(ord, url)) : content;

const markerItem = (code: MarkerCode): string => `<li class="marker">${escapeHtml(MARKER_TEXTS[code])}</li>`;

function attachmentLink(file: { readonly [key: string]: unknown }): string {
  const url = String(file.url ?? '');
  if (!/^https?:\/\//i.test(url)) return '';
  const label = escapeHtml(String(file.name ?? '') || url);
  return `<p><a href="${escapeHtml(url)}" rel="noopener noreferrer nofollow">${label}</a></p>`;
}

const hidden = (name: string, value: string | null): string =>
  value === null ? '' : `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;

function suggestions({ settings, path, entryToken, messageId, asked }: ChatPageView): string {
  // What a visitor agrees to stands beside one button: words that are sent by a click would go around it.
  if (settings.suggestions.length === 0 || !asked || asked.consentText) return '';
  const buttons = settings.suggestions.map(
    (text) => `<button name="text" value="${escapeHtml(text)}">${escapeHtml(text)}</button>`,
  );
  const fields = hidden('message_id', messageId) + hidden('entry', entryToken);
  return `<form class="suggestions" method="post" action="${path}">${fields}${buttons.join('')}</form>`;
}

const FOR_SIGNED_IN =
  'This chat is for people who are signed in at the site that it belongs to. Sign in there, and open the chat there.';

function messageForm({ path, entryToken, messageId, asked }: ChatPageView): string {
  if (!asked) return `<p class="write notice">${FOR_SIGNED_IN}</p>`;
  const email = asked.email
    ? '<label>Your e-mail, if you want replies when you have left <input type="email" name="email" maxlength="320" autocomplete="email"></label>'
    : '';
  return `<form class="write" id="write" method="post" action="${path}">
${hidden('message_id', messageId)}${hidden('entry', entryToken)}
<label>Your message <textarea name="text" rows="3" maxlength="8000" required dir="auto"></textarea></label>
${email}${consent(asked)}<button>Send</button>
</form>`;
}

function consent({ consentText }: Asked): string {
  if (!consentText) return '';
  const text = formatReply(markdownOf(consentText), 'html');
  return `<label class="consent"><input type="checkbox" name="consent" value="yes" required> <span dir="auto">${text}</span></label>`;
}

import { type Html, html } from './html.ts';
import { STYLE_PATH } from './style.ts';

/** A page's content; `notice` is good news, `problem` what was wrong with what was sent. */
export type Page = {
  readonly title: string;
  readonly body: Html;
  readonly notice?: string | undefined;
  readonly problem?: string | undefined;
  /** Who is signed in, for the head of the page. */
  readonly person?: { readonly name: string } | undefined;
  /** Where else one goes from here, in the head of a page that is everybody's. */
  readonly links?: readonly PageLink[] | undefined;
  /** Whether it needs more room than a form; pages of who is signed in have it. */
  readonly isWide?: boolean | undefined;
};

export type PageLink = { readonly href: string; readonly text: string };

/** Of a document: nothing from elsewhere, no script at all, and forms, where it has any, that go nowhere else. */
export const pagePolicy = (document: string): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    `form-action ${document.includes('<form ') ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The whole document. */
export function documentOf({ title, body, notice, problem, person, links, isWide }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Parley</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body class="${person || isWide ? 'wide' : 'narrow'}">
<header><a class="brand" href="${person ? '/workspaces' : '/sign-in'}">Parley</a>${person ? navigation(person) : links && linkList(links)}</header>
<main>
<h1>${title}</h1>
${notice ? html`<p class="notice" role="status">${notice}</p>` : null}
${problem ? html`<p class="problem" role="alert">${problem}</p>` : null}
${body}
</main>
</body>
</html>
`.markup;
}

const navigation = ({ name }: { readonly name: string }): Html => html`
<nav aria-label="Account"><span class="who">${name}</span><a href="/inbox">Inbox</a><a href="/workspaces">Workspaces</a><a href="/account">Account</a>
<form method="post" action="/sign-out"><button class="plain">Sign out</button></form></nav>`;

const linkList = (links: readonly PageLink[]): Html =>
  html`<nav aria-label="Parley">${links.map(({ href, text }) => html`<a href="${href}">${text}</a>`)}</nav>`;

export type Field = {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly autocomplete: string;
  readonly value?: string;
  readonly hint?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly isNumeric?: boolean;
  readonly isFocused?: boolean;
};

/** A labelled field that must be filled. */
export function field({ name, label, type = 'text', autocomplete, value, hint, ...more }: Field): Html {
  const { minLength, maxLength, isNumeric, isFocused } = more;
  return html`<label class="field"><span>${label}</span>
<input name="${name}" type="${type}" autocomplete="${autocomplete}" value="${value ?? ''}" required${
    isNumeric ? html` inputmode="numeric"` : null
  }${minLength ? html` minlength="${minLength}"` : null}${maxLength ? html` maxlength="${maxLength}"` : null}${
    isFocused ? html` autofocus` : null
  }>${hint ? html`<small>${hint}</small>` : null}</label>`;
}

/** A field that nobody sees. */
export const hidden = (name: string, value: string | null | undefined): Html | null =>
  value ? html`<input type="hidden" name="${name}" value="${value}">` : null;

/** An instant for people, in UTC: the server does not know where they are. */
export const instant = (at: Date): Html =>
  html`<time datetime="${at.toISOString()}">${at.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>`;

import { type Html, html } from '../../pages/html.ts';
import { DEMO_ACTIONS } from './demo-actions.ts';
import { HERO_ART, LOGO, PRODUCTS } from './shop-art.ts';

export type DemoView = {
  readonly agentName: string;
  readonly scenarioId: string;
  /** What a site would put into its page. */
  readonly snippet: string;
  readonly nonce: string;
  readonly stylePath: string;
  readonly scriptPath: string;
};

/** A small shop's site that has the widget of an agent by one tag. */
export function demoPage(view: DemoView): string {
  const { agentName, nonce, scenarioId } = view;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Larkspur: things to write and paint with</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${view.stylePath}">
<script nonce="${nonce}" src="${view.scriptPath}" data-scenario="${scenarioId}" defer></script>
<script nonce="${nonce}" async src="/widget.js" data-scenario="${scenarioId}"></script>
</head>
<body>
<aside class="bar" aria-label="About this page"><div class="wrap"><span>A made-up shop with a real chat: <b>${agentName}</b> is your agent.</span>
<nav aria-label="Parley"><a href="/check-embed?scenario=${scenarioId}">Check my site</a><a href="/c/${scenarioId}">Chat page</a><a href="/sign-in">Sign in</a></nav></div></aside>
<header class="wrap head"><a class="brand" href="#top">${LOGO}Larkspur</a>
<nav aria-label="Shop"><a href="#goods">Shop</a><a href="#visit">Delivery and returns</a><a href="#embed">How the chat got here</a></nav></header>
<main id="top">
<section class="wrap hero"><div><h1>Things to write and paint with.</h1>
<p>Pens with bodies of old fruit wood, ink in quiet colours, and paper bound by hand. Made in a small workshop in Bremen since 2011.</p>
<p class="actions"><a class="button full" href="#goods">See the shop</a><button data-action="open">Ask ${agentName}</button></p></div>
${HERO_ART}</section>
<section class="wrap part" id="goods"><h2>From the workshop</h2><ul class="goods">${PRODUCTS.map(product)}</ul></section>
<div class="band" id="visit"><section class="wrap part"><h2>Good to know</h2><div class="facts">
${fact('Delivery', 'Within Germany a parcel takes two to three working days. Above €60 it is free of charge.', 'How long does delivery to Switzerland take?', 'And to Switzerland?')}
${fact('Returns', 'Thirty days, and you need not say why. Within Germany they cost nothing.', 'How do I return something without a printer?', 'Without a printer?')}
${fact('The shop', 'Am Wall 118 in Bremen, Monday to Saturday. On the first Thursday of the month there is calligraphy.', 'When is the shop open on Saturday?', 'Open on Saturday?')}
</div></section></div>
<section class="wrap part" id="embed"><h2>How the chat got here</h2>
<p class="lead">This page has one script tag for it, and everything else is set on the server. The tag works on any site: paste it before <code>&lt;/body&gt;</code>.</p>
<div class="snippet"><pre tabindex="0"><code id="snippet">${view.snippet}</code></pre><button data-copy="snippet">Copy</button></div>
<ul class="play">${DEMO_ACTIONS.map(action)}</ul>
<h3 class="sub">What the chat and this page tell each other</h3>
<div role="log" aria-label="Events of the chat"><ol class="heard" id="heard"><li class="none">Nothing yet: open the chat.</li></ol></div>
</section>
</main>
<footer class="foot"><div class="wrap">Larkspur does not exist. The page stands for yours, under a policy that allows no script but those of its own: the chat needs no more. It is served by Parley.</div></footer>
</body>
</html>
`.markup;
}

const product = ({ name, what, price, question, link, art }: (typeof PRODUCTS)[number]): Html =>
  html`<li>${art}<div><h3>${name} <span>${price}</span></h3><p>${what}</p><button class="link" data-ask="${question}">${link}</button></div></li>`;

const fact = (title: string, text: string, question: string, link: string): Html =>
  html`<div><h3>${title}</h3><p>${text}</p><button class="link" data-ask="${question}">${link}</button></div>`;

const action = ({ id, label, code }: (typeof DEMO_ACTIONS)[number]): Html =>
  html`<li><pre><code>${code}</code></pre><button data-action="${id}">${label}</button></li>`;

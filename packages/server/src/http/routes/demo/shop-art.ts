import { type Html, html } from '../../pages/html.ts';

type Wood = { readonly id: string; readonly light: string; readonly dark: string };

/** A pen whose nib's point is at 0, 0 and which stands upright above it, 322 high. */
const pen = ({ id, light, dark }: Wood, nib = '#D9B25F'): Html => html`
<defs><linearGradient id="${id}" x1="0" x2="1"><stop offset="0" stop-color="${dark}"/><stop offset=".35" stop-color="${light}"/><stop offset="1" stop-color="${dark}"/></linearGradient></defs>
<path d="M0 0-13-44Q-14-58-9-66H9Q14-58 13-44Z" fill="${nib}"/><path d="M0-4V-38" stroke="#5B4419" stroke-width="1.5"/><circle cy="-41" r="3" fill="#5B4419"/>
<path d="M-10-66H10L14-118H-14Z" class="dark"/><rect x="-15.500" y="-127" width="31" height="9" rx="2" fill="${nib}"/>
<path d="M-15-127H15L17-282Q17-320 0-322-17-320-17-282Z" fill="url(#${id})"/><path d="M-6-140-7-290" stroke="#fff" stroke-opacity=".35" stroke-width="4" stroke-linecap="round"/>`;

/** A pen that has just written. */
export const HERO_ART = html`<svg viewBox="0 0 520 420" role="img" aria-label="A fountain pen with a body of pear wood, writing">
<circle cx="285" cy="205" r="190" class="sun"/>
<path d="M28 318C70 214 118 214 118 286S64 372 60 318 140 210 176 262 148 372 190 352 236 252 262 276 244 360 300 342" fill="none" class="stroke" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>
<path d="M52 386H330" class="line" stroke-width="2"/>
<g transform="translate(300 342) rotate(38)">${pen({ id: 'wood-hero', light: '#C98A57', dark: '#7C4526' })}</g>
</svg>`;

const tile = (label: string, art: Html): Html =>
  html`<svg viewBox="0 0 240 180" role="img" aria-label="${label}">${art}</svg>`;

export const PRODUCTS = [
  {
    name: 'Finch',
    what: 'Fountain pen of cherry wood, steel nib',
    price: '€24.00',
    question: 'How long is the warranty of a fountain pen?',
    link: 'Ask about the warranty',
    art: tile(
      'A light fountain pen',
      html`<g transform="translate(52 148) rotate(56) scale(.56)">${pen({ id: 'wood-finch', light: '#E3B588', dark: '#B57F4E' }, '#C9CDD2')}</g>`,
    ),
  },
  {
    name: 'Heron',
    what: 'Fountain pen of plum wood, gold nib',
    price: '€189.00',
    question: 'What does it cost to have a pen engraved?',
    link: 'Ask about engraving',
    art: tile(
      'A dark fountain pen with a gold nib',
      html`<g transform="translate(52 148) rotate(56) scale(.56)">${pen({ id: 'wood-heron', light: '#8A4B46', dark: '#47211F' })}</g>`,
    ),
  },
  {
    name: 'Ink',
    what: 'Fifty millilitres, in nine colours',
    price: '€11.50',
    question: 'Can I return an ink bottle that I have opened?',
    link: 'Ask about returns',
    art: tile(
      'A bottle of blue ink',
      html`<rect x="96" y="26" width="48" height="26" rx="5" class="dark"/><rect x="102" y="50" width="36" height="10" fill="#9FB2C4"/>
<path d="M74 74Q76 60 92 60H148Q164 60 166 74L172 142Q172 156 158 156H82Q68 156 68 142Z" fill="#BFD0DF"/><path d="M72 92H168L172 142Q172 156 158 156H82Q68 156 68 142Z" fill="#27477E"/>
<rect x="88" y="98" width="64" height="38" rx="4" fill="#FBF8F3"/><path d="M98 112H142M104 122H136" stroke="#27477E" stroke-width="3" stroke-linecap="round"/>`,
    ),
  },
  {
    name: 'Sketchbook',
    what: 'Recycled paper, bound by hand',
    price: 'from €9.00',
    question: 'How long does a parcel within Germany take, and what does it cost?',
    link: 'Ask about delivery',
    art: tile(
      'A green sketchbook',
      html`<path d="M76 34H166Q174 34 174 42V148Q174 154 168 154H76Z" fill="#2F5D50"/><path d="M76 34H92V154H76Q66 154 66 146V42Q66 34 76 34Z" fill="#224439"/>
<path d="M76 48V60M76 74V86M76 100V112M76 126V138" stroke="#E8C9A0" stroke-width="3" stroke-linecap="round"/><path d="M92 148H172V154H92Z" fill="#F1E9DA"/>
<rect x="106" y="60" width="54" height="34" rx="3" fill="#F1E9DA"/><path d="M114 72H152M114 82H140" stroke="#224439" stroke-width="2.500" stroke-linecap="round"/>`,
    ),
  },
] as const;

/** The sprig before the shop's name. */
export const LOGO = html`<svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true"><path d="M16 30V12" class="stroke" stroke-width="2" stroke-linecap="round"/><path d="M16 24Q8 24 7 17 15 16 16 24M16 20Q24 20 25 13 17 12 16 20" fill="#2F7D5F"/><circle cx="16" cy="8" r="5" fill="#5B6FD6"/><circle cx="16" cy="8" r="2" fill="#F6D77A"/></svg>`;

import type { SignedIn } from '../../../identity/sessions.ts';
import { type Html, html } from '../../pages/html.ts';
import { field } from '../../pages/layout.ts';

export const NAME_MAX = 100;

/** How visitors see a person, and the forms to change it. `image` is as it is stored. */
export const profileSection = ({ name }: SignedIn, image: string | null): Html => html`<section>
<h2>How visitors see you</h2>
<div class="picture">${face(name, image)}
<p class="grow">Visitors see your name and your picture beside what you write to them.</p></div>
<form method="post" action="/account/picture" enctype="multipart/form-data">
<label class="field"><span>Picture</span>
<input type="file" name="file" accept="image/png,image/jpeg,image/gif,image/webp" required><small>PNG, JPEG, GIF or WebP, at most 5 MB. It is cut to a circle.</small></label>
<button>Set the picture</button></form>
${image && html`<form class="after" method="post" action="/account/picture/remove"><button class="plain">Remove the picture</button></form>`}
<form class="next" method="post" action="/account/name">
${field({ name: 'name', label: 'Name', autocomplete: 'name', value: name, maxLength: NAME_MAX })}
<button>Change the name</button></form></section>`;

/** The picture, or the letter that visitors see where there is none. A picture from elsewhere is not loaded into our pages. */
export const face = (name: string, image: string | null, size = ''): Html =>
  image?.startsWith('/')
    ? html`<img class="face ${size}" src="${image}" alt="">`
    : html`<span class="face ${size}" aria-hidden="true">${[...name.trim()][0]?.toLocaleUpperCase('en') ?? ''}</span>`;

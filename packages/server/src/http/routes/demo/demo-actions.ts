/** What the buttons of the demo page do. The code that is shown is the code that runs: the page's script is made of it. */
export const DEMO_ACTIONS = [
  { id: 'open', label: 'Open the chat', code: 'parley("open");' },
  {
    id: 'ask',
    label: 'Send a question',
    code: 'parley("open");\nparley("send", "Do you ship to Switzerland?");',
  },
  {
    id: 'metadata',
    label: 'Tell it about the cart',
    code: 'parley("setMetadata", { cart_total: 48.5, item: "Finch" });',
    // The chat answers nothing to it: without a word of the page the button would seem to do nothing.
    told: 'is kept with this conversation, or with the next one.',
  },
  {
    id: 'dark',
    label: 'Make it dark',
    code: 'parley("destroy");\nparley("init", scenario, { theme: "dark" });\nparley("open");',
  },
  {
    id: 'polish',
    label: 'Make it Polish',
    code: 'parley("destroy");\nparley("init", scenario, { language: "pl" });\nparley("open");',
  },
  { id: 'person', label: 'Ask for a person', code: 'parley("open");\nparley("handoff");' },
] as const;

/** `setMetadata` of `parley("setMetadata", …)`. */
function commandOf(code: string): string {
  return /"(\w+)"/.exec(code)?.[1] ?? '';
}

const EVENTS = ['ready', 'open', 'close', 'message', 'reply', 'handoff', 'conversation', 'rating', 'error'];

/** What the page says of an action by itself: the name of the command, and what came of it. */
const TOLD = Object.fromEntries(
  DEMO_ACTIONS.flatMap((action) => ('told' in action ? [[action.id, [commandOf(action.code), action.told]]] : [])),
);

/** The script of the demo page: the buttons, and a list of what the widget tells the page. */
export const DEMO_SCRIPT = `window.parley = window.parley || function () {
  (window.parley.q = window.parley.q || []).push(arguments);
};
const { scenario } = document.currentScript.dataset;
const actions = {
${DEMO_ACTIONS.map(({ id, code }) => `  ${id}() {\n    ${code.replaceAll('\n', '\n    ')}\n  },`).join('\n')}
};
const told = ${JSON.stringify(TOLD)};
const heard = document.getElementById('heard');
const show = (name, words) => {
  const row = document.createElement('li');
  const what = document.createElement('code');
  what.textContent = name;
  row.append(what, words && ' ' + words);
  heard.querySelector('.none')?.remove();
  heard.prepend(row);
  while (heard.children.length > 12) heard.lastElementChild.remove();
};
const handlers = ${JSON.stringify(EVENTS)}.map((name) => [name, (detail) => {
  show(name, detail === undefined ? '' : JSON.stringify(detail).slice(0, 160));
}]);
const listen = () => handlers.forEach(([name, handler]) => parley('on', name, handler));
listen();
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  const { action, ask, copy } = button.dataset;
  if (action) {
    actions[action]();
    if (told[action]) show(...told[action]);
    // What was destroyed has forgotten who listened.
    if (String(actions[action]).includes('destroy')) listen();
  }
  if (ask) {
    parley('open');
    parley('send', ask);
  }
  if (copy) {
    await navigator.clipboard.writeText(document.getElementById(copy).textContent);
    const label = button.textContent;
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = label; }, 1500);
  }
});
`;

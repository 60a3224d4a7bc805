import type { VisitorClient } from '@parley/sdk';
import { render } from 'preact';
import type { WidgetApp, WidgetContext } from '../contract.ts';
import { loadTexts } from '../texts/load-texts.ts';
import { directionOf, type Translate, translator } from '../texts/translate.ts';
import { followTheme } from './apply-theme.ts';
import { keepFocus, takeFocus, trapTab } from './focus.ts';
import { chunkLoader, type LoadChunk } from './load-chunk.ts';
import { spokenText } from './markdown/plain-text.ts';
import { performCommand } from './perform-command.ts';
import { tellDeveloper } from './problem-words.ts';
import { adoptStyles } from './styles/adopt-styles.ts';
import { FIRST_STYLES } from './styles/first-styles.ts';
import { timeWords } from './time-words.ts';
import { seqBeforeUnread } from './timeline.ts';
import { forgetDraft } from './use-draft-text.ts';
import { Window } from './window.tsx';

/** Draws the chat of `client` into the place that the loader gives, and draws it again with every change. */
export async function createWindow(context: WidgetContext, client: VisitorClient): Promise<WidgetApp> {
  const { mode } = context;
  const words = await loadTexts([context.language]);
  const { language, texts } = words;
  const translate = (): Translate => translator(texts, (client.state.config ?? context.config).texts);
  const root = rootElement(context, language);
  const drawing = createDrawing({ context, client, root, language, translate, load: chunkLoader(context, words) });
  let isOpen = false;
  const look = (): void => {
    if (isOpen && document.visibilityState === 'visible' && client.state.unread > 0) client.seen();
  };
  let { era } = client.state;
  const changed = coalesced(() => {
    if (era !== client.state.era) forgetDraft(context.scenarioId);
    ({ era } = client.state);
    context.showUnread(client.state.unread);
    drawing.draw();
    look();
  });
  const ends = [
    client.subscribe(changed),
    client.on('reply', ({ text, author }) => {
      if (isOpen) drawing.announce(translate()('says', { author: drawing.nameOf(author), text: spokenText(text) }));
    }),
    client.on('error', tellDeveloper),
    listen(document, 'visibilitychange', look),
    keepFocus(root, mode === 'floating'),
  ];
  drawing.draw();
  return {
    opened(how) {
      isOpen = true;
      drawing.markSeen(seqBeforeUnread(client.state.conversation, client.state.unread));
      look();
      if (how?.takesFocus !== false) takeFocus(root, mode === 'floating');
    },
    closed() {
      isOpen = false;
      drawing.markSeen(null);
    },
    perform: (command, args) => performCommand({ client, t: translate() }, { command, args }),
    setTheme: drawing.setTheme,
    destroy() {
      for (const end of ends) end();
      drawing.end();
    },
  };
}

type DrawingInput = {
  readonly context: WidgetContext;
  readonly client: VisitorClient;
  readonly root: HTMLElement;
  readonly language: string;
  readonly translate: () => Translate;
  readonly load: LoadChunk;
};

/** What is on the screen beside the client's state: the theme, the line over what is new, and what is read aloud. */
function createDrawing({ context, client, root, language, translate, load }: DrawingInput) {
  const { host, mode, requestClose: close } = context;
  const times = timeWords(language);
  const configOf = () => client.state.config ?? context.config;
  const theme = followTheme(root, context.theme, configOf);
  let painted: unknown = null;
  let seenSeq: number | null = null;
  let spoken = { text: '', turn: 0 };
  const announce = (text: string): void => {
    spoken = { text, turn: spoken.turn + 1 };
    draw();
  };
  const draw = (): void => {
    const { state } = client;
    const config = configOf();
    if (painted !== config) theme.paint();
    painted = config;
    const t = translate();
    const ui = { client, load, state, config, t, language, times, mode, seenSeq, host, announce, close };
    render(<Window ui={ui} spoken={spoken} />, root);
  };
  return {
    draw,
    announce,
    setTheme: theme.setTheme,
    nameOf(author: 'ai_assistant' | 'human_operator'): string {
      if (author === 'ai_assistant') return configOf().agent.name;
      return client.state.conversation?.operator?.name ?? translate()('person');
    },
    /** Everything after `seq` is new; null takes the line away. */
    markSeen(seq: number | null) {
      seenSeq = seq;
      draw();
    },
    end() {
      theme.end();
      render(null, root);
      root.parentNode?.removeChild(root);
    },
  };
}

function rootElement({ mode, mount, shadow }: WidgetContext, language: string): HTMLElement {
  const root = document.createElement('div');
  root.className = `parley ${mode}`;
  root.lang = language;
  root.dir = directionOf(language);
  root.dataset.parleyWindow = '';
  root.addEventListener('keydown', (event) => {
    // Full screen there is nothing else to go to; elsewhere the page stays within reach.
    if (root.closest('[aria-modal=true]')) trapTab(event, root);
  });
  adoptStyles(shadow, FIRST_STYLES);
  mount.appendChild(root);
  return root;
}

function listen(target: EventTarget, type: string, run: () => void): () => void {
  target.addEventListener(type, run);
  return () => target.removeEventListener(type, run);
}

/** Runs `work` once for all calls of a moment: pieces of a reply and events come in bursts. */
function coalesced(work: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      work();
    });
  };
}

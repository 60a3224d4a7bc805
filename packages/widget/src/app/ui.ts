import type { Driver } from '@parley/protocol';
import type { WidgetConfig } from '@parley/protocol/api';
import type { VisitorClient, VisitorState } from '@parley/sdk';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { WidgetMode } from '../contract.ts';
import type { TextKey } from '../texts/en.ts';
import type { Translate } from '../texts/translate.ts';
import type { LoadChunk } from './load-chunk.ts';
import type { TimeWords } from './time-words.ts';

/** What covers the conversation for a moment. */
export type Sheet = 'person' | 'transcript' | 'forget' | 'rating';

/** What all parts of the window know; replaced with each change. */
export type Ui = {
  readonly client: VisitorClient;
  readonly state: VisitorState;
  readonly config: WidgetConfig;
  readonly t: Translate;
  readonly language: string;
  readonly times: TimeWords;
  readonly mode: WidgetMode;
  /** The line over what is new since the window was opened. */
  readonly seenSeq: number | null;
  /** Our server, for what it alone may be asked. */
  readonly host: string;
  /** Fetches late parts when they are first needed. */
  readonly load: LoadChunk;
  /** A person was asked for, and the server has not said so yet. */
  readonly asksPerson: boolean;
  askPerson(): void;
  show(sheet: Sheet | null): void;
  showPast(isShown: boolean): void;
  /** Tells people who do not see the screen. */
  announce(text: string): void;
  close(): void;
};

/** Who has the conversation, while it goes on: after its end a person can be asked for again. */
export const driverOf = ({ state: { conversation } }: Pick<Ui, 'state'>): Driver =>
  conversation?.progress === 'open' ? conversation.driver : 'ai';

/** Whether what is written waits: not while a first connection is made. */
export const isOutOfReach = ({ connection, conversation }: VisitorState): boolean =>
  connection === 'offline' || (connection === 'connecting' && conversation !== null);

export const UiContext = createContext<Ui | null>(null);

/** What the late parts know. */
export type LateUi = Ui & { readonly t: Translate<TextKey> };

/** What all parts know. Throws outside the window, which would be a mistake in here. */
export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (!ui) throw new Error('a part of the widget is drawn outside its window');
  return ui;
}

/** What the late parts know, whose words are loaded with them. */
export const useLateUi = (): LateUi => {
  const ui = useUi();
  // The same function looks all words up; its type keeps the first parts from words that are not there yet.
  return { ...ui, t: ui.t as Translate<TextKey> };
};

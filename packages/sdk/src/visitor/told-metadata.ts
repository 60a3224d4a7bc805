import { type Core, keep, type PageMetadata } from './visitor-core.ts';

/** Whether the server has these values already, in the conversation that is shown, as far as this browser has told it. */
export function isTold({ model }: Core, news: PageMetadata): boolean {
  const told = toldIn(model.told, model.thread);
  return Object.entries(news).every(([key, value]) => isSame(value, told[key]));
}

/** The server has taken them. */
export function learnTold(core: Core, thread: string, news: PageMetadata): void {
  keep(core, { told: { thread, metadata: { ...toldIn(core.model.told, thread), ...news } } });
}

/** The server refuses them: no other conversation is to begin with them either, and the page may say them again. */
export function takeBack(core: Core, thread: string, news: PageMetadata): void {
  const told = toldIn(core.model.told, thread);
  const metadata = Object.entries(core.model.metadata).flatMap(([key, value]) => {
    if (!Object.hasOwn(news, key) || !isSame(news[key], value)) return [[key, value]];
    return told[key] === undefined || told[key] === null ? [] : [[key, told[key]]];
  });
  keep(core, { metadata: Object.fromEntries(metadata) });
}

type Told = { readonly thread: string; readonly metadata: PageMetadata } | null;

const toldIn = (told: Told, thread: string): PageMetadata => (told?.thread === thread ? told.metadata : {});

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

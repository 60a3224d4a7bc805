import { createVisitorClient, problemOf, type VisitorClient, type VisitorClientEvents } from '@parley/sdk';
import type { MountApp, WidgetApp, WidgetContext } from '../contract.ts';
import { createWindow } from './create-window.tsx';
import { CLIENT_PARTS } from './load-chunk.ts';

const EVENTS: readonly (keyof VisitorClientEvents)[] = [
  'message',
  'reply',
  'handoff',
  'conversation',
  'rating',
  'error',
];

/** The module that the loader imports: the chat itself, drawn into the place that it is given. */
export const mount: MountApp = async (context) => {
  const { memory, locale } = context;
  const kept = memory.client;
  // Pages without https have none: the client then imports what stands in for them.
  if (!navigator.locks) await context.prefetch(CLIENT_PARTS);
  const client = kept ?? newClient(context);
  const self = {};
  memory.client = client;
  memory.holder = self;
  const ends = EVENTS.map((event) =>
    client.on(event, (detail) => {
      if (memory.holder === self) context.emit(event, detail);
    }),
  );
  // Begun first, so that another language than before brings the agent's own words in it.
  if (kept) await kept.start();
  client.setLanguage(locale);
  const app = await createWindow(context, client);
  await client.start();
  if (context.conversation) client.openConversation(context.conversation);
  return {
    ...app,
    perform: performing(app, client, context),
    destroy() {
      for (const end of ends) end();
      if (memory.holder === self) client.stop();
      app.destroy();
    },
  };
};

function newClient(context: WidgetContext): VisitorClient {
  return createVisitorClient({
    baseUrl: context.host,
    scenarioId: context.scenarioId,
    config: context.config,
    language: context.locale,
    page: context.page,
    fetch: context.fetch,
    ...(context.session === undefined ? {} : { session: context.session }),
    ...(context.entry === undefined ? {} : { entry: context.entry }),
  });
}

/** Tells the page what was refused, once: the client itself tells of what it sends by its outbox. */
function performing(app: WidgetApp, client: VisitorClient, { emit }: WidgetContext): WidgetApp['perform'] {
  return async (command, args) => {
    const told: string[] = [];
    const stop = client.on('error', ({ code }) => void told.push(code));
    try {
      await app.perform(command, args);
    } catch (error) {
      // A wrong argument is for the console of the developer alone.
      if (error instanceof TypeError) throw error;
      const problem = problemOf(error);
      if (!told.includes(problem.code)) emit('error', problem);
      throw Object.assign(new Error(problem.message, { cause: error }), { code: problem.code });
    } finally {
      stop();
    }
  };
}

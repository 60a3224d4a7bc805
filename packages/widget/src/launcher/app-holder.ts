import type { AppCall, Theme, WidgetApp, WidgetContext } from '../contract.ts';
import { URGENT } from '../loader/app-commands.ts';
import { quietly, warnOnce } from '../loader/warn.ts';
import type { AppModule, OpenHow } from '../loader/widget.ts';
import { missingGlobals } from './missing-globals.ts';
import { textOf, warnOfRefusal } from './warn-of-refusal.ts';

export type AppHolderInput = {
  /** What the app was asked for and has not taken yet, in order. */
  readonly waiting: AppCall[];
  importApp(): Promise<AppModule>;
  /** Null as long as there is nothing to draw into. */
  context(): WidgetContext | null;
  ready(): void;
  failed(problem: { readonly code: string; readonly message: string }): void;
};

/** The app, which is fetched when it is first needed. */
export function holdApp({ waiting, importApp, context, ready, failed }: AppHolderInput) {
  let app: WidgetApp | null = null;
  let isMounting = false;
  let sight: OpenHow | null = null;
  let isGone = false;

  const load = (): void => {
    if (!context() || isGone || isMounting) return;
    isMounting = true;
    mount().catch((error) => {
      isMounting = false;
      const message = textOf(error);
      warnOnce('app', `the chat could not be loaded: ${message}.`);
      failed({ code: 'not_loaded', message });
    });
  };

  async function mount(): Promise<void> {
    const missing = missingGlobals();
    if (missing.length > 0) throw new Error(`this page has taken away or replaced ${missing.join(', ')}`);
    const module = await importApp();
    const given = context();
    if (isGone || !given) return;
    given.mount.textContent = '';
    const made = await module.mount(given);
    if (isGone) return made.destroy();
    app = made;
    ready();
    drain(made);
    if (sight) made.opened(sight);
  }

  const drain = (made: WidgetApp): void => {
    for (const call of waiting.splice(0)) run(made, call);
  };

  const isAwaited = (): boolean => waiting.some(([command]) => URGENT.includes(command));

  return {
    load,
    isThere: () => app !== null,
    isAwaited,
    heed(): void {
      if (app) drain(app);
      else if (isAwaited()) load();
    },
    opened(how: OpenHow): void {
      sight = how;
      app?.opened(how);
      load();
    },
    setTheme: (theme: Theme) => app?.setTheme(theme),
    closed(): void {
      sight = null;
      app?.closed();
    },
    destroy(): void {
      isGone = true;
      quietly(() => app?.destroy());
    },
  };
}

export type AppHolder = ReturnType<typeof holdApp>;

function run(app: WidgetApp, [command, args]: AppCall): void {
  quietly(async () => {
    try {
      await app.perform(command, args);
    } catch (error) {
      warnOfRefusal(command, error);
    }
  });
}

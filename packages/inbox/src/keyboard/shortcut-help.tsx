import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { keysInWords } from './keys.ts';
import { openState } from './open-state.ts';
import { useShortcut, useShortcuts } from './shortcuts.tsx';

const help = openState();

/** Shows what the keys of the screen do. */
export const openShortcutHelp = (): void => help.set(true);

/** `?`: everything that keys do on this screen. */
export function ShortcutHelp() {
  const { t } = useTranslation();
  const isOpen = useSyncExternalStore(help.subscribe, help.get);
  const shortcuts = useShortcuts();
  useShortcut({ keys: '?', label: t('keys.help'), group: t('keys.everywhere') }, openShortcutHelp);
  const groups = Map.groupBy(shortcuts, ({ group }) => group);
  return (
    <Dialog isOpen={isOpen} onClose={() => help.set(false)} title={t('keys.title')} width="wide">
      <div className="grid gap-6 sm:grid-cols-2">
        {[...groups].map(([group, entries]) => (
          <section key={group}>
            <h3 className="mb-2 font-semibold">{group}</h3>
            <dl className="grid gap-1.5">
              {entries.map(({ keys, label }) => (
                <div key={keys} className="flex items-baseline justify-between gap-4">
                  <dt>{label}</dt>
                  <dd>
                    <kbd className="rounded-sm border border-line bg-canvas px-1.5 py-0.5 text-xs">
                      {keysInWords(keys)}
                    </kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

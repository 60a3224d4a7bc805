import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { SECTIONS } from '../routes/sections.ts';
import { settingsFor } from '../routes/settings/settings-sections.ts';
import { useInbox } from '../session/inbox-session.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { keysInWords } from './keys.ts';
import { openState } from './open-state.ts';
import { useShortcut, useShortcuts } from './shortcuts.tsx';

type Command = { readonly id: string; readonly label: string; readonly keys?: string; readonly run: () => void };

const palette = openState();

/** `Ctrl K`: goes anywhere, and does whatever a key of this screen does. */
export function CommandPalette() {
  const { t } = useTranslation();
  const isOpen = useSyncExternalStore(palette.subscribe, palette.get);
  const open = { keys: 'mod+k', label: t('palette.title'), group: t('keys.everywhere'), whileTyping: true };
  useShortcut(open, () => palette.set(true));
  const close = (): void => palette.set(false);
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t('palette.title')}>
      {isOpen && <Commands onDone={close} />}
    </Dialog>
  );
}

function useCommands(): readonly Command[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { client, session } = useInbox();
  const shortcuts = useShortcuts();
  const places = SECTIONS.filter(({ permission }) => session.permissions.includes(permission)).map(({ name, to }) => ({
    id: to,
    label: t('palette.goTo', { place: t(`sections.${name}`) }),
    run: () => void navigate({ to, params: { workspace: client.workspaceId } }),
  }));
  const settings = settingsFor(session.permissions).flatMap(({ sections }) =>
    sections.map(({ name, to }) => ({
      id: to,
      label: t('palette.goToSettings', { place: t(`settings.${name}`) }),
      run: () => void navigate({ to, params: { workspace: client.workspaceId } }),
    })),
  );
  // Of two with the same name the later one counts.
  const byKeys = new Map(
    shortcuts.map(({ keys, label, group, run }) => {
      const id = `${keys} ${group}`.replaceAll(' ', '-');
      return [id, { id, label, keys, run }];
    }),
  );
  return [...places, ...settings, ...byKeys.values()];
}

function Commands({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const listId = useId();
  const [wanted, setWanted] = useState('');
  const [place, setPlace] = useState(0);
  const commands = useCommands().filter(({ label }) => matches(label, wanted));
  const chosen = commands[Math.min(place, commands.length - 1)];
  const run = (command: Command | undefined): void => {
    if (!command) return;
    onDone();
    // After the dialog has given the focus back.
    setTimeout(command.run);
  };
  const hear = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if ((step === 0 && event.key !== 'Enter') || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.key === 'Enter') run(chosen);
    else
      setPlace(
        (before) => (Math.min(before, commands.length - 1) + step + commands.length) % Math.max(commands.length, 1),
      );
  };
  return (
    <>
      <input
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
        aria-label={t('palette.search')}
        placeholder={t('palette.search')}
        value={wanted}
        onChange={(event) => {
          setWanted(event.target.value);
          setPlace(0);
        }}
        onKeyDown={hear}
        className="w-full rounded-md border border-edge bg-surface px-3 py-2"
      />
      <div id={listId} role="listbox" aria-label={t('palette.title')} className="max-h-80 overflow-y-auto">
        {commands.map((command) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and hears the keys
          <div
            key={command.id}
            id={`${listId}-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={command === chosen}
            ref={(row) => {
              if (command === chosen) row?.scrollIntoView({ block: 'nearest' });
            }}
            onClick={() => run(command)}
            className="flex items-center justify-between gap-4 rounded-sm px-3 py-2 hover:bg-hover aria-selected:bg-selected"
          >
            <span>{command.label}</span>
            {command.keys && <kbd className="text-soft text-xs">{keysInWords(command.keys)}</kbd>}
          </div>
        ))}
      </div>
      {commands.length === 0 && <p className="p-3 text-soft">{t('palette.nothing')}</p>}
    </>
  );
}

const matches = (label: string, wanted: string): boolean =>
  wanted
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => label.toLocaleLowerCase().includes(word));

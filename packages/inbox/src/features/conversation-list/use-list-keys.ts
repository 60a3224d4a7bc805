import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../keyboard/shortcuts.tsx';

type ListKeys = {
  readonly onStep: (by: 1 | -1) => void;
  readonly onOpen: () => void;
  readonly onChoose: () => void;
  readonly onResolve: () => void;
  readonly onClear: () => void;
  /** Whether keys that an open conversation has as well are meant for the list: it has the focus, or none is open. */
  readonly isMeant: () => boolean;
  /** Whether conversations can be chosen and changed. */
  readonly mayChange: boolean;
  readonly hasChosen: boolean;
};

/** What keys do with the list, wherever the focus is. */
export function useListKeys({ mayChange, hasChosen, isMeant, ...does }: ListKeys): void {
  const { t } = useTranslation('list');
  const key = (keys: string, name: string) => ({ keys, label: t(`keys.${name}`), group: t('keys.group') });
  useShortcut(key('j', 'next'), () => does.onStep(1));
  useShortcut(key('k', 'previous'), () => does.onStep(-1));
  useShortcut(key('o', 'open'), does.onOpen);
  useShortcut(key('x', 'choose'), does.onChoose, mayChange);
  useShortcut({ ...key('e', 'resolve'), isMeant }, does.onResolve, mayChange);
  useShortcut(key('escape', 'clear'), does.onClear, hasChosen);
}

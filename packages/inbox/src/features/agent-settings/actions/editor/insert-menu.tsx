import { Braces, Plus } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button.tsx';
import { Menu, MenuHeading, MenuItem, MenuSeparator } from '../../../../ui/menu.tsx';
import { metadataName } from '../placeholders.ts';
import { useInsertable } from './insert-scope.tsx';

type InsertMenuProps = {
  /** The field's own name. */
  readonly label: string;
  /** Hears a name and, where it is still to be finished, how far from its end to go on writing. */
  readonly onInsert: (name: string) => void;
  readonly onCloseAutoFocus: (event: Event) => void;
};

/** The names that a field may hold; choosing one writes it where the caret is. */
export function InsertMenu({ label, onInsert, onCloseAutoFocus }: InsertMenuProps) {
  const { t } = useTranslation('actions');
  const { groups, onNewSecret } = useInsertable();
  return (
    <Menu
      align="end"
      onCloseAutoFocus={onCloseAutoFocus}
      trigger={
        <Button kind="plain" icon={Braces} aria-label={t('insert', { field: label })} title={t('insertTitle')} />
      }
    >
      {groups.map(({ name: group, names, samples }, at) => (
        <Fragment key={group}>
          {at > 0 && <MenuSeparator />}
          <MenuHeading>{t(`groups.${group}`)}</MenuHeading>
          {names.map((name) => (
            <MenuItem key={name} onSelect={() => onInsert(name)}>
              <code dir="ltr" className="break-all font-mono text-sm">
                {name}
              </code>{' '}
              {samples?.has(name) && (
                <bdi className="ms-auto max-w-40 truncate ps-3 text-soft text-sm">{samples.get(name)}</bdi>
              )}
            </MenuItem>
          ))}
          {group === 'parameters' && names.length === 0 && (
            <p className="px-2 pb-1.5 text-soft text-sm">{t('noParameters')}</p>
          )}
          {group === 'metadata' && (
            <MenuItem icon={Plus} onSelect={() => onInsert(metadataName(''))}>
              {t('otherKey')}
            </MenuItem>
          )}
          {group === 'secrets' && (
            <MenuItem icon={Plus} onSelect={onNewSecret}>
              {t('newSecret')}
            </MenuItem>
          )}
        </Fragment>
      ))}
    </Menu>
  );
}

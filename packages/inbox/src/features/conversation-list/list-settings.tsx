import { FIRST_LIST_BADGES, LIST_BADGES, LIST_METADATA_KEYS_MAX, type ListBadge } from '@parley/protocol';
import { Braces, PanelLeftOpen, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangePreferences, usePreferences } from '../../session/preferences.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Menu, MenuHeading, MenuItem, MenuSeparator, MenuToggle } from '../../ui/menu.tsx';

type ListSettingsProps = {
  /** Whether an analysis has found anything to show. */
  readonly hasAnalyses: boolean;
  /** Shows the column of views again; undefined while it is there. */
  readonly onShowViews: (() => void) | undefined;
};

/** Badges of whoever has chosen none yet. */
const FIRST: readonly ListBadge[] = FIRST_LIST_BADGES;

/** What rows of the list show, for this person. */
export function ListSettings({ hasAnalyses, onShowViews }: ListSettingsProps) {
  const { t } = useTranslation('list');
  const preferences = usePreferences();
  const change = useChangePreferences();
  const [isAsking, setIsAsking] = useState(false);
  const badges = preferences?.list_badges ?? FIRST;
  const keys = preferences?.list_metadata_keys ?? [];
  const offered = LIST_BADGES.filter(
    (badge) => hasAnalyses || badges.includes(badge) || (badge !== 'sentiment' && badge !== 'topic'),
  );
  const toggle = (badge: ListBadge, isOn: boolean): void =>
    change({ list_badges: LIST_BADGES.filter((each) => (each === badge ? isOn : badges.includes(each))) });
  return (
    <>
      <Menu align="end" trigger={<IconButton icon={SlidersHorizontal} label={t('settings.open')} />}>
        <MenuHeading>{t('settings.title')}</MenuHeading>
        {offered.map((badge) => (
          <MenuToggle key={badge} isOn={badges.includes(badge)} onChange={(isOn) => toggle(badge, isOn)}>
            {t(`settings.badges.${badge}`)}
          </MenuToggle>
        ))}
        <MenuItem icon={Braces} onSelect={() => setIsAsking(true)}>
          {t('settings.metadata')}
        </MenuItem>
        {onShowViews && (
          <div className="hidden xl:block">
            <MenuSeparator />
            <MenuItem icon={PanelLeftOpen} onSelect={onShowViews}>
              {t('views.show')}
            </MenuItem>
          </div>
        )}
      </Menu>
      {isAsking && (
        <MetadataKeysDialog
          keys={keys}
          onSave={(list_metadata_keys) => {
            setIsAsking(false);
            change({ list_metadata_keys });
          }}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

type MetadataKeysDialogProps = {
  readonly keys: readonly string[];
  readonly onSave: (keys: string[]) => void;
  readonly onClose: () => void;
};

/** Asks for the keys of the metadata whose values rows show. */
function MetadataKeysDialog({ keys, onSave, onClose }: MetadataKeysDialogProps) {
  const { t } = useTranslation(['list', 'common']);
  const [written, setWritten] = useState(keys.join(', '));
  const chosen = [...new Set(written.split(',').map((key) => key.trim()))].filter((key) => key !== '');
  const isTooMany = chosen.length > LIST_METADATA_KEYS_MAX;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('settings.metadata')}
      text={t('settings.metadataText', { most: LIST_METADATA_KEYS_MAX })}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isTooMany) onSave(chosen);
        }}
      >
        <TextField
          label={t('settings.keys')}
          value={written}
          placeholder="plan, company"
          autoComplete="off"
          problem={isTooMany ? t('settings.tooMany', { most: LIST_METADATA_KEYS_MAX }) : undefined}
          onChange={(event) => setWritten(event.target.value)}
        />
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" kind="primary" disabled={isTooMany}>
            {t('common:save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

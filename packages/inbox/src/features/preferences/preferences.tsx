import {
  COLOUR_SCHEMES,
  INBOX_LANGUAGES,
  LIST_BADGES,
  type ListBadge,
  NOTIFICATION_KINDS,
  type NotificationKind,
} from '@parley/protocol';
import type { Preferences } from '@parley/protocol/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../languages.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { preferencesQuery, useChangePreferences } from '../../session/preferences.ts';
import { speakAsBrowser } from '../../translations.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { CheckField, SelectField } from '../../ui/field.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Workspaces } from './workspaces.tsx';

/** How one person wants the inbox: each change is kept as it is made, for them alone. */
export function PreferencesScreen() {
  const { t } = useTranslation('preferences');
  const { client } = useInbox();
  const { data: preferences } = useSuspenseQuery(preferencesQuery(client));
  return (
    <Page title={t('title')} text={t('text')}>
      <Looks preferences={preferences} />
      <Notifying preferences={preferences} />
      <Badges preferences={preferences} />
      <Workspaces />
      <Account />
    </Page>
  );
}

type PartProps = { readonly preferences: Preferences };

function Looks({ preferences }: PartProps) {
  const { t } = useTranslation('preferences');
  const change = useChangePreferences();
  const chooseLanguage = (value: string): void => {
    const language = INBOX_LANGUAGES.find((each) => each === value) ?? null;
    // A language that was chosen is spoken as soon as it is known, on every device.
    if (language === null) void speakAsBrowser();
    change({ language });
  };
  return (
    <Card title={t('looks')}>
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          label={t('language')}
          value={preferences.language ?? ''}
          options={[
            { value: '', label: t('browserLanguage') },
            ...INBOX_LANGUAGES.map((value) => ({ value, label: LANGUAGES[value] })),
          ]}
          onChange={chooseLanguage}
        />
        <ChoiceField
          label={t('scheme')}
          value={preferences.colour_scheme}
          options={COLOUR_SCHEMES.map((value) => ({ value, label: t(`schemes.${value}`) }))}
          onChange={(colour_scheme) => change({ colour_scheme })}
        />
      </div>
    </Card>
  );
}

function Notifying({ preferences }: PartProps) {
  const { t } = useTranslation('preferences');
  const change = useChangePreferences();
  const { notifications, sound } = preferences;
  const toggle = (kind: NotificationKind, isOn: boolean): void =>
    change({
      notifications: NOTIFICATION_KINDS.filter((each) => (each === kind ? isOn : notifications.includes(each))),
    });
  return (
    <Card title={t('notifications')} text={t('notificationsText')}>
      <div className="flex flex-col gap-3">
        {NOTIFICATION_KINDS.map((kind) => (
          <CheckField
            key={kind}
            label={t(`kinds.${kind}`)}
            hint={t(`kindHints.${kind}`)}
            isOn={notifications.includes(kind)}
            onChange={(isOn) => toggle(kind, isOn)}
          />
        ))}
        <hr className="border-line" />
        <CheckField
          label={t('sound')}
          hint={t('soundHint')}
          isOn={sound}
          onChange={(isOn) => change({ sound: isOn })}
        />
      </div>
    </Card>
  );
}

function Badges({ preferences }: PartProps) {
  const { t } = useTranslation('preferences');
  const change = useChangePreferences();
  const shown = preferences.list_badges;
  const toggle = (badge: ListBadge, isOn: boolean): void =>
    change({ list_badges: LIST_BADGES.filter((each) => (each === badge ? isOn : shown.includes(each))) });
  return (
    <Card title={t('badges')} text={t('badgesText')}>
      <div className="grid gap-3 sm:grid-cols-2">
        {LIST_BADGES.map((badge) => (
          <CheckField
            key={badge}
            label={t(`badgeNames.${badge}`)}
            isOn={shown.includes(badge)}
            onChange={(isOn) => toggle(badge, isOn)}
          />
        ))}
      </div>
    </Card>
  );
}

function Account() {
  const { t } = useTranslation('preferences');
  const { user } = useInbox().session;
  return (
    <Card title={t('account')} text={t('accountText')}>
      <div className="flex flex-wrap items-center gap-3">
        <Avatar name={user.name} image={user.image} />
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">
            <bdi>{user.name}</bdi>
          </p>
          <p className="truncate text-soft">{user.email}</p>
        </div>
        <a href="/account" className="inline-flex min-h-9 items-center gap-2 font-medium">
          {t('toAccount')}
          <ExternalLink aria-hidden className="size-4" />
        </a>
      </div>
    </Card>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { openShortcutHelp } from '../keyboard/shortcut-help.tsx';
import { LANGUAGES, type Language } from '../languages.ts';
import { ownWorkspacesQuery, useInbox } from '../session/inbox-session.tsx';
import { useChangePreferences } from '../session/preferences.ts';
import { speak, spokenLanguage } from '../translations.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuLink, MenuSeparator } from '../ui/menu.tsx';

/** Who is signed in: other workspaces, the language, the account, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { session, client } = useInbox();
  const navigate = useNavigate();
  const { data: workspaces = [] } = useQuery(ownWorkspacesQuery);
  const { user } = session;
  const change = useChangePreferences();
  const changeLanguage = (language: Language): void => {
    void speak(language);
    change({ language });
  };
  return (
    <Menu
      trigger={
        <button type="button" className="rounded-full p-1">
          <Avatar name={user.name} image={user.image} />
          <span className="sr-only">{t('account.open', { name: user.name })}</span>
        </button>
      }
    >
      <MenuHeading>
        <span className="block font-semibold text-ink">{user.name}</span>
        <span className="block">{user.email}</span>
      </MenuHeading>
      <MenuSeparator />
      {workspaces.length > 1 && (
        <>
          <MenuHeading>{t('account.workspaces')}</MenuHeading>
          <MenuChoice
            value={client.workspaceId}
            options={workspaces.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(workspace) => void navigate({ to: '/$workspace/conversations', params: { workspace } })}
          />
          <MenuSeparator />
        </>
      )}
      <MenuHeading>{t('account.language')}</MenuHeading>
      <MenuChoice
        value={spokenLanguage()}
        options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        onChange={(language) => changeLanguage(language as Language)}
      />
      <MenuSeparator />
      <MenuItem onSelect={openShortcutHelp}>{t('keys.title')}</MenuItem>
      <MenuLink href="/account">{t('account.settings')}</MenuLink>
      <MenuItem onSelect={() => void signOut()}>{t('account.signOut')}</MenuItem>
    </Menu>
  );
}

async function signOut(): Promise<void> {
  await fetch('/sign-out', { method: 'POST', redirect: 'manual' });
  location.assign('/sign-in?done=signed_out');
}

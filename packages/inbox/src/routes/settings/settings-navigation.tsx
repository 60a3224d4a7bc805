import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { settingsFor } from './settings-sections.ts';

/** The way to every screen of the settings that the person may see. */
export function SettingsNavigation() {
  const { t } = useTranslation();
  const { client, session } = useInbox();
  return (
    <nav aria-label={t('settings.label')} className="flex flex-col gap-5">
      {settingsFor(session.permissions).map(({ name: group, sections }) => (
        <section key={group} aria-labelledby={`settings-${group}`}>
          <h2 id={`settings-${group}`} className="mb-1 px-3 font-medium text-soft text-sm">
            {t(`settings.${group}`)}
          </h2>
          <ul>
            {sections.map(({ name, to }) => (
              <li key={name}>
                <Link
                  to={to}
                  params={{ workspace: client.workspaceId }}
                  className="flex min-h-9 items-center rounded-md px-3 py-1.5 text-ink no-underline hover:bg-hover data-[status=active]:bg-selected data-[status=active]:font-medium data-[status=active]:text-accent"
                >
                  {t(`settings.${name}`)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

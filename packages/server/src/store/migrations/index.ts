import type { Migration } from 'kysely/migration';
import { foundation } from './0001-foundation.ts';
import { people } from './0002-people.ts';
import { signIn } from './0003-sign-in.ts';
import { webhooks } from './0004-webhooks.ts';
import { entryPoints } from './0005-entry-points.ts';
import { mail } from './0006-mail.ts';
import { widget } from './0007-widget.ts';
import { pictures } from './0008-pictures.ts';
import { exportTables } from './0009-exports.ts';
import { inboxList } from './0010-inbox-list.ts';
import { replies } from './0011-replies.ts';
import { configuration } from './0012-configuration.ts';
import { usage } from './0013-usage.ts';
import { erasures } from './0014-erasures.ts';
import { turnTools } from './0015-turn-tools.ts';
import { actions } from './0016-actions.ts';
import { handoff } from './0017-handoff.ts';
import { analysis } from './0019-analysis.ts';
import { remoteTools } from './0020-remote-tools.ts';
import { channels } from './0021-channels.ts';

/** Every migration by its name, in order; names are never changed once released. */
export const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-people': people,
  '0003-sign-in': signIn,
  '0004-webhooks': webhooks,
  '0005-entry-points': entryPoints,
  '0006-mail': mail,
  '0007-widget': widget,
  '0008-pictures': pictures,
  '0009-exports': exportTables,
  '0010-inbox-list': inboxList,
  '0011-replies': replies,
  '0012-configuration': configuration,
  '0013-usage': usage,
  '0014-erasures': erasures,
  '0015-turn-tools': turnTools,
  '0016-actions': actions,
  '0017-handoff': handoff,
  '0019-analysis': analysis,
  '0020-remote-tools': remoteTools,
  '0021-channels': channels,
};

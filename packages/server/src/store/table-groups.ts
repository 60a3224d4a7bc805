import type { ActionTables } from './action-tables.ts';
import type { AnalysisTables } from './analysis-tables.ts';
import type { ChannelTables } from './channel-tables.ts';
import type { ConfigurationTables } from './configuration-tables.ts';
import type { ExportTables } from './export-tables.ts';
import type { InboxListTables } from './inbox-list-tables.ts';
import type { ReplyTables } from './reply-tables.ts';
import type { UsageTables } from './usage-tables.ts';
import type { VisitorTables } from './visitor-tables.ts';

/** The tables of whole subjects, each in a file of its own. */
export type TableGroups = ActionTables &
  AnalysisTables &
  ChannelTables &
  ConfigurationTables &
  ExportTables &
  InboxListTables &
  ReplyTables &
  UsageTables &
  VisitorTables;

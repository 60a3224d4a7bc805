import type { WidgetTextKey } from '@parley/protocol';

/** What the widget says in the language that is drawn: in the agent's own words where it has some. */
export type Say = (key: WidgetTextKey) => string;

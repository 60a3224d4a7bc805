import { headerOf, OUR_PRIMARY } from '@parley/protocol';
import { isAvatarOf } from './avatar-path.ts';
import type { AgentSettings } from './settings.ts';
import type { WidgetSettings } from './widget-settings.ts';

/** What is put over the widget's settings, and over the agent's own where the widget shows those. */
export type WidgetChange = {
  readonly widget: Partial<WidgetSettings>;
  readonly settings?: Partial<AgentSettings>;
};

type Current = { readonly scenarioId: string; readonly widget: WidgetSettings; readonly settings: AgentSettings };

/**
 * What a caller means to change. Who sends back what they were shown means no change: colours that follow others go on
 * following them, and any address of the agent's own avatar stands for the image that is there.
 */
export function meantChange({ scenarioId, widget, settings }: Current, change: WidgetChange): WidgetChange {
  const header = headerOf({ ...widget, primaryColor: settings.primaryColor });
  const { avatar, headerColor, headerTextLight } = change.widget;
  return {
    widget: without(change.widget, {
      avatar: avatar != null && isAvatarOf(scenarioId, avatar),
      headerColor: widget.headerColor === null && headerColor === header.colour,
      headerTextLight: widget.headerTextLight === null && headerTextLight === header.isTextLight,
    }),
    settings: without(change.settings ?? {}, {
      primaryColor: settings.primaryColor === null && change.settings?.primaryColor === OUR_PRIMARY,
    }),
  };
}

function without<T extends object>(given: T, isLeftOut: { readonly [key in keyof T]?: boolean }): Partial<T> {
  const kept = Object.entries(given).filter(([key]) => !isLeftOut[key as keyof T]);
  // Some entries of it are some entries of it.
  return Object.fromEntries(kept) as Partial<T>;
}

import { type ColourRole, channelsOf, contrastWarnings, headerOf, hexColour, OUR_PRIMARY } from '@parley/protocol';
import type { WidgetConfiguration, WidgetConfigurationPatch } from '@parley/protocol/api';
import type { AgentSettings } from '../domain/agent/settings.ts';
import type { WidgetSettings } from '../domain/agent/widget-settings.ts';
import { hoursJson, hoursOf } from './working-hours.ts';

/** Settings of the agent that the widget shows: stored once, changed under every name; see docs/api/settings.md. */
const SHARED = {
  welcome_message: 'greeting',
  welcome_message2: 'greeting2',
  header: 'header',
  subtitle: 'header2',
  conversation_starters: 'suggestions',
  out_of_hours_text: 'outOfHoursText',
} as const satisfies Partial<Record<keyof WidgetConfiguration, keyof AgentSettings>>;

/** Settings of the widget alone whose values are written as they are stored. */
const OWN = {
  popup_active: 'popupActive',
  input_placeholder: 'inputPlaceholder',
  header_text_color: 'headerTextLight',
  header_collapse: 'headerCollapses',
  voice_active: 'voiceActive',
  typing: 'typing',
  window_auto_open: 'opensByItself',
  white_label: 'whiteLabel',
  prechat_active: 'prechatActive',
  prechat_header_text: 'prechatHeader',
  prechat_button_text: 'prechatButton',
  prechat_message_text: 'prechatText',
  background_disclaimer_text: 'disclaimer',
  streaming_active: 'streaming',
  link_tracking_active: 'linkTracking',
  window_height: 'height',
  window_width: 'width',
  size: 'size',
  location: 'corner',
  avatar_image: 'avatar',
  launcher_style: 'launcher',
  launcher_label: 'launcherLabel',
  draggable: 'draggable',
  theme: 'theme',
  roundness: 'roundness',
  text_size: 'textSize',
  popup_text: 'popupText',
  prechat_fields: 'prechatFields',
  consent_text: 'consentText',
  attachments_active: 'attachments',
  transcript_active: 'transcript',
  feedback_active: 'feedback',
  identity_required: 'identityRequired',
  quiet_ms: 'quietMs',
  daily_turns: 'dailyTurns',
  handoff_question: 'handoffQuestion',
  texts: 'texts',
} as const satisfies Partial<Record<keyof WidgetConfiguration, keyof WidgetSettings>>;

type Settings = { readonly settings: AgentSettings; readonly widget: WidgetSettings };

/** All settings as the Agent API shows them. `host` is ours, for an avatar that was uploaded. */
export function widgetConfigurationJson({ settings, widget }: Settings, host: string): WidgetConfiguration {
  const header = headerOf({ ...widget, primaryColor: settings.primaryColor });
  const shown = {
    ...picked(SHARED, settings),
    ...picked(OWN, widget),
    primary_color: rgb(settings.primaryColor ?? OUR_PRIMARY),
    header_color: rgb(header.colour),
    header_text_color: header.isTextLight,
    avatar_image: avatarUrl(widget.avatar, host),
    custom_colors: mapColours(widget.customColours, rgb),
    allowed_origins: [...widget.allowedOrigins],
    working_hours: hoursJson(settings.workingHours),
    contrast_warnings: contrastWarnings({ ...widget, primaryColor: settings.primaryColor }),
  };
  // Every field of the contract is named above; the test of the endpoint holds the shape.
  return shown as unknown as WidgetConfiguration;
}

/** What a caller sets, under our names: of the agent's settings and of the widget's. */
export function widgetPatchOf(patch: WidgetConfigurationPatch): {
  readonly settings: Partial<AgentSettings>;
  readonly widget: Partial<WidgetSettings>;
} {
  const { primary_color: primary, header_color: header, custom_colors: custom, allowed_origins: origins } = patch;
  const { working_hours: hours } = patch;
  return {
    settings: {
      ...renamed(SHARED, patch),
      ...(primary === undefined ? {} : { primaryColor: hexColour(primary) }),
      ...(hours === undefined ? {} : { workingHours: hoursOf(hours) }),
    },
    widget: {
      ...renamed(OWN, patch),
      ...(header === undefined ? {} : { headerColor: header && hexColour(header) }),
      ...(custom === undefined ? {} : { customColours: mapColours(custom, hexColour) }),
      ...(origins === undefined ? {} : { allowedOrigins: [...new Set(origins)] }),
    },
  };
}

/** An uploaded avatar is stored by its path, so that an installation may move to another host. */
export const avatarUrl = (avatar: string | null, host: string): string | null =>
  avatar?.startsWith('/') ? `${host}${avatar}` : avatar;

/** `rgb(0, 122, 255)`, as the contract writes colours. */
const rgb = (colour: string): string => `rgb(${channelsOf(colour).join(', ')})`;

function mapColours(
  colours: { readonly [role in ColourRole]?: string | undefined },
  change: (colour: string) => string,
): { [role in ColourRole]?: string } {
  const given = Object.entries(colours).filter((each): each is [string, string] => each[1] !== undefined);
  return Object.fromEntries(given.map(([role, colour]) => [role, change(colour)]));
}

type Names = { readonly [name: string]: string };

const picked = (names: Names, settings: object): object =>
  Object.fromEntries(Object.entries(names).map(([name, ours]) => [name, settings[ours as keyof typeof settings]]));

function renamed(names: Names, patch: WidgetConfigurationPatch): object {
  const given = Object.entries(patch).filter(([name, value]) => value !== undefined && Object.hasOwn(names, name));
  return Object.fromEntries(given.map(([name, value]) => [names[name], value]));
}

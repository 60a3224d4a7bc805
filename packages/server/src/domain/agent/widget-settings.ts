import type { ColourRole, RatingQuestion } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';

export type PrechatField = { readonly name: 'name' | 'email' | 'phone'; readonly is_required: boolean };

/**
 * Settings of an agent's widget that turns do not need. What the widget shows beside them is among the agent's own
 * settings: greetings, header, suggestions, primary colour.
 */
export type WidgetSettings = {
  readonly popupActive: boolean;
  readonly popupText: string;
  readonly inputPlaceholder: string;
  /** `#RRGGBB`; null for the primary colour. */
  readonly headerColor: string | null;
  /** Whether the header's text is light; null chooses what is readable. */
  readonly headerTextLight: boolean | null;
  readonly headerCollapses: boolean;
  readonly voiceActive: boolean;
  readonly typing: boolean;
  readonly opensByItself: boolean;
  readonly whiteLabel: boolean;
  readonly prechatActive: boolean;
  readonly prechatHeader: string | null;
  readonly prechatButton: string | null;
  readonly prechatText: string | null;
  readonly prechatFields: readonly PrechatField[];
  readonly disclaimer: string | null;
  readonly consentText: string | null;
  readonly streaming: boolean;
  readonly linkTracking: boolean;
  readonly height: number;
  readonly width: number;
  readonly size: 'small' | 'medium' | 'large';
  readonly corner: 'bottom-right' | 'bottom-left';
  readonly avatar: string | null;
  readonly launcher: 'classic' | 'input' | 'small';
  readonly launcherLabel: string;
  readonly draggable: boolean;
  readonly theme: 'light' | 'dark' | 'auto' | 'custom';
  readonly customColours: { readonly [role in ColourRole]?: string };
  readonly roundness: 'small' | 'medium' | 'full';
  readonly textSize: 'small' | 'medium' | 'large';
  readonly attachments: boolean;
  readonly transcript: boolean;
  readonly feedback: boolean;
  readonly allowedOrigins: readonly string[];
  readonly identityRequired: boolean;
  readonly quietMs: number;
  /** Own words, by language and key. */
  readonly texts: { readonly [language: string]: { readonly [key: string]: string } };
  readonly ratingActive: boolean;
  readonly ratingQuestions: readonly RatingQuestion[];
  /** Asked before people are; empty for the words of the language. */
  readonly handoffQuestion: string;
  /** So many turns a day, a day beginning with its first; more are answered by `builtin`. 0 for no limit. */
  readonly dailyTurns: number;
};

export const DEFAULT_WIDGET_SETTINGS: WidgetSettings = {
  popupActive: true,
  popupText: '',
  inputPlaceholder: '',
  headerColor: null,
  headerTextLight: null,
  headerCollapses: false,
  voiceActive: false,
  typing: true,
  opensByItself: false,
  whiteLabel: false,
  prechatActive: false,
  prechatHeader: null,
  prechatButton: null,
  prechatText: null,
  prechatFields: [
    { name: 'name', is_required: false },
    { name: 'email', is_required: true },
  ],
  disclaimer: null,
  consentText: null,
  streaming: true,
  linkTracking: false,
  height: 600,
  width: 400,
  size: 'medium',
  corner: 'bottom-right',
  avatar: null,
  launcher: 'small',
  launcherLabel: '',
  draggable: false,
  theme: 'auto',
  customColours: {},
  roundness: 'medium',
  textSize: 'medium',
  attachments: true,
  transcript: true,
  feedback: true,
  allowedOrigins: [],
  identityRequired: false,
  quietMs: 1_000,
  texts: {},
  ratingActive: false,
  ratingQuestions: ['HELPFUL_THUMBS', 'EXPERIENCE_THUMBS'],
  handoffQuestion: '',
  dailyTurns: 2_000,
};

/** The settings of a stored record: what it lacks has its default. Stored records were validated at the door. */
export function readWidgetSettings(stored: JsonObject): WidgetSettings {
  return { ...DEFAULT_WIDGET_SETTINGS, ...stored } as WidgetSettings;
}

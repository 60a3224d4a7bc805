import { coloursOf } from '@parley/protocol';
import type { WidgetConfig } from '@parley/protocol/api';
import type { AgentSettings } from '../domain/agent/settings.ts';
import type { WidgetSettings } from '../domain/agent/widget-settings.ts';
import { outOfHoursText } from '../domain/handoff/out-of-hours-text.ts';
import type { TurnContext } from '../domain/turn/turn-context.ts';
import { htmlAsMarkdown, htmlAsText, lineOf, markdownOf } from './html-as-markdown.ts';
import { avatarUrl } from './widget-configuration.ts';

type Away = NonNullable<TurnContext['away']>;

export type WidgetConfigFacts = {
  readonly scenarioId: string;
  readonly settings: AgentSettings;
  readonly widget: WidgetSettings;
  /** Whether the agent itself answers. */
  readonly isActive: boolean;
  /** Whether this installation sends mails. */
  readonly canMail: boolean;
  /** What the visitor's browser asks for, such as `de-AT`; undefined for nothing. */
  readonly language: string | undefined;
  /** Where this installation answers, for addresses of ours; without a slash at the end. */
  readonly host: string;
  /** Given while people are out of hours. */
  readonly away: Away | null;
};

/** What pages of sites are told of an agent's widget; whoever sends it adds the version. */
export function widgetConfigJson(facts: WidgetConfigFacts): Omit<WidgetConfig, 'version'> {
  const { settings, widget } = facts;
  const { greeting, greeting2, peopleEnabled, name } = settings;
  const welcome = [greeting, greeting2].filter((text) => text.trim() !== '');
  return {
    scenario_id: facts.scenarioId,
    agent: {
      name,
      header: lineOf(settings.header) || name,
      subtitle: lineOf(settings.header2),
      avatar_url: avatarUrl(widget.avatar, facts.host),
      language: settings.language,
      is_available: facts.isActive || peopleEnabled,
    },
    welcome: welcome.map(htmlAsMarkdown),
    starters: [...settings.suggestions],
    looks: looksOf(widget),
    colours: coloursOf({ ...widget, primaryColor: settings.primaryColor }),
    popup: { is_active: widget.popupActive, text: lineOf(widget.popupText) || htmlAsText(welcome[0] ?? '') },
    opens_by_itself: widget.opensByItself,
    input_placeholder: widget.inputPlaceholder,
    launcher_label: widget.launcherLabel,
    features: featuresOf(widget, facts.canMail),
    prechat: widget.prechatActive ? prechatOf(widget) : null,
    consent: widget.consentText ? { text: markdownOf(widget.consentText) } : null,
    disclaimer: markdownOf(widget.disclaimer ?? ''),
    people: {
      are_enabled: peopleEnabled,
      question: markdownOf(widget.handoffQuestion),
      away_text: peopleEnabled && facts.away ? awayText(settings, facts.language, facts.away) : null,
    },
    rating: widget.ratingActive ? { questions: [...widget.ratingQuestions] } : null,
    identity: widget.identityRequired ? 'required' : 'optional',
    texts: textsFor(widget.texts, facts.language ?? settings.language),
  };
}

const looksOf = (widget: WidgetSettings): WidgetConfig['looks'] => ({
  launcher: widget.launcher,
  launcher_size: widget.size,
  corner: widget.corner,
  theme: widget.theme,
  roundness: widget.roundness,
  text_size: widget.textSize,
  width: widget.width,
  height: widget.height,
  is_draggable: widget.draggable,
  collapses_header: widget.headerCollapses,
});

const featuresOf = (widget: WidgetSettings, canMail: boolean): WidgetConfig['features'] => ({
  voice: widget.voiceActive,
  typing: widget.typing,
  streaming: widget.streaming,
  attachments: widget.attachments,
  transcript: widget.transcript && canMail,
  feedback: widget.feedback,
  branding: !widget.whiteLabel,
});

const prechatOf = (widget: WidgetSettings): NonNullable<WidgetConfig['prechat']> => ({
  header: lineOf(widget.prechatHeader ?? ''),
  text: markdownOf(widget.prechatText ?? ''),
  button: lineOf(widget.prechatButton ?? ''),
  fields: [...widget.prechatFields],
});

function awayText(settings: AgentSettings, language: string | undefined, { opening }: Away): string | null {
  const text = outOfHoursText(settings, language ?? settings.language, opening);
  return text === null ? null : lineOf(text);
}

/** Own words for a language: those of `de` under those of `de-AT`. Tags are compared without regard to case. */
function textsFor(texts: WidgetSettings['texts'], language: string): { [key: string]: string } {
  const wanted = language.toLowerCase();
  const named = (tag: string | undefined) => Object.entries(texts).find(([name]) => name.toLowerCase() === tag)?.[1];
  return { ...named(wanted.split('-')[0]), ...named(wanted) };
}

import { pageAddress } from '@parley/protocol';
import type { AppCall, Looks, WidgetMode } from '../contract.ts';
import { addCall, isGood, isObject, isText } from './app-commands.ts';
import { type Asked, keptNothing } from './asked.ts';
import { createLateWidget } from './late-widget.ts';
import { modules } from './modules.ts';
import { readOptions, type Said } from './read-options.ts';
import { warnOnce } from './warn.ts';
import type { Widget } from './widget.ts';

/** Begins with an agent; the same agent again applies what this call says, and nothing else. */
export function init(asked: Asked, scenario: unknown, given: unknown) {
  const scenarioId = isText(scenario) ? scenario.trim() : null;
  if (!scenarioId) return warnOnce('init', 'init takes the scenario id of your agent: parley("init", "abc123…").');
  if (given !== undefined && !isObject(given)) return warnOnce('options', 'the second value of init is an object.');
  if (!asked.script.host) return warnOnce('host', 'the address of this script is not known, so neither is its server.');
  const said = readOptions(given ?? {});
  if (asked.widget && asked.scenarioId === scenarioId) return apply(asked, asked.widget, said);
  if (asked.widget) {
    warnOnce(
      'agents',
      'one chat fits on a page: the agent of the last init is shown. Call destroy before another init.',
    );
    asked.widget.destroy();
    asked.kept = { ...keptNothing(), isShown: asked.kept.isShown };
  }
  asked.scenarioId = scenarioId;
  begin(asked, said);
}

/** What the page says stands above what the tag says, which says it to the first `init` alone as far as visitors go. */
function begin(asked: Asked, said: Said): void {
  const { kept, script } = asked;
  const tag = readOptions(script.options);
  const isSaid = ([command]: AppCall): boolean => said.calls.some(([other]) => other === command);
  const calls = [...(asked.hasHeardTag ? [] : tag.calls.filter((call) => !isSaid(call))), ...said.calls];
  asked.hasHeardTag = true;
  // Before what the page has called already: a message of it is to carry them.
  kept.waiting.unshift(...calls.filter(([command, args]) => isGood(command, args)));
  kept.looks = { ...tag.looks, ...asked.next, ...said.looks };
  asked.next = {};
  asked.widget = draw(asked);
}

/** Pages that draw themselves call it as often as they like: nothing flickers, unless something is to look otherwise. */
function apply(asked: Asked, widget: Widget, said: Said): void {
  const { kept } = asked;
  const before = kept.looks;
  const looks = { ...before, ...asked.next, ...said.looks };
  asked.next = {};
  for (const [command, args] of said.calls) if (isGood(command, args)) addCall(kept.waiting, [command, args]);
  // Words are drawn in one language: another one draws all of it again, and what was said and set stays.
  const isSame = looks.language === before.language && looks.launcher === before.launcher;
  kept.looks = looks;
  if (!isSame || !widget.isPlacedIn(looks.container)) {
    widget.destroy();
    asked.widget = draw(asked);
    return;
  }
  if (looks.theme && looks.theme !== before.theme) widget.setTheme(looks.theme);
  widget.heed();
}

function draw({ script, scenarioId, kept, listeners }: Asked): Widget {
  const { nonce, known } = script;
  return createLateWidget({
    host: script.host ?? '',
    nonce,
    scenarioId: scenarioId ?? '',
    looks: kept.looks,
    kept,
    mode: modeOf(script.isPage, kept.looks),
    page: { url: pageAddress(location.href) ?? '', referrer: pageAddress(document.referrer) ?? '' },
    known,
    listeners,
    modules,
  });
}

const modeOf = (isPage: boolean, { container }: Looks): WidgetMode =>
  isPage ? 'page' : container ? 'inline' : 'floating';

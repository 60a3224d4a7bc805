import { AppError } from '@parley/protocol';
import type { ChannelTemplate, TemplateCall } from './channel.ts';

/**
 * What a visitor reads of a template, its parameters filled in. Throws `bad_request` (`unknown_template`) for one that is not
 * among those of the channel, is not approved, or has another number of parameters.
 */
export function templateText(
  templates: readonly ChannelTemplate[],
  { name, language, parameters }: TemplateCall,
): string {
  const found = templates.find((each) => each.name === name && each.language === language);
  if (!found) throw unknown(`The channel has no template ${name} in ${language}.`);
  if (found.status !== 'approved') throw unknown(`The template ${name} is not approved: it is ${found.status}.`);
  if (found.parameters !== parameters.length) {
    throw unknown(`The template ${name} has ${found.parameters} parameters, and ${parameters.length} were given.`);
  }
  return found.body.replaceAll(
    /\{\{\s*(\d+)\s*\}\}/g,
    (place, number: string) => parameters[Number(number) - 1] ?? place,
  );
}

const unknown = (message: string): AppError => new AppError('bad_request', message, { reason: 'unknown_template' });

import type { DataGatheringConfiguration, HandoffConfiguration } from '@parley/protocol/api';
import type { AgentSettings } from '../domain/agent/settings.ts';
import { hoursJson, hoursOf } from './working-hours.ts';

/** How an agent hands over, as the Agent API shows it. */
export function handoffConfigurationJson(settings: AgentSettings): HandoffConfiguration {
  const { holidays } = settings;
  return {
    is_active: settings.peopleEnabled,
    guidelines: [...settings.reasons],
    custom_guidelines: [...settings.ownReasons],
    confirmation: {
      is_active: settings.confirms,
      also_when_asked: settings.confirmsWishes,
      question: { ...settings.confirmationQuestion },
      message: { ...settings.confirmationMessage },
    },
    keywords: [...settings.handoffKeywords],
    working_hours: hoursJson(settings.workingHours),
    holidays: { country: holidays.country, region: holidays.region, dates: [...holidays.dates] },
    out_of_hours_message: { ...settings.outOfHoursMessage },
    out_of_hours_text: settings.outOfHoursText,
    queue_out_of_hours: settings.queuesOutOfHours,
    ai_summary: settings.summarisesHandoffs,
    routing_profiles: settings.routingProfiles.map(({ topic, description, operators }) => ({
      topic,
      description,
      operators: [...operators],
    })),
    notify: [...settings.notifiedOfHandoffs],
  };
}

/** What a caller sets, under our names. */
export function handoffSettingsOf(given: HandoffConfiguration): Partial<AgentSettings> {
  const { confirmation } = given;
  return {
    peopleEnabled: given.is_active,
    reasons: given.guidelines,
    ownReasons: given.custom_guidelines,
    confirms: confirmation.is_active,
    confirmsWishes: confirmation.also_when_asked,
    confirmationQuestion: confirmation.question,
    confirmationMessage: confirmation.message,
    handoffKeywords: given.keywords,
    workingHours: hoursOf(given.working_hours),
    holidays: given.holidays,
    outOfHoursMessage: given.out_of_hours_message,
    outOfHoursText: given.out_of_hours_text,
    queuesOutOfHours: given.queue_out_of_hours,
    summarisesHandoffs: given.ai_summary,
    routingProfiles: given.routing_profiles,
    notifiedOfHandoffs: given.notify,
  };
}

/** What an agent fills of the metadata, as the Agent API shows it. */
export const dataGatheringJson = ({ gathering }: AgentSettings): DataGatheringConfiguration => ({
  fields: gathering.map(({ key, description, type }) => ({ key, description, type })),
});

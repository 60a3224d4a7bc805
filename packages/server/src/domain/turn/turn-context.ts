import type { HandoffReason } from '@parley/protocol';
import type { Json, JsonObject } from '../../lib/json.ts';
import type { HandoffSettings } from '../handoff/handoff-settings.ts';
import type { ZonedOpening } from '../handoff/out-of-hours-text.ts';
import type { ScoredPassage } from '../knowledge/passage.ts';
import type { TurnTool } from './turn-tool.ts';

/** What a model needs to know of the agent: its settings, with the words for fixed replies already chosen. */
export type AgentProfile = HandoffSettings & {
  readonly name: string;
  /** The main prompt: who the agent is and what it is for. */
  readonly description: string;
  readonly guidelines: readonly string[];
  /** 0–13, a preset of reference §3. */
  readonly personality: number;
  readonly profession: string;
  /** 0 deterministic, 1 balanced, 2 creative. */
  readonly creativity: 0 | 1 | 2;
  /** 0 short, 1 medium, 2 long. */
  readonly replyLength: 0 | 1 | 2;
  /** ISO 639-1; the language of last resort, when the visitor's cannot be told. */
  readonly language: string;
  readonly greeting: string;
  /** Own texts of fixed replies by ISO 639-1 language; a missing language falls back to the built-in translation. */
  readonly unknownReply: { readonly [language: string]: string };
  /** Whether people can be offered: without them the agent says that it does not know, and offers nobody. */
  readonly peopleEnabled: boolean;
};

export type TurnMessage = {
  readonly ord: number;
  readonly author: 'visitor' | 'ai_assistant' | 'human_operator';
  readonly content: string;
  /** Names of files that came with it: the model is told of them, and does not see them. */
  readonly attachments?: readonly string[];
  readonly isWelcome: boolean;
  /** Part of a stretch that people handled and that has ended, or of the hand-off before it. */
  readonly inEndedHumanStretch: boolean;
  /** The visitor's wish for a person, or the agent's word that one will come. */
  readonly isHandOff?: true;
};

/** Everything one turn may rest on. All of it but `agent` is data to the model, never instructions. */
export type TurnContext = {
  readonly agent: AgentProfile;
  /** Oldest first, without the messages that this turn answers. */
  readonly history: readonly TurnMessage[];
  /** The visitor messages that this turn answers, oldest first; never empty. */
  readonly questions: readonly TurnMessage[];
  /** Whether the agent's last reply asked «shall I ask a person?». */
  readonly personOffered: boolean;
  /** ISO 639-1 of what the visitor writes, as far as it is known. */
  readonly language: string | null;
  readonly metadata: JsonObject;
  /** Best first. */
  readonly passages: readonly ScoredPassage[];
  /** Given while people are out of hours: when they are back, as far as it is known. */
  readonly away?: { readonly opening: ZonedOpening | null };
};

/** Why a conversation shall be handed over, and what it is about. */
export type HandoffWish = {
  /** `asks_for_person` unless told. */
  readonly reason?: HandoffReason | 'accepted_offer' | 'own_guideline' | 'keyword';
  /** That of a routing profile. */
  readonly topic?: string;
};

/** What a claim of a reply rests on (design §9.5). */
export type Evidence =
  | {
      readonly type: 'passage' /** index into `TurnContext.passages` */;
      readonly passage: number;
      readonly quote: string;
    }
  | { readonly type: 'metadata'; readonly key: string }
  | { readonly type: 'tool'; readonly callId: string }
  | { readonly type: 'setting'; readonly name: string }
  | { readonly type: 'message'; readonly ord: number };

/** A model's proposal for the reply; the domain checks it before anything is shown as final. */
export type Draft = {
  /** `handoff`: the visitor wants a person (asked for one, or said yes to the offer). */
  readonly kind: 'answer' | 'smalltalk' | 'unknown' | 'handoff';
  /** Markdown. */
  readonly text: string;
  /** Strongest first. */
  readonly evidence: readonly Evidence[];
  /** ISO 639-1 of the visitor's words, where the model can tell it better than the context; fixed replies are in it. */
  readonly language?: string;
  /** Of kind `handoff`: what the model said of it. */
  readonly wish?: HandoffWish;
};

export type ModelUsage = {
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly latencyMs: number;
};

/** One step of a model's answer, as the port of design §5.8 streams it. `draft` is the last, exactly once. */
export type ModelStep =
  | { readonly type: 'delta'; readonly text: string }
  /** A tool begins to run; `thinking` is for the visitor. */
  | { readonly type: 'tool_calling'; readonly name: string; readonly thinking: string | null }
  | {
      readonly type: 'tool_called';
      /** What evidence of type `tool` names. */
      readonly callId: string;
      readonly name: string;
      readonly latencyMs: number;
      readonly failed: boolean;
      /** As the model gave them, and what it was told. */
      readonly arguments: Json;
      readonly result: Json;
    }
  | { readonly type: 'draft'; readonly draft: Draft; readonly usage: ModelUsage };

/**
 * The port to a language model. Deltas come only when `stream` is set (streaming costs three times the CPU).
 * Throws ModelUnavailable after its own retries; aborts promptly on `signal`.
 */
export interface Model {
  respond(
    context: TurnContext,
    options: {
      readonly stream: boolean;
      readonly signal: AbortSignal;
      /** What the model may do in this turn, beside asking for a person. */
      readonly tools?: readonly TurnTool[];
    },
  ): AsyncIterable<ModelStep>;
}

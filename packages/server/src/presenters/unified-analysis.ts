import type { ConversationAnalysis } from '@parley/protocol';
import type { UnifiedAnalysis } from '@parley/protocol/api';

/** What the APIs tell of an analysis. */
export function unifiedAnalysis(analysis: ConversationAnalysis): UnifiedAnalysis;
export function unifiedAnalysis(analysis: ConversationAnalysis | null): UnifiedAnalysis | null;
export function unifiedAnalysis(analysis: ConversationAnalysis | null): UnifiedAnalysis | null {
  if (!analysis) return null;
  const { sentiment, resolution_status, topic, is_flagged, flag_reason, intent, knowledge_gap } = analysis;
  const { flag_code = null, dimensions = {} } = analysis;
  return {
    sentiment,
    resolution_status,
    topic,
    is_flagged,
    flag_reason,
    flag_code,
    intent,
    knowledge_gap,
    dimensions: { ...dimensions },
  };
}

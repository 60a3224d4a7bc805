import type { UnifiedAnalysis } from '@parley/protocol/api';
import type { ConversationAnalysis } from '../domain/conversation/analysis.ts';

/** What the APIs tell of an analysis. */
export function unifiedAnalysis(analysis: ConversationAnalysis | null): UnifiedAnalysis | null {
  if (!analysis) return null;
  const { sentiment, resolution_status, topic, is_flagged, flag_reason } = analysis;
  return { sentiment, resolution_status, topic, is_flagged, flag_reason };
}

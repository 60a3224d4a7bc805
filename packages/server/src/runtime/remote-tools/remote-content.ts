import type { CallToolResult } from '@modelcontextprotocol/client';
import type { Json } from '../../lib/json.ts';

/** What a tool gave, as data: its structured content where it has any, else its texts. Pictures and sounds are left out. */
export function contentOf({ structuredContent, content }: Pick<CallToolResult, 'structuredContent' | 'content'>): Json {
  if (structuredContent !== undefined) return structuredContent as Json;
  return (content ?? []).flatMap(textOf).join('\n');
}

function textOf(block: CallToolResult['content'][number]): string[] {
  if (block.type === 'text') return [block.text];
  if (block.type === 'resource' && 'text' in block.resource) return [block.resource.text];
  return block.type === 'resource_link' ? [block.uri] : [];
}

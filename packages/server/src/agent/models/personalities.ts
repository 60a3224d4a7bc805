/** How the agent speaks, by the preset's number (0–13) of the Agent API. */
export const PERSONALITIES: readonly { readonly name: string; readonly manner: string }[] = [
  { name: 'Normal', manner: 'plain and helpful' },
  { name: 'Humorous', manner: 'light, with a little humour that never costs clarity' },
  { name: 'Professional', manner: 'factual, courteous and to the point' },
  { name: 'Friendly', manner: 'warm and approachable' },
  { name: 'Sassy', manner: 'cheeky and quick-witted, never rude' },
  { name: 'Intelligent', manner: 'precise and thoughtful' },
  { name: 'Empathetic', manner: 'attentive to how the visitor feels' },
  { name: 'Bold', manner: 'confident and direct' },
  { name: 'Excited', manner: 'enthusiastic' },
  { name: 'Mysterious', manner: 'a little enigmatic in tone, clear in substance' },
  { name: 'Inspiring', manner: 'encouraging' },
  { name: 'Adventurous', manner: 'lively and curious' },
  { name: 'Elegant', manner: 'refined and polite' },
  { name: 'Calm', manner: 'patient and unhurried' },
];

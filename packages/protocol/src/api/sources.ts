import { z } from 'zod';
import { uuid } from './shapes.ts';

/** A passage that a reply rests on. Lists of it have the strongest evidence first. */
export const SourceItemSchema = z
  .object({
    id: z.int().describe("The article's integer id, as used in paths."),
    article_id: uuid().describe("The article's UUID."),
    title: z.string().describe('Title of the article; empty for a paragraph without one.'),
    article_version: z.int().describe('The version that was quoted.'),
    url: z.string().nullable().describe('Where the article can be read, if it has an address.'),
    quote: z.string().describe('The words that the reply rests on, to the letter as the article stood.'),
    start: z.int().describe('Where the quote begins in the plain text of that version, in UTF-16 units.'),
    end: z.int().describe('Where the quote ends (exclusive), in UTF-16 units.'),
  })
  .meta({ id: 'Source', description: 'A passage of an article that a reply rests on.' });

export type SourceItem = z.output<typeof SourceItemSchema>;

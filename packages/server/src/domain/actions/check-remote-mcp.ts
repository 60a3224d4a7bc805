import type { FieldProblem } from '@parley/protocol';
import { conditionProblems, headerProblems, type Known, urlProblems } from './check-http-request.ts';
import { constantsIn, meaningOf, placeholdersIn } from './placeholders.ts';
import { type RemoteMcp, templatesOfRemote } from './remote-mcp.ts';

/** What is wrong with the definition of a remote server, by field. What is still missing is not wrong. */
export function problemsOfRemoteMcp(remote: RemoteMcp, known: Known): FieldProblem[] {
  return [
    ...plainUrlProblems(remote),
    ...bearerProblems(remote),
    ...headerProblems(remote.headers),
    ...protocolHeaderProblems(remote),
    ...placeholderProblems(remote, known),
    ...conditionProblems(remote.run_only_when),
  ];
}

/** A secret in an address would stand in the logs of everything between. */
const plainUrlProblems = ({ url }: RemoteMcp): FieldProblem[] =>
  placeholdersIn(url).length > 0
    ? [{ path: 'url', message: 'must not have placeholders: put secrets into bearer or headers' }]
    : urlProblems({ url });

function bearerProblems({ bearer, headers }: RemoteMcp): FieldProblem[] {
  if (bearer === null) return [];
  const problem = (message: string) => [{ path: 'bearer', message }];
  if (headers.length > 0) return problem('and headers exclude each other: one of them signs in');
  if (/[\s]/.test(bearer.replaceAll(/\{\{[^{}]*\}\}|\[\[[^[\]]*\]\]/g, '')))
    return problem('must not contain blanks or line breaks, nor the word Bearer');
  // A token that stands here itself would be shown to whoever may read the action.
  const isSealed = placeholdersIn(bearer).length > 0 || constantsIn(bearer).length > 0;
  return isSealed ? [] : problem('must hold its token as a secret: {{secret.<name>}}');
}

/** What the protocol says by itself. */
const PROTOCOL_HEADERS = new Set(['accept', 'content-type', 'last-event-id', 'accept-encoding']);

const protocolHeaderProblems = ({ headers }: RemoteMcp): FieldProblem[] =>
  headers.flatMap(({ name }, index) =>
    PROTOCOL_HEADERS.has(name.toLowerCase()) || /^mcp-/i.test(name)
      ? [{ path: `headers.${index}.name`, message: `cannot be ${name}, which the protocol says itself` }]
      : [],
  );

function placeholderProblems(remote: RemoteMcp, { secretNames }: Known): FieldProblem[] {
  return templatesOfRemote(remote).flatMap(({ path, text }) =>
    placeholdersIn(text).flatMap((name): FieldProblem[] => {
      const meaning = meaningOf(name, []);
      if (meaning.type === 'variable' && path !== 'bearer') return [];
      if (meaning.type !== 'secret') return [{ path, message: `cannot have the placeholder {{${name}}}` }];
      return secretNames.has(meaning.name) ? [] : [{ path, message: `names a secret that is not there: {{${name}}}` }];
    }),
  );
}

/** What it lacks to be asked for its tools, in sentences. */
export function missingInRemoteMcp(remote: RemoteMcp): string[] {
  const texts = [remote.url, ...templatesOfRemote(remote).map(({ text }) => text)];
  const constants = new Set(texts.flatMap(constantsIn));
  return [
    ...(remote.url.trim() === '' ? ['The URL is missing.'] : []),
    ...[...constants].map((name) => `[[${name}]] stands for something that is still to be filled in.`),
  ];
}

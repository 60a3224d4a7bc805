import type { FastifyInstance } from 'fastify';

/** Every route that a server has registered, as its router tells it. */
export function registeredRoutes(app: FastifyInstance): { readonly method: string; readonly url: string }[] {
  const above: string[] = [];
  return (
    app
      // Without common prefixes it tells a wildcard as if nothing stood before it.
      .printRoutes({ commonPrefix: true })
      .split('\n')
      .flatMap((line) => {
        const [, indent = '', part = '', methods = ''] = /^([│\s]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
        if (part === '') return [];
        const depth = indent.length / 4;
        above.splice(depth, above.length, part === '(empty root node)' ? '' : part);
        const url = above.join('');
        return methods === '' ? [] : methods.split(', ').map((method) => ({ method, url }));
      })
  );
}

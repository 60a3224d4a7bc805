import type { AppModule, LauncherModule, Modules } from './widget.ts';

/** Put in by the build: the modules, what they cannot begin without, and the SHA-256 of each in Base64. */
declare const __PARLEY_MODULES__: {
  readonly launcher: readonly string[];
  readonly app: readonly string[];
  readonly pins: Readonly<Record<string, string>>;
};

/** Named once: the build puts the whole value in place of its name. */
const BUILT = __PARLEY_MODULES__;

const linked: Record<string, Promise<void>> = Object.create(null);

/** Those of this build. */
export const modules: Modules = {
  prefetchApp: (host, nonce) => prefetch(host, nonce, BUILT.app),
  importApp({ host, nonce, language }) {
    return pinned<AppModule>(host, nonce, [...BUILT.app, ...named(language)]);
  },
  prefetchNamed: (host, nonce, name) => prefetch(host, nonce, named(name)),
  importLauncher: (host, nonce) => pinned<LauncherModule>(host, nonce, BUILT.launcher),
};

const named = (name: string): string[] => Object.keys(BUILT.pins).filter((file) => file.startsWith(`${name}-`));

/**
 * Imports the first of some modules, which imports the others. They are linked first: one whose bytes do not have the hash
 * that this loader was built with becomes an error in the browser's map of modules, and `import()` gives that error.
 */
async function pinned<M>(host: string, nonce: string, names: readonly string[]): Promise<M> {
  await prefetch(host, nonce, names);
  return import(/* @vite-ignore */ `${host}/widget/${names[0]}`);
}

const prefetch = (host: string, nonce: string, names: readonly string[]): Promise<void> =>
  Promise.all(names.map((name) => link(`${host}/widget/${name}`, name, nonce))).then(() => {});

function link(href: string, name: string, nonce: string): Promise<void> {
  const made =
    linked[href] ??
    new Promise<void>((resolve) => {
      const element = document.createElement('link');
      if (!element.relList?.supports?.('modulepreload')) return resolve();
      const end = (): void => {
        element.parentNode?.removeChild(element);
        resolve();
      };
      element.rel = 'modulepreload';
      element.crossOrigin = 'anonymous';
      element.integrity = `sha256-${BUILT.pins[name]}`;
      element.nonce = nonce;
      element.onload = end;
      element.onerror = () => {
        // Another attempt links it again.
        delete linked[href];
        end();
      };
      element.href = href;
      (document.head ?? document.documentElement).appendChild(element);
    });
  linked[href] = made;
  return made;
}

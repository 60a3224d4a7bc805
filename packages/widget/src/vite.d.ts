type GlobOptions = { readonly import: string; readonly query?: string };

/** What code here asks of the build's tool. Declared here, as all of its types would bring Node's. */
interface ImportMeta {
  glob<Value>(
    patterns: readonly string[],
    options: GlobOptions & { readonly eager: true },
  ): Record<string, Value | undefined>;
  glob<Value>(patterns: readonly string[], options: GlobOptions): Record<string, (() => Promise<Value>) | undefined>;
}

/** Of the words of a language those of the launcher: build/word-groups.ts. */
declare module '*.ts?launcher' {
  export const TEXTS: import('./texts/en.ts').LauncherTexts;
}

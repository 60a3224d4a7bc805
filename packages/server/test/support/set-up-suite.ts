import { buildInbox } from '@parley/inbox/build';
import { buildWidget } from '@parley/widget/build';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the scripts of the widget lie; empty when they do not build. */
    widgetFolder: string;
    /** Where the inbox lies; empty when it does not build. */
    inboxFolder: string;
  }
}

/** Runs once before all tests: builds what browsers load, if the sources have changed since. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('widgetFolder', await built('widget', buildWidget));
  project.provide('inboxFolder', await built('inbox', buildInbox));
}

async function built(name: string, build: () => Promise<string>): Promise<string> {
  try {
    return await build();
  } catch (error) {
    console.error(`The ${name} does not build; the tests that need it will fail.`, error);
    return '';
  }
}

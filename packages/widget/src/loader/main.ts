import { createCommands } from './commands.ts';
import { readOwnScript } from './own-script.ts';
import { install, isInstalled, type QueuedCall } from './queue.ts';
import { quietly, setGuide } from './warn.ts';

// What `/widget.js` does when it runs. Everything is inside: the page gets `parley` and `_quickchat`, and no error of ours.
quietly(() => {
  const script = readOwnScript();
  if (isInstalled(window)) {
    // Included twice: the first copy serves; a tag that names another agent is an `init` of it.
    const present = Reflect.get(window, 'parley') as (...call: unknown[]) => void;
    if (script.scenarioId) present('init', script.scenarioId, script.options);
    return;
  }
  if (script.host) setGuide(script.host);
  const perform = createCommands(script);
  const kept: readonly QueuedCall[] = install(window, perform);
  // `containerId` is for the `init` after it, wherever it was called; a tag with an agent needs none.
  const isAsked = kept.some(([command]) => command === 'init');
  for (const call of kept.filter(([command]) => command === 'containerId')) perform(call);
  if (script.scenarioId && !isAsked) perform(['init', script.scenarioId]);
  for (const call of kept.filter(([command]) => command !== 'containerId')) perform(call);
});

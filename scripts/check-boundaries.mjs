// Holds the import table of ARCHITECTURE.md. Arguments: folders to look at, `packages` unless told.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';

const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const given = process.argv.slice(2);
const folders = given.length > 0 ? given : readdirSync('packages').map((name) => `packages/${name}/src`);
const { output } = await cruise(folders, { ...options, ruleSet: { forbidden }, validate: true });

const { violations, totalCruised } = output.summary;
for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} must not import ${to}`);
if (totalCruised === 0) console.error('No module was cruised: the parser cannot read the sources.');
console.log(`${totalCruised} modules, ${violations.length} bad imports`);
process.exitCode = violations.length > 0 || totalCruised === 0 ? 1 : 0;

import { defaultClientConditions, defineConfig } from 'vite';

// Only here, in the repository of the SDK: its sources, without packing them first.
export default defineConfig({ resolve: { conditions: ['parley-source', ...defaultClientConditions] } });

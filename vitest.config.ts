import { defineConfig } from 'vitest/config';
import { createLeftOutReporter } from './tests/fixtures/left-out-reporter.ts';

export default defineConfig({
  test: {
    include: ['{tests,web/tests}/**/*.test.ts'],
    testTimeout: 20_000,
    pool: 'forks',
    reporters: ['default', createLeftOutReporter((text) => process.stdout.write(text))],
  },
});

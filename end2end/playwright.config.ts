// How the tests run. `cargo sunup test` and `cargo leptos end-to-end` both start
// `npx playwright test`; README.md lists the variables they may set.

import { defineConfig } from '@playwright/test';
import { browserArguments, browserPath } from './fixtures/browser.mjs';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/artifacts',
  // What is compared is text, and the same on every machine.
  snapshotPathTemplate: '{testDir}/snapshots/{testFileName}/{arg}{ext}',
  fullyParallel: true,
  forbidOnly: true,
  // A test that passes at the second try hides a race, and races are what these tests look for.
  retries: 0,
  workers: 2,
  // Long forms look at every page.
  timeout: process.env.SUNUP_TEST_FULL ? 1_800_000 : 60_000,
  expect: { timeout: 15_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.SUNUP_TEST_JSON || 'test-results/results.json' }],
  ],
  use: {
    browserName: 'chromium',
    viewport: { width: 1024, height: 768 },
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: browserPath(), args: browserArguments() },
  },
});

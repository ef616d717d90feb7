// The Chromium that the tests use.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from './site.mjs';

export const { chromium } = createRequire(path.join(ROOT, 'end2end/package.json'))('@playwright/test');

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** `SUNUP_CHROMIUM`, else Playwright's own (undefined), else one that is installed. */
export function program() {
  if (process.env.SUNUP_CHROMIUM) return process.env.SUNUP_CHROMIUM;
  if (existsSync(chromium.executablePath())) return undefined;
  return INSTALLED.find(file => existsSync(file));
}

/** Root has no sandbox, and a measurement no use for what a browser does in the background. */
export function flags() {
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet;
}

// One tab of a real Chromium.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from './checkout.mjs';

const { chromium } = createRequire(path.join(ROOT, 'end2end/package.json'))('@playwright/test');

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export class Browser {
  page;
  #browser;
  #url;

  static async open(url) {
    const browser = new Browser();
    browser.#url = url;
    browser.#browser = await chromium.launch({ executablePath: program(), args: flags() });
    browser.page = await browser.#browser.newPage();
    return browser;
  }

  /** Shows a page and waits until the application has taken over. */
  async show(address) {
    if (this.page.url() !== this.#url + address) await this.page.goto(this.#url + address);
    await this.hydrated();
  }

  /** Waits until the page answers to clicks, whatever reloads it meanwhile. */
  async hydrated() {
    await this.page.locator('html[data-sunup="ready"]').waitFor({ state: 'attached', timeout: 60_000 });
  }

  /** Marks the document. */
  async mark() {
    await this.page.evaluate(() => Object.assign(window, { markedDocument: true }));
  }

  /** Whether the document is still the one that was marked. */
  async isMarked() {
    return this.page.evaluate(() => 'markedDocument' in window);
  }

  /** Markup of a page as the server sends it. */
  async source(address) {
    const answer = await fetch(this.#url + address).catch(() => undefined);
    return (await answer?.text()) ?? '';
  }

  async close() {
    await this.#browser.close();
  }
}

/** `SUNUP_CHROMIUM`, else Playwright's own (undefined), else one that is installed. */
function program() {
  if (process.env.SUNUP_CHROMIUM) return process.env.SUNUP_CHROMIUM;
  if (existsSync(chromium.executablePath())) return undefined;
  return INSTALLED.find(file => existsSync(file));
}

/** Root has no sandbox, and a measurement no use for what a browser does in the background. */
function flags() {
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

// One tab of a real Chromium.

import { browserArguments, browserPath, chromium } from '../../end2end/fixtures/browser.mjs';

export class Browser {
  page;
  #browser;
  #url;

  static async open(url) {
    const browser = new Browser();
    browser.#url = url;
    browser.#browser = await chromium.launch({ executablePath: browserPath(), args: browserArguments() });
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

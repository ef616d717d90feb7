// The edits that are timed: each from "save" to what the developer sees.

import { setTimeout as pause } from 'node:timers/promises';

/** Beyond this an edit counts as not seen. */
const LIMIT_MS = 180_000;

/** A word of a component: both halves of the site are compiled, and the browser reloads. */
export async function componentEdit(checkout, browser, round) {
  await browser.show('/about');
  await browser.mark();
  await quiet();
  const heading = `About Conduit, edit ${round}`;
  const saved = performance.now();
  checkout.edit('app/src/pages/about/mod.rs', '<h1>{t::about::heading()}</h1>', `<h1>"${heading}"</h1>`);
  await browser.page.getByRole('heading', { name: heading, exact: true }).waitFor({ timeout: LIMIT_MS });
  const shown = performance.now() - saved;
  await browser.hydrated();
  const ready = performance.now() - saved;
  return {
    kind: 'component edit to new page',
    goal: 15_000,
    shown,
    remark: `answers to clicks after ${(ready / 1000).toFixed(1)} s`,
    reloaded: !(await browser.isMarked()),
  };
}

/** A colour of the stylesheet: the browser is to swap it in without a new document. */
export async function styleEdit(checkout, browser, round) {
  await browser.show('/about');
  await browser.mark();
  await quiet();
  const colour = `rgb(${round}, 20, 30)`;
  const saved = performance.now();
  checkout.edit('style/base.css', '', `body { accent-color: ${colour}; }\n`);
  await browser.page.waitForFunction(
    colour => getComputedStyle(document.body).accentColor === colour,
    colour,
    { polling: 10, timeout: LIMIT_MS },
  );
  return {
    kind: 'style edit to new style',
    goal: 1_000,
    shown: performance.now() - saved,
    remark: '',
    reloaded: !(await browser.isMarked()),
  };
}

/** The title of an article: it shows when the page is loaded again. */
export async function contentEdit(checkout, browser, round) {
  const address = '/article/graceful-shutdown-and-deadlines';
  await browser.show(address);
  await quiet();
  const title = `Edited article ${round}`;
  const saved = performance.now();
  checkout.edit('content/graceful-shutdown-and-deadlines.md', 'title = "', `title = "${title}: `);
  while (!(await browser.source(address)).includes(title)) {
    if (performance.now() - saved > LIMIT_MS) throw new Error('the edited article never showed');
    await pause(20);
  }
  const served = performance.now() - saved;
  await browser.page.reload();
  await browser.page.getByRole('heading', { level: 1, name: title }).waitFor({ timeout: LIMIT_MS });
  return {
    kind: 'content edit to reloaded page',
    shown: performance.now() - saved,
    remark: `served after ${Math.round(served)} ms`,
    reloaded: true,
  };
}

/** What an earlier edit set off has come to rest; the watcher gathers events for 100 ms. */
async function quiet() {
  await pause(1_000);
}

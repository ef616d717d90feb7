// Measures edits under `cargo leptos watch` and prints their medians beside the goals.

import { parseArgs } from 'node:util';
import { Browser } from './browser.mjs';
import { Checkout } from './checkout.mjs';
import { componentEdit, contentEdit, styleEdit } from './edits.mjs';
import { Report } from './report.mjs';
import { Watch } from './watch.mjs';

/** The first edit of a component finds caches cold that every later one finds warm. */
const WARM_UP = 1;

const rounds = parseArgs({ options: { quick: { type: 'boolean' } } }).values.quick ? 1 : 3;
const checkout = Checkout.open();
const report = new Report();
let watch;
let browser;

async function stop() {
  await browser?.close();
  await watch?.stop();
  checkout.restore();
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await stop();
    process.exit(130);
  });
}

try {
  watch = await Watch.start(checkout);
  browser = await Browser.open(watch.url);
  report.note(await componentEdit(checkout, browser, WARM_UP), 'warm-up, not counted');
  for (let round = 1; round <= rounds; round++) {
    report.add(await componentEdit(checkout, browser, WARM_UP + round));
    report.add(await styleEdit(checkout, browser, round));
    report.add(await contentEdit(checkout, browser, round));
  }
  report.print(checkout);
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
} finally {
  await stop();
}

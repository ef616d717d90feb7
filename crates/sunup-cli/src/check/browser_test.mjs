// Opens a page of wasm-bindgen-test-runner in Chromium, prints its output as it
// comes and exits 0 when its tests passed. Started in end2end/, where Playwright is.
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/package.json');
const { chromium } = require('@playwright/test');

const [url] = process.argv.slice(-1);
// A page that prints nothing for so long hangs.
const silenceLimit = 120_000;

const browser = await chromium.launch({
  executablePath: process.env.SUNUP_CHROMIUM || undefined,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

const page = await browser.newPage();
const problems = [];
page.on('pageerror', (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
page.on('crash', () => problems.push('the page crashed'));

await page.goto(url);

let printed = 0;
let changed = Date.now();
let result;
while (!result && Date.now() - changed < silenceLimit && !problems.includes('the page crashed')) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  const text = await page.locator('#output').textContent().catch(() => '');
  result = /^test result: (ok|FAILED)\..*\n/m.exec(text);
  // Whole lines only; the last one may still grow.
  const end = result ? text.length : text.lastIndexOf('\n') + 1;
  if (end > printed) {
    process.stdout.write(text.slice(printed, end));
    printed = end;
    changed = Date.now();
  }
}
await browser.close();

for (const problem of problems) console.log(problem);
if (!result) console.log('The tests did not come to an end.');
process.exitCode = result?.[1] === 'ok' ? 0 : 1;

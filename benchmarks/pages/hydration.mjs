// Whether pages answer to clicks: one that does not is no page of an application.

import { browserArguments, browserPath, chromium } from '../../end2end/fixtures/browser.mjs';

/** Presses the counter of each page in a browser. */
export async function checkHydration(url, paths) {
  const browser = await chromium.launch({ executablePath: browserPath(), args: browserArguments() });
  try {
    for (const path of paths) {
      const page = await browser.newPage();
      const said = [];
      page.on('console', message => said.push(message.text()));
      page.on('pageerror', error => said.push(error.message));
      await page.goto(url + path);
      await page.getByRole('button', { name: 'Clicks: 0' }).click();
      const counted = page.getByRole('button', { name: 'Clicks: 1' }).waitFor();
      await counted.catch(() => said.push('the counter does not count'));
      if (said.length > 0) throw new Error(`${path} in a browser: ${said.join('; ')}`);
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

// Hydration is silent, fetches everything once, and asks for no data again.

import { expect, test, type Page } from '../fixtures/index.ts';
import { kinds, open, requestsOf } from '../fixtures/visit.ts';

/** The browser reports a preload that nothing used some seconds after the load. */
const LATE_COMPLAINTS_MS = 6_000;

test('every page hydrates with a silent console', async ({ page, request, complaints }) => {
  const isLong = Boolean(process.env.SUNUP_TEST_FULL);
  if (isLong) {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  }
  const paths = await kinds(request);
  expect(paths).toEqual(expect.arrayContaining(['/', '/about', '/editor']));
  for (const path of paths) {
    await test.step(path, async () => {
      await open(page, path);
      if (isLong) await page.waitForTimeout(LATE_COMPLAINTS_MS);
      expect(complaints.undeclared(), path).toEqual([]);
    });
  }
});

test('a 404 page hydrates with a silent console', async ({ page, complaints }) => {
  for (const path of ['/no/such/page', '/article/no-such-article']) {
    complaints.expectFailing(new RegExp(`${path}$`));
    const response = await open(page, path);
    expect(response.status(), path).toBe(404);
    expect(complaints.undeclared(), path).toEqual([]);
  }
});

test('hydration changes nothing of what the server rendered', async ({
  page,
  browser,
  request,
  site,
}) => {
  // Not without JavaScript: buttons that need it are hidden then.
  const reader = await browser.newContext({ baseURL: site.url });
  await reader.route('**/pkg/**/*.{js,wasm}', (route) => route.abort());
  const rendered = await reader.newPage();
  for (const path of await kinds(request)) {
    // What a reader saved is in the browser alone, and the server's part of the page says so.
    if (path === '/reading-list') continue;
    await rendered.goto(path);
    await expect(rendered.locator('html')).not.toHaveAttribute('data-sunup', 'ready');
    await open(page, path);
    await page.waitForLoadState('networkidle');
    const text = await rendered.locator('body').innerText();
    expect(await page.locator('body').innerText(), path).toBe(text);
    expect(await page.title(), path).toBe(await rendered.title());
  }
  await reader.close();
});

test('hydration asks for no data', async ({ page, request }) => {
  const calls = requestsOf(page, /\/_fn\//);
  for (const path of await kinds(request)) {
    await open(page, path);
    await page.waitForLoadState('networkidle');
    expect(calls, path).toEqual([]);
  }
});

test('the first load fetches each file once', async ({ page }) => {
  for (const path of ['/', '/editor']) {
    const transfers = await transfersOf(page, async () => {
      await open(page, path);
      await page.waitForLoadState('networkidle');
    });
    const repeated = transfers.filter((url, index) => transfers.indexOf(url) !== index);
    expect(repeated, `fetched twice by ${path}`).toEqual([]);
    expect(transfers.filter(url => url.endsWith('/conduit.wasm')), path).toHaveLength(1);
  }
});

/** Addresses that went over the network, not those a preload or a cache had ready. */
async function transfersOf(page: Page, visit: () => Promise<void>): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  const sent = new Map<string, string>();
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    sent.set(requestId, request.url);
  });
  devtools.on('Network.requestServedFromCache', ({ requestId }) => sent.delete(requestId));
  await devtools.send('Network.enable');
  await devtools.send('Network.clearBrowserCache');
  await visit();
  await devtools.detach();
  return [...sent.values()];
}

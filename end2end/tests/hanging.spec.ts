// A page whose data never comes is answered at the deadline, and the browser takes over.

import { expect, FAULTY_DEADLINE_MS, test } from '../fixtures/index.ts';
import { follow, open, sameDocument } from '../fixtures/visit.ts';

test('a hanging page is answered with 503 at the deadline', async ({ request, faulty }) => {
  const started = Date.now();
  const response = await request.get(`${faulty.url}/fault/hang`);
  const took = Date.now() - started;
  expect(response.status()).toBe(503);
  expect(response.headers()['retry-after']).toMatch(/^[1-9]\d*$/);
  expect(response.headers()['cache-control']).toBe('no-store');
  expect(response.headers()['content-type']).toBe('text/html; charset=utf-8');
  const html = await response.text();
  expect(html).toMatch(/<html[^>]* data-sunup="mount"/);
  expect(html.trim(), 'the shell is a whole document').toMatch(/<\/body><\/html>$/);
  expect(took, 'not before the deadline').toBeGreaterThanOrEqual(FAULTY_DEADLINE_MS - 100);
  // Generous, for a busy machine; without a deadline the answer would never come.
  expect(took, 'soon after the deadline').toBeLessThan(FAULTY_DEADLINE_MS + 8_000);
});

test('the browser mounts the application into the shell of a hanging page', async ({
  page,
  faulty,
  complaints,
}) => {
  complaints.expectFailing(/\/fault\/hang$|\/_fn\/fault\?/);
  const response = await open(page, `${faulty.url}/fault/hang`);
  expect(response.status()).toBe(503);
  await expect(page.getByRole('navigation', { name: 'Site' })).toBeVisible();
  await expect(page.locator('main'), 'the shell has gone').toHaveCount(1);
  // The data hangs for the browser as well, and its server function has the same deadline.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This takes too long');
  const isSame = await sameDocument(page);
  await page.getByRole('link', { name: 'Articles' }).click();
  await expect(page.locator('.article-preview').first()).toBeVisible();
  await isSame();
});

test('a link to a hanging page ends in the page that says so', async ({
  page,
  faulty,
  complaints,
}) => {
  complaints.expectFailing(/\/_fn\/fault\?/);
  await open(page, `${faulty.url}/`);
  const isSame = await sameDocument(page);
  const answer = page.waitForResponse(/\/_fn\/fault\?/);
  await follow(page, '/fault/hang');
  expect((await answer).status()).toBe(503);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This takes too long');
  await isSame();
});

test('a hanging page is logged and counted', async ({ startServer, request }) => {
  const server = await startServer({ SUNUP_FAULTS: 'on', SUNUP_RENDER_DEADLINE: '500ms' });
  expect(await server.metric('sunup_render_deadline_total')).toBe(0);
  expect((await request.get(`${server.url}/fault/hang`)).status()).toBe(503);
  await expect.poll(() => server.log).toContain('not ready at the deadline');
  await expect.poll(() => server.metric('sunup_render_deadline_total')).toBe(1);
  expect((await request.get(`${server.url}/`)).status()).toBe(200);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a hanging page tells what to do', async ({ page, faulty, complaints }) => {
    complaints.expectFailing(/\/fault\/hang$/);
    const response = await page.goto(`${faulty.url}/fault/hang`);
    expect(response?.status()).toBe(503);
    // Playwright searches no text in the element <noscript> itself.
    await expect(page.locator('noscript h1')).toBeVisible();
    await expect(page.locator('noscript section')).toContainText('Please reload it in a few seconds');
    await expect(page.locator('.shell-skeleton'), 'nothing will replace it').toBeHidden();
  });
});

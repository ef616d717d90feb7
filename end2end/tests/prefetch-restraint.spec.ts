// What is not fetched ahead: nobody asked for it, or it is none of the application's business.

import { askedSoFar, openStill } from '../fixtures/clock.ts';
import { expect, test, type Page } from '../fixtures/index.ts';
import { requestsOf } from '../fixtures/visit.ts';

const DATA = /\/_fn\//;

/** An article that links may lead to. */
const LINKED = '/article/caching-rendered-pages';

/** A pointer that stays for longer than this rests; see `DELAY` in nav/prefetch.rs. */
const RESTS_MS = 65;

const heading = (page: Page) => page.locator('main h1');
const previews = (page: Page) => page.locator('.preview-link');

/** Puts a link into the page, first in its content. */
async function addLink(page: Page, attributes: Record<string, string>): Promise<void> {
  await page.evaluate(attributes => {
    document.getElementById('added')?.remove();
    const link = document.createElement('a');
    for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
    Object.assign(link, { id: 'added', textContent: 'added' });
    document.querySelector('main')?.prepend(link);
  }, attributes);
}

test('a pointer that only passes over links has nothing fetched', async ({ page }) => {
  await openStill(page, '/');
  const calls = requestsOf(page, DATA);
  for (const name of ['Tags', 'Archive', 'Search']) {
    await page.getByRole('link', { name, exact: true }).hover();
    await page.clock.runFor(RESTS_MS - 10);
  }
  await heading(page).hover();
  await page.clock.runFor(1_000);
  await askedSoFar(page);
  expect(calls, 'on the way over three links').toEqual([]);
  await page.getByRole('link', { name: 'Tags', exact: true }).hover();
  await page.clock.runFor(RESTS_MS + 5);
  await askedSoFar(page);
  expect(calls.map(call => new URL(call).pathname), 'where it stays').toEqual(['/_fn/tags']);
});

test('nothing is fetched ahead for a visitor who wants little data', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  await openStill(page, '/');
  const calls = requestsOf(page, DATA);
  await previews(page).first().hover();
  await page.clock.runFor(1_000);
  await previews(page).nth(1).focus();
  await page.clock.runFor(1_000);
  await previews(page).nth(2).dispatchEvent('touchstart');
  await askedSoFar(page);
  expect(calls).toEqual([]);
  await page.clock.resume();
  const title = (await previews(page).first().textContent()) ?? '';
  await previews(page).first().click();
  await expect(heading(page)).toHaveText(title);
  expect(calls).toHaveLength(1);
});

test('nothing is fetched ahead over a slow network', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { effectiveType: 'slow-2g' } });
  });
  await openStill(page, '/');
  const calls = requestsOf(page, DATA);
  await previews(page).first().hover();
  await page.clock.runFor(1_000);
  await askedSoFar(page);
  expect(calls).toEqual([]);
});

test('links that the browser follows itself have nothing fetched', async ({ page }) => {
  await openStill(page, '/about');
  const calls = requestsOf(page, /\/_fn\/|caching-rendered-pages/);
  const rest = async (attributes: Record<string, string>) => {
    await addLink(page, { href: LINKED, ...attributes });
    await heading(page).hover();
    await page.locator('#added').hover();
    await page.clock.runFor(1_000);
    await page.locator('#added').dispatchEvent('touchstart');
    await askedSoFar(page);
  };
  await rest({ href: `http://elsewhere.invalid${LINKED}` });
  expect(calls, 'another site').toEqual([]);
  await rest({ download: '' });
  expect(calls, 'a download').toEqual([]);
  await rest({ rel: 'nofollow external' });
  expect(calls, 'an external link').toEqual([]);
  await rest({ target: '_blank' });
  expect(calls, 'another window').toEqual([]);
  await rest({ href: '/feed.atom' });
  await rest({ href: '/no/such/page' });
  expect(calls, 'no page of the site').toEqual([]);
  await rest({});
  expect(calls, 'and the same link without any of this').toHaveLength(1);
});

test('a link to the page that is shown has nothing fetched', async ({ page }) => {
  await openStill(page, LINKED);
  const calls = requestsOf(page, DATA);
  await addLink(page, { href: `${LINKED}#elsewhere` });
  await page.locator('#added').hover();
  await page.clock.runFor(1_000);
  await askedSoFar(page);
  expect(calls).toEqual([]);
});

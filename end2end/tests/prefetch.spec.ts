// What a page needs is fetched while the visitor still makes up their mind, and used.

import { BUILD_WAS_NAMED, chunksOf } from '../fixtures/build.ts';
import { askedSoFar, openStill } from '../fixtures/clock.ts';
import { expect, test, type Page } from '../fixtures/index.ts';
import { cut, hold } from '../fixtures/hold.ts';
import { follow, open, requestsOf, sameDocument } from '../fixtures/visit.ts';

const DATA = /\/_fn\//;

/** An article with a link to another one in its text, and where that link leads. */
const ARTICLE = '/article/cache-status';
const LINKED = '/article/caching-rendered-pages';

/** A pointer that stays for longer than this rests; see `DELAY` in nav/prefetch.rs. */
const RESTS_MS = 65;

const heading = (page: Page) => page.locator('main h1');
const previews = (page: Page) => page.locator('.preview-link');

test('a pointer that rests on a link has the data fetched, and the click uses it', async ({
  page,
}) => {
  await openStill(page, '/');
  const calls = requestsOf(page, DATA);
  const link = previews(page).nth(1);
  const slug = (await link.getAttribute('href'))?.split('/').at(-1) ?? 'none';
  const title = (await link.textContent()) ?? '';
  const fetched = page.waitForResponse(DATA);
  await link.hover();
  await page.clock.runFor(RESTS_MS + 5);
  const response = await fetched;
  expect(response.request().method()).toBe('GET');
  expect(response.status()).toBe(200);
  expect(response.url()).toContain(slug);
  await page.clock.resume();
  await link.click();
  await expect(heading(page)).toHaveText(title);
  await expect(page.locator('.article-content')).toBeVisible();
  await askedSoFar(page);
  expect(calls, 'the click asks for nothing').toHaveLength(1);
});

test('a click while the data is still on its way does not ask again', async ({ page }) => {
  await openStill(page, '/');
  const calls = requestsOf(page, DATA);
  const release = await hold(page, DATA);
  const title = (await previews(page).first().textContent()) ?? '';
  await previews(page).first().hover();
  await page.clock.runFor(RESTS_MS + 5);
  await page.clock.resume();
  await previews(page).first().click();
  await expect(page.locator('.nav-progress')).toBeVisible();
  expect(calls).toHaveLength(1);
  release();
  await expect(heading(page)).toHaveText(title);
  await askedSoFar(page);
  expect(calls).toHaveLength(1);
});

test('a finger on a link has the data fetched at once', async ({ page }) => {
  await openStill(page, '/');
  const fetched = page.waitForResponse(DATA);
  await previews(page).first().dispatchEvent('touchstart');
  // After the events of the finger: they have its click among them.
  await page.clock.runFor(1);
  expect((await fetched).status()).toBe(200);
});

test('the keyboard on a link has the data fetched, and Enter uses it', async ({ page }) => {
  await openStill(page, '/');
  const calls = requestsOf(page, DATA);
  const link = previews(page).first();
  const title = (await link.textContent()) ?? '';
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (await link.evaluate(link => link === document.activeElement)) break;
  }
  await expect(link).toBeFocused();
  await askedSoFar(page);
  expect(calls, 'links that the focus only passes').toEqual([]);
  await page.clock.runFor(RESTS_MS + 5);
  await askedSoFar(page);
  expect(calls).toHaveLength(1);
  await page.clock.resume();
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(title);
  await askedSoFar(page);
  expect(calls).toHaveLength(1);
});

test('a link in the text of an article is like any other', async ({ page }) => {
  await openStill(page, ARTICLE);
  const calls = requestsOf(page, DATA);
  const link = page.locator(`.article-content a[href="${LINKED}"]`).first();
  await link.hover();
  await page.clock.runFor(RESTS_MS + 5);
  await askedSoFar(page);
  expect(calls).toHaveLength(1);
  expect(calls[0]).toContain('caching-rendered-pages');
  const isSame = await sameDocument(page);
  await page.clock.resume();
  await link.click();
  await expect(page).toHaveURL(new RegExp(`${LINKED}$`));
  await expect(heading(page)).toBeFocused();
  await isSame();
  expect(calls).toHaveLength(1);
});

test('a page in a chunk of its own has chunk and data fetched, each once', async ({ page }) => {
  const chunks = chunksOf('search_results');
  test.skip(chunks.length === 0 && !BUILD_WAS_NAMED, 'this site was built without --split');
  expect(chunks.length, 'the build under test is split into chunks').toBeGreaterThan(0);
  await openStill(page, '/about');
  const calls = requestsOf(page, DATA);
  const files = requestsOf(page, /\.wasm$/);
  const own = page.waitForResponse(/split_search_results\.wasm$/);
  await page.getByRole('link', { name: 'Search' }).hover();
  await page.clock.runFor(RESTS_MS + 5);
  expect((await own).status()).toBe(200);
  await page.clock.resume();
  await page.getByRole('link', { name: 'Search' }).click();
  await page.getByRole('searchbox').fill('cache');
  await askedSoFar(page);
  expect(calls.map(call => new URL(call).pathname)).toEqual(['/_fn/search']);
  expect(files.map(file => file.split('/').at(-1)).sort()).toEqual([...chunks].sort());
});

test('an answer that nobody used for half a minute is fetched anew', async ({ page }) => {
  await openStill(page, '/');
  const calls = requestsOf(page, DATA);
  const [first, second] = [previews(page).nth(0), previews(page).nth(1)];
  for (const link of [first, second]) {
    const answered = page.waitForResponse(DATA);
    await link.hover();
    await page.clock.runFor(RESTS_MS + 5);
    await (await answered).finished();
    // Until the answer is unpacked; then its half minute begins.
    await askedSoFar(page);
    await page.clock.runFor(link === first ? 20_000 : 15_000);
  }
  const title = (await second.textContent()) ?? '';
  await page.clock.resume();
  await second.click();
  await expect(heading(page)).toHaveText(title);
  expect(calls, 'the second is 15 s old').toHaveLength(2);
  await page.mouse.move(1, 1);
  await page.goBack();
  await expect(previews(page).first()).toBeVisible();
  calls.length = 0;
  await page.evaluate(() => document.querySelector<HTMLElement>('.preview-link')?.click());
  await expect(page.locator('.article-content')).toBeVisible();
  await askedSoFar(page);
  expect(calls, 'the first is 35 s old').toHaveLength(1);
});

test('data that did not come ahead is asked for again by the click', async ({
  page,
  complaints,
}) => {
  complaints.expectFailing(DATA);
  await openStill(page, '/');
  const title = (await previews(page).first().textContent()) ?? '';
  const failed = page.waitForEvent('requestfailed', request => DATA.test(request.url()));
  const requests = await cut(page, DATA, 1);
  await previews(page).first().hover();
  await page.clock.runFor(RESTS_MS + 5);
  await failed;
  await askedSoFar(page);
  await page.clock.resume();
  await previews(page).first().click();
  await expect(heading(page)).toHaveText(title);
  expect(requests.count).toBe(2);
});

test('a second visit to a page asks again, so that nobody reads what is old', async ({ page }) => {
  await open(page, '/about');
  const calls = requestsOf(page, /\/_fn\/article\?/);
  for (const times of [1, 2]) {
    await follow(page, LINKED);
    await expect(page.locator('.article-content')).toBeVisible();
    expect(calls).toHaveLength(times);
    await page.getByRole('link', { name: 'About' }).click();
    await expect(heading(page)).toHaveText('About Conduit');
  }
});

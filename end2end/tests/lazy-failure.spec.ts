// A chunk that cannot be fetched costs its own part of the page and nothing else.

import { CHUNK, editorWorks, needsChunks, writeLink } from '../fixtures/editor.ts';
import { cut } from '../fixtures/hold.ts';
import { expect, test, type Page } from '../fixtures/index.ts';
import { hydrated, open, sameDocument } from '../fixtures/visit.ts';

needsChunks();

test.beforeEach(({ complaints }) => {
  complaints.expectFailing(CHUNK);
  // The splitter's loader prints what the browser told it.
  complaints.expectText(/^console error: TypeError: Failed to fetch/);
});

const failure = (page: Page) => page.getByRole('alert');
const again = (page: Page) => page.getByRole('button', { name: 'Try again' });

/** Ways to the editor. A direct load preloads the chunk, so that one request more can fail. */
const ways = [
  {
    name: 'by a link',
    come: async (page: Page) => {
      await open(page, '/');
      await writeLink(page).click();
    },
    first: 1,
  },
  {
    name: 'directly',
    come: async (page: Page) => {
      await page.goto('/editor');
      await hydrated(page);
    },
    first: 2,
  },
];

for (const { name, come, first } of ways) {
  test(`a chunk that fails once comes at the next try, reached ${name}`, async ({ page }) => {
    const requests = await cut(page, CHUNK, first);
    await come(page);
    await editorWorks(page);
    await expect(failure(page)).toHaveCount(0);
    expect(requests.count).toBeGreaterThan(1);
  });

  test(`a chunk that never comes leaves a message and a living page, reached ${name}`, async ({
    page,
  }) => {
    const requests = await cut(page, CHUNK);
    await come(page);
    await expect(failure(page)).toContainText('could not be loaded');
    expect(requests.count, 'it was tried again before giving up').toBeGreaterThanOrEqual(4);
    const isSame = await sameDocument(page);
    await page.getByRole('link', { name: 'About' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('About Conduit');
    await page.getByRole('link', { name: 'Articles' }).click();
    await expect(page.locator('.article-preview').first()).toBeVisible();
    await isSame();
  });

  test(`the button fetches the chunk when the network is back, reached ${name}`, async ({
    page,
  }) => {
    const requests = await cut(page, CHUNK);
    await come(page);
    await expect(again(page)).toBeVisible();
    const tried = requests.count;
    await again(page).click();
    await expect.poll(() => requests.count).toBeGreaterThanOrEqual(tried + 4);
    await expect(again(page), 'a second failure leaves the button').toBeVisible();
    await page.unroute(CHUNK);
    await again(page).click();
    await editorWorks(page);
    await expect(failure(page)).toHaveCount(0);
  });
}

test('the form of the server stays readable when its chunk never comes', async ({ page }) => {
  await cut(page, CHUNK);
  await page.goto('/editor');
  await page.getByLabel('Text (Markdown)').fill('typed without any code');
  await expect(again(page)).toBeVisible();
  await expect(page.getByLabel('Text (Markdown)')).toHaveValue('typed without any code');
  await page.unroute(CHUNK);
  await again(page).click();
  await expect(page.locator('#editor-count')).toHaveText('4 words, about 1 min to read');
  await expect(page.getByLabel('Text (Markdown)')).toHaveValue('typed without any code');
});

test('a prefetch that fails is made good by the click', async ({ page }) => {
  const requests = await cut(page, CHUNK, 1);
  await open(page, '/');
  const failed = page.waitForEvent('requestfailed', request => CHUNK.test(request.url()));
  await writeLink(page).hover();
  await failed;
  await writeLink(page).click();
  await editorWorks(page);
  expect(requests.count).toBe(2);
});

test('a chunk that is gone from the server leaves the same message', async ({ page, complaints }) => {
  complaints.expectText(/^console error: (TypeError|CompileError|LinkError)/);
  await page.route(CHUNK, route => route.fulfill({ status: 404, body: 'gone' }));
  await open(page, '/');
  await writeLink(page).click();
  await expect(again(page)).toBeVisible();
  await page.getByRole('link', { name: 'About' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('About Conduit');
});

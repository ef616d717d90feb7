// Every page can be read whole on a small window, with large text, and with words that are too long.

import { cutTexts } from '../fixtures/cut.ts';
import { expect, test as base, type Page } from '../fixtures/index.ts';
import { LONG_PATHS, TITLE, withLongContent, WORD } from '../fixtures/long.ts';
import { addressOf, everyPage, expectStatuses } from '../fixtures/pages.ts';
import { hydrated, open } from '../fixtures/visit.ts';

const test = base.extend<{ long: { url: string } }>({
  /** A server whose newest articles are at the limits. */
  long: async ({ startServer }, use) => {
    await withLongContent(async folder => use(await startServer({ SUNUP_CONTENT_DIR: folder })));
  },
});

/** Windows, and the size of the text in them: what a reader's browser or our settings make of it. */
const SIZES = [
  { width: 320, text: '100%' },
  { width: 320, text: '131.25%' },
  { width: 640, text: '200%' },
  { width: 1280, text: '131.25%' },
] as const;

/** The texts that are cut in any of the sizes. */
async function cutInSizes(page: Page): Promise<string[]> {
  const cut: string[] = [];
  for (const { width, text } of SIZES) {
    await page.setViewportSize({ width, height: 640 });
    await page.evaluate(size => (document.documentElement.style.fontSize = size), text);
    for (const what of await cutTexts(page)) cut.push(`${width} px, ${text} text: ${what}`);
  }
  return cut;
}

test('no page scrolls sideways or cuts its text, in small windows and with text of 200 %', async ({
  page,
  request,
  site,
  faulty,
  complaints,
}) => {
  expectStatuses(complaints);
  for (const kind of await everyPage(request)) {
    await open(page, addressOf(kind, site, faulty));
    expect.soft(await cutInSizes(page), kind.name).toEqual([]);
  }
});

test('titles of 200 characters and words of 60 letters stay inside every window', async ({
  page,
  long,
  complaints,
}) => {
  complaints.expectFailing(new RegExp(`/${WORD}$`, 'i'));
  expect([TITLE.length, WORD.length]).toEqual([200, 60]);
  for (const path of LONG_PATHS) {
    await open(page, long.url + path);
    expect.soft(await cutInSizes(page), path).toEqual([]);
  }
});

for (const { width, text } of SIZES) {
  test(`the settings can be used in a window of ${width} px with text of ${text}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 640 });
    await open(page, '/');
    await page.evaluate(size => (document.documentElement.style.fontSize = size), text);
    await page.getByRole('button', { name: 'Reading settings' }).click();
    const settings = page.locator('#reading-settings');
    for (const button of await settings.getByRole('button').all()) {
      await button.scrollIntoViewIfNeeded();
      await expect(button).toBeInViewport({ ratio: 0.99 });
      await button.click({ trial: true });
    }
    expect(await cutTexts(page)).toEqual([]);
  });
}

test('the contents of an article stand beside it only where the size of the text leaves room', async ({
  page,
}) => {
  await open(page, '/article/sqlite-as-a-web-database');
  for (const { width, text, beside } of [
    { width: 1280, text: '100%', beside: true },
    { width: 1280, text: '112.5%', beside: false },
    { width: 1280, text: '131.25%', beside: false },
    { width: 1720, text: '131.25%', beside: true },
    { width: 1080, text: '100%', beside: false },
  ]) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(size => (document.documentElement.style.fontSize = size), text);
    const { contents, body, em } = await page.evaluate(() => {
      const box = (selector: string) => document.querySelector(selector)!.getBoundingClientRect();
      const em = parseFloat(getComputedStyle(document.documentElement).fontSize);
      return { contents: box('.toc'), body: box('.article-content'), em };
    });
    const said = `${width} px, ${text} text`;
    expect.soft(contents.left >= body.right, said).toBe(beside);
    expect.soft(contents.width / em, said).toBeGreaterThan(13);
  }
});

test('an article without a picture has none in its place, and its link has one', async ({
  page,
  long,
  request,
}) => {
  await page.goto(`${long.url}/article/a-long-title`);
  await hydrated(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE);
  await expect(page.locator('main img')).toHaveCount(0);
  const image = await page.locator('meta[property="og:image"]').getAttribute('content');
  const picture = await request.get(image ?? '');
  expect(picture.headers()['content-type']).toBe('image/png');
});

test('a search that finds nothing says so, and where to go on', async ({ page }) => {
  await open(page, '/search?q=zzyzx');
  await expect(page.getByRole('status').filter({ hasText: /./ })).toHaveText(/nothing|no article/i);
  await expect(page.getByRole('main').getByRole('link')).not.toHaveCount(0);
  await expect(page.locator('.article-preview')).toHaveCount(0);
  await expect(page.getByRole('searchbox')).toHaveValue('zzyzx');
});

test('what is cut is found', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, '/about');
  await page.evaluate(() => {
    document.querySelector('main')?.insertAdjacentHTML(
      'beforeend',
      `<p style="inline-size: 3em; overflow: hidden; white-space: nowrap">cut by its box</p>
       <p style="block-size: 0.5em; overflow: clip">cut below</p>
       <p style="inline-size: 500px">${'wider than the window '.repeat(5)}</p>`,
    );
  });
  const cut = (await cutTexts(page)).join('\n');
  for (const text of ['cut by its box', 'cut below', 'wider than the window', 'the page: ']) {
    expect(cut).toContain(text);
  }
});

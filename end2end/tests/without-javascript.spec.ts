// The whole site can be used without JavaScript: every page, its lists, its search, its settings.

import { expect, test } from '../fixtures/index.ts';
import { addressOf, everyPage, expectStatuses } from '../fixtures/pages.ts';

test.use({ javaScriptEnabled: false });

test('every page shows its heading, its navigation and no empty place', async ({
  page,
  request,
  site,
  faulty,
  complaints,
}) => {
  expectStatuses(complaints);
  for (const kind of await everyPage(request)) {
    const response = await page.goto(addressOf(kind, site, faulty));
    expect(response?.status(), kind.name).toBe(kind.status);
    await expect.soft(page.getByRole('heading', { level: 1 }), kind.name).toBeVisible();
    const navigation = page.getByRole('navigation', { name: 'Site' });
    expect.soft(await navigation.getByRole('link').count(), kind.name).toBeGreaterThan(5);
    await expect.soft(page.getByRole('contentinfo'), kind.name).toBeVisible();
    const main = page.getByRole('main');
    expect.soft((await main.innerText()).trim().length, kind.name).toBeGreaterThan(40);
    // What waits for a script would wait for ever.
    await expect.soft(main.locator('.loading, .lazy-loading, [aria-busy="true"]')).toHaveCount(0);
    await expect.soft(main.locator('.save-button, .reading-bar').filter({ visible: true })).toHaveCount(0);
  }
});

test('the navigation leads to every part of the site, and says where the reader is', async ({
  page,
}) => {
  await page.goto('/');
  const navigation = page.getByRole('navigation', { name: 'Site' });
  const names = await navigation.locator('.nav-link').allTextContents();
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) {
    await navigation.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(navigation.locator('.nav-link[aria-current="page"]')).toHaveText(name);
  }
});

test('all articles are reached by older and newer, each once', async ({ page, request }) => {
  const map = await (await request.get('/sitemap.xml')).text();
  const published = [...map.matchAll(/<loc>[^<]*(\/article\/[^<]*)</g)].map(([, path]) => path);
  await page.goto('/');
  const previews = page.locator('.article-list .preview-link');
  const paths = () => previews.evaluateAll(links => links.map(link => link.getAttribute('href') ?? ''));
  const seen = await paths();
  const first = [...seen];
  const older = page.getByRole('link', { name: 'Older articles' });
  let pages = 1;
  for (; await older.isVisible(); pages += 1) {
    await older.click();
    seen.push(...(await paths()));
  }
  expect(pages).toBeGreaterThan(2);
  expect(seen.toSorted()).toEqual(published.toSorted());
  for (; pages > 1; pages -= 1) await page.getByRole('link', { name: 'Newer articles' }).click();
  expect(await paths(), 'back at the newest').toEqual(first);
});

test('a search is a form, its answer a page with an address', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await page.getByRole('searchbox').fill('cache');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(/\/search\?q=cache$/);
  await expect(page.getByRole('searchbox')).toHaveValue('cache');
  const hits = page.locator('.article-preview');
  expect(await hits.count()).toBeGreaterThan(3);
  expect(await page.locator('mark').allTextContents()).toEqual(
    expect.arrayContaining([expect.stringMatching(/^cache/i)]),
  );
  const title = (await hits.first().getByRole('link').first().textContent()) ?? '';
  await hits.first().getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
});

test('Enter in the search field searches, and what finds nothing leads on', async ({ page }) => {
  await page.goto('/search?q=cache');
  await page.getByRole('searchbox').fill('zzyzx "*\' NEAR(');
  await page.getByRole('searchbox').press('Enter');
  await expect(page.getByText('No article holds all of these words.')).toBeVisible();
  await expect(page.getByRole('searchbox')).toHaveValue('zzyzx "*\' NEAR(');
  await page.getByRole('main').getByRole('link', { name: 'tags' }).click();
  await expect(page).toHaveURL(/\/tags$/);
});

test('tags, authors and months lead to lists of their articles', async ({ page }) => {
  for (const [start, link] of [
    ['/tags', '.tag-index a'],
    ['/archive', '.archive-months a'],
    ['/', '.article-meta .author'],
    ['/article/signals-and-stores', '.article-header .tag-list a'],
  ] as const) {
    await page.goto(start);
    await page.locator(link).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.locator('.article-preview').count(), start).toBeGreaterThan(0);
  }
});

test('the contents, the notes and the way back of an article are anchors', async ({ page }) => {
  await page.goto('/article/signals-and-stores');
  const entry = page.locator('.toc a').nth(2);
  await entry.click();
  await expect(page.getByRole('heading', { name: (await entry.textContent()) ?? '', level: 2 })).toBeInViewport();
  await page.locator('.footnote-reference a').first().click();
  await expect(page.locator('.footnotes li:target')).toBeInViewport();
  await page.locator('.footnote-back').first().click();
  await expect(page.locator('.footnote-reference a').first()).toBeInViewport();
});

test('the theme is chosen by a form, stays on other pages, and can be left to the system', async ({
  page,
}) => {
  await page.goto('/tags');
  const paper = () => page.locator('body').evaluate(body => getComputedStyle(body).backgroundColor);
  const light = await paper();
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'Reading settings' }).click();
    const button = page.locator('#reading-settings').getByRole('button', { name });
    await button.click();
    await page.getByRole('button', { name: 'Reading settings' }).click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
  };
  await choose('Dark');
  await expect(page, 'back where the reader was').toHaveURL(/\/tags$/);
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.goto('/about');
  expect(await paper()).toBe(dark);
  await choose('System');
  expect(await paper()).toBe(light);
  await expect(page.locator('.preference[data-preference="text"]'), 'needs a script').toBeHidden();
});

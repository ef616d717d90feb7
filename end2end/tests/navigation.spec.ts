// Links change the page without loading a document, and nothing a document load does is lost.

import { expect, test, type Page } from '../fixtures/index.ts';
import { hold } from '../fixtures/hold.ts';
import { follow, hydrated, open, requestsOf, sameDocument, settled } from '../fixtures/visit.ts';

const heading = (page: Page) => page.locator('main h1');
const previewLinks = (page: Page) => page.locator('.preview-link');

test('links, back and forward change the page without loading a document', async ({ page }) => {
  await open(page, '/');
  const isSame = await sameDocument(page);
  const title = (await previewLinks(page).first().textContent()) ?? '';
  await previewLinks(page).first().click();
  await expect(heading(page)).toHaveText(title);
  await expect(page).toHaveURL(/\/article\/[a-z-]+$/);
  await expect(page).toHaveTitle(`${title} · Conduit`);
  await page.goBack();
  await expect(page).toHaveURL(/\/$/);
  await expect(page).toHaveTitle('Conduit');
  await expect(previewLinks(page).first()).toHaveText(title);
  await page.goForward();
  await expect(heading(page)).toHaveText(title);
  await expect(page).toHaveTitle(`${title} · Conduit`);
  await page.getByRole('link', { name: 'About' }).click();
  await expect(heading(page)).toHaveText('About Conduit');
  await isSame();
});

test('a navigation asks once for data, and a page without data never', async ({ page }) => {
  await open(page, '/about');
  const calls = requestsOf(page, /\/_fn\//);
  await page.getByRole('link', { name: 'Articles' }).click();
  await expect(previewLinks(page).first()).toBeVisible();
  // The list, and what its layout shows beside it.
  const asked = () => calls.map(call => new URL(call).pathname);
  expect(asked().sort()).toEqual(['/_fn/articles', '/_fn/popular-tags']);
  await previewLinks(page).first().click();
  await expect(page).toHaveURL(/\/article\//);
  await expect(page.locator('.article-content')).toBeVisible();
  expect(asked().slice(2)).toEqual(['/_fn/article']);
  await page.getByRole('link', { name: 'Write' }).click();
  await expect(heading(page)).toHaveText('Write an article');
  await page.getByRole('link', { name: 'About' }).click();
  await expect(heading(page)).toHaveText('About Conduit');
  await settled(page);
  expect(calls).toHaveLength(3);
});

test('data is asked for with GET', async ({ page }) => {
  await open(page, '/about');
  const asked = page.waitForRequest(/\/_fn\/articles/);
  await page.getByRole('link', { name: 'Articles' }).click();
  expect((await asked).method()).toBe('GET');
  expect((await (await asked).response())?.status()).toBe(200);
});

test('another article replaces the one that is shown', async ({ page }) => {
  await open(page, '/');
  const links = await previewLinks(page).all();
  const [first, second] = await Promise.all(
    links.slice(0, 2).map(async link => ({
      href: (await link.getAttribute('href')) ?? '',
      title: (await link.textContent()) ?? '',
    })),
  );
  if (!first || !second) throw new Error('The front page lists fewer than two articles.');
  await open(page, first.href);
  const isSame = await sameDocument(page);
  await follow(page, second.href);
  await expect(heading(page)).toHaveText(second.title);
  await expect(page).toHaveTitle(`${second.title} · Conduit`);
  await expect(heading(page)).toBeFocused();
  await expect(page.locator('[aria-live=assertive]')).toHaveText(`${second.title} · Conduit`);
  await isSame();
});

test('the address in the canonical link and the description follow the page', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('link', { name: 'About' }).click();
  await expect(heading(page)).toHaveText('About Conduit');
  await expect(page.locator('head link[rel=canonical]')).toHaveCount(1);
  await expect(page.locator('head link[rel=canonical]')).toHaveAttribute('href', /\/about$/);
  await expect(page.locator('head meta[name=description]')).toHaveCount(1);
  await expect(page.locator('head meta[name=description]')).toHaveAttribute('content', /how it is made/);
});

test('the heading of the new page has the focus and its title is announced', async ({ page }) => {
  await open(page, '/');
  const announcer = page.locator('[aria-live=assertive]');
  await expect(announcer).toBeEmpty();
  await previewLinks(page).first().click();
  await expect(page).toHaveURL(/\/article\//);
  await expect(heading(page)).toBeFocused();
  await expect(announcer).toHaveText(await page.title());
  expect(await page.title()).not.toBe('Conduit');
  await page.getByRole('link', { name: 'About' }).click();
  await expect(heading(page)).toHaveText('About Conduit');
  await expect(heading(page)).toBeFocused();
  await expect(announcer).toHaveText('About · Conduit');
  await page.goBack();
  await expect(heading(page)).not.toHaveText('About Conduit');
  await expect(heading(page)).toBeFocused();
});

test('hydration leaves the focus and the announcer alone', async ({ page }) => {
  await open(page, '/about');
  await settled(page);
  await expect(page.locator('body')).toBeFocused();
  await expect(page.locator('[aria-live=assertive]')).toBeEmpty();
});

test('the link of the current page says so', async ({ page }) => {
  await open(page, '/about');
  const current = page.getByRole('navigation', { name: 'Site' }).locator('[aria-current=page]');
  await expect(current).toHaveText(['About']);
  await page.getByRole('link', { name: 'Write' }).click();
  await expect(current).toHaveText(['Write']);
  await page.getByRole('link', { name: 'Articles' }).click();
  await expect(current).toHaveText(['Conduit', 'Articles']);
  await previewLinks(page).first().click();
  await expect(page).toHaveURL(/\/article\//);
  await expect(current).toHaveCount(0);
});

test.describe('in a small window', () => {
  test.use({ viewport: { width: 480, height: 400 } });

  const top = (page: Page) => page.evaluate(() => Math.round(window.scrollY));

  test('a new page starts at its top, back and forward where they were left', async ({ page }) => {
    await open(page, '/');
    const isSame = await sameDocument(page);
    await previewLinks(page).nth(4).scrollIntoViewIfNeeded();
    const home = await top(page);
    expect(home, 'the link is below the fold').toBeGreaterThan(400);
    await settled(page);
    await previewLinks(page).nth(4).click();
    await expect(page).toHaveURL(/\/article\//);
    await expect(heading(page)).toBeFocused();
    await expect.poll(() => top(page)).toBe(0);

    await page.evaluate(() => window.scrollTo(0, 700));
    await settled(page);
    await page.goBack();
    await expect(previewLinks(page).nth(4)).toBeVisible();
    await expect.poll(() => top(page)).toBe(home);
    await expect(heading(page)).toBeFocused();
    expect(await top(page), 'the focus does not scroll').toBe(home);

    await page.goForward();
    await expect(page.locator('.article-content')).toBeVisible();
    await expect.poll(() => top(page)).toBe(700);
    await isSame();
  });

  test('a reload keeps the scroll position', async ({ page }) => {
    await open(page, '/');
    await page.evaluate(() => window.scrollTo(0, 500));
    await settled(page);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-sunup', 'ready');
    await expect.poll(() => top(page)).toBe(500);
  });

  test('back to a page that was never scrolled shows its top', async ({ page }) => {
    await open(page, '/about');
    await page.getByRole('link', { name: 'Articles' }).click();
    await expect(heading(page)).toBeFocused();
    await page.evaluate(() => window.scrollTo(0, 300));
    await settled(page);
    await page.goBack();
    await expect(heading(page)).toHaveText('About Conduit');
    await expect.poll(() => top(page)).toBe(0);
  });

  test('back after a reload shows the page where it was left', async ({ page }) => {
    await open(page, '/');
    await page.evaluate(() => window.scrollTo(0, 500));
    await settled(page);
    await page.evaluate(() => document.querySelector<HTMLElement>('a[href="/about"]')?.click());
    await expect(heading(page)).toHaveText('About Conduit');
    await page.reload();
    await hydrated(page);
    await page.goBack();
    await expect(previewLinks(page).first()).toBeVisible();
    await expect.poll(() => top(page)).toBe(500);
  });

  test('a link into the page scrolls there and loads nothing', async ({ page }) => {
    await open(page, '/about');
    const isSame = await sameDocument(page);
    const calls = requestsOf(page, /\/about|\/_fn\/|\/pkg\//);
    await page.evaluate(() => {
      const target = [...document.querySelectorAll('main h2')].at(-1);
      if (target) target.id = 'last';
    });
    await follow(page, '#last');
    await expect(page).toHaveURL(/\/about#last$/);
    await expect(page.locator('#last')).toBeInViewport();
    const there = await top(page);
    expect(there).toBeGreaterThan(0);
    await page.goBack();
    await expect(page).toHaveURL(/\/about$/);
    await expect.poll(() => top(page), 'back is where the link was').toBe(0);
    await page.goForward();
    await expect.poll(() => top(page), 'forward is where it led').toBe(there);
    await isSame();
    expect(calls).toEqual([]);
  });

  test('a link to a place in another page ends at that place', async ({ page }) => {
    const article = '/article/splitting-webassembly';
    await open(page, article);
    const sections = page.locator('.article-content h2[id]');
    const id = await sections.last().getAttribute('id');
    await open(page, '/about');
    const isSame = await sameDocument(page);
    await follow(page, `${article}#${id}`);
    await expect(page.locator('.article-content')).toBeVisible();
    await expect(page.locator(`#${id}`)).toBeInViewport();
    await isSame();
  });
});

test('of two clicks in quick succession the second holds', async ({ page }) => {
  await open(page, '/');
  const titles = await previewLinks(page).allTextContents();
  await page.evaluate(() => {
    for (const link of [...document.querySelectorAll<HTMLElement>('.preview-link')].slice(0, 2)) {
      link.click();
    }
  });
  await expect(heading(page)).toHaveText(titles[1] ?? '');
  await expect(page).toHaveTitle(`${titles[1]} · Conduit`);
  await page.goBack();
  await expect(page).toHaveTitle('Conduit');
});

test('a click elsewhere overtakes a page that takes long', async ({ page }) => {
  await open(page, '/');
  const release = await hold(page, /\/_fn\/article\?/);
  await previewLinks(page).first().click();
  await expect(page.locator('.nav-progress')).toBeVisible();
  await page.getByRole('link', { name: 'About' }).click();
  await expect(heading(page)).toHaveText('About Conduit');
  release();
  await expect(page.locator('.nav-progress')).toBeHidden();
  await settled(page);
  await expect(heading(page)).toHaveText('About Conduit');
  await expect(heading(page)).toBeFocused();
  await expect(page).toHaveURL(/\/about$/);
  await expect(page).toHaveTitle('About · Conduit');
});

test('a slow navigation shows a progress bar, and the old page stays until the new one is there', async ({
  page,
}) => {
  await open(page, '/');
  const release = await hold(page, /\/_fn\/article\?/);
  const bar = page.locator('.nav-progress');
  await expect(bar).toBeHidden();
  const title = (await previewLinks(page).first().textContent()) ?? '';
  await previewLinks(page).first().click();
  await expect(bar).toBeVisible();
  await expect(heading(page)).toHaveText('Web engineering, before sunrise');
  release();
  await expect(heading(page)).toHaveText(title);
  await expect(bar).toBeHidden();
});

test('a page whose data takes long arrives by a link', async ({ page, faulty }) => {
  await open(page, `${faulty.url}/`);
  const isSame = await sameDocument(page);
  const bar = await shownBars(page);
  await follow(page, '/fault/slow');
  await expect(heading(page)).toHaveText('This page took its time');
  expect(await bar(), 'the progress bar was shown on the way').toBe(true);
  await isSame();
});

/** Watches for the progress bar; the function it gives back tells whether it was ever visible. */
async function shownBars(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => {
    const bar = document.querySelector('.nav-progress');
    if (!bar) return;
    new MutationObserver(() => {
      if (getComputedStyle(bar).display !== 'none') Object.assign(window, { barWasShown: true });
    }).observe(bar, { attributes: true });
  });
  return () => page.evaluate(() => 'barWasShown' in window);
}

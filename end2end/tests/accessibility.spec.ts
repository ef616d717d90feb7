// The ground that assistive technology stands on.

import { expect, test } from '../fixtures/index.ts';
import { kinds, open, sameDocument, settled } from '../fixtures/visit.ts';

test('every page has its landmarks, one heading of the first level, and no gap below it', async ({
  page,
  request,
}) => {
  for (const path of await kinds(request)) {
    await test.step(path, async () => {
      await open(page, path);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      for (const role of ['banner', 'main', 'contentinfo'] as const) {
        await expect(page.getByRole(role)).toHaveCount(1);
      }
      await expect(page.getByRole('navigation', { name: 'Site' })).toHaveCount(1);
      await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveCount(1);
      const levels = await page
        .locator('h1, h2, h3, h4, h5, h6')
        .evaluateAll(headings => headings.map(heading => Number(heading.tagName[1])));
      levels.reduce((previous, level) => {
        expect(level, `levels ${levels} of ${path}`).toBeLessThanOrEqual(previous + 1);
        return level;
      }, 0);
      await expect(page.locator('img:not([alt])')).toHaveCount(0);
    });
  }
});

test('the first key press reaches a link over the navigation, and it works', async ({ page }) => {
  await open(page, '/');
  const isSame = await sameDocument(page);
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#main$/);
  const nextIsInMain = async () => {
    await page.keyboard.press('Tab');
    return page.evaluate(() => Boolean(document.activeElement?.closest('main')));
  };
  expect(await nextIsInMain(), 'the next key press reaches the content').toBe(true);
  await skip.focus();
  await page.keyboard.press('Enter');
  await settled(page);
  expect(await nextIsInMain(), 'and again, at an address that already says so').toBe(true);
  await isSame();
});

test('the whole site can be walked by keyboard', async ({ page }) => {
  await open(page, '/about');
  const isSame = await sameDocument(page);
  const links = ['Articles', 'Tags', 'Archive', 'Search', 'About', 'Write'];
  for (const name of ['Skip to content', 'Conduit', ...links]) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name, exact: true })).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByLabel('Title')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Title')).toBeFocused();
  await isSame();
});

test('every field of the editor has its label', async ({ page }) => {
  await open(page, '/editor');
  for (const name of ['Title', 'What is it about?', 'Text (Markdown)', 'Tags, separated by commas']) {
    await expect(page.getByRole('textbox', { name, exact: true })).toHaveCount(1);
  }
  const fields = page.locator('main :is(input, textarea, select, button)');
  for (const field of await fields.all()) await expect(field).toHaveAccessibleName(/./);
});

test('no page is wider than a small telephone', async ({ page, request }) => {
  await page.setViewportSize({ width: 320, height: 600 });
  for (const path of await kinds(request)) {
    await open(page, path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, path).toBeLessThanOrEqual(320);
  }
});

// A visit without a pointer: every stop can be seen, and everything can be done from it.

import { expect, test, type Page } from '../fixtures/index.ts';
import { open, sameDocument } from '../fixtures/visit.ts';

const heading = (page: Page) => page.locator('main h1');

/** What has the focus, as somebody who looks at the window would describe it. */
async function stop(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const middle = box.top + Math.min(box.height, innerHeight) / 2;
    const y = Math.min(Math.max(middle, 0), innerHeight - 1);
    const seen = document.elementFromPoint(x, y);
    return {
      name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60),
      isBody: element === document.body,
      ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
      isInWindow: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      isCovered: !seen || !(element.contains(seen) || seen.contains(element)),
    };
  });
}

/** Presses Tab until something of this name has the focus; every stop on the way can be seen. */
async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const there = await stop(page);
    passed.push(there.name);
    if (there.isBody) continue;
    await expectVisible(page);
    if (typeof name === 'string' ? there.name === name : name.test(there.name)) return;
  }
  throw new Error(`${name} was not reached: ${passed.join(' | ')}`);
}

async function expectVisible(page: Page): Promise<void> {
  // A page that scrolls to the focus, or a skip link that slides in, has a moment for it.
  await expect(async () => {
    const there = await stop(page);
    expect(there.ring, `the ring around “${there.name}”`).toBeGreaterThanOrEqual(2);
    expect(there.isInWindow, `“${there.name}” is in the window`).toBe(true);
    expect(there.isCovered, `something lies over “${there.name}”`).toBe(false);
  }).toPass({ timeout: 2_000, intervals: [20, 50, 100] });
}

test('a visit by keyboard alone: settings, an article, its contents, the list', async ({
  page,
}) => {
  await open(page, '/');
  const isSame = await sameDocument(page);

  await test.step('over the navigation to the articles', async () => {
    await page.keyboard.press('Tab');
    expect((await stop(page)).name).toBe('Skip to content');
    await expectVisible(page);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(page.locator('main :focus')).toHaveCount(1);
    await expectVisible(page);
  });

  await test.step('back into the header, to the settings', async () => {
    await tabTo(page, 'Reading settings', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(page.locator('#reading-settings')).toBeVisible();
    await tabTo(page, 'Dark');
    await page.keyboard.press('Space');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expectVisible(page);
    await page.keyboard.press('Escape');
    await expect(page.locator('#reading-settings')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Reading settings' })).toBeFocused();
    await expectVisible(page);
  });

  await test.step('to the first article', async () => {
    const title = (await page.locator('.preview-link').first().textContent()) ?? '';
    await tabTo(page, title.slice(0, 60));
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText(title);
    await expect(heading(page)).toBeFocused();
  });

  await test.step('onto the reading list', async () => {
    await tabTo(page, 'Add to reading list');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Remove from reading list' })).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: 'Added' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('.toast')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Remove from reading list' })).toBeFocused();
  });

  await test.step('through its contents', async () => {
    const entry = page.locator('.toc a').nth(1);
    await tabTo(page, ((await entry.textContent()) ?? '').trim().slice(0, 60));
    await page.keyboard.press('Enter');
    const id = new URL(page.url()).hash.slice(1);
    await expect(page.locator(`[id="${id}"]`)).toBeFocused();
    await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
    await page.keyboard.press('Tab');
    const isNext = await page.locator(`[id="${id}"]`).evaluate(section => {
      const next = document.activeElement;
      const follows = Node.DOCUMENT_POSITION_FOLLOWING;
      return Boolean(next && section.compareDocumentPosition(next) & follows);
    });
    expect(isNext, 'the next stop is in the section').toBe(true);
  });

  await test.step('to the search', async () => {
    await tabTo(page, 'Search', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText('Search');
    await expect(heading(page)).toBeFocused();
    await isSame();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await expectVisible(page);
    await page.keyboard.type('cache');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/search\?q=cache$/);
    await expect(page.locator('.search-count')).toContainText(/article/);
    await expect(page.locator('html')).toHaveAttribute('data-sunup', 'ready');
  });

  await test.step('to the reading list, and off it', async () => {
    await tabTo(page, 'Reading list');
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText('Your reading list');
    await tabTo(page, /^Remove “/);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Nothing is saved.')).toBeVisible();
    await tabTo(page, 'Undo');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Remove “/ })).toHaveCount(1);
    await expect(page.locator('.toast')).toHaveCount(0);
  });
});

test('the settings close where they were opened, and a click elsewhere is not needed', async ({
  page,
}) => {
  await open(page, '/about');
  const settings = page.getByRole('button', { name: 'Reading settings' });
  await settings.focus();
  for (const key of ['Enter', 'Space']) {
    await page.keyboard.press(key);
    await expect(page.locator('#reading-settings')).toBeVisible();
    await page.keyboard.press('Tab');
    expect((await stop(page)).name, 'the first choice comes next').toBe('System');
    await page.keyboard.press('Escape');
    await expect(page.locator('#reading-settings')).toBeHidden();
    await expect(settings).toBeFocused();
  }
});

test('Escape closes the settings first and a toast after them', async ({ page }) => {
  await open(page, '/article/splitting-webassembly');
  await page.getByRole('button', { name: 'Add to reading list' }).click();
  await expect(page.locator('.toast')).toBeVisible();
  await page.getByRole('button', { name: 'Reading settings' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#reading-settings')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('#reading-settings')).toBeHidden();
  await expect(page.locator('.toast')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.toast')).toHaveCount(0);
});

test('the focus passes through the header, and the page stays where it was', async ({ page }) => {
  await open(page, '/article/splitting-webassembly');
  await page.evaluate(() => window.scrollTo(0, 1_500));
  await page.getByRole('link', { name: 'About' }).evaluate(link => link.focus());
  for (let presses = 0; presses < 3; presses += 1) {
    await page.keyboard.press('Tab');
    await expectVisible(page);
    await expect(page.locator('header :focus')).toHaveCount(1);
    expect(await page.evaluate(() => window.scrollY)).toBe(1_500);
  }
});

for (const [name, width] of Object.entries({ 'a narrow window': 360, 'a wide window': 1440 })) {
  test(`every stop of the main pages can be seen in ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    for (const path of ['/', '/article/cookies-and-sessions', '/search?q=cache']) {
      await test.step(path, async () => {
        await open(page, path);
        for (let presses = 0; presses < 45; presses += 1) {
          await page.keyboard.press('Tab');
          if ((await stop(page)).isBody) break;
          await expectVisible(page);
        }
      });
    }
  });
}

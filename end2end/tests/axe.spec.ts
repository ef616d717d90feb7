// No page breaks a rule of axe-core, in either scheme, in no state a visitor can bring it to.

import { violations, withAxe } from '../fixtures/axe.ts';
import { expect, test, type Page } from '../fixtures/index.ts';
import { addressOf, everyPage, expectStatuses } from '../fixtures/pages.ts';
import { open } from '../fixtures/visit.ts';

/** States that a visitor brings a page to. */
const STATES: ReadonlyArray<[name: string, path: string, reach: (page: Page) => Promise<void>]> = [
  ['open settings', '/', openSettings],
  ['open settings on a small window', '/', async page => {
    await page.setViewportSize({ width: 320, height: 640 });
    await openSettings(page);
  }],
  ['an article that was saved, and said so', '/article/signals-and-stores', save],
  ['a reading list with an article', '/article/signals-and-stores', async page => {
    await save(page);
    await page.getByRole('link', { name: 'Reading list' }).first().click();
    await expect(page.locator('.reading-list-items a').first()).toBeVisible();
  }],
  ['a skip link that shows', '/', async page => {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  }],
];

/** Two tests share the pages, so that two workers do. */
for (const half of [0, 1]) {
  test(`no page has a violation in either scheme, half ${half + 1}`, async ({
    page,
    request,
    site,
    faulty,
    complaints,
  }) => {
    expectStatuses(complaints);
    await withAxe(page);
    const pages = await everyPage(request);
    for (const kind of pages.filter((_, index) => index % 2 === half)) {
      await test.step(kind.name, async () => {
        const response = await open(page, addressOf(kind, site, faulty));
        expect(response.status(), kind.name).toBe(kind.status);
        expect.soft(await violations(page), kind.name).toEqual([]);
      });
    }
  });
}

test('no state a visitor can bring a page to has a violation in either scheme', async ({ page }) => {
  await withAxe(page);
  for (const [name, path, reach] of STATES) {
    await test.step(name, async () => {
      await open(page, path);
      await reach(page);
      expect.soft(await violations(page), name).toEqual([]);
    });
  }
});

test('what breaks a rule is found, also when only one scheme does', async ({ page }) => {
  await withAxe(page);
  await open(page, '/about');
  await page.evaluate(() => {
    document.querySelector('main')?.insertAdjacentHTML(
      'beforeend',
      `<p style="color: #999; background: #fff">Faint</p>
       <p style="color: light-dark(#000, #999); background: #fff">Faint</p>
       <div><button style="inline-size: 9px; block-size: 9px; min-block-size: 0; padding: 0"></button></div>`,
    );
  });
  const rules = (await violations(page)).map(violation => /^(dark: )?[\w-]+/.exec(violation)?.[0]);
  expect(rules.sort()).toEqual([
    'button-name',
    'color-contrast',
    'dark: color-contrast',
    'dark: color-contrast',
  ]);
});

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Reading settings' }).click();
  await expect(page.locator('#reading-settings')).toBeVisible();
}

async function save(page: Page): Promise<void> {
  const button = page.locator('.save-button:not(.saved)');
  if (await button.isVisible()) await button.click();
  await expect(page.locator('.save-button.saved')).toBeVisible();
}

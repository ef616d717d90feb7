// The reading list: kept by the browser, the same in all tabs, and never in the way.

import { expect, test, type Page } from '../fixtures/index.ts';
import { open } from '../fixtures/visit.ts';

const ARTICLE = '/article/splitting-webassembly';
const OTHER = '/article/cookies-and-sessions';

const heading = (page: Page) => page.locator('main h1');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const save = (page: Page) => button(page, 'Add to reading list');
const remove = (page: Page) => button(page, 'Remove from reading list');
const toast = (page: Page) => page.locator('.toast');

/** Titles on the list of what was saved. */
const saved = (page: Page) => page.locator('li:has(.reading-remove) > a');

async function openList(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Reading list' }).click();
  await expect(page.getByRole('heading', { name: 'Saved for later' })).toBeVisible();
}

/** A record as the site keeps it, its sum included; see state/record.rs. */
function record(name: string, version: number, stamp: number, body: string): string {
  const number = (value: number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    return bytes;
  };
  let sum = 0x811c9dc5;
  const parts = [Buffer.from(name), number(version), number(stamp), Buffer.from(body)];
  for (const byte of Buffer.concat(parts)) {
    sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  }
  return `${version} ${stamp} ${sum} ${body}`;
}

/** Puts a text where the site keeps the list. */
async function keep(page: Page, text: string): Promise<void> {
  await page.evaluate(text => localStorage.setItem('sunup-reading-list', text), text);
}

test('what is saved on an article is on the list, also after a reload', async ({ page }) => {
  await open(page, ARTICLE);
  const title = (await heading(page).textContent()) ?? '';
  await save(page).click();
  await expect(toast(page)).toContainText('Added to your reading list.');
  await expect(remove(page)).toBeVisible();
  await openList(page);
  await expect(saved(page)).toHaveText([title]);
  await page.reload();
  await expect(saved(page)).toHaveText([title]);
  await saved(page).click();
  await expect(heading(page)).toHaveText(title);
  await expect(remove(page)).toBeVisible();
  await page.reload();
  await expect(remove(page)).toBeVisible();
});

test('what was removed comes back where it stood', async ({ page }) => {
  const titles: string[] = [];
  for (const address of [ARTICLE, OTHER, '/article/cache-status']) {
    await open(page, address);
    titles.unshift((await heading(page).textContent()) ?? '');
    await save(page).click();
  }
  await openList(page);
  await expect(saved(page)).toHaveText(titles);
  await button(page, `Remove “${titles[1]}”`).click();
  await expect(saved(page)).toHaveText([titles[0] ?? '', titles[2] ?? '']);
  await expect(toast(page)).toContainText('Removed from your reading list.');
  await button(page, 'Undo').click();
  await expect(saved(page)).toHaveText(titles);
  await expect(toast(page)).toHaveCount(0);
  await page.reload();
  await expect(saved(page)).toHaveText(titles);
});

test('a save is taken back from its toast', async ({ page }) => {
  await open(page, ARTICLE);
  await save(page).click();
  await button(page, 'Undo').click();
  await expect(save(page)).toBeVisible();
  await openList(page);
  await expect(page.getByText('Nothing is saved.')).toBeVisible();
});

test('two tabs show the same list', async ({ page, context }) => {
  await open(page, ARTICLE);
  const title = (await heading(page).textContent()) ?? '';
  const other = await context.newPage();
  await open(other, '/reading-list');
  await expect(other.getByText('Nothing is saved.')).toBeVisible();
  await save(page).click();
  await expect(saved(other)).toHaveText([title]);
  await button(other, `Remove “${title}”`).click();
  await expect(save(page), 'and back').toBeVisible();
  await button(other, 'Undo').click();
  await expect(remove(page)).toBeVisible();
});

for (const [what, kept] of Object.entries({
  'is damaged': '1 1795258800000 1 %02',
  'is of somebody else': '{"articles":["one"]}',
  'is empty': '',
  'is of a later version': record('reading-list', 9, 9_999_999_999_999, '%01%02%03'),
  'has the right sum and no sense': record('reading-list', 1, 9_999_999_999_999, '%ff%ff%ff'),
})) {
  test(`a list that ${what} is none, and the page works`, async ({ page }) => {
    await page.goto('/about');
    await keep(page, kept);
    await open(page, ARTICLE);
    await save(page).click();
    await openList(page);
    await expect(saved(page)).toHaveCount(1);
    await page.reload();
    await expect(saved(page), 'and what is saved now is kept').toHaveCount(1);
  });
}

test('a record that is whole is read', async ({ page }) => {
  await page.goto('/about');
  // One article: lengths and texts, and its minutes.
  const body = '%01%01a%05Title%07';
  const kept = record('reading-list', 1, 1_795_258_800_000, body);
  await keep(page, kept);
  await open(page, '/reading-list');
  await expect(saved(page)).toHaveText(['Title']);
  await expect(page.getByText('7 min read')).toBeVisible();
});

for (const forbidden of [['localStorage'], ['localStorage', 'sessionStorage']]) {
  test(`without ${forbidden.join(' and ')} the list lives as long as the page`, async ({ page }) => {
    await page.addInitScript(forbidden => {
      for (const name of forbidden) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('Access is denied', 'SecurityError');
          },
        });
      }
    }, forbidden);
    await open(page, ARTICLE);
    await save(page).click();
    await expect(toast(page)).toContainText('Added');
    await openList(page);
    await expect(saved(page)).toHaveCount(1);
    await page.goBack();
    await expect(remove(page)).toBeVisible();
    await page.reload();
    await expect(save(page)).toBeVisible();
  });
}

test('a storage that is full costs the memory and nothing else', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded', 'QuotaExceededError');
    };
  });
  await open(page, ARTICLE);
  await save(page).click();
  await openList(page);
  await expect(saved(page)).toHaveCount(1);
});

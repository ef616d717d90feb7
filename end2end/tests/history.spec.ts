// How far articles were read, and pages that Back shows as they were left.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../fixtures/build.ts';
import { expect, test, type Page } from '../fixtures/index.ts';
import { follow, open, requestsOf, settled } from '../fixtures/visit.ts';

const ARTICLE = '/article/splitting-webassembly';

const heading = (page: Page) => page.locator('main h1');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const toast = (page: Page) => page.locator('.toast');
const top = (page: Page) => page.evaluate(() => Math.round(window.scrollY));

test.describe('progress', () => {
  test('a reader is offered to go on where they stopped', async ({ page }) => {
    await open(page, ARTICLE);
    const title = (await heading(page).textContent()) ?? '';
    await page.evaluate(() => window.scrollTo(0, 2_000));
    await page.waitForFunction(() => localStorage.getItem('sunup-progress'));
    await page.getByRole('link', { name: 'Reading list' }).click();
    const begun = page.locator('li:has(.reading-share)');
    await expect(begun).toContainText(title);
    await expect(begun).toContainText(/\d+ % read/);
    await open(page, ARTICLE);
    await expect(toast(page)).toContainText(/You stopped at \d+ %\./);
    await button(page, 'Continue there').click();
    await expect.poll(() => top(page)).toBeGreaterThan(1_000);
    expect(Math.abs((await top(page)) - 2_000), 'near the place').toBeLessThan(500);
  });

  test('who comes back by Back is there already, and is offered nothing', async ({ page }) => {
    await open(page, ARTICLE);
    await page.evaluate(() => window.scrollTo(0, 2_000));
    await page.waitForFunction(() => localStorage.getItem('sunup-progress'));
    await page.getByRole('link', { name: 'About' }).click();
    await expect(heading(page)).toHaveText('About Conduit');
    await page.goBack();
    await expect.poll(() => top(page)).toBe(2_000);
    await page.waitForTimeout(800);
    await expect(toast(page)).toHaveCount(0);
  });
});

test.describe('a history entry', () => {
  test('has its open sections and its scroll position on the way back', async ({
    page,
    startServer,
  }) => {
    const content = await mkdtemp(path.join(tmpdir(), 'conduit-content-'));
    await cp(path.join(ROOT, 'content'), content, { recursive: true });
    const file = path.join(content, 'splitting-webassembly.md');
    const sections = ['One', 'Two'].map(
      name => `<details><summary>${name}</summary><p>Inside of ${name}.</p></details>`,
    );
    await writeFile(file, `${await readFile(file, 'utf8')}\n\n${sections.join('\n\n')}\n`);
    const server = await startServer({ SUNUP_CONTENT_DIR: content });
    await open(page, `${server.url}${ARTICLE}`);
    await page.getByText('Two', { exact: true }).click();
    await expect(page.getByText('Inside of Two.')).toBeVisible();
    await settled(page);
    const left = await top(page);
    await page.getByRole('link', { name: 'About' }).click();
    await expect(heading(page)).toHaveText('About Conduit');
    await page.goBack();
    await expect(page.getByText('Inside of Two.')).toBeVisible();
    await expect(page.getByText('Inside of One.')).toBeHidden();
    await expect.poll(() => top(page)).toBe(left);
    await follow(page, '/about');
    await expect(heading(page)).toHaveText('About Conduit');
    await follow(page, ARTICLE);
    await expect(page.locator('.article-content')).toBeVisible();
    await expect(page.getByText('Inside of Two.'), 'a new entry begins anew').toBeHidden();
    await rm(content, { recursive: true, force: true });
  });

  test('has its half-typed search, and another entry has its own', async ({ page }) => {
    const field = page.getByRole('searchbox');
    await open(page, '/search?q=cache');
    await field.fill('cache and half a wo');
    await page.getByRole('link', { name: 'About' }).click();
    await expect(heading(page)).toHaveText('About Conduit');
    await page.getByRole('link', { name: 'Search' }).click();
    await expect(field).toHaveValue('');
    await field.fill('hydra');
    await page.goBack();
    await expect(heading(page)).toHaveText('About Conduit');
    await page.goBack();
    await expect(field).toHaveValue('cache and half a wo');
    await page.goForward();
    await expect(heading(page)).toHaveText('About Conduit');
    await page.goForward();
    await expect(field).toHaveValue('hydra');
  });

  test('has what was typed into the editor, after a reload as well', async ({ page }) => {
    await open(page, '/editor');
    await page.getByLabel('Title').fill('Half a title');
    await page.getByRole('link', { name: 'About' }).click();
    await expect(heading(page)).toHaveText('About Conduit');
    await page.goBack();
    await expect(page.getByLabel('Title')).toHaveValue('Half a title');
    await page.reload();
    await expect(page.getByLabel('Title')).toHaveValue('Half a title');
  });
});

test('a page with everything the browser remembers asks for no data when it is loaded', async ({
  page,
  context,
  site,
}) => {
  await context.addCookies([
    { name: 'theme', value: 'dark', url: site.url },
    { name: 'text', value: 'large', url: site.url },
  ]);
  await open(page, ARTICLE);
  await button(page, 'Add to reading list').click();
  await page.evaluate(() => window.scrollTo(0, 2_000));
  await page.waitForFunction(() => localStorage.getItem('sunup-progress'));
  const calls = requestsOf(page, /\/_fn\//);
  const addresses = ['/', '/reading-list', '/search?q=cache', '/tags', '/archive', '/editor'];
  for (const address of [ARTICLE, ...addresses]) {
    await open(page, address);
    await page.waitForLoadState('networkidle');
    expect(calls, address).toEqual([]);
  }
  await page.getByRole('link', { name: 'Tags', exact: true }).click();
  await expect(heading(page)).toHaveText('Tags');
  expect(calls, 'and a click does').toHaveLength(1);
});

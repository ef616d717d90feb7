// Everything can be read without JavaScript.

import { expect, test } from '../fixtures/index.ts';
import { articles, crawl } from '../fixtures/visit.ts';

test.use({ javaScriptEnabled: false });

test('the front page lists the articles without JavaScript', async ({ page }) => {
  const response = await page.goto('/');
  expect(response?.status()).toBe(200);
  await expect(page).toHaveTitle('Conduit');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const previews = page.locator('.article-preview');
  expect(await previews.count()).toBeGreaterThanOrEqual(6);
  for (const preview of await previews.all()) {
    await expect(preview.locator('.preview-link')).not.toBeEmpty();
    await expect(preview.locator('.author')).not.toBeEmpty();
    await expect(preview.locator('time')).toHaveAttribute('datetime', /^\d{4}-\d{2}-\d{2}$/);
    expect(await preview.getByRole('listitem').count(), 'tags').toBeGreaterThanOrEqual(1);
  }
});

test('an article is reached by its link and read whole without JavaScript', async ({ page }) => {
  await page.goto('/');
  const link = page.locator('.preview-link').first();
  const title = (await link.textContent()) ?? '';
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page).toHaveTitle(`${title} · Conduit`);
  const words = (await page.locator('.article-content').innerText()).split(/\s+/);
  expect(words.length).toBeGreaterThanOrEqual(300);
});

test('tables and code of articles are rendered without JavaScript', async ({ page, request }) => {
  let tables = 0;
  let blocks = 0;
  for (const path of await articles(request)) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(200);
    for (const table of await page.locator('.article-content table').all()) {
      await expect(table).toBeVisible();
      expect(await table.locator('thead th').count(), `columns in ${path}`).toBeGreaterThan(1);
      expect(await table.locator('tbody td').count(), `cells in ${path}`).toBeGreaterThan(1);
      tables += 1;
    }
    for (const block of await page.locator('.article-content pre code').all()) {
      await expect(block).not.toBeEmpty();
      blocks += 1;
    }
    await expect(page.locator('.article-content'), 'Markdown is rendered').not.toContainText('```');
  }
  expect(tables, 'tables in all articles').toBeGreaterThan(0);
  expect(blocks, 'blocks of code in all articles').toBeGreaterThan(0);
});

test('the about page can be read without JavaScript', async ({ page }) => {
  const response = await page.goto('/about');
  expect(response?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('About Conduit');
  await expect(page).toHaveTitle('About · Conduit');
  await expect(page.getByText('Articles are Markdown files')).toBeVisible();
});

test("the editor's form and its note are there without JavaScript", async ({ page }) => {
  const response = await page.goto('/editor');
  expect(response?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Write an article');
  await expect(page.getByText('Publishing needs an account')).toBeVisible();
  await expect(page.getByLabel('Title')).toBeEditable();
  await expect(page.getByLabel('Text (Markdown)')).toBeEditable();
});

for (const path of ['/no/such/page', '/article/no-such-article']) {
  test(`${path} is a styled 404 page without JavaScript`, async ({ page, complaints }) => {
    complaints.expectFailing(new RegExp(`${path}$`));
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is at this address');
    await expect(page.getByRole('navigation', { name: 'Site' })).toBeVisible();
    await page.getByRole('link', { name: 'Go to the front page' }).click();
    await expect(page).toHaveTitle('Conduit');
  });
}

test('every page is one complete document', async ({ request }) => {
  for (const path of await crawl(request)) {
    const response = await request.get(path);
    expect(response.headers()['content-type'], path).toBe('text/html; charset=utf-8');
    const html = (await response.text()).trim();
    expect(html, path).toMatch(/^<!DOCTYPE html><html [^>]*lang="en"/i);
    expect(html, `the end of ${path}`).toMatch(/<\/body><\/html>$/);
    for (const tag of ['html', 'head', 'title', 'body', 'main', 'h1']) {
      const count = html.match(new RegExp(`<${tag}[\\s>]`, 'g'))?.length;
      expect(count, `<${tag}> in ${path}`).toBe(1);
    }
    expect(html, `${path} waits for nothing`).not.toMatch(/<template|<[a-z]+[^>]*aria-busy/);
    expect(html, `${path} has a description`).toMatch(/<meta name="description" content="[^"]{20,}/);
    expect(html, `${path} has a canonical address`).toMatch(/<link rel="canonical" href="http/);
  }
});

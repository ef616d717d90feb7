// Unknown addresses are 404 with a page of the site, directly and by client navigation.

import { expect, test, type Page } from '../fixtures/index.ts';
import { follow, open, sameDocument } from '../fixtures/visit.ts';

const UNKNOWN = ['/no/such/page', '/article/no-such-article', '/article', '/fault/error'];

async function showsNotFound(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is at this address');
  await expect(page.locator('.error-status')).toHaveText('404');
  await expect(page).toHaveTitle('Nothing is at this address · Conduit');
  await expect(page.getByRole('navigation', { name: 'Site' })).toBeVisible();
  await expect(page.getByRole('contentinfo')).toBeVisible();
}

for (const path of UNKNOWN) {
  test(`${path} is answered with 404 and a page of the site`, async ({ page, complaints }) => {
    complaints.expectFailing(new RegExp(`${path}$`));
    const response = await open(page, path);
    expect(response.status()).toBe(404);
    await showsNotFound(page);
    const isSame = await sameDocument(page);
    await page.getByRole('link', { name: 'Go to the front page' }).click();
    await expect(page.locator('.article-preview').first()).toBeVisible();
    await expect(page).toHaveTitle('Conduit');
    await isSame();
  });
}

test('an address that ends with a slash leads to its page', async ({ page }) => {
  const response = await open(page, '/search/?q=cache');
  expect(response.status()).toBe(200);
  await expect(page).toHaveURL(/\/search\?q=cache$/);
  await expect(page.getByRole('searchbox')).toHaveValue('cache');
});

test('search engines are told to leave a 404 page out', async ({ page, complaints }) => {
  complaints.expectFailing(/\/no\/such\/page$/);
  await open(page, '/no/such/page');
  await expect(page.locator('head meta[name=robots]')).toHaveAttribute('content', 'noindex');
  await page.getByRole('link', { name: 'Go to the front page' }).click();
  await expect(page).toHaveTitle('Conduit');
  await expect(page.locator('head meta[name=robots]')).toHaveCount(0);
});

test('a link to an unknown address shows the 404 page without a document load', async ({ page }) => {
  await open(page, '/');
  const isSame = await sameDocument(page);
  await follow(page, '/no/such/page');
  await showsNotFound(page);
  await expect(page).toHaveURL(/\/no\/such\/page$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.goBack();
  await expect(page.locator('.article-preview').first()).toBeVisible();
  await isSame();
});

test('a link to an unknown article shows the 404 page without a document load', async ({
  page,
  complaints,
}) => {
  complaints.expectFailing(/\/_fn\/article\?slug=no-such-article\b/);
  await open(page, '/');
  const isSame = await sameDocument(page);
  const answer = page.waitForResponse(/\/_fn\/article\?/);
  await follow(page, '/article/no-such-article');
  await showsNotFound(page);
  expect((await answer).status(), 'status of the data').toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await isSame();
});

test('addresses that make no sense are refused without harm', async ({ request }) => {
  const addresses = ['/%', '/%ff', '/article/%00', `/${'a'.repeat(7_000)}`, '/..%2f..%2fCargo.toml'];
  for (const address of addresses) {
    const response = await request.get(address);
    expect(response.status(), address.slice(0, 40)).toBeGreaterThanOrEqual(400);
    expect(response.status(), address.slice(0, 40)).toBeLessThan(500);
    expect(await response.text(), address.slice(0, 40)).not.toContain('[workspace]');
  }
  expect((await request.get('/')).status()).toBe(200);
});

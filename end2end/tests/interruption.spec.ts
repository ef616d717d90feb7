// Nobody has to wait for a page they no longer want: the last click, or Back, holds.

import { askedSoFar } from '../fixtures/clock.ts';
import { hold } from '../fixtures/hold.ts';
import { expect, test, type Page } from '../fixtures/index.ts';
import { follow, open, settled } from '../fixtures/visit.ts';

const ARTICLE = '/article/splitting-webassembly';

const heading = (page: Page) => page.locator('main h1');
const previews = (page: Page) => page.locator('.preview-link');
const bar = (page: Page) => page.locator('.nav-progress');
const menu = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name, exact: true });

test('a visitor may go elsewhere while a page loads, and the last click holds', async ({
  page,
}) => {
  await open(page, '/');
  const release = await hold(page, /\/_fn\//);
  await previews(page).first().click();
  await expect(bar(page)).toBeVisible();
  await menu(page, 'Tags').click();
  await menu(page, 'Archive').click();
  await expect(heading(page), 'the old page stays').toHaveText('Web engineering, before sunrise');
  release();
  await expect(heading(page)).toHaveText('Archive');
  await askedSoFar(page);
  await settled(page);
  await expect(page).toHaveURL(/\/archive$/);
  await expect(page).toHaveTitle('Archive · Conduit');
  await page.goBack();
  await expect(heading(page)).toHaveText('Web engineering, before sunrise');
});

test('Back while a page loads goes to the page before, and stays there', async ({ page }) => {
  await open(page, '/about');
  await menu(page, 'Articles').click();
  await expect(previews(page).first()).toBeVisible();
  const release = await hold(page, /\/_fn\/article\?/);
  await previews(page).first().click();
  await expect(bar(page)).toBeVisible();
  await page.goBack();
  await expect(heading(page)).toHaveText('About Conduit');
  await expect(bar(page)).toBeHidden();
  release();
  await askedSoFar(page);
  await settled(page);
  await expect(heading(page)).toHaveText('About Conduit');
  await expect(page).toHaveURL(/\/about$/);
  await page.goForward();
  await expect(previews(page).first()).toBeVisible();
  await expect(page).toHaveURL(/\/$/);
});

test('a click while Back loads leads on from the page that Back was about to show', async ({
  page,
}) => {
  await open(page, ARTICLE);
  const title = (await heading(page).textContent()) ?? '';
  await menu(page, 'About').click();
  await expect(heading(page)).toHaveText('About Conduit');
  const release = await hold(page, /\/_fn\/article\?/);
  await page.goBack();
  await expect(bar(page)).toBeVisible();
  await expect(heading(page)).toHaveText('About Conduit');
  await menu(page, 'Write').click();
  await expect(heading(page)).toHaveText('Write an article');
  release();
  await askedSoFar(page);
  await settled(page);
  await expect(heading(page)).toHaveText('Write an article');
  await expect(page).toHaveURL(/\/editor$/);
  await page.goBack();
  await expect(heading(page)).toHaveText(title);
});

test('a second click on the link of a page that loads changes nothing', async ({ page }) => {
  await open(page, '/about');
  const release = await hold(page, /\/_fn\//);
  const length = await page.evaluate(() => history.length);
  await follow(page, ARTICLE);
  await page.getByRole('link', { name: 'followed', exact: true }).click();
  release();
  await expect(page.locator('.article-content')).toBeVisible();
  await settled(page);
  expect(await page.evaluate(() => history.length)).toBe(length + 1);
});

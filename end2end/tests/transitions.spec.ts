// From page to page: what the visitor sees and hears in between.

import { openStill } from '../fixtures/clock.ts';
import { hold } from '../fixtures/hold.ts';
import { expect, test, type Page } from '../fixtures/index.ts';
import { open, settled } from '../fixtures/visit.ts';

const ARTICLE = '/article/splitting-webassembly';

/** A navigation is slow from here on, in milliseconds; see `PATIENCE` in nav/client.rs. */
const PATIENCE_MS = 150;

const heading = (page: Page) => page.locator('main h1');
const previews = (page: Page) => page.locator('.preview-link');
const bar = (page: Page) => page.locator('.nav-progress');
const menu = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name, exact: true });
const top = (page: Page) => page.evaluate(() => Math.round(window.scrollY));

/** Counts the view transitions of a page; the browser makes them all the same. */
async function countTransitions(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const counted = Object.assign(window, { transitions: 0 });
    const start = Document.prototype.startViewTransition;
    Document.prototype.startViewTransition = function (change) {
      counted.transitions += 1;
      return start.call(this, change);
    };
  });
  return () => page.evaluate(() => (window as unknown as { transitions: number }).transitions);
}

test.describe('for a visitor who likes motion', () => {
  test.use({ reducedMotion: 'no-preference' });

  test('pages change in a view transition, one for each navigation', async ({ page }) => {
    const transitions = await countTransitions(page);
    await open(page, '/');
    expect(await transitions(), 'the first page just is there').toBe(0);
    await menu(page, 'About').click();
    await expect(heading(page)).toHaveText('About Conduit');
    expect(await transitions()).toBe(1);
    await page.goBack();
    await expect(previews(page).first()).toBeVisible();
    expect(await transitions()).toBe(2);
  });

  test('a place on the same page needs no transition', async ({ page }) => {
    const transitions = await countTransitions(page);
    await open(page, ARTICLE);
    await page.locator('.toc a').last().click();
    await expect(page).toHaveURL(/#/);
    await settled(page);
    expect(await transitions()).toBe(0);
  });

  test('a browser without view transitions changes pages all the same', async ({ page }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(Document.prototype, 'startViewTransition');
    });
    await open(page, '/');
    await menu(page, 'About').click();
    await expect(heading(page)).toHaveText('About Conduit');
    await expect(heading(page)).toBeFocused();
  });

  test('a navigation in the middle of a transition ends it, and the console is silent', async ({
    page,
  }) => {
    const transitions = await countTransitions(page);
    await open(page, '/about');
    await page.evaluate(async () => {
      for (const path of ['/editor', '/reading-list', '/editor', '/about', '/reading-list']) {
        document.querySelector<HTMLElement>(`nav a[href="${path}"]`)?.click();
        await new Promise(done => setTimeout(done, 40));
      }
    });
    await expect(heading(page)).toHaveText('Your reading list');
    await expect(page).toHaveURL(/\/reading-list$/);
    await expect(page).toHaveTitle('Your reading list · Conduit');
    expect(await transitions()).toBeGreaterThan(1);
    await settled(page);
  });

  test('a new page is at its top from its first frame on, and Back where it was left', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 480, height: 400 });
    await open(page, '/');
    await page.evaluate(() => window.scrollTo({ top: 1_500, behavior: 'instant' }));
    await settled(page);
    const firstFrameOf = (change: string, selector: string) =>
      page.evaluate(
        ([change, selector]) =>
          new Promise<number>(done => {
            new Function(change)();
            let frames = 0;
            const look = () => {
              if (document.querySelector(selector)) frames += 1;
              // The first frame in which the page is there is the one it was put in; then one
              // for who scrolls when it is.
              if (frames > 2) done(Math.round(window.scrollY));
              else requestAnimationFrame(look);
            };
            look();
          }),
        [change, selector] as const,
      );
    const click = `document.querySelector('a[href="/about"]').click()`;
    const about = await firstFrameOf(click, '.about-page');
    expect(about, 'a new page').toBe(0);
    await expect(heading(page)).toBeFocused();
    const home = await firstFrameOf('history.back()', '.home-page .preview-link');
    expect(home, 'the page that was left').toBe(1_500);
  });
});

test('a visitor who wants no motion gets no view transition', async ({ page }) => {
  const transitions = await countTransitions(page);
  await open(page, '/');
  await menu(page, 'About').click();
  await expect(heading(page)).toHaveText('About Conduit');
  await page.goBack();
  await expect(previews(page).first()).toBeVisible();
  expect(await transitions()).toBe(0);
});

test('the progress bar shows when a navigation takes long, and not before', async ({ page }) => {
  await openStill(page, '/');
  const release = await hold(page, /\/_fn\//);
  await previews(page).first().click();
  await page.clock.runFor(PATIENCE_MS - 20);
  await expect(bar(page)).toBeHidden();
  await page.clock.runFor(40);
  await expect(bar(page)).toBeVisible();
  release();
  await expect(page.locator('.article-content')).toBeVisible();
  await expect(bar(page)).toBeHidden();
});

test('a fast navigation shows no progress bar', async ({ page }) => {
  await openStill(page, '/');
  await previews(page).first().click();
  await expect(page.locator('.article-content')).toBeVisible();
  await page.clock.runFor(PATIENCE_MS + 20);
  await expect(bar(page)).toBeHidden();
});

test('a navigation soon after another one has the same patience', async ({ page }) => {
  await openStill(page, '/');
  await menu(page, 'About').click();
  await expect(heading(page)).toHaveText('About Conduit');
  await page.clock.runFor(PATIENCE_MS - 50);
  await hold(page, /\/_fn\//);
  await menu(page, 'Archive').click();
  await page.clock.runFor(100);
  await expect(bar(page)).toBeHidden();
  await page.clock.runFor(70);
  await expect(bar(page)).toBeVisible();
});

test('another query changes nothing on the page before its data is there', async ({ page }) => {
  await page.setViewportSize({ width: 480, height: 400 });
  await open(page, '/');
  const release = await hold(page, /\/_fn\//);
  const older = page.getByRole('link', { name: 'Older articles' });
  await older.scrollIntoViewIfNeeded();
  await settled(page);
  const [before, first] = [await top(page), await previews(page).first().textContent()];
  expect(before, 'the link is below the fold').toBeGreaterThan(400);
  await older.click();
  await expect(bar(page)).toBeVisible();
  expect(await top(page), 'the old page stays where it is').toBe(before);
  await expect(previews(page).first()).toHaveText(first ?? '');
  release();
  await expect(previews(page).first()).not.toHaveText(first ?? '');
  await expect(page).toHaveURL(/\?/);
  await expect.poll(() => top(page), 'the new page starts at its top').toBe(0);
  await expect(heading(page)).toBeFocused();
  await page.goBack();
  await expect(previews(page).first()).toHaveText(first ?? '');
  await expect.poll(() => top(page)).toBe(before);
});

test('each new page has the focus on its heading and is announced', async ({ page }) => {
  await open(page, '/');
  const announced = page.locator('[aria-live=assertive]');
  for (const name of ['Tags', 'Archive', 'Search', 'About', 'Write', 'Reading list']) {
    await menu(page, name).click();
    await expect(menu(page, name)).toHaveAttribute('aria-current', 'page');
    await expect(heading(page)).toBeFocused();
    await expect(announced).toHaveText(await page.title());
    await expect(announced).toHaveText(/. · Conduit$/);
  }
});

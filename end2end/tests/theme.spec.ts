// How the visitor wants the site to look: chosen once, right from the first frame on, in all tabs.

import { coloursDrawn, watchFrames } from '../fixtures/frames.ts';
import { hold } from '../fixtures/hold.ts';
import { expect, test, type Page } from '../fixtures/index.ts';
import { hydrated, open, settled } from '../fixtures/visit.ts';

const PAPER = { light: 'rgb(253, 249, 243)', dark: 'rgb(18, 19, 26)' } as const;
const OTHER = { light: 'dark', dark: 'light' } as const;

/** A place on every page where nothing stands. */
const MARGIN = { x: 4, y: 600 };

const root = (page: Page) => page.locator('html');
const settings = (page: Page) => page.getByRole('button', { name: 'Reading settings' });
const choice = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const size = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).fontSize);

async function choose(page: Page, name: string): Promise<void> {
  await settings(page).click();
  await choice(page, name).click();
  await expect(choice(page, name)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
}

/** The colour of the browser's bars, as it would choose it. */
async function bars(page: Page): Promise<string[]> {
  return page.locator('meta[name=theme-color]').evaluateAll(metas =>
    metas
      .filter(meta => matchMedia(meta.getAttribute('media') ?? 'all').matches)
      .map(meta => meta.getAttribute('content') ?? ''),
  );
}

test.describe('theme', () => {
  for (const scheme of ['light', 'dark'] as const) {
    test.describe(`on a ${scheme} system`, () => {
      test.use({ colorScheme: scheme });

      test('the site is as the system says until somebody chooses', async ({ page }) => {
        await open(page, '/about');
        await expect(root(page)).toHaveAttribute('data-theme', 'system');
        expect(await paper(page)).toBe(PAPER[scheme]);
        expect(await bars(page)).toHaveLength(1);
        await page.emulateMedia({ colorScheme: OTHER[scheme] });
        expect(await paper(page)).toBe(PAPER[OTHER[scheme]]);
      });

      test('a chosen theme holds at once, on the next page, and after a reload', async ({
        page,
      }) => {
        await open(page, '/about');
        const system = await bars(page);
        const other = OTHER[scheme];
        await choose(page, other === 'dark' ? 'Dark' : 'Light');
        const isChosen = async (where: string) => {
          await expect(root(page), where).toHaveAttribute('data-theme', other);
          expect(await paper(page), where).toBe(PAPER[other]);
          expect(await bars(page), where).toHaveLength(1);
          expect(await bars(page), where).not.toEqual(system);
        };
        await isChosen('at once');
        await page.getByRole('link', { name: 'Tags', exact: true }).click();
        await expect(page.locator('main h1')).toBeFocused();
        await isChosen('on the next page');
        await page.reload();
        await isChosen('after a reload, before the application');
        await hydrated(page);
        await isChosen('after a reload');
        await choose(page, 'System');
        expect(await paper(page)).toBe(PAPER[scheme]);
        expect(await bars(page)).toEqual(system);
      });

      test('the first frame has the chosen theme, and so have all others', async ({
        page,
        browser,
        context,
        site,
      }) => {
        const other = OTHER[scheme];
        await context.addCookies([{ name: 'theme', value: other, url: site.url }]);
        const seen = await watchFrames(page);
        await open(page, '/tags');
        const release = await hold(page, /\.(wasm|js)$/);
        const drawn = await coloursDrawn(browser, page, MARGIN, async () => {
          await page.goto('/about', { waitUntil: 'commit' });
          await expect(page.locator('main h1')).toBeVisible();
          await page.waitForTimeout(300);
          release();
          await hydrated(page);
        });
        expect(drawn, 'what was drawn').toEqual([PAPER[other]]);
        const frames = await seen();
        const looks = frames.map(frame => frame.replace(/ \S+$/, ''));
        expect(looks, 'what a script saw').toEqual([`${other} ${PAPER[other]}`]);
      });
    });
  }

  test('of two choices at once the last one holds', async ({ page }) => {
    await open(page, '/');
    for (const [first, last] of [['Dark', 'Light'], ['Light', 'Dark']] as const) {
      await settings(page).click();
      // In one task, before anything is drawn.
      const pressed = [choice(page, first), choice(page, last)].map(button => button.elementHandle());
      await page.evaluate(
        buttons => buttons.forEach(button => (button as HTMLElement).click()),
        await Promise.all(pressed),
      );
      await expect(root(page)).toHaveAttribute('data-theme', last.toLowerCase());
      await settled(page);
      await expect(root(page)).toHaveAttribute('data-theme', last.toLowerCase());
      await expect(choice(page, last)).toHaveAttribute('aria-pressed', 'true');
      await page.keyboard.press('Escape');
    }
  });

  test('other tabs follow', async ({ page, context }) => {
    await open(page, '/about');
    const other = await context.newPage();
    await open(other, '/tags');
    await choose(page, 'Dark');
    await expect(root(other)).toHaveAttribute('data-theme', 'dark');
    await expect(other.locator('button[value=dark]')).toHaveAttribute('aria-pressed', 'true');
    expect(await paper(other)).toBe(PAPER.dark);
    await choose(other, 'Light');
    await expect(root(page)).toHaveAttribute('data-theme', 'light');
    await expect(page.locator('button[value=light]')).toHaveAttribute('aria-pressed', 'true');
  });

  test('a cookie that means nothing is no choice', async ({ page, context, site }) => {
    for (const value of ['purple', '', 'DARK', '%00', 'dark%20']) {
      await context.addCookies([{ name: 'theme', value, url: site.url }]);
      await open(page, '/about');
      expect(await paper(page), value).toBe(PAPER.light);
      await expect(page.locator('button[value=system]')).toHaveAttribute('aria-pressed', 'true');
    }
  });
});

test.describe('theme without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the form chooses it, and the server sends pages in it', async ({ page, context, site }) => {
    const colour = () =>
      page.locator('body').evaluate(body => getComputedStyle(body).backgroundColor);
    for (const [name, value] of [
      ['Dark', 'dark'],
      ['Light', 'light'],
      ['System', 'system'],
    ] as const) {
      await page.goto('/about');
      await settings(page).click();
      await choice(page, name).click();
      await expect(page, 'back where the visitor was').toHaveURL(`${site.url}/about`);
      const cookies = (await context.cookies()).filter(cookie => cookie.name === 'theme');
      expect(cookies.map(cookie => cookie.value)).toEqual([value]);
      for (const path of ['/about', '/tags']) {
        const html = await (await page.goto(path))?.text();
        expect(html, path).toMatch(new RegExp(`<html[^>]* data-theme="${value}"`));
        const pressed = page.locator('button[name=theme][aria-pressed=true]');
        await expect(pressed).toHaveText([name]);
      }
      expect(await colour()).toBe(PAPER[value === 'dark' ? 'dark' : 'light']);
    }
  });

  test('the size of the text, which needs JavaScript, is not offered', async ({ page }) => {
    await page.goto('/about');
    await settings(page).click();
    await expect(choice(page, 'Dark')).toBeVisible();
    await expect(choice(page, 'Largest')).toBeHidden();
  });
});

test.describe('size of the text', () => {
  test('is chosen by keyboard, and there from the first frame of the next load', async ({
    page,
  }) => {
    await open(page, '/about');
    expect(await size(page)).toBe('16px');
    await settings(page).focus();
    await page.keyboard.press('Enter');
    for (let presses = 0; presses < 10; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.locator('button[value=largest]:focus').count()) break;
    }
    await page.keyboard.press('Space');
    await expect(root(page)).toHaveAttribute('data-text', 'largest');
    expect(await size(page)).toBe('21px');
    const seen = await watchFrames(page);
    const release = await hold(page, /\.(wasm|js)$/);
    await page.reload({ waitUntil: 'commit' });
    await expect(page.locator('main h1')).toBeVisible();
    await settled(page);
    release();
    await hydrated(page);
    expect((await seen()).map(frame => frame.split(' ').at(-1))).toEqual(['21px']);
    await expect(page.locator('button[value=largest]')).toHaveAttribute('aria-pressed', 'true');
  });

  test('is the same in other tabs', async ({ page, context }) => {
    await open(page, '/about');
    const other = await context.newPage();
    await open(other, '/tags');
    await choose(page, 'Large');
    await expect(root(other)).toHaveAttribute('data-text', 'large');
    expect(await size(other)).toBe('18px');
  });
});

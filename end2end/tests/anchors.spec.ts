// A link to a place ends at that place: right below the header, which stays at the upper edge.

import { expect, test, type Page } from '../fixtures/index.ts';
import { follow, open, sameDocument, settled } from '../fixtures/visit.ts';

/** Articles with a table of contents, and one of them with notes. */
const ARTICLE = '/article/splitting-webassembly';
const NOTES = '/article/cookies-and-sessions';

/** The most that lies between the header and what an anchor leads to, in pixels. */
const GAP = 48;

const WINDOWS = {
  'a telephone': { width: 360, height: 640 },
  'a tablet': { width: 900, height: 700 },
  'a wide window': { width: 1440, height: 800 },
};

/** Where an element lies: how far below the header, and whether the page could bring it closer. */
async function place(page: Page, selector: string) {
  return page.evaluate(selector => {
    const target = document.querySelector(selector);
    if (!target) throw new Error(`nothing is ${selector}`);
    const header = document.querySelector('.site-header')?.getBoundingClientRect();
    const { top, left, width } = target.getBoundingClientRect();
    const root = document.documentElement;
    const isAtEnd = root.scrollHeight - root.clientHeight - window.scrollY < 2;
    // What is seen a little inside of it is the element, and nothing that lies over it.
    const seen = document.elementFromPoint(left + Math.min(width / 2, 20), top + 4);
    return {
      gap: top - Math.max(header?.bottom ?? 0, 0),
      isAtEnd,
      isSeen: Boolean(seen && (target.contains(seen) || seen.contains(target))),
      isInWindow: top >= 0 && top < root.clientHeight,
    };
  }, selector);
}

/** Waits until an element lies right below the header, or as close as the page's end lets it. */
async function liesBelowHeader(page: Page, selector: string): Promise<void> {
  await expect(async () => {
    const there = await place(page, selector);
    expect(there.isInWindow, `${selector} is in the window`).toBe(true);
    expect(there.gap, `gap between header and ${selector}`).toBeGreaterThanOrEqual(0);
    if (!there.isAtEnd) expect(there.gap, `gap above ${selector}`).toBeLessThanOrEqual(GAP);
    expect(there.isSeen, `${selector} is not covered`).toBe(true);
  }).toPass({ timeout: 5_000, intervals: [50, 100, 250] });
}

/** Ids of the sections of the article that is shown. */
async function sections(page: Page): Promise<string[]> {
  const ids = await page
    .locator('.article-content :is(h2, h3)[id]')
    .evaluateAll(headings => headings.map(heading => heading.id));
  expect(ids.length).toBeGreaterThan(3);
  return ids;
}

/** Puts the focus on the only link to a place and presses Enter, so that nothing scrolls before. */
async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().evaluate(link => {
    (link as HTMLElement).focus({ preventScroll: true });
  });
  await page.keyboard.press('Enter');
}

for (const [name, viewport] of Object.entries(WINDOWS)) {
  test.describe(`in ${name}`, () => {
    test.use({ viewport });

    test('every entry of the contents leads to its section', async ({ page }) => {
      await open(page, ARTICLE);
      const isSame = await sameDocument(page);
      for (const id of await sections(page)) {
        await page.locator(`.toc a[href="#${id}"]`).click();
        await expect(page).toHaveURL(new RegExp(`#${id}$`));
        await liesBelowHeader(page, `[id="${id}"]`);
      }
      await isSame();
    });

    test('an address with a section opens there', async ({ page }) => {
      await open(page, ARTICLE);
      for (const id of (await sections(page)).slice(1, 3)) {
        await page.goto('about:blank');
        await open(page, `${ARTICLE}#${id}`);
        await settled(page);
        await liesBelowHeader(page, `[id="${id}"]`);
      }
    });

    test('a link from another page leads to the section', async ({ page }) => {
      await open(page, ARTICLE);
      const ids = await sections(page);
      for (const id of ids.slice(1, 3)) {
        await open(page, '/about');
        const isSame = await sameDocument(page);
        await page.evaluate(() => window.scrollTo(0, 200));
        await follow(page, `${ARTICLE}#${id}`);
        await expect(page.locator(`[id="${id}"]`)).toBeFocused();
        await liesBelowHeader(page, `[id="${id}"]`);
        await page.goBack();
        await expect(page.locator('main h1')).toHaveText('About Conduit');
        await page.goForward();
        await expect(page.locator('.article-content')).toBeVisible();
        await liesBelowHeader(page, `[id="${id}"]`);
        await isSame();
      }
    });

    test('a note and the way back from it are where their links lead', async ({ page }) => {
      await open(page, NOTES);
      const reference = page.locator('.footnote-reference a').first();
      const note = (await reference.getAttribute('href')) ?? '';
      expect(note).toMatch(/^#./);
      await reference.click();
      await liesBelowHeader(page, `[id="${note.slice(1)}"]`);
      const back = page.locator(`[id="${note.slice(1)}"] .footnote-back`).first();
      const way = (await back.getAttribute('href')) ?? '';
      await back.click();
      await expect(page).toHaveURL(new RegExp(`${way}$`));
      await liesBelowHeader(page, `[id="${way.slice(1)}"]`);
    });

    test('a heading is a link to itself', async ({ page }) => {
      await open(page, ARTICLE);
      const id = (await sections(page))[2];
      await page.locator(`[id="${id}"] .heading-anchor`).click();
      await expect(page).toHaveURL(new RegExp(`#${id}$`));
      await liesBelowHeader(page, `[id="${id}"]`);
    });

    test('the skip link leads past the header from anywhere on the page', async ({ page }) => {
      await open(page, ARTICLE);
      await press(page, '.skip-link');
      await expect(page).toHaveURL(/#main$/);
      expect(await place(page, 'main h1')).toMatchObject({ isSeen: true, isInWindow: true });
      await page.evaluate(() => window.scrollTo(0, 900));
      await press(page, '.skip-link');
      await expect.poll(async () => (await place(page, 'main')).gap).toBeGreaterThanOrEqual(-1);
      expect(await place(page, 'main h1')).toMatchObject({ isSeen: true, isInWindow: true });
      await page.keyboard.press('Tab');
      await expect(page.locator('main :focus')).toHaveCount(1);
    });
  });
}

test('a section is where it should be in the largest text as well', async ({
  page,
  context,
  site,
}) => {
  await context.addCookies([{ name: 'text', value: 'largest', url: site.url }]);
  await open(page, ARTICLE);
  const id = (await sections(page))[2];
  await page.locator(`.toc a[href="#${id}"]`).click();
  await liesBelowHeader(page, `[id="${id}"]`);
});

test('an anchor that does not exist leaves the page at its top and silent', async ({ page }) => {
  await open(page, `${ARTICLE}#no-such-place`);
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await open(page, '/about');
  await follow(page, `${ARTICLE}#100%25-none`);
  await expect(page.locator('main h1')).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

test.describe('for a visitor who likes motion', () => {
  test.use({ reducedMotion: 'no-preference' });

  test('a link to a section ends there', async ({ page }) => {
    await open(page, ARTICLE);
    const id = (await sections(page))[2];
    await page.locator(`.toc a[href="#${id}"]`).click();
    await liesBelowHeader(page, `[id="${id}"]`);
    await open(page, '/about');
    await follow(page, `${ARTICLE}#${id}`);
    await expect(page.locator(`[id="${id}"]`)).toBeFocused();
    await liesBelowHeader(page, `[id="${id}"]`);
  });

  test('the way to a place on the same page can be followed by the eye', async ({ page }) => {
    await open(page, ARTICLE);
    const places = await page.evaluate(
      () =>
        new Promise<number>(done => {
          const seen = new Set<number>();
          const look = () => {
            seen.add(Math.round(window.scrollY));
            requestAnimationFrame(look);
          };
          look();
          const link = [...document.querySelectorAll<HTMLElement>('.toc a')].at(-1);
          link?.focus({ preventScroll: true });
          link?.click();
          setTimeout(() => done(seen.size), 1_000);
        }),
    );
    expect(places, 'where the page was on its way').toBeGreaterThan(4);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('anchors work like any other', async ({ page }) => {
    await page.goto(NOTES);
    const note = (await page.locator('.footnote-reference a').first().getAttribute('href')) ?? '';
    await page.goto(`${NOTES}${note}`);
    await expect(page.locator(`[id="${note.slice(1)}"]`)).toBeInViewport();
    await page.goto(NOTES);
    await page.locator('.toc a').nth(2).click();
    const id = new URL(page.url()).hash.slice(1);
    await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
  });
});

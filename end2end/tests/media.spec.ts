// What readers ask of a medium: paper, more contrast, their own colours.

import { cutTexts } from '../fixtures/cut.ts';
import { focuses } from '../fixtures/focus.ts';
import { expect, test, type Page } from '../fixtures/index.ts';
import { addressOf, expectStatuses, PAGES } from '../fixtures/pages.ts';
import { open } from '../fixtures/visit.ts';

const ARTICLE = '/article/cookies-and-sessions';

/** Pages with every kind of thing that can have the focus. */
const WITH_FOCUS = ['/', ARTICLE, '/search?q=cache', '/editor'];

/** What leads away from a page or does something, and means nothing on paper. */
const TO_PRESS = '.site-header, .site-footer, nav, button, [type="search"], .skip-link';

/** A4 between margins of 2 cm, in CSS pixels. */
const PAPER = { width: 643, height: 971 };

test.describe('on paper', () => {
  test.use({ colorScheme: 'dark', viewport: PAPER });

  test('a page is black on white and has nothing to press, whatever the theme', async ({
    page,
    site,
    faulty,
    complaints,
  }) => {
    expectStatuses(complaints);
    for (const kind of PAGES) {
      await open(page, addressOf(kind, site, faulty));
      await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
      await page.emulateMedia({ media: 'print' });
      const colours = await page.locator('body').evaluate(body => {
        const { color, backgroundColor } = getComputedStyle(body);
        return [color, backgroundColor];
      });
      expect(colours, kind.name).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const shown = page.locator(TO_PRESS).filter({ visible: true });
      expect.soft(await shown.allTextContents(), kind.name).toEqual([]);
      expect.soft(await cutTexts(page), kind.name).toEqual([]);
      expect.soft(await faint(page), kind.name).toEqual([]);
      await page.emulateMedia({ media: null });
    }
  });

  test('an article is printed whole: its headings, its code, its tables and its notes', async ({
    page,
  }) => {
    await open(page, ARTICLE);
    const text = async () => (await page.locator('.article-content').innerText()).replace(/\s+/g, ' ');
    const headings = page.locator('.article-content :is(h2, h3)');
    const written = await headings.allInnerTexts();
    expect(written.length).toBeGreaterThan(3);
    const back = (await page.locator('.footnote-back').first().innerText()).trim();
    const shown = (await text()).replaceAll(back, '').replace(/\s+/g, ' ').trim();
    await page.emulateMedia({ media: 'print' });
    expect(await headings.allInnerTexts()).toEqual(written);
    expect((await text()).trim()).toBe(shown);
  });

  test('a link to elsewhere is printed with its address, one of the site without', async ({
    page,
  }) => {
    await open(page, '/about');
    await page.locator('.prose').first().evaluate(text => {
      text.insertAdjacentHTML('beforeend', '<p><a href="https://example.org/a">there</a></p>');
    });
    const behind = (href: RegExp) =>
      page.locator('.prose a').evaluateAll(
        (links, href) =>
          links
            .filter(link => new RegExp(href).test(link.getAttribute('href') ?? ''))
            .map(link => getComputedStyle(link, '::after').content.replaceAll('" "', '')),
        href.source,
      );
    expect(await behind(/^https/)).toEqual(['none']);
    await page.emulateMedia({ media: 'print' });
    expect(await behind(/^https/)).toEqual(['" (https://example.org/a)"']);
    await open(page, ARTICLE);
    const inside = await behind(/^[/#]/);
    expect(inside.length).toBeGreaterThan(0);
    expect(new Set(inside)).toEqual(new Set(['none']));
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} scheme`, () => {
    test.use({ colorScheme });

    for (const [name, media] of [
      ['ordinary colours', {}],
      ['more contrast', { contrast: 'more' }],
      ["the reader's own colours", { forcedColors: 'active' }],
    ] as const) {
      test(`the focus shows wherever it is in ${name}`, async ({ page }) => {
        await page.emulateMedia(media);
        for (const path of WITH_FOCUS) {
          await open(page, path);
          const stops = await focuses(page);
          expect(stops.length, path).toBeGreaterThan(10);
          const hidden = stops.filter(({ width, contrast }) => width < 2 || contrast < 3);
          expect.soft(hidden, path).toEqual([]);
        }
      });
    }

    test('the settings show which choice is made and where the focus is', async ({ page }) => {
      for (const media of [{ contrast: 'more' }, { contrast: null, forcedColors: 'active' }] as const) {
        await page.emulateMedia(media);
        await open(page, '/');
        await page.getByRole('button', { name: 'Reading settings' }).click();
        const settings = page.locator('#reading-settings');
        const looks = await settings.getByRole('button').evaluateAll(buttons =>
          buttons.map(button => {
            const { color, backgroundColor } = getComputedStyle(button);
            return { isPressed: button.ariaPressed === 'true', look: `${color} ${backgroundColor}` };
          }),
        );
        const pressed = new Set(looks.filter(it => it.isPressed).map(it => it.look));
        const others = new Set(looks.filter(it => !it.isPressed).map(it => it.look));
        expect([pressed.size, others.size]).toEqual([1, 1]);
        expect(pressed).not.toEqual(others);
        const stops = await focuses(page);
        expect(stops.length).toBeGreaterThan(looks.length);
        expect(stops.filter(({ width, contrast }) => width < 2 || contrast < 3)).toEqual([]);
      }
    });
  });
}

test('a focus that does not show is found', async ({ page }) => {
  await open(page, '/about');
  // An element with a style would be none of the page's own, and its policy forbids those.
  await page.evaluate(() => {
    const hiding = new CSSStyleSheet();
    hiding.replaceSync(`.navbar-brand { outline: none !important }
      .nav-link { outline-color: #fdf9f3 !important }`);
    document.adoptedStyleSheets.push(hiding);
  });
  const stops = await focuses(page);
  const hidden = stops.filter(({ width, contrast }) => width < 2 || contrast < 3);
  expect(hidden.map(({ name }) => name.split(' ')[0])).toEqual(
    expect.arrayContaining(['a.navbar-brand', 'a.nav-link']),
  );
  expect(stops.length).toBeGreaterThan(hidden.length);
});

/** Texts whose colour would be pale on paper: less than 4.5 : 1 on white. */
async function faint(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('no canvas');
    const pale = new Set<string>();
    for (const element of document.body.querySelectorAll('*')) {
      const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent?.trim());
      if (!hasText || !element.checkVisibility() || element.closest('.error-status')) continue;
      canvas.fillStyle = getComputedStyle(element).color;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map(
        part => (part / 255) ** 2.2,
      );
      const contrast = 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
      if (contrast < 4.5) pale.add(`${element.localName}.${element.className} ${contrast.toFixed(1)}`);
    }
    return [...pale];
  });
}

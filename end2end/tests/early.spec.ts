// What a visitor does while the page is being hydrated is done, by the browser or a little later.

import { expect, test, type Page } from '../fixtures/index.ts';
import { hydrated } from '../fixtures/visit.ts';

const ARTICLE = '/article/caching-rendered-pages';

/** As many turns as a test lets through before it acts; no page takes more to be hydrated. */
const TURNS = [0, 1, 2, 3, 4, 5, 6];

/** Name of the item in the session's storage that lets hydration go on by itself. */
const FREE = 'test-free';

const heading = (page: Page) => page.locator('main h1');

/** From here on hydration goes on only when the test lets it. */
async function holdTurns(page: Page): Promise<void> {
  await page.addInitScript(free => {
    const turns: Array<() => void> = [];
    const later = window.setTimeout.bind(window);
    const isHeld = () =>
      document.documentElement?.dataset['sunup'] === 'hydrate' && !sessionStorage.getItem(free);
    const held = (turn: TimerHandler, pause?: number, ...more: unknown[]): number => {
      if (typeof turn !== 'function' || pause || !isHeld()) return later(turn, pause, ...more);
      turns.push(() => turn(...more));
      return 0;
    };
    Object.assign(window, { turns, setTimeout: held });
  }, FREE);
}

/** Loads the page again and lets some turns through. */
async function reloadUntil(page: Page, turns: number): Promise<void> {
  await page.evaluate(free => sessionStorage.removeItem(free), FREE);
  await page.reload();
  await page.waitForFunction(() => (window as unknown as { turns: unknown[] }).turns.length > 0);
  for (let taken = 0; taken < turns; taken += 1) {
    await page.evaluate(() => (window as unknown as { turns: Array<() => void> }).turns.shift()?.());
  }
}

/** Lets hydration go on, of this document and of those to come. */
async function release(page: Page): Promise<void> {
  await page.evaluate(free => {
    sessionStorage.setItem(free, 'yes');
    const { turns } = window as unknown as { turns: Array<() => void> };
    while (turns.length > 0) turns.shift()?.();
  }, FREE);
  await hydrated(page);
}

for (const [from, link] of [
  ['/', '.navbar-links a[href="/archive"]'],
  ['/tag/http', '.sidebar a[href="/tag/rust"]'],
  [ARTICLE, '.read-next a'],
] as const) {
  test(`a link on ${from} that is clicked at any moment of hydration leads where it should`, async ({
    page,
    request,
  }) => {
    await holdTurns(page);
    for (const turns of TURNS) {
      await page.goto(from);
      await reloadUntil(page, turns);
      const to = (await page.locator(link).first().getAttribute('href')) ?? '';
      await page.locator(link).first().click();
      await page.waitForURL(`**${to}`);
      await release(page);
      const html = await (await request.get(to)).text();
      const title = /<title>([^<]*)/.exec(html)?.[1] ?? 'none';
      await expect(page, `after ${turns} turns`).toHaveTitle(title);
      await expect(heading(page), `after ${turns} turns`).toHaveCount(1);
      const shown = (await heading(page).textContent()) ?? 'none';
      expect(html, `after ${turns} turns`).toContain(shown);
    }
  });
}

test('the way back at any moment of hydration leads back', async ({ page }) => {
  await holdTurns(page);
  for (const turns of TURNS) {
    await page.goto('/about');
    await release(page);
    const before = (await heading(page).textContent()) ?? '';
    await page.locator('.navbar-links a[href="/tags"]').click();
    await expect(heading(page)).not.toHaveText(before);
    await reloadUntil(page, turns);
    await page.evaluate(free => {
      sessionStorage.setItem(free, 'yes');
      history.back();
    }, FREE);
    await page.waitForURL('**/about');
    await hydrated(page);
    await expect(heading(page), `after ${turns} turns`).toHaveText(before);
  }
});

test('an article that is saved at any moment of hydration is saved', async ({ page }) => {
  await holdTurns(page);
  const kept = () => page.evaluate(() => Object.values(localStorage).join(' '));
  for (const turns of TURNS) {
    await page.goto(ARTICLE);
    await reloadUntil(page, turns);
    const save = page.locator('.save-button').first();
    await save.click();
    await release(page);
    await expect(save, `after ${turns} turns`).toHaveClass(/\bsaved\b/);
    await expect.poll(kept, `after ${turns} turns`).toContain('caching-rendered-pages');
    await page.evaluate(() => localStorage.clear());
  }
});

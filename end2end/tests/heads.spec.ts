// What every kind of page tells machines, word for word. After a change that was meant:
// `npx playwright test heads --update-snapshots`, and read the difference.

import { expect, test, type Page } from '../fixtures/index.ts';
import { addressOf, PAGES } from '../fixtures/pages.ts';

/** Stands for the origin, which has another port in each run. */
const ORIGIN = 'https://conduit.test';

test('the head of every kind of page says what it should', async ({ page, request, site, faulty }) => {
  for (const kind of PAGES) {
    const address = addressOf(kind, site, faulty);
    const response = await request.get(address);
    expect(response.status(), kind.name).toBe(kind.status);
    const head = await headOf(page, await response.text());
    const told = head.replaceAll(new URL(address).origin, ORIGIN);
    expect.soft(told, kind.name).toMatchSnapshot(`${kind.name.replaceAll(' ', '-')}.txt`);
  }
});

test('no two pages have the same title, description or canonical address', async ({
  page,
  request,
}) => {
  const seen = new Map<string, string>();
  // A search says the same whatever is searched for, and is one page to search engines.
  for (const { name, path, status } of PAGES) {
    if (status !== 200 || path.startsWith('/search?')) continue;
    const head = await headOf(page, await (await request.get(path)).text());
    for (const line of head.split('\n')) {
      const [key = ''] = line.split(':');
      if (!['title', 'meta description', 'link canonical'].includes(key)) continue;
      // The pages of one list have one title.
      if (key !== 'link canonical' && path.includes('before=')) continue;
      expect(seen.get(line), `${line}: ${name}`).toBeUndefined();
      seen.set(line, name);
    }
  }
  expect(seen.size).toBeGreaterThan(30);
});

test('an error is for nobody to list, and a place no list has leads to its list', async ({
  page,
  request,
  site,
  faulty,
}) => {
  for (const kind of PAGES.filter(({ status }) => status >= 400)) {
    const html = await (await request.get(addressOf(kind, site, faulty))).text();
    const head = await headOf(page, html);
    if (kind.status === 400) {
      expect.soft(head, kind.name).toContain(`link canonical: ${site.url}/\n`);
      continue;
    }
    expect.soft(head, kind.name).toContain('meta robots: noindex');
    expect.soft(head, kind.name).not.toMatch(/canonical|og:|application\/ld/);
  }
});

/** The metadata of a document as lines, in the order in which they stand there. */
async function headOf(page: Page, html: string): Promise<string> {
  return page.evaluate(html => {
    const document = new DOMParser().parseFromString(html, 'text/html');
    const lines = [`lang: ${document.documentElement.lang}`, `title: ${document.title}`];
    // Files of the build have their own tests.
    const files = /^(stylesheet|preload|modulepreload)$/;
    for (const element of document.head.querySelectorAll('meta, link')) {
      const { name = '', property = '', rel = '', content = '', href = '', ...more } =
        Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
      if (files.test(rel)) continue;
      const rest = Object.entries(more).map(([key, value]) => ` [${key} ${value}]`);
      const kind = element.localName === 'link' ? `link ${rel}` : `meta ${name || property}`.trim();
      lines.push(`${kind}: ${content || href}${rest.join('')}`);
    }
    const things = document.head.querySelectorAll('script[type="application/ld+json"]');
    for (const { textContent } of things) {
      lines.push(`application/ld+json: ${JSON.stringify(JSON.parse(textContent ?? ''), null, 2)}`);
    }
    return `${lines.join('\n')}\n`;
  }, html);
}

// Every document is valid HTML as the server sends it, before any parser has mended it.

import { esmResolver, FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import path from 'node:path';
import { ROOT } from '../fixtures/build.ts';
import { expect, test } from '../fixtures/index.ts';
import { addressOf, PAGES } from '../fixtures/pages.ts';
import { crawl } from '../fixtures/visit.ts';

/** The rules are those of `.htmlvalidate.mjs`, which is looked for beside the file. */
const validator = new HtmlValidate(new FileSystemConfigLoader([esmResolver()]));
const FILE = path.join(ROOT, 'end2end', 'document.html');

/** What is wrong with a document: rule, place, what stands there. */
async function faults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html, FILE);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, offset }) => {
      const there = html.slice(Math.max(0, offset - 40), offset + 60);
      return `${ruleId}: ${message}: …${there}…`;
    }),
  );
}

test('every kind of page is valid HTML', async ({ request, site, faulty }) => {
  for (const kind of PAGES) {
    const response = await request.get(addressOf(kind, site, faulty));
    expect(response.status(), kind.name).toBe(kind.status);
    expect.soft(await faults(await response.text()), kind.name).toEqual([]);
  }
});

test('every page that links lead to is valid HTML', async ({ request }) => {
  for (const path of await crawl(request)) {
    const html = await (await request.get(path)).text();
    expect.soft(await faults(html), path).toEqual([]);
  }
});

test('the plain page of a panic and the shell of a late page are valid HTML', async ({
  request,
  faulty,
}) => {
  for (const [path, status] of [['/fault/render', 500], ['/fault/hang', 503]] as const) {
    const response = await request.get(faulty.url + path);
    expect(response.status(), path).toBe(status);
    expect.soft(await faults(await response.text()), path).toEqual([]);
  }
});

test('placeholders are comments, and what looks like one in a text stays', async ({
  page,
  request,
}) => {
  for (const path of ['/', '/article/between-render-and-hydration', '/search?q=%3C!%3E']) {
    const html = await (await request.get(path)).text();
    expect(html, path).toContain('<!---->');
    expect(html, path).not.toContain('<!>');
    // The parser of a browser has nothing to mend: its tree, written again, has the same comments.
    const comments = await page.evaluate(html => {
      const document = new DOMParser().parseFromString(html, 'text/html');
      const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
      let count = 0;
      while (walker.nextNode()) count += 1;
      return count;
    }, html);
    expect(comments, path).toBe(html.split('<!--').length - 1);
  }
  const article = await request.get('/article/between-render-and-hydration');
  expect(await article.text()).toContain('<code>&lt;!&gt;</code>');
});

test('nothing follows the end of a document', async ({ request, site, faulty }) => {
  for (const kind of PAGES) {
    const html = await (await request.get(addressOf(kind, site, faulty))).text();
    expect(html.trimEnd(), kind.name).toMatch(/<\/body><\/html>$/);
  }
});

test('a document is the same each time, also when many ask at once', async ({ request }) => {
  // What differs for no reason is no copy of a page, and once it was the preloads of another page.
  for (const { name, path, status } of PAGES) {
    if (status !== 200) continue;
    const answers = await Promise.all(Array.from({ length: 8 }, () => request.get(path)));
    const documents = await Promise.all(answers.map(answer => answer.text()));
    const [first = '', ...others] = documents;
    // By element, so that a failure shows the place and not two whole documents.
    for (const other of others) expect.soft(other.split('<'), name).toEqual(first.split('<'));
  }
});

test('what is invalid is found', async () => {
  const document = (body: string) =>
    `<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>${body}</body></html>`;
  expect(await faults(document('<p>Text.</p><!---->'))).toEqual([]);
  for (const [rule, body] of [
    ['element-permitted-content', '<p><span><div></div></span></p>'],
    ['no-dup-id', '<p id="a"></p><p id="a"></p>'],
    ['no-missing-references', '<p><label for="nowhere">L</label></p>'],
    ['attribute-allowed-values', '<p><a href="/" rel="next" referrerpolicy="x">A</a></p>'],
  ] as const) {
    expect((await faults(document(body))).join(), body).toContain(rule);
  }
});

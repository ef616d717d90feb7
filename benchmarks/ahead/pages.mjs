// The pages of a seeded site, and what its cache says of itself.

import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../measure/ask.mjs';

const PARALLEL = 16;
const LIMIT_MS = 120_000;
const agent = new Agent({ keepAlive: true, maxSockets: PARALLEL });

/** Addresses of all articles, by the sitemap. */
export async function articles(server) {
  const parts = locations(await server.page('/sitemap.xml')).filter(part => part.endsWith('.xml'));
  const texts = [];
  for (const part of parts) texts.push(await server.page(part));
  const all = texts.length > 0 ? texts.flatMap(locations) : locations(await server.page('/sitemap.xml'));
  return all.filter(address => address.startsWith('/article/'));
}

function locations(sitemap) {
  return [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(address).pathname);
}

/** Asks for each of these pages once, several at a time: how many were hits. */
export async function each(server, addresses) {
  const left = [...addresses].reverse();
  let hits = 0;
  const visitor = async () => {
    for (let address = left.pop(); address; address = left.pop()) {
      if (await isHit(server.url + address)) hits += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, left.length) }, visitor));
  return { hits };
}

function isHit(url) {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, answer => {
      if (answer.statusCode !== 200) reject(new Error(`${url} is answered with ${answer.statusCode}`));
      answer.on('data', () => {});
      answer.on('end', () => resolve((answer.headers['cache-status'] ?? '').startsWith('sunup; hit')));
      answer.on('error', reject);
    });
    request.on('error', reject);
  });
}

/** Counts of the cache. */
export async function stats(server) {
  return told(server, '/cache/stats');
}

/** What the warmer says of itself. */
export async function warmer(server) {
  return told(server, '/cache/warm');
}

async function told(server, address) {
  const { status, body } = await ask(server.admin + address);
  if (status !== 200) throw new Error(`${address} of the admin listener is answered with ${status}`);
  return JSON.parse(body.toString());
}

/** Waits until something is so. */
export async function settled(what, isSo) {
  const started = Date.now();
  while (!(await isSo())) {
    if (Date.now() - started > LIMIT_MS) throw new Error(`${what} did not come within ${LIMIT_MS / 1_000} s`);
    await pause(50);
  }
}

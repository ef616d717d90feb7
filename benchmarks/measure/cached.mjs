// Whether a server answers from its page cache: before a run by one answer, after it by counts.

import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './ask.mjs';

/** Compressing is left to the background. */
const COMPRESSED_AFTER_MS = 20_000;

/** A page that is about to expire has another life before it then. */
const FRESH_AFTER_MS = 90_000;

/** For how many seconds an answer stays fresh. */
async function fresh(url, headers) {
  const { headers: told } = await settled(url, headers);
  return Number(told['cache-status'].match(/; ttl=(\d+)/)[1]);
}

/** Asks until the cache has the form that these headers ask for, and gives that answer. */
export async function settled(url, headers = {}) {
  const started = Date.now();
  const encoding = headers['Accept-Encoding'];
  while (true) {
    const answer = await ask(url, headers);
    const status = answer.headers['cache-status'] ?? 'no Cache-Status';
    if (/^sunup; hit; ttl=\d/.test(status) && answer.headers['content-encoding'] === encoding) return answer;
    if (Date.now() - started > COMPRESSED_AFTER_MS) {
      throw new Error(`${url} is not answered from the cache as it should be: ${answer.status}, ${status}`);
    }
    await pause(50);
  }
}

/**
 * The check of a side that has to be answered from the cache alone: waits until the page stays
 * fresh for the whole run, and fails after a run in which anything else happened than hits.
 */
export function answeredFromCache(server, path, headers) {
  return async seconds => {
    const started = Date.now();
    while ((await fresh(server.url + path, headers)) <= seconds + 1) {
      if (Date.now() - started > FRESH_AFTER_MS) throw new Error(`${path} is never fresh for ${seconds} s`);
      await pause(500);
    }
    const before = await outcomes(server);
    return async run => {
      const after = await outcomes(server);
      const grown = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]);
      const { hit = 0, stale = 0, ...others } = Object.fromEntries(grown);
      const passed = Object.entries(others).filter(([, count]) => count > 0);
      if (passed.length > 0 || hit + stale < run.requests) {
        const counts = grown.map(([name, count]) => `${name} ${count}`).join(', ');
        throw new Error(`not every one of ${run.requests} requests was answered from the cache: ${counts}`);
      }
    };
  };
}

/** The check of a side whose requests pass the cache by. */
export function passingBy(server, path, headers, expected) {
  return async () => {
    const { status, headers: told } = await ask(server.url + path, headers);
    const said = told['cache-status'];
    if (status !== 200 || said !== expected) throw new Error(`${path} is answered with ${status}, Cache-Status: ${said}`);
  };
}

/** What the cache counted, by outcome. */
async function outcomes(server) {
  const { body } = await ask(`${server.admin}/metrics`);
  const lines = body.toString().matchAll(/^sunup_cache_requests_total\{outcome="(\w+)"\} (\d+)/gm);
  return Object.fromEntries([...lines].map(([, name, count]) => [name, Number(count)]));
}

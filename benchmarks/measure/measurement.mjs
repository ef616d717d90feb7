// What every measurement of a built site does: options, an end that leaves nothing behind, figures.

import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { ROOT } from './server.mjs';

/** Reads the options, opens what is measured, measures, and stops whatever was started. */
export async function measurement(subject, measure) {
  const stops = [];
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, async () => {
      await stopAll();
      process.exit(130);
    });
  }
  try {
    const { values } = parseArgs({ options: { quick: { type: 'boolean' }, built: { type: 'string' } } });
    const site = await subject.open(values.built);
    console.log(`${commit()}; ${cpus().length} cores, load ${load()}\n`);
    await measure({ site, quick: values.quick ?? false, atEnd: stop => stops.push(stop) });
  } catch (error) {
    console.error(`error: ${error.message}`);
    process.exitCode = 1;
  } finally {
    await stopAll();
  }
}

/** The load of the last minute. */
export function load() {
  return loadavg()[0].toFixed(1);
}

/** The middle one; of two in the middle the lower. */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** One line of a table: the first cell to the left, the others to the right. */
export function row([first, ...others], widths) {
  const [width, ...more] = widths;
  const cells = others.map((cell, index) => String(cell).padStart(more[index] ?? more.at(-1)));
  return String(first).padEnd(width) + cells.join('');
}

/** The commit that is checked out. */
export function commit() {
  const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain') ? ', with what is not committed' : '';
  return `Commit ${git('rev-parse', '--short', 'HEAD')}${changed}`;
}

// Requests per second and the slowest hundredth, by wrk.

import { execFile, execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';

/** The server has one processor for itself, and the load comes from the other. */
const TWO = availableParallelism() > 1;
export const SERVER_CPU = TWO ? 0 : undefined;
const PINNED = TWO ? ['taskset', '-c', '1'] : [];

const MILLISECONDS = { us: 0.001, ms: 1, s: 1_000, m: 60_000 };
const run = promisify(execFile);

/** Fails with what to install, before anything is built. */
export function requireWrk() {
  for (const [program, pack] of [['wrk', 'wrk'], ['taskset', 'util-linux']]) {
    if (!found(program)) throw new Error(`${program} is missing; on Debian: apt-get install ${pack}`);
  }
  if (!TWO) console.log('This machine has one core; server and load share it, and the ratios say less.');
}

/** Whether a program is on PATH. */
export function found(program) {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Loads an address with 32 connections that are kept alive: requests per second, p99 in ms. */
export async function wrk(url, { seconds, headers = {}, connections = 32, script }) {
  const sent = Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]);
  const paced = script ? ['--script', script] : [];
  const load = ['wrk', '--threads', '1', '--connections', String(connections), '--duration', `${seconds}s`, '--latency', ...paced, ...sent, url];
  const [program, ...args] = [...PINNED, ...load];
  const { stdout } = await run(program, args);
  const failed = stdout.match(/^.*(Non-2xx|Socket errors).*$/m);
  if (failed) throw new Error(`not every request to ${url} was answered well:${failed[0]}`);
  const number = pattern => stdout.match(pattern)?.slice(1);
  const [rate] = number(/^Requests\/sec: *([\d.]+)/m) ?? [];
  const [requests] = number(/^ *(\d+) requests in/m) ?? [];
  const [p99, unit] = number(/^ *99% *([\d.]+)(us|ms|s|m)/m) ?? [];
  if (!rate || !requests || !p99) throw new Error(`wrk says what is not understood:\n${stdout}`);
  return { rate: Number(rate), requests: Number(requests), p99: Number(p99) * MILLISECONDS[unit] };
}

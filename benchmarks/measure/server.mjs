// A server that a measurement starts and ends.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ask } from './ask.mjs';

/** The checkout. Servers run here, so that the site's finds `content/`. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 40_000;

export class Server {
  /** Public origin. */
  url;
  /** Origin of the admin listener, where the server has one. */
  admin;
  #process;

  /**
   * Starts a program and waits until `ready`, an address of its own, is answered well. What it
   * prints goes to the file `log`; `cpu` is the processor it may use.
   */
  static async start([program, ...args], { port, admin, log, env = process.env, ready = '/', cpu }) {
    const server = new Server();
    server.url = `http://127.0.0.1:${port}`;
    if (admin) server.admin = `http://127.0.0.1:${admin}`;
    const pinned = cpu === undefined ? [program, ...args] : ['taskset', '-c', String(cpu), program, ...args];
    const file = openSync(log, 'w');
    server.#process = spawn(pinned[0], pinned.slice(1), { cwd: ROOT, env, stdio: ['ignore', file, file] });
    closeSync(file);
    server.#process.on('error', error => console.error(`${pinned[0]} cannot be started: ${error.message}`));
    const started = Date.now();
    while (Date.now() - started < START_LIMIT_MS && !server.#ended()) {
      const answer = await ask(server.url + ready).catch(() => undefined);
      if (answer?.status === 200) return server;
      await pause(100);
    }
    await server.stop();
    throw new Error(`${path.basename(program)} does not answer; it said:\n${readFileSync(log, 'utf8')}`);
  }

  /** Markup of a page. */
  async page(address) {
    const answer = await ask(this.url + address);
    if (answer.status !== 200) throw new Error(`${address} is answered with ${answer.status}`);
    return answer.body.toString();
  }

  /** Ends it without a warning. */
  async kill() {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }

  /** Ends it as an operator does. */
  async stop() {
    if (this.#ended()) return;
    const ended = once(this.#process, 'exit');
    const late = setTimeout(() => this.#process.kill('SIGKILL'), STOP_LIMIT_MS);
    this.#process.kill('SIGTERM');
    await ended;
    clearTimeout(late);
  }

  #ended() {
    const { pid, exitCode, signalCode } = this.#process;
    return pid === undefined || exitCode !== null || signalCode !== null;
  }
}

/** The environment without settings of another server. */
export function inherited() {
  const foreign = /^(LEPTOS_|SUNUP_|DATABASE_URL$|RUST_LOG$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** A folder that is removed at the end of the process. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `sunup-bench-${name}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Ports the system calls free, asked for together so that they differ. */
export async function freePorts(count) {
  const listeners = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(listeners.map(listener => once(listener, 'listening')));
  const ports = listeners.map(listener => listener.address().port);
  await Promise.all(listeners.map(listener => once(listener.close(), 'close')));
  return ports;
}

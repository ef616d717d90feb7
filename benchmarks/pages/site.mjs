// The release build of the site, and servers of it.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The checkout. Servers run here, so that they find `content/`. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 40_000;

/** A release build: the server and the folder it serves. */
export class Site {
  #server;
  #root;

  /** Builds the site where something changed; a folder with `server` and `site` stands for that. */
  static open(folder) {
    const site = new Site();
    if (folder) {
      site.#server = path.resolve(folder, 'server');
      site.#root = path.resolve(folder, 'site');
    } else {
      execFileSync('cargo', ['sunup', 'build'], { cwd: ROOT, stdio: 'inherit' });
      const target = process.env.CARGO_TARGET_DIR || 'target';
      site.#server = path.resolve(ROOT, target, 'release/server');
      site.#root = path.resolve(ROOT, process.env.LEPTOS_SITE_ROOT || 'target/site');
    }
    for (const file of [site.#server, site.#root]) {
      if (!existsSync(file)) throw new Error(`${file} is missing`);
    }
    return site;
  }

  /** Runs a command of the server on a data folder, for example `db seed`. */
  command(data, args) {
    execFileSync(this.#server, args, { cwd: ROOT, env: this.#environment(data), stdio: 'inherit' });
  }

  /** Starts a server on free ports and waits for its first page. */
  async serve(data, cpu) {
    const [port, admin] = await freePorts(2);
    const server = new Server(`http://127.0.0.1:${port}`, path.join(data, 'server.log'));
    const pinned = cpu === undefined ? [] : ['taskset', '-c', String(cpu)];
    const env = {
      ...this.#environment(data),
      LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
      SUNUP_ADMIN_ADDR: `127.0.0.1:${admin}`,
    };
    await server.start([...pinned, this.#server], env);
    return server;
  }

  /** Production, as `ssr` has it: nothing is answered from a cache of pages. */
  #environment(data) {
    const foreign = /^(LEPTOS_|SUNUP_|DATABASE_URL$|RUST_LOG$)/;
    const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
    return {
      ...Object.fromEntries(inherited),
      LEPTOS_OUTPUT_NAME: 'conduit',
      LEPTOS_SITE_ROOT: this.#root,
      SUNUP_DATA_DIR: data,
      SUNUP_ENV: 'production',
      SUNUP_LOG: 'error',
      SUNUP_CACHE: 'off',
    };
  }
}

class Server {
  /** Public origin of the site. */
  url;
  #log;
  #process;

  constructor(url, log) {
    this.url = url;
    this.#log = log;
  }

  async start([program, ...args], env) {
    const log = openSync(this.#log, 'w');
    this.#process = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', log, log] });
    closeSync(log);
    this.#process.on('error', error => console.error(`${program} cannot be started: ${error.message}`));
    const started = Date.now();
    while (Date.now() - started < START_LIMIT_MS && !this.#ended()) {
      const answer = await fetch(this.url).catch(() => undefined);
      if (answer?.ok) return;
      await pause(100);
    }
    await this.stop();
    throw new Error(`the server does not answer; it said:\n${readFileSync(this.#log, 'utf8')}`);
  }

  /** Markup of a page. */
  async page(address) {
    const answer = await fetch(this.url + address);
    if (!answer.ok) throw new Error(`${address} is answered with ${answer.status}`);
    return answer.text();
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

/** A folder that is removed at the end of the process. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `sunup-bench-${name}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Ports the system calls free, asked for together so that they differ. */
async function freePorts(count) {
  const listeners = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(listeners.map(listener => once(listener, 'listening')));
  const ports = listeners.map(listener => listener.address().port);
  await Promise.all(listeners.map(listener => once(listener.close(), 'close')));
  return ports;
}

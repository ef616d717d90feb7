// `cargo leptos watch` on ports and in folders of its own.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from './checkout.mjs';

/** A first build compiles every crate twice, for the server and for the browser. */
const START_LIMIT_MS = 45 * 60_000;
const STOP_LIMIT_MS = 40_000;

export class Watch {
  /** Public origin of the site. */
  url;
  #process;
  #data;
  #log;

  /** Starts it and waits for the first page. */
  static async start(checkout) {
    const watch = new Watch();
    const [site, reload, admin] = await freePorts(3);
    watch.url = `http://127.0.0.1:${site}`;
    watch.#data = mkdtempSync(path.join(tmpdir(), 'sunup-bench-dev-'));
    watch.#log = checkout.log;
    const log = openSync(checkout.log, 'w');
    watch.#process = spawn('cargo', ['leptos', 'watch'], {
      cwd: checkout.folder,
      // A process group, so that the server and a running compiler end with it.
      detached: true,
      env: {
        ...inherited(),
        ...toolchain(),
        CARGO_TARGET_DIR: checkout.target,
        LEPTOS_SITE_ROOT: checkout.site,
        LEPTOS_SITE_ADDR: `127.0.0.1:${site}`,
        LEPTOS_RELOAD_PORT: String(reload),
        SUNUP_ADMIN_ADDR: `127.0.0.1:${admin}`,
        SUNUP_DATA_DIR: watch.#data,
      },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    watch.#process.on('error', error => console.error(`cargo leptos cannot be started: ${error.message}`));
    console.log(`cargo leptos watch builds commit ${checkout.commit}`);
    console.log(`  in ${checkout.folder}`);
    console.log(`  output: ${checkout.log}`);
    try {
      await watch.#firstPage();
    } catch (error) {
      await watch.stop();
      throw error;
    }
    return watch;
  }

  async #firstPage() {
    const started = Date.now();
    let told = started;
    while (Date.now() - started < START_LIMIT_MS) {
      if (this.#ended()) throw this.#failure('cargo leptos watch ended');
      if (/error: could not compile|^error:/m.test(this.#output())) throw this.#failure('the build failed');
      const answer = await fetch(this.url).catch(() => undefined);
      if (answer?.ok) {
        console.log(`First page after ${seconds(Date.now() - started)} s.`);
        return;
      }
      if (Date.now() - told >= 60_000) {
        told = Date.now();
        console.log(`  still building after ${seconds(told - started)} s`);
      }
      await pause(250);
    }
    throw this.#failure('there was no first page in 45 minutes');
  }

  /** Ends it as Ctrl-C does. */
  async stop() {
    if (!this.#ended()) {
      const ended = once(this.#process, 'exit');
      const late = setTimeout(() => this.#signal('SIGKILL'), STOP_LIMIT_MS);
      this.#signal('SIGINT');
      await ended;
      clearTimeout(late);
    }
    rmSync(this.#data, { recursive: true, force: true });
  }

  #signal(name) {
    try {
      process.kill(-this.#process.pid, name);
    } catch {
      // It has ended meanwhile.
    }
  }

  #ended() {
    const { pid, exitCode, signalCode } = this.#process;
    return pid === undefined || exitCode !== null || signalCode !== null;
  }

  #output() {
    return readFileSync(this.#log, 'utf8').replace(/\x1b\[[0-9;]*m/g, '');
  }

  #failure(what) {
    const end = this.#output().trimEnd().split('\n').slice(-25).join('\n');
    return new Error(`${what}; it said:\n${end}`);
  }
}

function seconds(milliseconds) {
  return Math.round(milliseconds / 1000);
}

/** The environment without settings of another server. */
function inherited() {
  const foreign = /^(LEPTOS_|SUNUP_|DATABASE_URL$|RUST_LOG$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** A toolchain that rustup keeps for the folder of the user's checkout is not that of another. */
function toolchain() {
  if (process.env.RUSTUP_TOOLCHAIN) return {};
  try {
    const active = execFileSync('rustup', ['show', 'active-toolchain'], { cwd: ROOT, encoding: 'utf8' });
    return { RUSTUP_TOOLCHAIN: active.split(/\s/)[0] };
  } catch {
    return {};
  }
}

/** Ports the system calls free, asked for together so that they differ. */
async function freePorts(count) {
  const listeners = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(listeners.map(listener => once(listener, 'listening')));
  const ports = listeners.map(listener => listener.address().port);
  await Promise.all(listeners.map(listener => once(listener.close(), 'close')));
  return ports;
}

// The release build of the site, and servers of it.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT, Server, freePorts, inherited } from './server.mjs';

/** A release build: the server and the folder it serves. */
export class Site {
  /** The folder that the server serves. */
  root;
  #server;

  /** Builds the site where something changed; a folder with `server` and `site` stands for that. */
  static open(folder) {
    const site = new Site();
    if (folder) {
      site.#server = path.resolve(folder, 'server');
      site.root = path.resolve(folder, 'site');
    } else {
      execFileSync('cargo', ['sunup', 'build'], { cwd: ROOT, stdio: 'inherit' });
      site.#server = path.resolve(target(), 'release/server');
      site.root = path.resolve(ROOT, process.env.LEPTOS_SITE_ROOT || 'target/site');
    }
    for (const file of [site.#server, site.root]) {
      if (!existsSync(file)) throw new Error(`${file} is missing`);
    }
    return site;
  }

  /** Runs a command of the server on a data folder, for example `db seed`. */
  command(data, args) {
    execFileSync(this.#server, args, { cwd: ROOT, env: this.#environment(data), stdio: 'inherit' });
  }

  /** Starts a server on free ports and waits for its first page; `settings` are variables. */
  async serve(data, { cpu, settings } = {}) {
    const [port, admin] = await freePorts(2);
    const env = {
      ...this.#environment(data),
      ...settings,
      LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
      SUNUP_ADMIN_ADDR: `127.0.0.1:${admin}`,
    };
    return Server.start([this.#server], { port, admin, env, cpu, log: path.join(data, 'server.log') });
  }

  /** Production, and nothing answered from a cache of pages. */
  #environment(data) {
    return {
      ...inherited(),
      LEPTOS_OUTPUT_NAME: 'conduit',
      LEPTOS_SITE_ROOT: this.root,
      SUNUP_DATA_DIR: data,
      SUNUP_ENV: 'production',
      SUNUP_LOG: 'error',
      SUNUP_CACHE: 'off',
    };
  }
}

/** Where cargo puts what it builds in the checkout. */
export function target() {
  return path.resolve(ROOT, process.env.CARGO_TARGET_DIR || 'target');
}

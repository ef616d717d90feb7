// The servers that take part besides raw axum.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { started } from '../measure/program.mjs';
import { freePorts, temporaryFolder } from '../measure/server.mjs';
import { SERVER_CPU, found } from '../measure/wrk.mjs';

/**
 * Sunup's server with its cache on or off, as a site runs it: each request is a line in a file and
 * counted. The stylesheet is linked, because within the document it is larger than small pages.
 */
export async function sunup(site, cache, atEnd) {
  const settings = { SUNUP_CACHE: cache, SUNUP_LOG: 'info', SUNUP_LOG_FORMAT: 'json', SUNUP_INLINE_STYLESHEET: '0B' };
  const server = await site.serve(temporaryFolder(`cache-${cache}`), { cpu: SERVER_CPU, settings });
  atEnd(() => server.stop());
  return server;
}

/** The site under bare leptos_axum, which renders every time, with the same files in its documents. */
export async function bare(program, sunup, atEnd) {
  const [, pkg] = (await sunup.page('/')).match(/href="\/(pkg[^"]*)\/[^"/]*"/) ?? [];
  if (!pkg) throw new Error('the home page names no files of the build');
  const folder = temporaryFolder('cache-bare');
  const [port] = await freePorts(1);
  const command = [program, '--addr', `127.0.0.1:${port}`, '--data', folder, '--pkg-path', pkg];
  return started(command, { port, folder }, atEnd);
}

/** The page's bytes as a file of nginx, with its own log; nothing where nginx is not installed. */
export async function nginx({ body, brotli }, atEnd) {
  if (!found('nginx')) return undefined;
  const folder = temporaryFolder('cache-nginx');
  writeFileSync(path.join(folder, 'page'), body);
  writeFileSync(path.join(folder, 'page.br'), brotli);
  const [port] = await freePorts(1);
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(file, configuration(folder, port));
  return started(['nginx', '-p', folder, '-c', file, '-g', 'daemon off;'], { port, folder }, atEnd);
}

function configuration(folder, port) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
${process.getuid() === 0 ? 'user root;' : ''}
worker_processes 1;
pid nginx.pid;
error_log error.log;
events { worker_connections 1024; }
http {
  ${temporary.map(name => `${name}_temp_path temporary;`).join('\n  ')}
  types {}
  default_type "text/html; charset=utf-8";
  access_log access.log;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_requests 1000000000;
  open_file_cache max=10;
  map $http_accept_encoding $coding { default ""; ~br br; }
  map $http_accept_encoding $ending { default ""; ~br .br; }
  server {
    listen 127.0.0.1:${port};
    root ${folder};
    location / {
      add_header Content-Encoding $coding;
      try_files /page$ending =404;
    }
  }
}
`;
}

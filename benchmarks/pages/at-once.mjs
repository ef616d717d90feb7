// Many visitors at the same moment.

import { once } from 'node:events';
import { connect } from 'node:net';

/** Opens so many connections first and then asks on all of them: status, Cache-Status and body of each. */
export async function atOnce(url, visitors) {
  const { hostname, port, host, pathname, search } = new URL(url);
  const sockets = await Promise.all(Array.from({ length: visitors }, () => connected(port, hostname)));
  const answers = sockets.map(answer);
  const request = `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  for (const socket of sockets) socket.write(request);
  return Promise.all(answers);
}

async function connected(port, hostname) {
  const socket = connect(port, hostname);
  await once(socket, 'connect');
  return socket;
}

async function answer(socket) {
  const chunks = [];
  socket.on('data', chunk => chunks.push(chunk));
  await once(socket, 'end');
  const text = Buffer.concat(chunks).toString();
  const [head, body] = text.split(/\r\n\r\n(.*)/s);
  const [, status] = head.match(/^HTTP\/1\.1 (\d+)/) ?? [];
  const [, cacheStatus = ''] = head.match(/^cache-status: (.*)$/im) ?? [];
  return { status: Number(status), cacheStatus, body };
}

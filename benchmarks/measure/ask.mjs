// One request as it is written: no header is added and no body is decompressed, as `fetch` would.

import { get } from 'node:http';

/** Status, headers and bytes of the answer. */
export function ask(url, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false, headers }, answer => {
      const chunks = [];
      answer.on('data', chunk => chunks.push(chunk));
      answer.on('end', () => {
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) });
      });
      answer.on('error', reject);
    });
    request.on('error', reject);
  });
}

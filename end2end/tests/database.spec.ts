// What a release says of a database that it cannot use.

import { expect, test } from '../fixtures/index.ts';
import { Server } from '../fixtures/server.ts';

test('a release without PostgreSQL says how to build it in, and no password', async () => {
  const start = Server.start({ DATABASE_URL: 'postgres://ada:hunter2@localhost/site' });
  const said = await start.then(() => 'started', error => String(error));
  expect(said).toContain('error: this server was built without PostgreSQL');
  expect(said).toContain('postgres://ada:…@localhost/site');
  expect(said).toContain('--features postgres');
  expect(said).not.toContain('hunter2');
});

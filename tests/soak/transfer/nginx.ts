// Runs nginx as a child process with its own folder. nginx serves one folder of files at two addresses, with and without a rate limit.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface Nginx {
  /** The address of the files, without a rate limit. */
  readonly unlimited: string;
  /** The address of the same files, limited to `limitMegabytes` a second. */
  readonly limited: string;
  stop(): Promise<void>;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const temporaryFolders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

export async function startNginx(directory: string, files: string, limitMegabytes: number): Promise<Nginx> {
  const [fast, slow] = [await freePort(), await freePort()];
  mkdirSync(directory, { recursive: true });
  const listen = (port: number, options: string) => `server { listen 127.0.0.1:${port}; root ${files}; ${options} }`;
  writeFileSync(
    join(directory, 'nginx.conf'),
    [
      'daemon off;',
      `pid ${join(directory, 'nginx.pid')};`,
      'worker_processes 1;',
      // Started as root, nginx would otherwise read the files as another user.
      ...(process.getuid?.() === 0 ? ['user root;'] : []),
      'events {}',
      'http {',
      '  access_log off; sendfile on; default_type video/mp4;',
      ...temporaryFolders.map((name) => `  ${name}_temp_path ${join(directory, name)};`),
      `  ${listen(fast, '')}`,
      `  ${listen(slow, `limit_rate ${limitMegabytes * 1_000_000};`)}`,
      '}',
    ].join('\n'),
  );
  const child = spawn('nginx', ['-c', join(directory, 'nginx.conf'), '-e', join(directory, 'error.log')], { stdio: 'ignore' });
  const exited = new Promise<Error>((resolve) => {
    child.once('error', resolve);
    child.once('exit', (code) => resolve(new Error(`nginx ended with ${code}`)));
  });
  const address = (port: number) => `http://127.0.0.1:${port}`;
  for (let attempt = 0; ; attempt += 1) {
    const isUp = await fetch(address(fast)).then(
      () => true,
      () => false,
    );
    if (isUp) break;
    const exitError = await Promise.race([exited, new Promise<null>((resolve) => setTimeout(() => resolve(null), 50))]);
    if (exitError !== null || attempt > 100) throw exitError ?? new Error('nginx does not respond');
  }
  return {
    unlimited: address(fast),
    limited: address(slow),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

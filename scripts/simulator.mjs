// The simulated EvoLink service by itself: `npm run simulator -- --port 0 [--directory DIR] [--progress MS] [--credits N]`.
// Prints one line of JSON with the base URLs, then serves until it is stopped. Without --directory nothing is stored.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { nodePath, projectRoot } from './runtime.mjs';

// The simulator is TypeScript, which Node runs without a build from 22.18 on. An older Node starts the Node that npm has installed.
if (!process.features.typescript) {
  if (nodePath() === process.execPath)
    throw new Error(`Node ${process.version} is too old and the packages are not installed: run "npm run setup" first.`);
  const child = spawn(nodePath(), process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
} else {
  await serve();
}

async function serve() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      directory: { type: 'string' },
      progress: { type: 'string' },
      credits: { type: 'string' },
    },
  });
  const amount = (name) => {
    if (values[name] === undefined) return {};
    const value = Number(values[name]);
    if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} must be a number`);
    return { [name === 'progress' ? 'progressMs' : name]: value };
  };
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port must be a number from 0 to 65535');

  const { createWorkerClipRenderer } = await import('./clip-worker.mjs');
  const { createSimulator } = await import('../electron/simulator/simulator.ts');
  const worker = createWorkerClipRenderer();
  let built = null;
  const clips = {
    async render(spec, signal) {
      built ??= build();
      await built;
      return worker.render(spec, signal);
    },
  };
  const simulator = createSimulator({
    directory: values.directory ?? null,
    clips,
    settings: { ...amount('progress'), ...amount('credits') },
  });
  const { api, files, control } = await simulator.start({ port });

  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    await simulator.stop();
    await worker.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop());
  process.stdout.write(`${JSON.stringify({ api, files, control })}\n`);
}

/** Builds the app, which contains the worker that draws clips, unless it is built. Called for the first clip. */
async function build() {
  if (existsSync(join(projectRoot, 'out', 'main', 'clip-worker.js'))) return;
  const windows = process.platform === 'win32';
  // Standard output must have only the one line of JSON.
  const child = spawn(windows ? 'npm.cmd' : 'npm', ['run', '--silent', 'build'], {
    cwd: projectRoot,
    stdio: ['ignore', 2, 2],
    shell: windows,
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The build failed; without it no clips can be drawn.');
}

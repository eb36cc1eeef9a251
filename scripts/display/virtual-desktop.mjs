// Provides what a desktop app needs on a machine without a desktop: a display, and a session bus with an unlocked keyring.
// Display, bus and keyring belong to one command and end with it. The user's own keyring is never opened.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHelper } from './helper-process.mjs';

const screenSize = '1920x1080x24';

/** Decides what to provide, from what the machine has and what was requested (`keyring`: true, false, or undefined for "as needed"). */
export function planDisplay({ platform, environment, keyring }) {
  if (platform !== 'linux') return { display: false, keyring: false };
  const display = !environment.DISPLAY && !environment.WAYLAND_DISPLAY;
  return { display, keyring: keyring ?? display };
}

/** Starts the parts of the plan. Returns the environment for the command, and `close`, which ends everything in reverse order. */
export async function openDesktop(plan, environment) {
  const started = [];
  const env = { ...environment };
  const close = async () => {
    for (const stop of started.splice(0).reverse()) await stop();
  };
  try {
    if (plan.display) started.push(await openDisplay(env));
    if (plan.keyring) started.push(...(await openKeyring(env)));
  } catch (error) {
    await close();
    throw error;
  }
  return { env, close };
}

async function openDisplay(env) {
  // The server picks a free number and writes it to the pipe; a number chosen here could be taken a moment later.
  const server = await startHelper('Xvfb', ['-displayfd', '3', '-screen', '0', screenSize, '-nolisten', 'tcp', '-noreset'], { env });
  env.DISPLAY = `:${server.text}`;
  return server.stop;
}

async function openKeyring(env) {
  const folder = mkdtempSync(join(tmpdir(), 'evolink-desktop-'));
  const stops = [async () => rmSync(folder, { recursive: true, force: true })];
  try {
    // The data folder holds the keyring files, the runtime folder the daemon's socket. With both folders here, the daemon neither
    // finds the keyring of the logged-in user nor talks to a running daemon.
    const data = join(folder, 'data');
    const runtime = join(folder, 'run');
    mkdirSync(data, { mode: 0o700 });
    mkdirSync(runtime, { mode: 0o700 });
    Object.assign(env, { XDG_DATA_HOME: data, XDG_RUNTIME_DIR: runtime });
    delete env.GNOME_KEYRING_CONTROL;
    const bus = await startHelper('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=3'], { env });
    stops.push(bus.stop);
    env.DBUS_SESSION_BUS_ADDRESS = bus.text;
    // The password protects nothing, because the keyring ends with this command. With an empty password the daemon creates no keyring.
    const daemon = await startHelper('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
      env,
      input: 'unlocked',
      probe: () => busHasName('org.freedesktop.secrets', env),
    });
    stops.push(daemon.stop);
    return stops;
  } catch (error) {
    for (const stop of stops.reverse()) await stop();
    throw error;
  }
}

/** True when a name is on the bus. Its name shows that the keyring daemon is ready, because the daemon prints nothing. */
function busHasName(name, env) {
  const args = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', `string:${name}`];
  return new Promise((resolve) => {
    execFile('dbus-send', args, { env }, (error, stdout) => resolve(!error && stdout.includes('boolean true')));
  });
}

// Runs a command with a display: the machine's own, or a virtual one with a session bus and an unlocked keyring if the machine has none
// (servers, containers, CI).
//
//   node scripts/with-display.mjs [--keyring | --no-keyring] COMMAND [ARGUMENT…]
//
// --keyring provides the private keyring even if a display exists; --no-keyring leaves it out.
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openDesktop, planDisplay } from './display/virtual-desktop.mjs';
import { runInForeground } from './lib/foreground.mjs';
import { rememberedElectron, runtimeEnvironment } from './runtime.mjs';

/** Runs a command to its end and returns the exit code that a shell would show. */
export function runWithDisplay(command, args, { keyring } = {}) {
  const plan = planDisplay({ platform: process.platform, environment: process.env, keyring });
  return runWithDesktops([plan], ([env]) => env, command, args);
}

/** Opens a desktop for each of `plans` and runs a command. `environmentOf` makes the command's environment from those of the desktops. */
export async function runWithDesktops(plans, environmentOf, command, args) {
  // A signal during the start must not leave a display server running, so it is only recorded. `runInForeground` forwards later ones to the command.
  let interrupted = null;
  const recordSignal = (signal) => {
    interrupted ??= signal;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, recordSignal);
  const base = { ...process.env, ...(rememberedElectron() ? runtimeEnvironment() : {}) };
  const desktops = [];
  try {
    for (const plan of plans) desktops.push(await openDesktop(plan, base));
    const env = environmentOf(desktops.map((desktop) => desktop.env));
    return interrupted ? 128 + constants.signals[interrupted] : await runInForeground(command, args, { env });
  } finally {
    for (const desktop of desktops) await desktop.close();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, recordSignal);
  }
}

function parse(argv) {
  let keyring;
  let at = 0;
  for (; argv[at]?.startsWith('--'); at++) {
    if (argv[at] === '--keyring') keyring = true;
    else if (argv[at] === '--no-keyring') keyring = false;
    else if (argv[at] === '--') {
      at++;
      break;
    } else throw new Error(`Unknown option ${argv[at]}`);
  }
  if (at >= argv.length) throw new Error('Give a command to run.');
  return { keyring, command: argv[at], args: argv.slice(at + 1) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { command, args, keyring } = parse(process.argv.slice(2));
    process.exitCode = await runWithDisplay(command, args, { keyring });
  } catch (error) {
    console.error(`with-display: ${error.message}`);
    process.exitCode = 1;
  }
}

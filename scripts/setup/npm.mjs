// Finds npm, and the machine's own Node to run it with. Once packages are installed, npm scripts find node_modules/.bin/node
// first. `npm ci` deletes that file, so npm must not run on it.
import { existsSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { run } from './run.mjs';

const binFolder = `${sep}node_modules${sep}.bin`;

/** Returns the search path without the node_modules/.bin folders of projects. */
export function machinePath(path = process.env.PATH ?? '') {
  return path
    .split(delimiter)
    .filter((folder) => !`${folder}${sep}`.includes(`${binFolder}${sep}`) && !folder.includes('node-gyp-bin'))
    .join(delimiter);
}

/** Returns the program and the first arguments that run npm, from the environment that npm sets for its scripts. */
export function npmCommand(environment = process.env, exists = existsSync, platform = process.platform) {
  const script = environment.npm_execpath;
  if (!script?.endsWith('.js') || !exists(script)) {
    // Windows' npm is a batch file, which only a shell starts.
    return platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c', 'npm'] : ['npm'];
  }
  const names = platform === 'win32' ? ['node.exe'] : ['node'];
  const folders = machinePath(environment.PATH ?? environment.Path ?? '').split(delimiter);
  const machineNode = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => exists(file));
  return [machineNode ?? process.execPath, script];
}

/** Runs npm with the machine's own Node. Returns its exit code and output. */
export function runNpm(args, options = {}) {
  const [program, ...first] = npmCommand();
  return run(program, [...first, ...args], { ...options, env: { ...options.env, PATH: machinePath() } });
}

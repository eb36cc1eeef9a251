// Finds the script of a worker thread: TypeScript beside its module in the sources, JavaScript in one folder in a build.

/** Returns the file of the worker `name` beside the module `moduleUrl` (`import.meta.url`). Each worker is an entry in electron.vite.config.ts. */
export function workerFile(moduleUrl: string, name: string): URL {
  return new URL(`./${name}.${moduleUrl.endsWith('.ts') ? 'ts' : 'js'}`, moduleUrl);
}

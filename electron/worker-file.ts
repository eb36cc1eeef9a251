// Where the program of a thread is: as a source it is TypeScript beside its module, built all are JavaScript in one folder.

/** The file of the worker `name` beside the module `moduleUrl` (`import.meta.url`). Each one is an entry in electron.vite.config.ts. */
export function workerFile(moduleUrl: string, name: string): URL {
  return new URL(`./${name}.${moduleUrl.endsWith('.ts') ? 'ts' : 'js'}`, moduleUrl);
}

// What the core needs from the world, a file for each port or family of ports; the one door to them. Real ones are in `electron/adapters`
// and `electron/shell`, fakes in `tests/support`.
export * from './ports/base-url.ts';
export type * from './ports/clock.ts';
export type * from './ports/desktop.ts';
export type * from './ports/evolink-api.ts';
export type * from './ports/files-api.ts';
export * from './ports/http.ts';
export type * from './ports/key-vault.ts';
export type * from './ports/library.ts';
export type * from './ports/log.ts';
export type * from './ports/pictures.ts';
export type * from './ports/posters.ts';
export type * from './ports/proxy.ts';
export type * from './ports/random.ts';
export type * from './ports/references.ts';
export type * from './ports/simulator-host.ts';

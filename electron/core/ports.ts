// The ports of the core: the interfaces to everything outside the core, one file for each port or family of ports. Import them from here.
// Implementations are in `electron/adapters` and `electron/shell`, fakes in `tests/support`.
export type * from './ports/clock.ts';
export type * from './ports/desktop.ts';
export type * from './ports/evolink-api.ts';
export type * from './ports/files-api.ts';
export * from './ports/http.ts';
export type * from './ports/journal-files.ts';
export type * from './ports/key-vault.ts';
export * from './ports/log.ts';
export type * from './ports/log-events.ts';
export type * from './ports/picture-decoder.ts';
export type * from './ports/poster-maker.ts';
export type * from './ports/proxy-auth.ts';
export type * from './ports/random.ts';
export type * from './ports/reference-store.ts';
export type * from './ports/simulator-host.ts';
export type * from './ports/timings.ts';
export type * from './ports/trash-files.ts';
export type * from './ports/video-library.ts';

// A composer that is reset for each test, with a bridge to main whose responses the test sets.
import { afterEach, beforeEach, vi } from 'vitest';
import { useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import type { Reference } from '../../../../shared/generation.ts';

/** A reference image without problems; `more` replaces fields. */
export const imageReference = (id: number, more: Partial<Reference> = {}): Reference => ({
  id,
  kind: 'image',
  mimeType: 'image/png',
  name: `${id}.png`,
  bytes: 1_000_000,
  width: 1280,
  height: 720,
  durationSeconds: null,
  framesPerSecond: null,
  hasAlpha: false,
  normalizeReasons: [],
  decoded: true,
  source: null,
  sha256: 'a'.repeat(64),
  addedAtMs: 0,
  derivedFrom: null,
  ...more,
});

/** The references of the request in the composer: each with its role and its id. */
export const referenceUses = (): string[] =>
  useComposer.getState().request.references.map(({ role, referenceId }) => `${role} ${referenceId}`);

/**
 * Resets the composer before each test of the file. Call this function once, at the top of the file. `calls` has the calls to main;
 * `setResults` sets what they return, by name.
 */
export function composerPerTest() {
  const calls: [string, unknown][] = [];
  let results: Readonly<Record<string, unknown>> = {};

  beforeEach(() => {
    calls.length = 0;
    results = { 'references.records': { references: [] } };
    vi.stubGlobal('window', {
      studio: {
        call: async (name: string, input: unknown) => {
          calls.push([name, input]);
          return { ok: true, value: results[name] ?? {} };
        },
        pathOf: (dropped: { path: string }) => dropped.path,
      },
    });
    useComposer.setState(useComposer.getInitialState(), true);
  });
  afterEach(() => vi.unstubAllGlobals());
  return {
    calls,
    setResults(next: Readonly<Record<string, unknown>>): void {
      results = next;
    },
  };
}

// Types of ensure-built.mjs for the tests, which are TypeScript.
export function ensureBuilt(options?: { readonly force?: boolean }): Promise<void>;
export function fingerprint(root: string, sources: readonly string[]): string;

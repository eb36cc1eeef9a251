// Types of with-display.mjs for the tests, which are TypeScript.
export function runWithDisplay(command: string, args: readonly string[], options?: { readonly keyring?: boolean }): Promise<number>;

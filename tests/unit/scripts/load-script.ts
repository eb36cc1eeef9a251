// The scripts are plain JavaScript without type declarations, because they run before a compiler is installed.
// biome-ignore lint/suspicious/noExplicitAny: what a module without types exports
export function loadScript(path: string): Promise<any> {
  return import(new URL(`../../../scripts/${path}`, import.meta.url).href);
}

// Types of runtime.mjs for the tests, which are TypeScript. The module itself must run before a compiler is installed.
export interface RememberedElectron {
  readonly kind: 'official' | 'stand-in';
  /** The version package.json asks for. */
  readonly electron: string;
  /** The version that runs. */
  readonly version: string;
  readonly dist: string;
}
export const projectRoot: string;
export const cacheFolder: string;
export const answerFile: string;
export function rememberedElectron(): RememberedElectron | null;
export function electronDist(): string;
export function electronPath(): string;
export function electronExecutable(platform?: string): string;
export function electronVersion(): string;
export function isStandIn(): boolean;
export function electronArguments(): string[];
export function runtimeEnvironment(): { readonly ELECTRON_OVERRIDE_DIST_PATH: string; readonly ELECTRON_EXEC_PATH: string };
export function nodePackage(platform?: string, arch?: string): string | null;
export function nodePath(): string;

// Types of runtime.mjs for the tests, which are TypeScript. The module itself must run before a compiler is installed.
export interface RememberedElectron {
  readonly kind: 'official' | 'stand-in';
  /** The version that package.json requires. */
  readonly electron: string;
  /** The version of the Electron in `dist`. */
  readonly version: string;
  readonly dist: string;
}
export const projectRoot: string;
export const cacheFolder: string;
export const electronRecordFile: string;
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

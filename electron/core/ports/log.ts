import type { JsonValue } from '../../../shared/generation.ts';

/** Never given a key or a prompt. `fields` are plain values. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, JsonValue>>): void;
  warn(event: string, fields?: Readonly<Record<string, JsonValue>>): void;
  /** A bug: logged once, with its stack, under an incident id that the person sees. */
  incident(error: unknown, where: string): string;
}

// The line of facts below a file in its slot.
import type { Reference } from '../../../../../shared/generation.ts';
import { messages } from '../../../messages.ts';

/** The facts of a file, as far as they are known: type, size, duration, bytes. */
export function referenceFacts({
  mimeType,
  width,
  height,
  durationSeconds,
  bytes,
}: Pick<Reference, 'mimeType' | 'width' | 'height' | 'durationSeconds' | 'bytes'>): string {
  const type = (mimeType.split('/')[1] ?? mimeType).toUpperCase();
  const size = width !== null && height !== null ? messages.library.inspector.pixels(width, height) : null;
  const length = durationSeconds === null ? null : messages.format.seconds(durationSeconds);
  return [type, size, length, messages.format.bytes(bytes)].filter((fact) => fact !== null).join(' · ');
}

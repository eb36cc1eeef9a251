// Where the crop frame goes: its place in the room it has, 0 to 1 in both directions.

export interface Place {
  readonly x: number;
  readonly y: number;
}

const step = 0.02;
const largeStep = 0.1;
export const clamp = (share: number): number => Math.min(1, Math.max(0, share));

/** Where a key moves the frame; null for keys that are none of its business. */
export function movedBy(key: string, isLarge: boolean, { x, y }: Place): Place | null {
  const far = isLarge ? largeStep : step;
  switch (key) {
    case 'ArrowLeft':
      return { x: clamp(x - far), y };
    case 'ArrowRight':
      return { x: clamp(x + far), y };
    case 'ArrowUp':
      return { x, y: clamp(y - far) };
    case 'ArrowDown':
      return { x, y: clamp(y + far) };
    case 'Home':
      return { x: 0, y: 0 };
    case 'End':
      return { x: 1, y: 1 };
    default:
      return null;
  }
}

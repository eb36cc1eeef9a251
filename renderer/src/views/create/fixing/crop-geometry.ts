// The position of the crop frame within the space it can move in, 0 to 1 in both directions. Pure.

/** 0 is the left or upper end of that space, 1 the right or lower end. */
export interface CropPosition {
  readonly x: number;
  readonly y: number;
}

const step = 0.02;
const largeStep = 0.1;
/** Limits a share to the range 0 to 1. */
export const clamp = (share: number): number => Math.min(1, Math.max(0, share));

/** The position after a key press; null for keys that do not move the frame. `isLarge` (Shift) moves five times as far. */
export function positionAfterKey(key: string, isLarge: boolean, { x, y }: CropPosition): CropPosition | null {
  const distance = isLarge ? largeStep : step;
  switch (key) {
    case 'ArrowLeft':
      return { x: clamp(x - distance), y };
    case 'ArrowRight':
      return { x: clamp(x + distance), y };
    case 'ArrowUp':
      return { x, y: clamp(y - distance) };
    case 'ArrowDown':
      return { x, y: clamp(y + distance) };
    case 'Home':
      return { x: 0, y: 0 };
    case 'End':
      return { x: 1, y: 1 };
    default:
      return null;
  }
}

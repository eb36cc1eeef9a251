// Paths that drops and pastes into the window have given. The preload tells of them itself: a page can name any path, but only a real drop or paste
// makes a `File` that has one.

const mostKept = 1_000;
const longestPath = 4_096;

interface DroppedPaths {
  add(path: unknown): void;
  has(path: string): boolean;
}

/** Keeps the newest thousand. */
export function createDroppedPaths(): DroppedPaths {
  const kept = new Set<string>();
  return {
    add(path) {
      if (typeof path !== 'string' || path.length > longestPath) return;
      kept.delete(path);
      kept.add(path);
      const [oldest] = kept;
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    },
    has: (path) => kept.has(path),
  };
}

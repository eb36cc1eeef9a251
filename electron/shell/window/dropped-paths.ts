// Paths of files that were dropped or pasted into the window. The preload reports them: a page can name any path, but only a real drop or paste
// creates a `File` that has one.

const mostKept = 1_000;
const longestPath = 4_096;

interface DroppedPaths {
  /** Takes a path from the preload; anything but a string is ignored. */
  add(path: unknown): void;
  has(path: string): boolean;
}

/** Creates an empty list, which keeps the newest thousand paths. */
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

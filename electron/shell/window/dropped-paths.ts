// Paths of files that were dropped or pasted into the window. The preload reports them: a page can name any path, but only a real drop or paste
// creates a `File` that has one.

const maxPaths = 1_000;
const maxPathLength = 4_096;

interface DroppedPaths {
  /** Takes a path from the preload; anything but a string is ignored. */
  add(path: unknown): void;
  has(path: string): boolean;
}

/** Creates an empty list, which keeps the newest thousand paths. */
export function createDroppedPaths(): DroppedPaths {
  const paths = new Set<string>();
  return {
    add(path) {
      if (typeof path !== 'string' || path.length > maxPathLength) return;
      paths.delete(path);
      paths.add(path);
      const [oldest] = paths;
      if (paths.size > maxPaths && oldest !== undefined) paths.delete(oldest);
    },
    has: (path) => paths.has(path),
  };
}

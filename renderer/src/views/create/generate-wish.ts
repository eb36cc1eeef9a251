// "Generate" pressed from elsewhere (menu, key): the mounted composer does what its button does.
let generate: (() => void) | null = null;

/** Called by the composer while it is mounted; returns the off-switch. */
export function onGenerateWish(action: () => void): () => void {
  generate = action;
  return () => {
    if (generate === action) generate = null;
  };
}

export function pressGenerate(): void {
  generate?.();
}

/** The class names of text fields in the composer. */
export const inputBox =
  'w-full rounded-control border border-line-strong bg-bg px-2.5 text-text select-text focus:border-accent focus:outline-none';

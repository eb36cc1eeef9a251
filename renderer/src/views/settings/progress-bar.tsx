// A thin progress bar.

/** `share` is from 0 to 1; other values are limited to that. `label` is the accessible name. */
export function ProgressBar({ label, share }: { readonly label: string; readonly share: number }) {
  const clampedShare = Math.min(1, Math.max(0, share));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(clampedShare * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      className="mt-2 h-[3px] overflow-hidden rounded-full bg-line-strong"
    >
      <div
        className="h-full origin-left bg-accent transition-transform duration-150 motion-reduce:transition-none"
        style={{ transform: `scaleX(${clampedShare})` }}
      />
    </div>
  );
}

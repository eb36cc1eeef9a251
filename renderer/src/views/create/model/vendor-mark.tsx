// The monogram of a vendor: the first letter of the model's name on the vendor's colour.
const hues: Readonly<Record<string, number>> = {
  ByteDance: 225,
  OpenAI: 165,
  Kuaishou: 20,
  Google: 140,
  MiniMax: 345,
  Alibaba: 30,
  xAI: 260,
};

/** A decorative square, 28 pixels wide or, if `isSmall`, 24. A vendor without a colour of its own gets a neutral one. */
export function Monogram({
  vendor,
  name,
  isSmall = false,
}: {
  readonly vendor: string;
  readonly name: string;
  readonly isSmall?: boolean;
}) {
  const hue = hues[vendor] ?? 210;
  return (
    <span
      aria-hidden
      // Drawn by CSS, not written as text: otherwise a search would find the letter as part of the name.
      data-letter={(name.trim()[0] ?? '?').toUpperCase()}
      className={`grid flex-none place-items-center before:content-[attr(data-letter)] rounded-[7px] font-bold text-[#eef2ff] ${isSmall ? 'size-6 text-[11px]' : 'size-7 text-[12px]'}`}
      style={{ background: `linear-gradient(135deg, hsl(${hue} 42% 42%), hsl(${hue} 45% 26%))` }}
    />
  );
}

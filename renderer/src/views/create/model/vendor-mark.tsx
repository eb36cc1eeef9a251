// The small square that stands for a vendor: its letter on its own quiet colour.
const hues: Readonly<Record<string, number>> = {
  ByteDance: 225,
  OpenAI: 165,
  Kuaishou: 20,
  Google: 140,
  MiniMax: 345,
  Alibaba: 30,
  xAI: 260,
};

export function Monogram({ vendor, name, small = false }: { readonly vendor: string; readonly name: string; readonly small?: boolean }) {
  const hue = hues[vendor] ?? 210;
  return (
    <span
      aria-hidden
      // Drawn, not written: a letter that is no part of the name must not be looked for in it.
      data-letter={(name.trim()[0] ?? '?').toUpperCase()}
      className={`grid flex-none place-items-center before:content-[attr(data-letter)] rounded-[7px] font-bold text-[#eef2ff] ${small ? 'size-6 text-[11px]' : 'size-7 text-[12px]'}`}
      style={{ background: `linear-gradient(135deg, hsl(${hue} 42% 42%), hsl(${hue} 45% 26%))` }}
    />
  );
}

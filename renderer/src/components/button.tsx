// The buttons of the studio: text buttons in four variants, and icon buttons.
import type { ButtonHTMLAttributes, Ref } from 'react';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** At most one `primary` button in a group; `ghost` for rarely needed actions; `danger` for actions that delete something. */
  readonly variant?: 'primary' | 'normal' | 'ghost' | 'danger';
  readonly size?: 'small' | 'normal';
  readonly ref?: Ref<HTMLButtonElement>;
}

const variants = {
  primary: 'bg-accent text-accent-ink font-semibold border-transparent hover:brightness-110',
  normal: 'bg-raised text-text border-line-strong hover:bg-hover',
  ghost: 'bg-transparent text-dim border-transparent hover:bg-hover hover:text-text',
  danger: 'bg-raised text-bad border-line-strong hover:bg-bad-soft',
} as const;

const sizes = { small: 'h-[26px] px-2.5 text-[12px] rounded-control', normal: 'h-[34px] px-3.5 rounded-panel' } as const;

/** A text button, optionally with an icon in `children`. Unlike a plain `<button>`, it never submits a form unless `type` says so. */
export function Button({ variant = 'normal', size = 'normal', className = '', type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      className={`inline-flex shrink-0 items-center justify-center gap-2 border whitespace-nowrap transition-[background-color,filter] duration-100 disabled:pointer-events-none disabled:opacity-50 ${variants[variant]} ${sizes[size]} ${className}`}
      {...rest}
    />
  );
}

interface IconProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** The accessible name, also shown on hover. */
  readonly label: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A square button that shows one icon and no text. */
export function IconButton({ label, className = '', type = 'button', ...rest }: IconProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={`inline-grid size-[26px] shrink-0 place-items-center rounded-control text-dim hover:bg-hover hover:text-text disabled:pointer-events-none disabled:opacity-40 ${className}`}
      {...rest}
    />
  );
}

// Copies a text to the clipboard and confirms it for a moment.
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from './button.tsx';

interface Props {
  /** The text that a press copies. */
  readonly text: string;
  /** Accessible names of the button: before the press, and while the copy is confirmed. */
  readonly label: string;
  readonly copiedLabel: string;
  /** Shown on hover instead of the label. */
  readonly title?: string;
  readonly className?: string;
}

const feedbackMs = 1_500;

/** An icon button that copies `text`. It turns into a check mark for 1.5 seconds. */
export function CopyButton({ text, label, copiedLabel, title = label, className = '' }: Props) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), feedbackMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  return (
    <IconButton
      label={isCopied ? copiedLabel : label}
      title={isCopied ? copiedLabel : title}
      onClick={() => void copy()}
      className={className}
    >
      {isCopied ? <Check size={14} className="text-ok" aria-hidden /> : <Copy size={14} aria-hidden />}
    </IconButton>
  );
}

// The items of a menu in which one value is chosen, e.g. a speed or an order.
import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { menuItem } from './menu-styles.ts';

interface Props<Value extends string | number> {
  readonly value: Value;
  readonly choices: readonly Value[];
  nameOf(choice: Value): string;
  /** Whether a choice is unavailable now; without this function, all are available. */
  isDisabled?(choice: Value): boolean;
  onChange(choice: Value): void;
}

/** One item per choice, with a check mark at the chosen one. Choosing one closes the menu. Must be inside a `Menu.Popup`. */
export function RadioItems<Value extends string | number>({ value, choices, nameOf, isDisabled, onChange }: Props<Value>) {
  return (
    <Menu.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)}>
      {choices.map((choice) => (
        <Menu.RadioItem key={choice} value={choice} disabled={isDisabled?.(choice) ?? false} closeOnClick className={menuItem}>
          <span className="w-[14px]">{choice === value && <Check size={13} aria-hidden />}</span>
          {nameOf(choice)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

// The fields of a service response: for each its meaning, its path and its unchanged value, or a note that the service did not send it.
import { messages } from '../messages.ts';
import type { ServiceField } from './service-field.ts';

/** A description list of service fields. `label` is its accessible name. */
export function ServiceFields({ fields, label }: { readonly fields: readonly ServiceField[]; readonly label: string }) {
  return (
    <dl aria-label={label} className="grid grid-cols-[minmax(0,190px)_minmax(0,1fr)] gap-x-4 gap-y-1">
      {fields.map(({ path, name, values, note }) => (
        <div key={path} className="contents">
          <dt className="min-w-0">
            <span className="block text-dim">{name ?? messages.inspector.unknownField}</span>
            <code className="block break-all font-mono text-[11px] text-faint">{path}</code>
          </dt>
          <dd className="min-w-0 select-text break-words">
            {values.length === 0 ? (
              <span className="text-faint">{messages.inspector.notProvided}</span>
            ) : (
              values.map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the items have no ids
                <span key={index} className="block whitespace-pre-wrap break-all">
                  {value === '' ? '""' : value}
                </span>
              ))
            )}
            {note !== null && <span className="text-faint text-sm"> {note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

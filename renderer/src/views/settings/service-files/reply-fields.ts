// The reply to an upload, field by field. Pure.
import type { ServiceFile } from '../../../../../shared/ipc.ts';
import type { ServiceField } from '../../../components/service-field.ts';

/** Returns the documented fields of the reply, in the order of `names`, then all others. `names`: the label of each field by its path. */
export function replyFields(
  reply: NonNullable<ServiceFile['uploadResponse']>,
  names: Readonly<Record<string, string>>,
): readonly ServiceField[] {
  const others = Object.keys(reply).filter((path) => !Object.hasOwn(names, path));
  return [...Object.keys(names), ...others].map((path) => {
    const value = reply[path];
    return { path, name: names[path] ?? null, values: value === undefined || value === null ? [] : [String(value)], note: null };
  });
}

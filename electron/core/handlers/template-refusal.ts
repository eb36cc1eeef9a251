// The reason why a template cannot be saved, as a pure decision. Names are unique among templates that are not removed.

/** More than a user can tell apart by name. */
const templatesMax = 500;

/** The facts that decide whether a template is saved. */
interface TemplateSave {
  /** The template to change; null for a new one. */
  readonly id: number | null;
  /** The other template with the same name; null without one. */
  readonly namesakeId: number | null;
  /** The number of templates, without removed ones. */
  readonly count: number;
}

/** Null when it may be saved. Changing a template does not count against the limit. */
export function templateRefusal({ id, namesakeId, count }: TemplateSave): 'name-taken' | 'too-many' | null {
  if (namesakeId !== null && namesakeId !== id) return 'name-taken';
  return id === null && count >= templatesMax ? 'too-many' : null;
}

// Why a template is not saved, as a pure decision. A name stands for one template only, among those that are not removed.

/** More than a person can keep apart by name. */
const templatesMax = 500;

/** What is known when a template is saved. */
interface TemplateSave {
  /** The template that is changed; null for a new one. */
  readonly id: number | null;
  /** The template that has the wanted name; null where none has. */
  readonly namesakeId: number | null;
  /** How many templates there are, removed ones left out. */
  readonly count: number;
}

/** Null where it may be saved. A template that is changed needs no room. */
export function templateRefusal({ id, namesakeId, count }: TemplateSave): 'name-taken' | 'too-many' | null {
  if (namesakeId !== null && namesakeId !== id) return 'name-taken';
  return id === null && count >= templatesMax ? 'too-many' : null;
}

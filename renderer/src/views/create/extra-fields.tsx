// The fields only this model has, made from the catalogue. What is needed stands open; the rest is folded under "More".
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import type { ExtraField, Issue, Model } from '../../../../shared/models/index.ts';
import { Button } from '../../components/button.tsx';
import { words } from '../../words.ts';
import { setParameter } from './composer-store.ts';
import { ExtraControl } from './extra-control.tsx';
import { Field, issuesOf } from './field.tsx';

interface ExtrasProps {
  readonly request: GenerationRequest;
  readonly model: Model;
  readonly issues: readonly Issue[];
}

export function ExtraFields({ request, model, issues }: ExtrasProps) {
  const needed = model.extra.filter(({ required }) => required);
  const folded = model.extra.filter(({ required }) => !required);
  // Left over from elsewhere: the model has no such field, so there is nothing to edit, only to take away.
  const strangers = Object.keys(request.parameters).filter((path) => !model.extra.some((field) => field.path === path));
  const set = folded.filter((field) => !isAsOffered(field, request)).length;
  // A field that is wrong must be seen.
  const wrong = folded.some(({ path }) => issuesOf(issues, path).length > 0);
  // What was opened stays open: the field one is typing in must not fold away because it has just become right.
  const [opened, setOpened] = useState(false);
  return (
    <>
      {needed.map((field) => (
        <ExtraRow key={field.path} {...{ field, request, issues }} />
      ))}
      {folded.length > 0 && (
        <details
          className="group/more border-t border-line pt-2"
          open={wrong || opened}
          onToggle={({ currentTarget }) => setOpened(currentTarget.open)}
        >
          <summary className="flex list-none items-center gap-1 rounded-control text-sm font-semibold">
            <ChevronRight aria-hidden className="size-3.5 text-faint transition-transform duration-100 group-open/more:rotate-90" />
            {words.composer.more}
            {set > 0 && <span className="ml-auto font-normal text-faint">{words.composer.moreSet(set)}</span>}
          </summary>
          <div className="mt-2.5 grid gap-3">
            {folded.map((field) => (
              <ExtraRow key={field.path} {...{ field, request, issues }} />
            ))}
          </div>
        </details>
      )}
      {strangers.map((path) => (
        <Field key={path} id={path} label={words.fieldName(path)} issues={issuesOf(issues, path)}>
          <Button size="small" onClick={() => setParameter(path, null)}>
            {words.composer.clear}
          </Button>
        </Field>
      ))}
    </>
  );
}

const isAsOffered = (field: ExtraField, request: GenerationRequest): boolean => (request.parameters[field.path] ?? null) === field.default;

function ExtraRow({
  field,
  request,
  issues,
}: {
  readonly field: ExtraField;
  readonly request: GenerationRequest;
  readonly issues: readonly Issue[];
}) {
  return (
    <Field
      id={field.path}
      label={words.fieldName(field.path)}
      remark={field.required ? words.composer.required : null}
      issues={issuesOf(issues, field.path)}
    >
      <ExtraControl field={field} value={request.parameters[field.path] ?? null} />
    </Field>
  );
}

// The fields that only this model has, made from the catalogue. Required fields and those with their own editor are always visible; the
// others are in the section "More", which is collapsed at first.
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { GenerationRequest } from '../../../../../shared/generation.ts';
import { currentParameter, type ExtraField, type Issue, type Model } from '../../../../../shared/models/index.ts';
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { setParameter } from '../edit-request.ts';
import { ElementsField } from '../references/elements-field.tsx';
import { ShotsField, shotPaths } from '../shots/shots-field.tsx';
import { Field, issuesOf } from './form-field.tsx';
import { isPlain, ModelSpecificControl, type PlainField } from './model-specific-control.tsx';

interface FieldsProps {
  readonly request: GenerationRequest;
  readonly model: Model;
  readonly issues: readonly Issue[];
}

/**
 * All model-specific fields of the composer. "More" opens automatically when a field in it has a problem. Fields that the model does not have
 * can only be cleared.
 */
export function ModelSpecificFields({ request, model, issues }: FieldsProps) {
  const hasShots = model.extra.some(({ type }) => type === 'shots');
  const hasElements = model.extra.some(({ type }) => type === 'elements');
  const plainFields = model.extra.filter(isPlain).filter(({ path }) => !(hasShots && shotPaths.includes(path)));
  const requiredFields = plainFields.filter(({ required }) => required);
  const optionalFields = plainFields.filter(({ required }) => !required);
  // Parameters that another model left in the request. This model has no such fields, so they can only be cleared.
  const unknownFields = Object.keys(request.parameters).filter((path) => !model.extra.some((field) => field.path === path));
  const setCount = optionalFields.filter((field) => !isDefault(field, request)).length;
  // A field with a problem must be visible.
  const hasProblem = optionalFields.some(({ path }) => issuesOf(issues, path).length > 0);
  // The section stays open once it was opened: a field must not be hidden while the user types in it, just because it has become valid.
  const [isOpened, setIsOpened] = useState(false);
  return (
    <>
      {requiredFields.map((field) => (
        <FieldRow key={field.path} {...{ field, request, model, issues }} />
      ))}
      {/* Keyed by model, so that shots that are kept while they are switched off do not reach another model. */}
      {hasShots && <ShotsField key={model.id} {...{ request, model, issues }} />}
      {hasElements && <ElementsField key={`${model.id} elements`} {...{ request, model, issues }} />}
      {optionalFields.length > 0 && (
        <details
          className="group/more border-t border-line pt-2"
          open={hasProblem || isOpened}
          onToggle={({ currentTarget }) => setIsOpened(currentTarget.open)}
        >
          <summary className="flex list-none items-center gap-1 rounded-control text-sm font-semibold">
            <ChevronRight aria-hidden className="size-3.5 text-faint transition-transform duration-100 group-open/more:rotate-90" />
            {messages.composer.more}
            {setCount > 0 && <span className="ml-auto font-normal text-faint">{messages.composer.setCount(setCount)}</span>}
          </summary>
          <div className="mt-2.5 grid gap-3">
            {optionalFields.map((field) => (
              <FieldRow key={field.path} {...{ field, request, model, issues }} />
            ))}
          </div>
        </details>
      )}
      {unknownFields.map((path) => (
        <Field key={path} id={path} label={messages.fieldName(path)} issues={issuesOf(issues, path)}>
          <Button size="small" onClick={() => setParameter(path, null)}>
            {messages.composer.clear}
          </Button>
        </Field>
      ))}
    </>
  );
}

const isDefault = (field: ExtraField, request: GenerationRequest): boolean => (request.parameters[field.path] ?? null) === field.default;

interface RowProps extends FieldsProps {
  readonly field: PlainField;
}

/** The remark beside the field's name: the default that is sent, or that the field is required. */
function remarkOf(field: PlainField, request: GenerationRequest, model: Model): ReactNode {
  const isChosen = (request.parameters[field.path] ?? null) !== null;
  const automaticValue = isChosen || field.type !== 'choice' ? null : currentParameter(model, request, field.path);
  if (typeof automaticValue === 'string') return messages.controls.followsFiles(messages.choiceName(automaticValue));
  return field.required ? messages.composer.required : null;
}

function FieldRow({ field, request, model, issues }: RowProps) {
  const hint = messages.controls.hints[field.path];
  return (
    <Field
      id={field.path}
      label={messages.fieldName(field.path)}
      remark={remarkOf(field, request, model)}
      issues={issuesOf(issues, field.path)}
    >
      <ModelSpecificControl field={field} value={request.parameters[field.path] ?? null} />
      {hint !== undefined && <p className="mt-1 text-sm text-faint">{hint}</p>}
    </Field>
  );
}

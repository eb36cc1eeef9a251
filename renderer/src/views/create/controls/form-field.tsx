// The frame of one field: its name, a remark on the right, the control, and problems and warnings about it below.
import { AlertTriangle, CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Issue, IssueCode } from '../../../../../shared/models/index.ts';
import { messages } from '../../../messages.ts';
import { FixButton } from '../fixing/fix-button.tsx';

/**
 * Issues of fields that are still empty. The text at the button reports them. The form shows no red line before the user has filled in a
 * field.
 */
const missingValueCodes: readonly IssueCode[] = ['prompt-missing', 'model-missing', 'reference-missing', 'field-missing'];

/** The issues to show at a field that covers these form fields. Missing values are left out. */
export function issuesOf(issues: readonly Issue[], ...fields: readonly string[]): readonly Issue[] {
  return issues.filter(({ field, code }) => fields.includes(field) && !missingValueCodes.includes(code));
}

/** Lists issues below a field: red ones block the request, amber ones do not. Each may have a button that fixes it. */
export function IssueLines({ issues }: { readonly issues: readonly Issue[] }) {
  if (issues.length === 0) return null;
  return (
    <ul className="mt-2 grid gap-1.5">
      {issues.map((issue) => (
        <IssueLine key={`${issue.field} ${issue.code} ${JSON.stringify(issue.values)}`} issue={issue} />
      ))}
    </ul>
  );
}

function IssueLine({ issue }: { readonly issue: Issue }) {
  const { level, code, values } = issue;
  const isBlocking = level === 'block';
  const Icon = isBlocking ? CircleAlert : AlertTriangle;
  return (
    <li className={`flex gap-2 rounded-panel px-2.5 py-2 text-[12px] leading-snug ${isBlocking ? 'bg-bad-soft' : 'bg-warn-soft'}`}>
      <Icon aria-hidden className={`mt-px size-3.5 flex-none ${isBlocking ? 'text-bad' : 'text-warn'}`} />
      <span className="min-w-0 break-words select-text">
        {messages.issueText[code](values)}
        <FixButton issue={issue} />
      </span>
    </li>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly remark?: ReactNode;
  readonly issues?: readonly Issue[];
  readonly children: ReactNode;
}

/** A group of controls under one name. `id` connects the name with the group, and `focusField` finds the group by it. */
export function Field({ id, label, remark, issues = [], children }: FieldProps) {
  return (
    <fieldset data-field={id} className="min-w-0" aria-labelledby={`field-${id}`}>
      <div className="mb-1.5 flex items-baseline gap-2 text-sm">
        <span id={`field-${id}`} className="font-semibold text-text">
          {label}
        </span>
        <span className="ml-auto min-w-0 truncate text-faint">{remark}</span>
      </div>
      {children}
      <IssueLines issues={issues} />
    </fieldset>
  );
}

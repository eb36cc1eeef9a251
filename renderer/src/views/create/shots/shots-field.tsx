// The editor for the number of shots, who cuts them (the user or the model), and the shots themselves.
import { useRef } from 'react';
import type { GenerationRequest, JsonValue } from '../../../../../shared/generation.ts';
import {
  currentParameter,
  type Issue,
  type Model,
  multiShotPath,
  readShots,
  type Shot,
  shotLimits,
  shotsPath,
  shotTypePath,
  videoSeconds,
  writeShots,
} from '../../../../../shared/models/index.ts';
import { SegmentedControl } from '../../../components/segmented-control.tsx';
import { messages } from '../../../messages.ts';
import { Field, issuesOf } from '../controls/form-field.tsx';
import { changeField } from '../edit-request.ts';
import { firstShots } from './initial-shots.ts';
import { ShotsEditor } from './shots-editor.tsx';

/** Paths in the request body of the model-specific fields that this editor handles, so that the generic form leaves them out. */
export const shotPaths: readonly string[] = [multiShotPath, shotTypePath, shotsPath];

interface ShotsProps {
  readonly request: GenerationRequest;
  readonly model: Model;
  readonly issues: readonly Issue[];
}

type ShotParameters = Readonly<Record<string, JsonValue>>;

/** The request's parameters, with all shot fields replaced by `shots`. */
const withShots = ({ parameters }: GenerationRequest, shots: ShotParameters): GenerationRequest['parameters'] => ({
  ...Object.fromEntries(Object.entries(parameters).filter(([path]) => !shotPaths.includes(path))),
  ...shots,
});

const unset = '';

/**
 * The shots of the request, and the functions that change them. Shots that are switched off are kept while the component is mounted and
 * return when they are switched on again.
 */
function useShots(request: GenerationRequest, model: Model) {
  const limits = shotLimits(model);
  const hiddenShots = useRef<readonly Shot[] | null>(null);
  const multiShot = request.parameters[multiShotPath] ?? null;
  const type = currentParameter(model, request, shotTypePath);
  const shots = readShots(request.parameters[shotsPath]);

  const setMode = (parameters: ShotParameters): void => {
    // The shots are kept while they are not sent.
    if (shots.length > 0) hiddenShots.current = shots;
    changeField({ parameters: withShots(request, parameters) }, multiShotPath);
  };
  const setShots = (next: readonly Shot[]): void => {
    changeField({ parameters: { ...request.parameters, [shotsPath]: writeShots(next) } }, shotsPath);
  };
  const startCustomShots = (): void => {
    const customShots = shots.length > 0 ? shots : (hiddenShots.current ?? firstShots(request, limits.maxCharacters));
    setMode({ [multiShotPath]: true, [shotTypePath]: 'customize', [shotsPath]: writeShots(customShots) });
  };
  const chooseMode = (name: string): void => {
    if (name === 'several') startCustomShots();
    else setMode(name === 'one' ? { [multiShotPath]: false } : {});
  };
  const chooseType = (name: string): void => {
    if (name === 'customize') startCustomShots();
    else setMode({ [multiShotPath]: true, [shotTypePath]: name });
  };
  return { limits, multiShot, type, shots, setShots, chooseMode, chooseType };
}

/** The shots editor of the composer, for models with that field. */
export function ShotsField({ request, model, issues }: ShotsProps) {
  const { automatic } = messages.composer;
  const { limits, multiShot, type, shots, setShots, chooseMode, chooseType } = useShots(request, model);
  const types = model.extra.flatMap((field) => (field.path === shotTypePath && field.type === 'choice' ? field.values : []));
  const isCustom = multiShot === true && type !== 'intelligence';
  // The documentation of Kling O3 says that the prompt is ignored with several shots. The documentation of V3 says only that it may be
  // empty.
  const ignoresPrompt = model.prompt.optionalWhen?.every((fact) => fact.is === 'parameter' && fact.path === multiShotPath);
  return (
    <Field id={shotsPath} label={messages.controls.shots.mode} issues={issuesOf(issues, ...shotPaths)}>
      <SegmentedControl
        label={messages.controls.shots.mode}
        options={[
          { value: unset, text: automatic, title: messages.controls.leftToService },
          { value: 'one', text: messages.controls.shots.one },
          { value: 'several', text: messages.controls.shots.several },
        ]}
        value={multiShot === true ? 'several' : multiShot === false ? 'one' : unset}
        onChange={chooseMode}
      />
      {multiShot === true && (types.length > 1 || (type !== null && !types.includes(String(type)))) && (
        <SegmentedControl
          className="mt-1.5"
          label={messages.controls.shots.cut}
          options={[...new Set([...types, ...(typeof type === 'string' ? [type] : [])])].map((value) => ({
            value,
            text: messages.choiceName(value),
          }))}
          value={String(type)}
          onChange={chooseType}
        />
      )}
      {isCustom && (
        <>
          {ignoresPrompt && <p className="mt-1.5 text-sm text-faint">{messages.controls.shots.promptUnused}</p>}
          <ShotsEditor
            shots={shots}
            limits={limits}
            duration={model.duration}
            durationSeconds={videoSeconds(model, request)}
            onChange={setShots}
          />
        </>
      )}
    </Field>
  );
}

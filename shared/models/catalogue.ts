// The 37 models in the contract's order, and the form for any id, known or not.

import { generalForm } from './form/unknown-model-form.ts';
import type { Model } from './model.ts';
import * as alibaba from './vendors/alibaba.ts';
import * as bytedance from './vendors/bytedance.ts';
import * as google from './vendors/google.ts';
import * as kuaishou from './vendors/kuaishou.ts';
import * as multiShot from './vendors/kuaishou-multi-shot.ts';
import * as minimax from './vendors/minimax.ts';
import * as openai from './vendors/openai.ts';
import * as xai from './vendors/xai.ts';

export const models: readonly Model[] = [
  bytedance.seedance15Pro,
  bytedance.seedance20,
  bytedance.seedance10ProFast,
  openai.sora2Preview,
  multiShot.klingO3TextToVideo,
  multiShot.klingO3ImageToVideo,
  multiShot.klingO3ReferenceToVideo,
  multiShot.klingO3VideoEdit,
  multiShot.klingV3TextToVideo,
  multiShot.klingV3ImageToVideo,
  kuaishou.klingO1ImageToVideo,
  kuaishou.klingO1VideoEdit,
  kuaishou.klingO1VideoEditFast,
  kuaishou.klingCustomElement,
  google.veo31GeneratePreview,
  google.veo31FastGeneratePreview,
  minimax.hailuo23,
  minimax.hailuo23Fast,
  minimax.hailuo02,
  alibaba.wan25T2vPreview,
  alibaba.wan25I2vPreview,
  alibaba.wan25TextToVideo,
  alibaba.wan25ImageToVideo,
  alibaba.wan26TextToVideo,
  alibaba.wan26ImageToVideo,
  alibaba.wan26ReferenceVideo,
  openai.sora2,
  openai.sora2Pro,
  openai.sora2BetaMax,
  openai.soraCharacter,
  google.veo31Pro,
  google.veo31Fast,
  google.veo31FastExtend,
  google.veo3,
  google.veo3Fast,
  xai.grokImagineTextToVideo,
  xai.grokImagineImageToVideo,
];

export const defaultModelId = 'seedance-1.5-pro';

const byId: ReadonlyMap<string, Model> = new Map(models.map((model) => [model.id, model]));
const byNewName: ReadonlyMap<string, Model> = new Map(
  models.flatMap((model) => (model.renamedTo === null ? [] : [[model.renamedTo, model] as const])),
);

/** The catalogue's entry for exactly this id. */
export const findModel = (id: string): Model | undefined => byId.get(id);

/** Whether an id gets the general form: no model is known by it, neither by its id nor by its newer name. */
export const isUnknown = (id: string): boolean => !byId.has(id) && !byNewName.has(id);

/** The form for any id: the catalogue's, that of the model an id is the newer name of, or the general one. */
export const formFor = (id: string): Model => {
  const renamed = byNewName.get(id);
  return byId.get(id) ?? (renamed ? { ...renamed, id, renamedTo: null } : generalForm(id));
};

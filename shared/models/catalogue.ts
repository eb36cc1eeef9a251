// The 37 models in the order of the contract, and the form for any id, known or not.

import { unknownModelForm } from './form/unknown-model-form.ts';
import type { Model } from './model.ts';
import * as alibaba from './vendors/alibaba.ts';
import * as bytedance from './vendors/bytedance.ts';
import * as google from './vendors/google.ts';
import * as kuaishou from './vendors/kuaishou.ts';
import * as multiShot from './vendors/kuaishou-multi-shot.ts';
import * as minimax from './vendors/minimax.ts';
import * as openai from './vendors/openai.ts';
import * as xai from './vendors/xai.ts';

/** Every model of the contract (see `FactSource`), in its order. */
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

/** The model of a new composer. */
export const defaultModelId = 'seedance-1.5-pro';

const byId: ReadonlyMap<string, Model> = new Map(models.map((model) => [model.id, model]));
const byNewName: ReadonlyMap<string, Model> = new Map(
  models.flatMap((model) => (model.renamedTo === null ? [] : [[model.renamedTo, model] as const])),
);

/** Returns the model with exactly this id. */
export const findModel = (id: string): Model | undefined => byId.get(id);

/** True for an id that is neither a model's id nor its newer name: it gets the general form. */
export const isUnknownModel = (id: string): boolean => !byId.has(id) && !byNewName.has(id);

/** Returns the form for any id: that of the model with this id or with this newer name, otherwise the general one. */
export const formFor = (id: string): Model => {
  const renamed = byNewName.get(id);
  return byId.get(id) ?? (renamed ? { ...renamed, id, renamedTo: null } : unknownModelForm(id));
};

// The catalogue of models and the pure functions over it; the one door to this folder.
export { alternativesTo } from './alternatives.ts';
export { type Capability, capabilities } from './capabilities.ts';
export { defaultModelId, findModel, formFor, isUnknown, models } from './catalogue.ts';
export { advice, blocks, check, promptLength, promptRequired } from './check.ts';
export { fieldTakes, offersSeconds } from './check-fields.ts';
export { checkFiles, formatOf } from './check-files.ts';
export { bytesPerMegabyte, hostedImageFormats, imageMaxMegabytes, promptMaxCharacters } from './contract.ts';
export { defaultRequest, kindOf } from './default-request.ts';
export { elementName, elementsNamedIn, openElements, removeElement, writeElements } from './elements.ts';
export { elementsPath, fileKindOf, parameterNow, readElements, readSpan, secondsMade } from './facts.ts';
export { type AtHand, filtersOf, type ModelFilter, modelFilters, modelsThat } from './filters.ts';
export type {
  AudioChoice,
  DurationChoice,
  ExtraField,
  FileLimits,
  GenerationRequest,
  Issue,
  IssueCode,
  Kind,
  Model,
  NamedChoice,
  Reference,
  Slot,
  Source,
  SwitchChange,
} from './model.ts';
export { nearModels } from './near-models.ts';
export type { NoteKey, RuleName } from './rule.ts';
export { matches } from './search-words.ts';
export { changesBetween, choicesNow, impliedChanges, settle } from './settle.ts';
export {
  distributeSeconds,
  moveShot,
  multiShotPath,
  readShots,
  type Shot,
  type ShotLimits,
  secondsOfShots,
  shotLimits,
  shotsPath,
  shotTypePath,
  writeShots,
} from './shots.ts';
export { roleForNext, roleForNextImage, type SlotNow, slotsNow } from './slots.ts';
export { switchChanges, switchModel } from './switch-model.ts';
export { ratioParts, type WantedShape, wantedShape } from './wanted-shape.ts';
export { wireBody } from './wire-body.ts';

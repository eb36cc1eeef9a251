// The catalogue of models and the pure functions on it. Other folders import only this file.
export { alternativesTo } from './browse/alternative-models.ts';
export { type Capability, capabilities } from './browse/capabilities.ts';
export { type AvailableFiles, type ModelFilter, modelFilters, modelsMatching } from './browse/model-filters.ts';
export { matchesSearch } from './browse/model-search-terms.ts';
export { similarModels } from './browse/similar-models.ts';
export { defaultModelId, findModel, formFor, isUnknownModel, models } from './catalogue.ts';
export { offersSeconds } from './checks/check-fields.ts';
export { checkFiles, formatOf } from './checks/check-files.ts';
export { advisoryIssues, blockingIssues, checkRequest, promptLength, promptRequired } from './checks/check-request.ts';
export { defaultRequest, kindOf } from './form/default-request.ts';
export { elementName, elementsNamedIn, freeElementCount, removeElement, writeElements } from './form/request-elements.ts';
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
} from './form/shots.ts';
export { nextImageRole, nextRole, type SlotState, slotStates } from './form/slots.ts';
export type {
  DurationChoice,
  ExtraField,
  FactSource,
  FileLimits,
  GenerationKind,
  Issue,
  IssueCode,
  Model,
  NamedChoice,
  Reference,
  Slot,
  SwitchChange,
} from './model.ts';
export { bytesPerMegabyte, hostedImageFormats, imageMaxMegabytes, promptMaxCharacters } from './rules/general-limits.ts';
export { currentParameter, elementsPath, fileKindOf, readElements, readSpan, videoSeconds } from './rules/read-request.ts';
export { changesBetween, currentChoices, impliedChanges, resolveConflicts } from './rules/resolve-conflicts.ts';
export { switchChanges, switchModel } from './rules/switch-model.ts';
export { ratioParts, type TargetShape, targetShape } from './rules/target-shape.ts';
export { wireBody } from './wire-body.ts';

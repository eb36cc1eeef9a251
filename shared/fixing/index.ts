// Fixes for pictures that a model would refuse, as pure decisions. Other folders import only this file.

export {
  centrePosition,
  type FitChoice,
  type FixPlan,
  planFix,
  type Rect,
  type SourcePicture,
  shrinkPlan,
} from './fix-plan.ts';
export {
  choiceFor,
  type Derivation,
  derivationOf,
  type Fix,
  firstFix,
  fixableTogether,
  fixFor,
  sourceOf,
} from './picture-fix.ts';
export { fileHostRequirements, type PictureRequirements, requirementsOf, type Size } from './picture-requirements.ts';

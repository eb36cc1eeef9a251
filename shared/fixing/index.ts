// How a picture that a model would refuse is brought into shape, as pure decisions; the one door to this folder.

export { type Background, type Choice, centre, type Plan, planFix, type Rect, type Source, shrinkPlan } from './fix-plan.ts';
export {
  choiceFor,
  type Derivation,
  derivationOf,
  type Fix,
  type Fixable,
  firstFix,
  fixableTogether,
  fixFor,
  sourceOf,
} from './picture-fix.ts';
export { fileHostRequirements, type PictureFormat, type PictureRequirements, requirementsOf, type Size } from './picture-requirements.ts';

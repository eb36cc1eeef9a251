// How a picture that a model would refuse is brought into shape, as pure decisions; the one door to this folder.

export { type Choice, centre, type Plan, planFix, type Rect, type Source, shrinkPlan } from './fix-plan.ts';
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

// How a picture that a model would refuse is brought into shape, as pure decisions; the one door to this folder.
export { alike, choiceFor, type Fix, type Fixable, firstFix, fixFor, type MadeHow, madeHow, sourceOf } from './fix.ts';
export { hostNeeds, type Needs, needsOf, type PictureFormat, type Size } from './needs.ts';
export { type Behind, type Choice, centre, nextTry, type Plan, planFix, type Rect, type Source } from './plan.ts';

// How a picture that a model would refuse is brought into shape, as pure decisions; the one door to this folder.

export { type Behind, type Choice, centre, nextTry, type Plan, planFix, type Rect, type Source } from './fix-plan.ts';
export { alike, choiceFor, type Fix, type Fixable, firstFix, fixFor, type MadeHow, madeHow, sourceOf } from './picture-fix.ts';
export { hostNeeds, type Needs, needsOf, type PictureFormat, type Size } from './picture-requirements.ts';

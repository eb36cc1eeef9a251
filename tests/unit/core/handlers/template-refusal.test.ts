// Why a template cannot be saved.
import { expect, test } from 'vitest';
import { templateRefusal } from '../../../../electron/core/handlers/template-refusal.ts';

test('a new template with a unique name is saved', () => {
  expect(templateRefusal({ id: null, namesakeId: null, count: 0 })).toBeNull();
});

test('a name that another template has is refused for new and for changed templates', () => {
  expect(templateRefusal({ id: null, namesakeId: 7, count: 1 })).toBe('name-taken');
  expect(templateRefusal({ id: 3, namesakeId: 7, count: 2 })).toBe('name-taken');
});

test('a changed template may keep its own name', () => {
  expect(templateRefusal({ id: 7, namesakeId: 7, count: 1 })).toBeNull();
});

test('a 501st template is refused, but the existing 500 can be changed', () => {
  expect(templateRefusal({ id: null, namesakeId: null, count: 499 })).toBeNull();
  expect(templateRefusal({ id: null, namesakeId: null, count: 500 })).toBe('too-many');
  expect(templateRefusal({ id: 7, namesakeId: null, count: 500 })).toBeNull();
});

// Why a template is not saved.
import { expect, test } from 'vitest';
import { templateRefusal } from '../../../../electron/core/handlers/template-refusal.ts';

test('a new template with a name of its own is saved', () => {
  expect(templateRefusal({ id: null, namesakeId: null, count: 0 })).toBeNull();
});

test('a name that another template has is taken, for a new template and for a changed one', () => {
  expect(templateRefusal({ id: null, namesakeId: 7, count: 1 })).toBe('name-taken');
  expect(templateRefusal({ id: 3, namesakeId: 7, count: 2 })).toBe('name-taken');
});

test('a changed template may keep its own name', () => {
  expect(templateRefusal({ id: 7, namesakeId: 7, count: 1 })).toBeNull();
});

test('the 501st template is one too many, but the 500 that are there can be changed', () => {
  expect(templateRefusal({ id: null, namesakeId: null, count: 499 })).toBeNull();
  expect(templateRefusal({ id: null, namesakeId: null, count: 500 })).toBe('too-many');
  expect(templateRefusal({ id: 7, namesakeId: null, count: 500 })).toBeNull();
});

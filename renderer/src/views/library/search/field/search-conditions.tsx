// The conditions of the library's search as chips.
import { otherConditions } from '../../facets/facet-choice.ts';
import { replaceSearchText, setSearchText, useLibrarySearch } from '../search-store.ts';
import { ConditionChips } from './condition-chips.tsx';

/**
 * Conditions that the chips of the facets show are hidden here, unless the container `lines` is so narrow that the facets are one button.
 * That container must be around this component.
 */
export function SearchConditions() {
  const parsed = useLibrarySearch((s) => s.parsed);
  const text = useLibrarySearch((s) => s.text);
  const others = otherConditions(parsed);
  return (
    <ConditionChips
      text={text}
      shown={parsed.conditions}
      onNegate={(next) => setSearchText(next)}
      onRemove={replaceSearchText}
      className={others.length === 0 ? '@[788px]/lines:hidden' : ''}
      classNameOf={(typed) => (others.includes(typed) ? '' : '@[788px]/lines:hidden')}
      isOnlyFacets={others.length === 0}
    />
  );
}

import type { ModelProvider } from '../../api/models.ts';
import { LiveRegion } from '../../ui/live-region.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { Select } from '../../ui/select.tsx';
import type { ModelFilter } from './model-list.ts';
import { useModelText } from './use-model-text.ts';

type Props = Readonly<{
  filter: ModelFilter;
  onChange: (filter: ModelFilter) => void;
  providers: readonly ModelProvider[];
  /** Null until it is known. */
  count: number | null;
  /** Focused by that `data-field`. */
  field: string | undefined;
  /** Enter and arrow down lead into the list. */
  onDown: () => void;
}>;

/** Narrows the list of models by words and by provider. */
export const ModelFilterBar = ({ filter, onChange, providers, count, field, onDown }: Props) => {
  const text = useModelText();
  const options = [
    { value: '', label: text.everyProvider },
    ...providers.map(({ slug, name }) => ({ value: slug, label: name })),
  ];
  const said = count === null ? '' : text.count(count);
  return (
    <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_12rem]">
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the field inside */}
      <div
        data-field={field}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
          if (event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          onDown();
        }}
      >
        <SearchInput
          label={text.filter}
          value={filter.typed}
          onChange={(typed) => onChange({ ...filter, typed })}
          note={said}
        />
      </div>
      <Select
        aria-label={text.provider}
        value={filter.provider}
        options={options}
        onChange={(provider) => onChange({ ...filter, provider })}
      />
      <LiveRegion>{filter.typed === '' && filter.provider === '' ? '' : said}</LiveRegion>
    </div>
  );
};

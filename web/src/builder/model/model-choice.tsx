import { useId, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { VListHandle } from 'virtua';
import { useText } from '../../i18n/text.tsx';
import { FieldAlert } from '../field-alert.tsx';
import { SourceNotes } from '../source-notes.tsx';
import { useBuilder } from '../use-builder.tsx';
import { HandFields } from './hand-fields.tsx';
import { ModelFilterBar } from './model-filter-bar.tsx';
import { entriesOf, type ModelFilter, toModelRows } from './model-list.ts';
import { ModelListing } from './model-listing.tsx';
import { nextRadio } from './next-radio.ts';
import { openingOf } from './opening.ts';
import { OpeningPanel } from './opening-panel.tsx';
import { OutsideOption } from './outside-option.tsx';
import { accessOf } from './provider-access.ts';
import { BY_HAND, LATER, useModelChoice, useModelOptions } from './use-model.ts';
import { useModelText } from './use-model-text.ts';

/** Everything that can be the model, as one group of radio buttons: later, hundreds in a list, or one typed by hand. */
export const ModelChoice = () => {
  const text = useModelText();
  const { builderChoices: choices } = useText();
  const { draft, secrets } = useBuilder();
  const { clone, name: profile } = draft.identity;
  const query = useModelOptions();
  const { data, isPending, isFetching, refetch } = query;
  const { chosen, choose, type } = useModelChoice(data);
  const [filter, setFilter] = useState<ModelFilter>({ typed: '', provider: '' });
  const rows = useRows(filter);
  const entries = entriesOf(rows);
  const list = useRef<VListHandle>(null);
  const group = useRef<HTMLFieldSetElement>(null);
  const name = useId();
  const focus = (selector: string) =>
    group.current?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  const pick = (key: string) => {
    if (key === LATER) return choose(null);
    if (key === BY_HAND) return type({});
    const entry = entries.find((one) => one.key === key);
    if (entry) choose({ provider: entry.provider.slug, model: entry.model, baseUrl: '' });
  };
  const goTo = (key: string) => {
    // The chosen one is always mounted, wherever the list is scrolled to.
    flushSync(() => pick(key));
    const row = rows.findIndex((one) => one.key === key);
    if (row > 0) list.current?.scrollToIndex(row - 1, { align: 'nearest' });
    focus(`input[value="${CSS.escape(key)}"]`);
  };
  const outside = { name, chosen, count: entries.length + 2, onChoose: pick };
  const opening = openingOf(data, draft, secrets);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the radio buttons inside */}
      <fieldset
        ref={group}
        onKeyDown={(event) => {
          const next = nextRadio(event, [LATER, BY_HAND, ...entries.map(({ key }) => key)]);
          if (next === undefined) return;
          event.preventDefault();
          goTo(next);
        }}
        className="flex min-w-0 flex-col gap-3"
      >
        <legend className="sr-only">{text.legend}</legend>
        <div className="grid gap-3 sm:grid-cols-2">
          <OutsideOption
            {...outside}
            value={LATER}
            place={1}
            title={clone ? choices.modelOfClone(clone.from) : text.later}
            hint={
              clone ? data && text.ofCloneHint(data.provider, data.model) : text.laterHint(profile.trim().toLowerCase())
            }
          />
          <OutsideOption {...outside} value={BY_HAND} place={2} title={text.byHand} hint={text.byHandHint} />
        </div>
        {chosen === BY_HAND && !isPending && (
          <>
            <HandFields providers={data?.providers ?? []} onType={type} />
            {opening && <OpeningPanel opening={opening} />}
          </>
        )}
        <ModelFilterBar
          filter={filter}
          onChange={setFilter}
          providers={data?.providers ?? []}
          count={data ? entries.length : null}
          field={chosen === LATER || chosen === BY_HAND ? undefined : 'model'}
          onDown={() => focus('[data-list] input')}
        />
        <FieldAlert field="model" />
        <ModelListing {...{ query, rows, filter, name, chosen, list }} onPick={pick} onType={type} />
      </fieldset>
      {opening && chosen !== BY_HAND && <OpeningPanel opening={opening} />}
      <div className="flex flex-col gap-2">
        <p className="text-xs text-text-tertiary">{text.priceNote}</p>
        {data && <SourceNotes sources={data.sources} busy={isFetching} onRetry={() => void refetch()} />}
      </div>
    </>
  );
};

/** The lines to show, in an order that stays while keys are typed: by what there was before this draft. */
const useRows = (filter: ModelFilter) => {
  const { draft } = useBuilder();
  const { data } = useModelOptions();
  const { clone } = draft.identity;
  return useMemo(
    () => toModelRows(data?.providers ?? [], (provider) => accessOf(provider, { clone, env: [] }, {}), filter),
    [data, clone, filter],
  );
};

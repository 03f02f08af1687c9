import { SearchX } from 'lucide-react';
import type { ModelProvider } from '../../api/models.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { ModelFilter } from './model-list.ts';
import { useModelText } from './use-model-text.ts';

type Props = Readonly<{
  filter: ModelFilter;
  providers: readonly ModelProvider[];
  onType: (model: Readonly<{ provider: string; model: string; baseUrl: string }>) => void;
}>;

/** In place of a list without a line: why, and the way on. */
export const NoModels = ({ filter: { typed, provider: slug }, providers, onType }: Props) => {
  const text = useModelText();
  const provider = providers.find((one) => one.slug === slug);
  const isUnlisted = provider?.models.length === 0;
  const title = isUnlisted ? text.none.unlisted(provider.name) : text.none.title;
  const model = isUnlisted ? '' : typed.trim();
  if (providers.every(({ models }) => models.length === 0))
    return <EmptyState title={text.noList}>{text.noListText}</EmptyState>;
  return (
    <EmptyState
      icon={<SearchX aria-hidden size={28} />}
      title={title}
      action={
        <Button onClick={() => onType({ provider: slug, model, baseUrl: '' })}>
          {model === '' ? text.none.typeOne : text.none.useTyped(model)}
        </Button>
      }
    >
      {isUnlisted ? text.none.unlistedText : text.none.text}
    </EmptyState>
  );
};

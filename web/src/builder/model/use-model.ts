import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/api-context.tsx';
import { type ModelOptions, modelOptions } from '../../api/models.ts';
import type { Draft } from '../draft.ts';
import { useBuilder } from '../use-builder.tsx';
import { modelKey } from './model-list.ts';

/** Keys of the two choices that are not models of the list. */
export const LATER = 'later';
export const BY_HAND = 'by-hand';

/** The models there are to choose from. Only a copy knows the providers its source defines. */
export const useModelOptions = () => {
  const { clone } = useBuilder().draft.identity;
  return useQuery({
    ...modelOptions(useApi(), clone?.from ?? 'default'),
    ...(clone === null && { select: withoutOwn }),
  });
};

const withoutOwn = (options: ModelOptions): ModelOptions => ({
  ...options,
  providers: options.providers.filter((provider) => !provider.is_user_defined),
});

/** The key of what is chosen, and the way to choose: a model of the list, later, or by hand. */
export const useModelChoice = (options: ModelOptions | undefined) => {
  const { draft, change } = useBuilder();
  // What is typed may happen to be in the list and is still being typed.
  const [isTyping, setTyping] = useState(false);
  const chosen = isTyping && draft.model !== null ? BY_HAND : keyOf(draft.model, options);
  const choose = (model: Draft['model']) => {
    setTyping(false);
    change({ model });
  };
  const type = (model: Partial<NonNullable<Draft['model']>>) => {
    setTyping(true);
    change({ model: { ...(draft.model ?? { provider: '', model: '', baseUrl: '' }), ...model } });
  };
  return { chosen, choose, type };
};

const keyOf = (model: Draft['model'], options: ModelOptions | undefined): string => {
  if (model === null) return LATER;
  const row = options?.providers.find(({ slug }) => slug === model.provider);
  return model.baseUrl === '' && row?.models.includes(model.model) ? modelKey(model.provider, model.model) : BY_HAND;
};

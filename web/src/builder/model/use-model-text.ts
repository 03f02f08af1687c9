import { builderModel, type BuilderModelText } from '../../i18n/en/builder-model.ts';
import { usePageText } from '../../i18n/text.tsx';

/** The texts of the step of the model. */
export const useModelText = (): BuilderModelText => usePageText('builderModel', builderModel);

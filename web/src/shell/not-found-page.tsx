import { useText } from '../i18n/text.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Page } from './page.tsx';

/** For an address that belongs to no page. */
export const NotFoundPage = () => {
  const { notFound } = useText().shell;
  return (
    <Page title={notFound.title} description={notFound.description} width="narrow">
      <div>
        <LinkButton to="/profiles">{notFound.action}</LinkButton>
      </div>
    </Page>
  );
};

import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';

/** In place of everything once the server no longer takes this page's token: how to get in again. */
export const SessionEnded = () => {
  const { expired } = useText().shell;
  return (
    <main className="mx-auto flex max-w-xl flex-col gap-4 px-4 py-16">
      <title>{expired.title}</title>
      <h1 className="text-2xl font-semibold">{expired.title}</h1>
      <p className="text-text-secondary">{expired.what}</p>
      <p>{expired.next}</p>
      <CodeBlock text="profile-builder url" />
      <div>
        <Button onClick={() => window.location.reload()}>{expired.reload}</Button>
      </div>
    </main>
  );
};
